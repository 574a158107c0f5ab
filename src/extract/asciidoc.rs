//! Code in `AsciiDoc`: listings, literal blocks, source paragraphs.
//!
//! Rules are those of <https://docs.asciidoctor.org/asciidoc/latest/verbatim/>: a delimited block ends
//! with the line that it began with, attributes and a title stand on lines of their own in front of
//! it, and callouts stand at the ends of its lines. A block that includes a file is not taken up: its
//! code is elsewhere.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::candidate::{Candidate, cut};
use super::lines::{self, Line};
use super::{FoundBy, Label, inline, label};
use crate::notes::Passage;

/// Callouts at the end of a line, with the comment that hides them from a compiler: `// <1> <2>`.
static CALLOUTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[ \t]+)(?:(?://|#|--|;;)[ \t]?)?(?:<(?:\d+|\.)>|<!--(?:\d+|\.)-->)(?:[ \t]*(?:<(?:\d+|\.)>|<!--(?:\d+|\.)-->))*[ \t]*$")
        .expect("a pattern of our own")
});

/// The language of blocks that name none: `:source-language: python`.
const DEFAULT_LANGUAGE: &str = ":source-language:";

/// What a line of attributes says of the block behind it.
#[derive(Clone, Debug, Default)]
struct Attributes {
    /// Where the first of them stands.
    start: usize,
    /// Whether it is code: `[source]`, `[,go]`.
    source: bool,
    /// What it is written in, or what it is by its role: `[.output]`.
    label: Option<Label>,
}

/// The code blocks of a text in `AsciiDoc`.
pub(super) fn candidates(passage: &Passage) -> Vec<Candidate> {
    let lines = lines::split(passage.text());
    let default = lines.iter().find_map(|line| line.content.strip_prefix(DEFAULT_LANGUAGE)).and_then(label::parse);
    let mut reader = Reader { passage, lines: &lines, default, ends: ends(&lines), found: Vec::new() };
    let mut attributes: Option<Attributes> = None;
    let mut at = 0;
    while at < lines.len() {
        if let Some(read) = attribute_line(&lines[at]) {
            let first =
                attributes.take().unwrap_or(Attributes { start: lines[at].range.start, ..Attributes::default() });
            attributes = Some(Attributes {
                source: read.source || first.source,
                label: read.label.or(first.label),
                start: first.start,
            });
            at += 1;
        } else if is_title(&lines[at]) {
            // A title behind attributes leads to the block as prose does.
            at += 1;
        } else {
            at = reader.block(at, attributes.take());
        }
    }
    reader.found
}

struct Reader<'a> {
    passage: &'a Passage,
    lines: &'a [Line<'a>],
    default: Option<Label>,
    /// For each line that opens a block the one that closes it.
    ends: Vec<Option<usize>>,
    found: Vec<Candidate>,
}

impl Reader<'_> {
    /// Reads what begins on line `at`, with the attributes in front of it; returns the line behind it.
    fn block(&mut self, at: usize, attributes: Option<Attributes>) -> usize {
        let line = &self.lines[at];
        let attributes = attributes.unwrap_or(Attributes { start: line.range.start, ..Attributes::default() });
        match (delimiter(line), self.ends[at]) {
            (Some('-' | '.' | '`'), Some(end)) => {
                let info = line.content.strip_prefix("```").and_then(label::parse);
                self.take(attributes, at + 1..end, end + 1, info);
                end + 1
            }
            // Comments and what goes through as it is.
            (Some('/' | '+'), Some(end)) => end + 1,
            _ if attributes.source && !line.is_blank() && delimiter(line).is_none() => {
                let end = self.paragraph_end(at);
                self.take(attributes, at..end, end, None);
                end
            }
            _ if self.is_literal(at) => {
                let end = self.paragraph_end(at);
                self.found.push(Candidate::of_lines(self.passage, &self.lines[at..end], FoundBy::Indent));
                end
            }
            _ => {
                self.found.extend(inline::candidates(self.passage, line));
                at + 1
            }
        }
    }

    fn take(&mut self, attributes: Attributes, inside: Range<usize>, behind: usize, info: Option<Label>) {
        if self.lines[inside.clone()].iter().any(|line| line.content.starts_with("include::")) {
            return;
        }
        let default = self.default.clone().filter(|_| attributes.source);
        let mut found = Candidate::of_lines(self.passage, &self.lines[inside], FoundBy::Fence);
        found.outer =
            attributes.start..self.lines.get(behind).map_or(self.passage.text().len(), |line| line.range.start);
        found.code = cut(&found.code, |line| 0..CALLOUTS.find(line).map_or(line.len(), |callouts| callouts.start()));
        found.label = attributes.label.or(info).or(default);
        self.found.push(found);
    }

    /// Whether a literal paragraph begins here: an indented line behind a blank one, and no list.
    fn is_literal(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let marked = line.content.split_whitespace().next().unwrap_or_default();
        let is_item = marked.bytes().all(|byte| b"*-.+".contains(&byte))
            || marked.ends_with(['.', ')'])
            || line.content.contains("::");
        line.indent > 0 && !is_item && at.checked_sub(1).is_none_or(|before| self.lines[before].is_blank())
    }

    fn paragraph_end(&self, at: usize) -> usize {
        at + self.lines[at..].iter().take_while(|line| !line.is_blank()).count()
    }
}

/// For each line that opens a delimited block the one that closes it. What stands between two
/// delimiters is text, so each is looked for once.
fn ends(lines: &[Line<'_>]) -> Vec<Option<usize>> {
    let mut ends = vec![None; lines.len()];
    let mut nearest = std::collections::HashMap::new();
    for (at, line) in lines.iter().enumerate().rev() {
        if let Some(mark) = delimiter(line) {
            let closing = if mark == '`' { "```" } else { line.content };
            ends[at] = nearest.get(closing).copied();
            nearest.insert(line.content, at);
        }
    }
    ends
}

/// The mark of a line that opens or closes a block: four or more of it, or a fence of Markdown.
fn delimiter(line: &Line<'_>) -> Option<char> {
    let content = line.content;
    let mark = content.chars().next().filter(|mark| "-./+`".contains(*mark) && line.indent == 0)?;
    let is_line = content.len() >= 4 && content.chars().all(|other| other == mark);
    let is_fence = mark == '`' && content.starts_with("```") && !content[3..].contains('`');
    (is_line && mark != '`' || is_fence).then_some(mark)
}

/// `.Title`, and not `....` or `. item`.
fn is_title(line: &Line<'_>) -> bool {
    let title = line.content.strip_prefix('.').filter(|_| line.indent == 0);
    title.is_some_and(|title| !title.is_empty() && !title.starts_with(['.', ' ']))
}

/// `[source,go]`, `[source%linenums,go]`, `[,go]`, `[.output]`, `[listing]`.
fn attribute_line(line: &Line<'_>) -> Option<Attributes> {
    let inside = line.content.strip_prefix('[').filter(|_| line.indent == 0)?.strip_suffix(']')?;
    if inside.starts_with('[') && inside.ends_with(']') {
        return Some(Attributes::default());
    }
    let mut words = inside.split(',').map(str::trim);
    let style = words.next().unwrap_or_default();
    let name = style.split(['%', '#', '.']).next().unwrap_or_default();
    let source = name == "source" || name.is_empty() && inside.starts_with(',');
    let language = words.next().filter(|word| source && !word.is_empty() && !word.contains('='));
    let named =
        inside.split(',').find_map(|word| word.trim().strip_prefix("language=")).map(|word| word.trim_matches('"'));
    let role = ["output", "result"]
        .into_iter()
        .find(|role| name == *role || style.split('.').skip(1).any(|word| word == *role));
    Some(Attributes { start: line.range.start, source, label: language.or(named).or(role).and_then(label::parse) })
}
