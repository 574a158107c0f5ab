//! Code in reStructuredText: literal blocks, directives, doctest blocks.
//!
//! Rules are those of the docutils reference, "reStructuredText Markup Specification": a literal
//! block is indented relative to the paragraph or directive before it and ends before the first
//! line that is not; a doctest block ends with a blank line.

use std::ops::Range;

use super::candidate::Candidate;
use super::lines::{self, Line, trimmed};
use super::{FoundBy, Label, inline, label};
use crate::notes::Passage;

/// Directives of docutils, Sphinx and its common extensions whose content is literal.
const LITERAL_DIRECTIVES: [&str; 12] = [
    "code-block",
    "code",
    "sourcecode",
    "parsed-literal",
    "prompt",
    "doctest",
    "testcode",
    "testsetup",
    "testoutput",
    "ipython",
    "console",
    "code-cell",
];

/// The code blocks of a reStructuredText.
pub(super) fn candidates(passage: &Passage) -> Vec<Candidate> {
    let lines = lines::split(passage.text());
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some((next, candidate)) = block_at(passage, &lines, at) {
            found.extend(candidate);
            at = next;
        } else {
            found.extend(inline::candidates(passage, &lines[at]));
            at += 1;
        }
    }
    found
}

/// The literal or doctest block that the line announces or opens, and the line behind it.
fn block_at(passage: &Passage, lines: &[Line<'_>], at: usize) -> Option<(usize, Option<Candidate>)> {
    let line = &lines[at];
    if line.content.starts_with(">>> ") {
        let end = (at..lines.len()).find(|index| lines[*index].is_blank()).unwrap_or(lines.len());
        return Some((end, Some(Candidate::of_lines(passage, &lines[at..end], FoundBy::Prompt))));
    }
    if let Some((name, argument)) = directive(line.content) {
        let label = LITERAL_DIRECTIVES.contains(&name).then(|| directive_label(name, argument))?;
        let body = directive_body(lines, at);
        let found = literal(passage, lines, body).map(|literal| {
            let outer = line.range.start..literal.outer.end;
            Candidate { outer, label, ..literal }
        });
        return Some((indented(lines, at + 1, line.indent).end, found));
    }
    let announces = line.content.ends_with("::") && lines.get(at + 1).is_none_or(Line::is_blank);
    announces.then(|| {
        let body = indented(lines, at + 1, line.indent);
        (body.end.max(at + 1), literal(passage, lines, body))
    })
}

fn literal(passage: &Passage, lines: &[Line<'_>], body: Range<usize>) -> Option<Candidate> {
    let body = trimmed(lines, body);
    (!body.is_empty()).then(|| Candidate::of_lines(passage, &lines[body], FoundBy::Indent))
}

/// `.. name:: argument`
fn directive(content: &str) -> Option<(&str, &str)> {
    let (name, argument) = content.strip_prefix(".. ")?.split_once("::")?;
    (!name.contains(char::is_whitespace)).then_some((name, argument.trim()))
}

fn directive_label(name: &str, argument: &str) -> Option<Label> {
    match name {
        "testcode" | "testsetup" | "ipython" => label::parse("python"),
        "testoutput" => label::parse("text"),
        "doctest" | "parsed-literal" => None,
        "prompt" | "console" if argument.is_empty() => label::parse("console"),
        _ => label::parse(argument),
    }
}

/// The content of the directive on line `at`, without its options.
fn directive_body(lines: &[Line<'_>], at: usize) -> Range<usize> {
    let body = indented(lines, at + 1, lines[at].indent);
    let is_option = |index: usize| lines[index].content.starts_with(':');
    let options = body.clone().take_while(|index| is_option(*index)).count();
    body.start + options..body.end
}

/// The lines from `from` on that are blank or indented by more than `indent`.
fn indented(lines: &[Line<'_>], from: usize, indent: usize) -> Range<usize> {
    let inside = |line: &&Line<'_>| line.is_blank() || line.indent > indent;
    let start = from.min(lines.len());
    start..start + lines[start..].iter().take_while(inside).count()
}
