//! The logical lines of Python code, and what their indentation shows to be missing.

use crate::languages::completion::{Lexis, Token, TokenKind};

/// How Python writes strings and comments.
pub(super) const LEXIS: Lexis = Lexis {
    line_comment: "#",
    block_comment: None,
    quotes: &[("\"\"\"", true, true), ("'''", true, true), ("\"", false, true), ("'", false, true)],
};

/// Keywords that a block stands behind, with what the block is for people.
const HEADERS: [(&str, &str); 15] = [
    ("def", "function"),
    ("async", "function"),
    ("class", "class"),
    ("for", "loop"),
    ("while", "loop"),
    ("if", "branch"),
    ("elif", "branch"),
    ("else", "branch"),
    ("try", "block"),
    ("except", "block"),
    ("finally", "block"),
    ("with", "block"),
    ("match", "block"),
    ("case", "branch"),
    ("lambda", "function"),
];

/// A line of code, continuation lines included.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Its first word.
    pub(super) first: &'a str,
    /// Where its first token begins.
    pub(super) start: usize,
    /// Where its last token but comments ends.
    pub(super) end: usize,
    /// How far it is indented, with tabs to the next multiple of eight.
    pub(super) indent: usize,
    /// What the block behind it is, where it ends with a colon.
    pub(super) header: Option<&'static str>,
}

/// The logical lines of a text whose brackets are balanced.
pub(super) fn lines<'a>(text: &'a str, tokens: &[Token]) -> Vec<Line<'a>> {
    let mut found: Vec<Line<'a>> = Vec::new();
    let mut depth = 0_usize;
    let mut last_end = 0;
    for token in tokens.iter().filter(|token| token.kind != TokenKind::Comment) {
        let word = token.of(text);
        let gap = &text[last_end..token.range.start];
        let fresh = found.is_empty()
            || depth == 0 && gap.contains('\n') && !gap.trim_start().starts_with('\\') && !continued(text, last_end);
        if fresh {
            found.push(Line {
                first: word,
                start: token.range.start,
                end: 0,
                indent: indent(text, token.range.start),
                header: None,
            });
        }
        match word {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let line = found.last_mut().expect("the first token begins one");
        line.end = token.range.end;
        line.header = (depth == 0 && word == ":").then(|| header(line.first)).flatten();
        last_end = token.range.end;
    }
    found
}

fn header(first: &str) -> Option<&'static str> {
    HEADERS.iter().find(|(word, _)| *word == first).map(|(_, what)| *what)
}

/// Whether the line is continued behind this byte.
fn continued(text: &str, at: usize) -> bool {
    at > 0 && text[..at].ends_with('\\')
}

fn indent(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..at].chars().fold(0, |width, c| if c == '\t' { width / 8 * 8 + 8 } else { width + 1 })
}

/// What is missing between the lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The body of this header, which ends here; whether more code follows.
    Body { at: usize, what: &'static str, inside: bool },
    /// All of the text is indented.
    Indented,
    /// The line that begins here is deeper than the one in front of it, which opens nothing.
    Opener(usize),
    /// The line that begins here ends blocks that nothing opened.
    Dedent(usize),
    /// A decorator has nothing to decorate.
    Decorated(usize),
}

/// What the indentation shows to be missing.
pub(super) fn gaps(lines: &[Line<'_>]) -> Vec<Gap> {
    let mut found = Vec::new();
    let mut open = vec![lines.first().map_or(0, |line| line.indent)];
    if open[0] > 0 {
        found.push(Gap::Indented);
    }
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &lines[before]);
        let current = *open.last().expect("the outermost is never popped");
        let opened = before.and_then(|line| line.header.map(|what| (line.end, what)));
        if line.indent > current {
            if opened.is_none() {
                found.push(Gap::Opener(line.start));
            }
            open.push(line.indent);
            continue;
        }
        if let Some((at, what)) = opened {
            found.push(Gap::Body { at, what, inside: true });
        }
        while open.len() > 1 && open.last().is_some_and(|indent| *indent > line.indent) {
            open.pop();
        }
        if open.last() != Some(&line.indent) {
            found.push(Gap::Dedent(line.start));
        }
    }
    if let Some(last) = lines.last() {
        if let Some(what) = last.header {
            found.push(Gap::Body { at: last.end, what, inside: false });
        }
        if last.first == "@" {
            found.push(Gap::Decorated(last.start));
        }
    }
    found
}
