//! Code in text without markup: fences that are still there, then what stands among prose.

use super::candidate::Candidate;
use super::lines::Line;
use super::segments::Separation;
use super::{fence, lines, prose};
use crate::notes::Passage;

/// The code in a plain file, or in a page that was copied as text.
pub(super) fn candidates(passage: &Passage, separation: Separation) -> Vec<Candidate> {
    let lines = match separation {
        Separation::File => lines::split(passage.text()),
        Separation::Page | Separation::LossyPage => lines::split_at_breaks(passage.text()),
    };
    // What looks like a fence in the front matter is none.
    let lines = &lines[front_matter(&lines)..];
    let mut found = Vec::new();
    let mut from = 0;
    for fenced in fence::fenced(lines) {
        found.extend(prose::candidates(passage, &lines[from..fenced.start], separation));
        from = fenced.end;
        found.push(fence::candidate(passage, &lines[fenced]));
    }
    found.extend(prose::candidates(passage, &lines[from..], separation));
    found
}

/// How many lines the front matter of a site generator takes up: YAML between two lines of dashes.
fn front_matter(lines: &[Line<'_>]) -> usize {
    let is_fence = |line: &Line<'_>| line.content == "---";
    let has_keys = lines.get(1).is_some_and(|line| line.content.contains(": "));
    if !has_keys || !is_fence(&lines[0]) {
        return 0;
    }
    lines[1..].iter().position(is_fence).map_or(0, |end| end + 2)
}
