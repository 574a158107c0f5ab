//! The lines of a text, with their indentation.

use std::ops::Range;

use crate::notes::{floor_char_boundary, lines_of};

/// A tab stands for this many columns, as in `CommonMark`.
const TAB: usize = 4;

/// Longer lines are judged by this many bytes from their start.
const JUDGED: usize = 600;

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Bytes of the text, without the line end.
    pub range: Range<usize>,
    /// Without white space at either end.
    pub content: &'a str,
    /// Columns of white space in front of the content.
    pub indent: usize,
}

impl Line<'_> {
    /// Whether there is nothing on it.
    pub(super) fn is_blank(&self) -> bool {
        self.content.is_empty()
    }

    /// As much of the content as any rule needs.
    pub(super) fn judged(&self) -> &str {
        head(self.content, JUDGED)
    }
}

/// The lines of `text`.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    lines_of(text).map(|range| line(text, range)).collect()
}

/// The lines of `text` where `<br>` breaks a line as well, as rendered notes show it.
pub(super) fn split_at_breaks(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for range in lines_of(text) {
        let mut start = range.start;
        for at in memchr::memmem::find_iter(&text.as_bytes()[range.clone()], "<br>") {
            lines.push(line(text, start..range.start + at));
            start = range.start + at + "<br>".len();
            start += text[start..range.end].len() - text[start..range.end].trim_start().len();
        }
        lines.push(line(text, start..range.end));
    }
    lines
}

fn line(text: &str, range: Range<usize>) -> Line<'_> {
    let raw = &text[range.clone()];
    let content = raw.trim();
    let indent = if content.is_empty() { 0 } else { columns(&raw[..raw.len() - raw.trim_start().len()]) };
    Line { range, content, indent }
}

/// How many columns white space takes up.
pub(super) fn columns(space: &str) -> usize {
    space.chars().fold(0, |column, char| if char == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

/// The range without blank lines at its ends; empty where all are blank.
pub(super) fn trimmed(lines: &[Line<'_>], range: Range<usize>) -> Range<usize> {
    let Some(first) = range.clone().find(|index| !lines[*index].is_blank()) else { return range.start..range.start };
    let last = range.rev().find(|index| !lines[*index].is_blank()).unwrap_or(first);
    first..last + 1
}

/// The white space that all lines with content begin with, as bytes.
pub(super) fn common_indent<'a>(text: &'a str, lines: &[Line<'_>]) -> &'a str {
    let mut common: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let raw = &text[line.range.clone()];
        let own = &raw[..raw.len() - raw.trim_start().len()];
        common = Some(common.map_or(own, |common| shared_prefix(common, own)));
    }
    common.unwrap_or("")
}

fn shared_prefix<'a>(one: &'a str, other: &str) -> &'a str {
    let length = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    &one[..length]
}

/// The beginning of `text`, at most so many bytes of it.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    &text[..floor_char_boundary(text, bytes)]
}
