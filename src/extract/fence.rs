//! Fences in text that no Markdown parser reads: a copied page, a plain file.

use std::ops::Range;

use super::candidate::{Candidate, dedented};
use super::lines::Line;
use super::{FoundBy, label};
use crate::notes::Passage;

/// A line that opens or closes a fenced block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fence<'a> {
    mark: char,
    length: usize,
    info: &'a str,
}

impl Fence<'_> {
    /// As in `CommonMark` 0.31, 4.5: the same mark, at least as long, nothing behind it.
    fn is_closed_by(self, other: Fence<'_>) -> bool {
        self.mark == other.mark && other.length >= self.length && other.info.is_empty()
    }
}

/// The index ranges of fenced blocks, their fences included; a fence that is never closed is text.
pub(super) fn fenced(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Fence<'_>)> = None;
    for (index, line) in lines.iter().enumerate() {
        let Some(fence) = fence(line.content) else { continue };
        match open {
            Some((start, opened)) if opened.is_closed_by(fence) => {
                found.push(start..index + 1);
                open = None;
            }
            Some(_) => {}
            None => open = Some((index, fence)),
        }
    }
    found
}

/// The block that these lines are, of which the first and the last are fences.
pub(super) fn candidate(passage: &Passage, lines: &[Line<'_>]) -> Candidate {
    let inside = &lines[1..lines.len() - 1];
    Candidate {
        outer: lines[0].range.start..lines[lines.len() - 1].range.end,
        code: dedented(passage, inside),
        found_by: FoundBy::Fence,
        label: fence(lines[0].content).and_then(|fence| label::parse(fence.info)),
    }
}

fn fence(content: &str) -> Option<Fence<'_>> {
    let mark = content.chars().next().filter(|first| matches!(first, '`' | '~'))?;
    let info = content.trim_start_matches(mark);
    let length = content.len() - info.len();
    let info = info.trim();
    let is_inline = mark == '`' && info.contains('`');
    (length >= 3 && !is_inline).then_some(Fence { mark, length, info })
}
