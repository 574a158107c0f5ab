//! Code whose line ends were lost: statements that stand on one line with nothing between them.

use std::ops::Range;

use super::candidate::Candidate;
use super::{FoundBy, Label, lexis, words};
use crate::languages::Lang;
use crate::notes::Passage;

/// Longer lines are not looked through.
const LONGEST: usize = 64 * 1024;

/// Words that begin a statement wherever they stand behind a finished expression.
const STATEMENT_WORDS: [&str; 14] = [
    "return", "var", "let", "const", "def", "class", "import", "from", "print", "func", "fn", "package", "type",
    "public",
];

/// The candidate as it is, or marked as flattened where its one line holds several.
pub(super) fn mark(candidate: Candidate) -> Candidate {
    let text = candidate.code.text().trim_end();
    if candidate.found_by != FoundBy::Prose || text.contains('\n') || text.len() > LONGEST {
        return candidate;
    }
    if let Some((label, length)) = glued_label(text) {
        let code = candidate.code.slice(length..candidate.code.text().len());
        return Candidate { code, label: Some(label), found_by: FoundBy::Flattened, ..candidate };
    }
    let found_by = if is_flattened(text) { FoundBy::Flattened } else { candidate.found_by };
    Candidate { found_by, ..candidate }
}

/// Whether a statement begins on the line behind the end of another.
pub(super) fn is_flattened(text: &str) -> bool {
    let starts_control =
        ["if ", "for ", "while ", "else ", "if(", "for(", "while("].iter().any(|word| text.starts_with(word));
    let single = starts_control && text.ends_with(';');
    let is_import = lexis::is_import(text);
    !single && !is_import && gaps(text).any(|(before, after)| ends_statement(before) && begins_statement(after))
}

/// Every place outside strings with one space between two words: the text up to it, the text behind.
fn gaps(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut quote: Option<char> = None;
    text.char_indices().filter_map(move |(at, char)| {
        match char {
            _ if quote == Some(char) => quote = None,
            '"' | '\'' | '`' if quote.is_none() => quote = text[at + 1..].contains(char).then_some(char),
            _ => {}
        }
        (char == ' ' && quote.is_none() && at > 0).then(|| (&text[..at], &text[at + 1..]))
    })
}

fn ends_statement(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    let is_decorator = word.starts_with('@') && word.len() > 1;
    is_decorator
        || word.ends_with("*/")
        || word.ends_with([')', ']', '}', '"', '\''])
        || word.ends_with(|c: char| c.is_ascii_digit())
}

fn begins_statement(after: &str) -> bool {
    let end = after.find(|char: char| !char.is_ascii_alphanumeric() && !"_.".contains(char)).unwrap_or(after.len());
    let (name, rest) = after.split_at(end);
    if STATEMENT_WORDS.contains(&name) {
        return rest.starts_with([' ', '(']) && !matches!(name, "func" | "fn" | "type" | "from");
    }
    let is_name =
        lexis::is_name_start(name.chars().next()) && !words::is_curly_keyword(name) && !words::is_script_keyword(name);
    let assigned = ["=", ":=", "+="].iter().any(|operator| {
        let behind = rest.trim_start().strip_prefix(operator);
        behind.is_some_and(|behind| !behind.starts_with(['=', '>']))
    });
    is_name && (assigned || rest.starts_with('('))
}

/// The fence label that rendering glued onto the first line, and the bytes that it takes up.
fn glued_label(text: &str) -> Option<(Label, usize)> {
    let (word, rest) = text.split_once(' ')?;
    Lang::labelled(word)?;
    let first = rest.split([' ', '(']).next()?;
    let begins = words::is_curly_keyword(first) || words::is_script_keyword(first) || lexis::assigns_first(rest);
    let is_call_of_command = words::is_command(word) && words::is_command(first);
    let label = Label { language: word.to_lowercase(), words: Vec::new() };
    (begins && !is_call_of_command).then(|| (label, text.len() - rest.len()))
}

/// A fence and all that it fenced on one line: ```` ```go x := 1 ``` ````.
pub(super) fn one_line_fence(passage: &Passage, outer: Range<usize>, content: &str) -> Option<Candidate> {
    if content.len() > LONGEST {
        return None;
    }
    let ticks = content.len() - content.trim_start_matches('`').len();
    let inner = content[ticks..].strip_suffix(&content[..ticks]).filter(|_| ticks >= 3)?;
    let start = outer.start + passage.text()[outer.clone()].find(inner)?;
    let (label, skipped) = match inner.split_once(' ').filter(|(word, _)| Lang::labelled(word).is_some()) {
        Some((word, _)) => (Some(Label { language: word.to_lowercase(), words: Vec::new() }), word.len() + 1),
        None => (None, 0),
    };
    let space = inner[skipped..].len() - inner[skipped..].trim_start().len();
    let code = passage.slice(start + skipped + space..start + inner.trim_end().len());
    Some(Candidate { outer, code, found_by: FoundBy::Flattened, label })
}

#[cfg(test)]
mod tests {
    use super::is_flattened;

    #[test]
    fn statements_on_one_line_are_told_from_one_statement() {
        let cases = [
            ("func next() func() int { n:=0 return func() int { n+=1 return n } }", true),
            ("tail := items[2:] show(tail)", true),
            ("@property def name(self): return self._name", true),
            ("answer = ask(question, limit) log(answer)", true),
            ("/* the first two */ head := items[:2]", true),
            ("x = load(path) y = x.size", true),
            ("func f(a int) int { return a }", false),
            ("if (a) return b(c);", false),
            ("int x = max(1, 2);", false),
            ("value = f(1) if ready else g(2)", false),
            ("print(\"a b(c) d(e)\")", false),
            ("let v: Vec<u8> = read(path)?;", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_flattened(text), expected, "{text}");
        }
    }
}
