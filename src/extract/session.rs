//! Sessions: what was typed behind prompts and what came back.

use std::ops::Range;

use super::lines::{self, Line};
use super::prompt::{self, Mark};
use super::{Entry, Prompt};

/// The steps of a block's text; none where it is not a session.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let lines = lines::split(text);
    let Some(prompts) = Prompts::of(&lines) else { return Vec::new() };
    let mut entries = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        at = match prompts.mark(&lines[at]) {
            Some(mark) => step(text, &lines, at, (prompts, mark), &mut entries),
            None => at + 1,
        };
    }
    entries
}

/// Which marks at the start of a line are prompts in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prompts {
    /// Those that nothing else looks like; a `# ` among them begins a comment.
    Certain,
    /// `# ` and `% ` before commands as well.
    Weak,
    /// `> `, as Node shows it.
    Angle,
}

impl Prompts {
    /// A text is a session when its first line that is not a comment has a prompt: programs quote
    /// sessions in their own comments and strings further down. Where commands stand without a
    /// prompt, a `# ` in front of one comments it out.
    fn of(lines: &[Line<'_>]) -> Option<Self> {
        let full = || lines.iter().filter(|line| !line.is_blank());
        let first = full().find(|line| Self::Certain.mark(line).is_some() || !is_comment(line));
        if first.is_some_and(|line| Self::Certain.mark(line).is_some()) {
            return Some(Self::Certain);
        }
        let unprompted = || full().filter(|line| Self::Weak.mark(line).is_none() && !is_comment(line));
        if full().any(|line| Self::Weak.mark(line).is_some()) {
            let begins = full().find(|line| Self::Weak.mark(line).is_some() || !is_comment(line))?;
            let is_script = unprompted().any(|line| prompt::is_command_line(line.content));
            return (Self::Weak.mark(begins).is_some() && !is_script).then_some(Self::Weak);
        }
        let is_angle = |line: &Line<'_>| Self::Angle.mark(line).is_some();
        (full().next().is_some_and(is_angle) && !full().all(is_angle)).then_some(Self::Angle)
    }

    fn mark(self, line: &Line<'_>) -> Option<Mark> {
        match self {
            Self::Certain => prompt::mark(line.content).filter(|mark| mark.is_certain),
            Self::Weak => prompt::mark(line.content),
            Self::Angle => line.content.strip_prefix('>').and_then(|rest| {
                let length = if rest.is_empty() { 1 } else { 2 };
                (rest.is_empty() || rest.starts_with(' ')).then_some(Mark {
                    prompt: Prompt::Other,
                    length,
                    is_certain: false,
                })
            }),
        }
    }
}

fn is_comment(line: &Line<'_>) -> bool {
    line.content.starts_with('#') || line.content.starts_with("//") || line.content.starts_with("--")
}

/// Reads the step that begins on line `at`; returns the line behind it.
fn step(
    text: &str,
    lines: &[Line<'_>],
    at: usize,
    (prompts, mark): (Prompts, Mark),
    entries: &mut Vec<Entry>,
) -> usize {
    let start = content_start(text, &lines[at]) + mark.length;
    let end = content_start(text, &lines[at]) + lines[at].content.len();
    let mut input = split_joined(text, start..end, mark.prompt);
    let last = input.pop().unwrap_or(start..end);
    for joined in input {
        let nothing = joined.end..joined.end;
        entries.push(Entry { prompt: mark.prompt, input: vec![joined], output: nothing });
    }
    let heredoc = if mark.prompt == Prompt::Shell { Heredoc::of(&text[last.clone()], &lines[at + 1..]) } else { None };
    let mut typed = Typed { prompt: mark.prompt, lines: vec![last], heredoc };
    let mut next = at + 1;
    while let Some(range) = lines.get(next).and_then(|line| typed.continuation(text, line)) {
        typed.lines.push(range);
        next += 1;
    }
    let until = output_end(lines, next, prompts, mark.prompt);
    let output = match (lines.get(next), until.checked_sub(1).and_then(|last| lines.get(last))) {
        (Some(first), Some(last)) if until > next => first.range.start + result_marker(first)..last.range.end,
        _ => typed.lines.last().map_or(end..end, |last| last.end..last.end),
    };
    entries.push(Entry { prompt: mark.prompt, input: typed.lines, output });
    until.max(next)
}

/// The inputs of a line onto which several steps were joined: `>>> a >>> b`.
fn split_joined(text: &str, range: Range<usize>, prompt: Prompt) -> Vec<Range<usize>> {
    let separator = match prompt {
        Prompt::Python => " >>> ",
        Prompt::Sqlite => " sqlite> ",
        Prompt::Shell | Prompt::Other => return vec![range],
    };
    let mut parts = Vec::new();
    let mut start = range.start;
    for (at, _) in text[range.clone()].match_indices(separator) {
        parts.push(start..range.start + at);
        start = range.start + at + separator.len();
    }
    parts.push(start..range.end);
    parts
}

/// The line behind the output that begins on line `from`.
fn output_end(lines: &[Line<'_>], from: usize, prompts: Prompts, prompt: Prompt) -> usize {
    let ends = |line: &Line<'_>| prompts.mark(line).is_some() || (prompt == Prompt::Python && line.is_blank());
    let next = (from..lines.len()).find(|index| ends(&lines[*index])).unwrap_or(lines.len());
    let mut end = next;
    // A comment in front of the next prompt speaks of the step behind it.
    while end > from && (lines[end - 1].is_blank() || (next < lines.len() && lines[end - 1].content.starts_with('#'))) {
        end -= 1;
    }
    end
}

/// What has been typed of a step so far.
struct Typed {
    prompt: Prompt,
    lines: Vec<Range<usize>>,
    heredoc: Option<Heredoc>,
}

/// A here-document that a command begins.
struct Heredoc {
    /// The word that ends it.
    word: String,
    /// Whether its lines have the prompt that a shell shows for them, the last one too.
    prompted: bool,
}

impl Heredoc {
    /// The one that a command begins, if it does; `lines` are those behind it.
    fn of(command: &str, lines: &[Line<'_>]) -> Option<Self> {
        let word = ending_word(command)?;
        let ends = |line: &&Line<'_>| behind_prompt(line.content).trim() == word;
        let prompted = lines.iter().find(ends).is_some_and(|line| line.content.starts_with('>'));
        Some(Self { word, prompted })
    }
}

impl Typed {
    /// The part of `line` that continues the input, if it does.
    fn continuation(&mut self, text: &str, line: &Line<'_>) -> Option<Range<usize>> {
        let start = content_start(text, line);
        let range = |marker: usize| start + marker..start + line.content.len();
        match self.prompt {
            Prompt::Python => python_marker(line.content).map(range),
            Prompt::Sqlite | Prompt::Other => {
                line.content.strip_prefix("...>").or_else(|| line.content.strip_prefix("-> ")).map(|rest| {
                    let rest = rest.trim_start();
                    range(line.content.len() - rest.len())
                })
            }
            Prompt::Shell => self.shell_continues(text, line).then(|| {
                let prompted = self.heredoc.as_ref().is_none_or(|heredoc| heredoc.prompted);
                let rest = if prompted { behind_prompt(line.content) } else { line.content };
                if rest.len() < line.content.len() {
                    range(line.content.len() - rest.len())
                } else {
                    line.range.clone()
                }
            }),
        }
    }

    fn shell_continues(&mut self, text: &str, line: &Line<'_>) -> bool {
        let last = self.lines.last().map_or("", |last| text[last.clone()].trim_end());
        if let Some(heredoc) = &self.heredoc {
            return last != heredoc.word || self.lines.len() == 1;
        }
        line.content.starts_with("> ") || (last.ends_with('\\') && !line.is_blank())
    }
}

/// A line without the prompt with which a shell asks for more of a command.
fn behind_prompt(content: &str) -> &str {
    let rest = content.strip_prefix("> ");
    rest.unwrap_or(if content == ">" { "" } else { content })
}

/// The word that ends the here-document which a command begins.
fn ending_word(command: &str) -> Option<String> {
    let rest = command.split_once("<<")?.1.trim_start_matches(['-', ' ']);
    let word: String =
        rest.trim_start_matches(['\'', '"']).chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty() && !rest.starts_with('<')).then_some(word)
}

/// Bytes of `... ` or of `IPython`'s `   ...: ` at the start of a line.
fn python_marker(content: &str) -> Option<usize> {
    let rest = content.strip_prefix("...")?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let text = rest.strip_prefix(' ').unwrap_or(rest);
    (rest.is_empty() || text.len() < rest.len()).then_some(content.len() - text.len())
}

/// Bytes of `IPython`'s `Out[2]: ` in front of a result.
fn result_marker(line: &Line<'_>) -> usize {
    let rest = line.content.strip_prefix("Out[").and_then(|rest| rest.split_once("]: "));
    rest.filter(|_| line.indent == 0).map_or(0, |(_, result)| line.content.len() - result.len())
}

fn content_start(text: &str, line: &Line<'_>) -> usize {
    let raw = &text[line.range.clone()];
    line.range.start + raw.len() - raw.trim_start().len()
}
