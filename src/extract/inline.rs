//! Commands and calls inside sentences: behind back-ticks, in quotes, or standing bare.
//!
//! A name, a type or a signature in a sentence is not code to run. A command needs arguments, a call
//! needs an argument that is a value; where nothing marks it, it must have what no sentence has.

use std::ops::Range;

use super::FoundBy;
use super::candidate::Candidate;
use super::lexis;
use super::lines::{Line, head};
use super::prompt::{is_command_line, is_wide};
use super::words;
use crate::notes::Passage;

/// Longer lines are not looked through for inline code.
const LONGEST_LINE: usize = 16 * 1024;

/// Calls in sentences are short; looking further for their end would take time for nothing.
const LONGEST_ARGUMENTS: usize = 200;

/// What authors of Chinese notes write next to a command: "run", "use", "execute", "the command".
const ANNOUNCING: [&str; 8] = ["使用", "执行", "运行", "输入", "命令:", "命令：", "通过", "命令"];

/// The inline code of a line of prose.
pub(super) fn candidates(passage: &Passage, line: &Line<'_>) -> Vec<Candidate> {
    let text = &passage.text()[line.range.clone()];
    if text.len() > LONGEST_LINE {
        return Vec::new();
    }
    let mut spans = marked(text);
    for span in ascii_runs(text).chain(calls(text)) {
        if spans.iter().all(|other| span.end <= other.start || other.end <= span.start) {
            spans.push(span);
        }
    }
    spans.sort_by_key(|span| span.start);
    spans
        .into_iter()
        .map(|span| candidate(passage, line.range.start + span.start..line.range.start + span.end))
        .collect()
}

/// The command that an item of a list is, if items next to it are commands too: `• testr run xxx`.
pub(super) fn item(passage: &Passage, line: &Line<'_>, neighbours: [Option<&Line<'_>>; 2]) -> Option<Candidate> {
    let body = item_body(line)?;
    let is_command = |line: &Line<'_>| {
        let bullet = item_body(line).map(|body| line.content.len() - body.len());
        bullet.is_some() && ascii_runs(line.content).next().map(|command| command.start) == bullet
    };
    let is_listed = is_command_line(body) && body.contains(' ') && !body.contains(is_wide);
    (is_listed && neighbours.into_iter().flatten().any(is_command)).then(|| {
        let end = passage.text()[..line.range.end].trim_end().len();
        candidate(passage, end - body.len()..end)
    })
}

fn item_body<'a>(line: &Line<'a>) -> Option<&'a str> {
    let body = ["• ", "- ", "* "].iter().find_map(|bullet| line.content.strip_prefix(bullet))?;
    (line.content.len() < LONGEST_LINE).then(|| body.trim_start())
}

/// The candidate that a code span of Markdown is, if it is a command or a call.
pub(super) fn span(passage: &Passage, outer: Range<usize>, inner: Range<usize>) -> Option<Candidate> {
    let text = &passage.text()[inner.clone()];
    is_inline_code(text).then(|| Candidate { outer, ..candidate(passage, inner) })
}

fn candidate(passage: &Passage, range: Range<usize>) -> Candidate {
    Candidate { code: passage.slice(range.clone()), outer: range, found_by: FoundBy::Inline, label: None }
}

/// Whether a marked piece of text is a command with arguments, or a call with a value.
fn is_inline_code(text: &str) -> bool {
    let is_command = text.contains(' ') && is_command_line(text) && !text.contains(is_wide);
    is_command || call_end(text).is_some_and(|end| end == text.len())
}

/// What stands between back-ticks or quotes.
fn marked(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [('`', '`'), ('"', '"'), ('“', '”')] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at + open.len_utf8()) {
            // reStructuredText and Markdown may double the back-tick.
            let start = start + text[start..].len() - text[start..].trim_start_matches('`').len();
            let Some(end) = text[start..].find(close).map(|at| start + at) else { break };
            if is_inline_code(&text[start..end]) {
                found.push(start..end);
                from = end + close.len_utf8();
            } else {
                from = if open == '`' { text.len() - text[end..].trim_start_matches('`').len() } else { start };
            }
        }
    }
    found
}

/// Commands among Chinese text, and commands that a list item or a colon sets apart.
fn ascii_runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let ends = text
        .char_indices()
        .filter(|(_, char)| is_wide(*char) || "•·".contains(*char))
        .map(|(at, char)| (at, at + char.len_utf8()));
    let runs = ends.chain([(text.len(), text.len())]).map(move |(end, next)| std::mem::replace(&mut start, next)..end);
    runs.filter_map(|run| command_in(text, run))
}

fn command_in(text: &str, run: Range<usize>) -> Option<Range<usize>> {
    let inner = &text[run.clone()];
    // "run the following: docker ps -a"
    let colon = inner.rfind(": ").or_else(|| inner.find(':').filter(|at| !inner[..*at].contains(' '))).map(|at| at + 1);
    let has_command = |at: &usize| words::is_command(inner[*at..].split_whitespace().next().unwrap_or_default());
    let from = colon.filter(has_command).unwrap_or(0);
    let body = inner[from..].trim_start();
    let start = run.end - body.len();
    let body = body.trim_end().trim_end_matches([',', '.', ';', ':', '(']).trim_end();
    let body = body.split([',', ';']).next().unwrap_or_default();
    let (before, behind) = (&text[..start], &text[start + body.len()..]);
    let announced = ANNOUNCING.iter().any(|word| before.ends_with(word) || behind.trim_start().starts_with("命令"));
    let apart = before.trim_end().ends_with(['•', ':', '：', '-']) || before.is_empty() && !behind.is_empty();
    let shaped = body.split_whitespace().skip(1).any(|word| lexis::is_flag(word) || lexis::is_path(word));
    let is_command = body.contains(' ') && is_command_line(body);
    let among_wide =
        before.ends_with(is_wide) || behind.starts_with(is_wide) || behind.trim_start().starts_with(is_wide);
    let long = body.split_whitespace().count() > 2;
    (is_command && (shaped && (apart || among_wide) || announced || (apart || long) && among_wide))
        .then(|| start..start + body.len())
}

/// Calls with a value among their arguments: `car.set_speed(500)`, `url("home")`.
fn calls(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    text.match_indices('(').filter_map(move |(at, _)| {
        let name = text[..at].rfind(|char: char| !char.is_ascii_alphanumeric() && !"_.".contains(char));
        let start = name.map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let length = (start >= end && start < at).then(|| call_end(&text[start..])).flatten()?;
        let name = &text[start..at];
        let is_distinct = name.contains(['.', '_']) || text[at..start + length].contains(['"', '\'']);
        end = start + length;
        is_distinct.then_some(start..end)
    })
}

/// Where the call that a text begins with ends, if its arguments hold a value and no sentence.
fn call_end(text: &str) -> Option<usize> {
    let open = text.find('(')?;
    let name = &text[..open];
    let named = lexis::is_name_start(name.chars().next())
        && name.chars().all(|char| char.is_ascii_alphanumeric() || "_.".contains(char))
        && !name.ends_with('.');
    let close = head(&text[open..], LONGEST_ARGUMENTS).find(')').map(|at| open + at)?;
    let arguments = text[open + 1..close].trim();
    let is_value = |argument: &str| {
        let value = argument.split_once('=').map_or(argument, |(_, value)| value).trim();
        let quoted = value.len() > 1 && value.starts_with(['"', '\'']) && value.ends_with(['"', '\'']);
        quoted
            || value.parse::<f64>().is_ok()
            || matches!(value, "True" | "False" | "true" | "false" | "None" | "nil" | "null")
    };
    let is_argument = |argument: &str| {
        let argument = argument.trim();
        is_value(argument) || !argument.is_empty() && !argument.contains(' ') && argument.is_ascii()
    };
    let mut parts = arguments.split(',');
    (named && parts.clone().any(is_value) && parts.all(is_argument)).then_some(close + 1)
}

#[cfg(test)]
mod tests {
    use super::candidates;
    use crate::extract::lines;
    use crate::notes::Passage;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::verbatim(text, 0);
        let lines = lines::split(text);
        candidates(&passage, &lines[0]).into_iter().map(|candidate| candidate.code.text().to_owned()).collect()
    }

    #[test]
    fn commands_and_calls_are_told_from_names_and_sentences() {
        let cases: [(&str, &[&str]); 14] = [
            ("Run `docker compose up -d` first.", &["docker compose up -d"]),
            ("The `Vec<T>` type and `len()` are not run.", &[]),
            ("So we call robot.set_speed(500), and it moves.", &["robot.set_speed(500)"]),
            ("See ls(1) and printf(3).", &[]),
            ("Use the method of(1) them.", &[]),
            ("使用\"mvn install\"命令可以打包", &["mvn install"]),
            ("执行命令:java -cp app.jar com.example.Main", &["java -cp app.jar com.example.Main"]),
            ("• nosetests -vx xxx", &["nosetests -vx xxx"]),
            ("• testr init workdir 初始化目录", &["testr init workdir"]),
            ("用git commit --amend修改提交", &["git commit --amend"]),
            ("docker 和 kubernetes 都是容器平台", &[]),
            ("Git is a version control system - it is fast", &[]),
            ("`redirect(\"home\")` goes home", &["redirect(\"home\")"]),
            ("In 2019 (the year of the pig) nothing happened", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
