//! Code standing among prose without any mark.

use super::candidate::Candidate;
use super::features::{self, Context};
use super::flattened;
use super::inline;
use super::lines::Line;
use super::prompt;
use super::segments::{self, Segment, Separation};
use super::smooth::{self, Observation, State};
use super::structure;
use super::{FoundBy, announced};
use crate::notes::Passage;

/// The code among the lines, and inside those that are prose.
pub(super) fn candidates(passage: &Passage, lines: &[Line<'_>], separation: Separation) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut prose_from = 0;
    for segment in segments(passage.text(), lines, separation) {
        found.extend(inline(passage, &lines[prose_from..segment.lines.start]));
        prose_from = segment.lines.end;
        let is_program = matches!(segment.state, State::Curly | State::Script);
        let own = &lines[segment.lines];
        let is_session = own.first().is_some_and(|line| prompt::mark(line.content).is_some());
        let found_by = if is_session { FoundBy::Prompt } else { FoundBy::Prose };
        let candidate = Candidate::of_lines(passage, own, found_by);
        found.push(if is_program { flattened::mark(candidate) } else { candidate });
    }
    found.extend(inline(passage, &lines[prose_from..]));
    found
}

fn inline<'a>(passage: &'a Passage, lines: &'a [Line<'_>]) -> impl Iterator<Item = Candidate> + 'a {
    (0..lines.len()).filter(|index| !lines[*index].is_blank()).flat_map(|index| {
        let line = &lines[index];
        if let Some(fenced) = flattened::one_line_fence(passage, line.range.clone(), line.content) {
            return vec![fenced];
        }
        let found = inline::candidates(passage, line);
        if !found.is_empty() {
            return found;
        }
        let neighbours = [index.checked_sub(1).and_then(|before| lines.get(before)), lines.get(index + 1)];
        inline::item(passage, line, neighbours).into_iter().collect()
    })
}

/// The runs of lines that are not prose.
fn segments(text: &str, lines: &[Line<'_>], separation: Separation) -> Vec<Segment> {
    let full: Vec<usize> = (0..lines.len()).filter(|index| !lines[*index].is_blank()).collect();
    let mut states = smooth::states(&observations(text, lines, &full, separation));
    announced::mark(lines, &full, &mut states);
    let mut runs: Vec<Segment> = Vec::new();
    for (index, state) in full.into_iter().zip(states) {
        match runs.last_mut() {
            Some(last) if last.state == state => last.lines.end = index + 1,
            _ => runs.push(Segment { lines: index..index + 1, state }),
        }
    }
    segments::settle(lines, runs, separation)
}

fn observations(text: &str, lines: &[Line<'_>], full: &[usize], separation: Separation) -> Vec<Observation> {
    let mut observed = Vec::with_capacity(full.len());
    let mut previous: Option<usize> = None;
    for &index in full {
        let blanks_before = index - previous.map_or(0, |previous| previous + 1);
        let context = Context {
            text,
            line: &lines[index],
            before: previous.map(|previous| &lines[previous]),
            blanks_before,
            before_blank: lines.get(index + 1).is_none_or(Line::is_blank),
        };
        let is_apart = previous.is_some() && blanks_before > 0;
        observed.push(Observation {
            features: features::of(context),
            is_apart,
            bias: structure::bias(lines, index, separation),
        });
        previous = Some(index);
    }
    observed
}
