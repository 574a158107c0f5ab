//! A block's text with the note's line numbers, its claims marked.

use std::fmt::Write;
use std::ops::Range;

use super::escape::escape;
use crate::compare::Verdict;
use crate::notes::{Document, Passage};
use crate::report::Line;

/// A stretch of a block's text that is a claim.
struct Mark {
    range: Range<usize>,
    class: &'static str,
}

/// Writes a block's text, a row for each line.
pub(super) fn code(out: &mut String, document: &Document, line: &Line) {
    let passage = &line.in_note.code;
    let marks = marks(passage, line);
    out.push_str("<pre class=\"code\"><code>");
    for range in passage.lines() {
        let _ = write!(out, "<span class=\"row\" data-line=\"{}\">", document.line(passage.source(range.start)));
        row(out, passage.text(), &range, &marks);
        out.push_str("\n</span>");
    }
    out.push_str("</code></pre>\n");
}

fn row(out: &mut String, text: &str, range: &Range<usize>, marks: &[Mark]) {
    let shown = |range: Range<usize>| escape(text.get(range).unwrap_or_default());
    let mut at = range.start;
    let first = marks.partition_point(|mark| mark.range.end <= range.start);
    for mark in marks[first..].iter().take_while(|mark| mark.range.start < range.end) {
        let (start, end) = (mark.range.start.max(at), mark.range.end.min(range.end));
        out.push_str(&shown(at..start));
        let _ = write!(out, "<mark class=\"{}\">{}</mark>", mark.class, shown(start..end));
        at = end;
    }
    out.push_str(&shown(at..range.end));
}

/// Where a block's claims stand in its own text, in order and apart from each other.
fn marks(passage: &Passage, line: &Line) -> Vec<Mark> {
    let mut runs: Vec<_> = passage.runs().collect();
    runs.sort_by_key(|(_, source)| *source);
    let mut marks = Vec::new();
    for claim in &line.claims {
        let class = claim.verdict.as_ref().map_or("listed", Verdict::word);
        let first = runs.partition_point(|(run, source)| source + run.len() <= claim.span.start);
        for (run, source) in runs[first..].iter().take_while(|(_, source)| *source < claim.span.end) {
            let start = run.start + claim.span.start.saturating_sub(*source);
            let end = run.end.min(run.start + (claim.span.end - source));
            marks.push(Mark { range: start..end, class });
        }
    }
    marks.sort_by_key(|mark| mark.range.start);
    let mut end = 0;
    marks.retain(|mark| {
        let is_apart = mark.range.start >= end && !mark.range.is_empty();
        if is_apart {
            end = mark.range.end;
        }
        is_apart
    });
    marks
}
