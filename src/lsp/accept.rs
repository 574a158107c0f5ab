//! Putting what was observed in the place of what a note claims, where that can be done plainly.

use std::ops::Range;

use super::note::Note;
use crate::compare::Verdict;
use crate::notes::Format;
use crate::report::ClaimLine;

/// An edit that makes a claim true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Correction {
    /// The claim's index in the study.
    pub(super) claim: usize,
    /// The bytes of the file that are replaced.
    pub(super) range: Range<usize>,
    /// With what.
    pub(super) text: String,
}

/// The corrections that a note offers. Exports are made anew by whoever made them, and are not edited.
pub(super) fn corrections(note: &Note) -> Vec<Correction> {
    if !matches!(note.document().format, Format::Markdown | Format::Plain) {
        return Vec::new();
    }
    let lines = note.lines.iter().enumerate();
    let claims = lines.flat_map(|(snippet, line)| {
        let first = note.study().claims.partition_point(|claim| claim.snippet < snippet);
        line.claims.iter().enumerate().map(move |(index, claim)| (first + index, claim))
    });
    claims.filter_map(|(index, claim)| correction(note.document().text(), index, claim)).collect()
}

/// The correction of a claim that drifted, whose own text stands there once and as it is.
fn correction(text: &str, index: usize, claim: &ClaimLine) -> Option<Correction> {
    let (claimed, observed) = (claim.claimed.trim_end(), claim.observed.as_deref()?.trim_end());
    let own = text.get(claim.span.clone())?;
    let at = own.find(claimed)?;
    let is_wrong = claim.verdict == Some(Verdict::Drifted) && !claimed.is_empty() && !observed.is_empty();
    let is_once = own.rfind(claimed) == Some(at);
    let start = claim.span.start + at;
    // Several lines keep their place only where nothing stands in front of each.
    let is_one_line = !claimed.contains('\n') && !observed.contains('\n');
    let is_at_margin = text[..start].ends_with('\n') && !text[..start].ends_with("\r\n");
    (is_wrong && is_once && (is_one_line || is_at_margin)).then(|| Correction {
        claim: index,
        range: start..start + claimed.len(),
        text: observed.to_owned(),
    })
}
