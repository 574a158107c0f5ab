//! Mending: the least edit of a note that makes a claim of it true again.
//!
//! An edit touches nothing but the lines of the claim that are wrong: indentation, comment markers,
//! line ends and what the author left out stay. Each is tried before it is offered: the edited text is
//! read like any note, and has to make the same claims of the same code, of which the edited one agrees
//! with what was seen. What cannot be written so is left to a person, with the reason.

mod align;
mod json;
mod lines;
mod obstacle;
mod page;
mod place;
mod trial;
mod wording;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::claims::{Claim, Notation};
use crate::compare::{ClaimJudgement, Trial, Verdict};
use crate::languages::Lang;
use crate::notes::{Document, Format};

pub use obstacle::Obstacle;
use page::Page;

/// How often the same has to be seen before a note is edited for it.
const RUNS: usize = 2;

/// What would make a document true again.
#[derive(Clone, Debug, Default)]
pub struct Mended {
    /// Edits of the file, in its order; none overlaps another.
    pub edits: Vec<Edit>,
    /// What is true instead of claims in a file that nobody edits by hand.
    pub corrections: Vec<Correction>,
    /// Claims that are wrong and that a person has to look at.
    pub left: Vec<Left>,
}

/// An edit of a file for one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The claim's index in the study of the document.
    pub claim: usize,
    /// The bytes of the file that are replaced.
    pub range: Range<usize>,
    /// With what.
    pub text: String,
}

/// What is true instead of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The claim's index in the study of the document.
    pub claim: usize,
    /// What was seen, as the claim would say it.
    pub text: String,
}

/// A claim that is wrong and stays so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The claim's index in the study of the document.
    pub claim: usize,
    /// Why.
    pub obstacle: Obstacle,
}

/// What was seen of a claim that drifted, in whichever trials looked at it.
#[derive(Clone, Copy, Debug)]
struct Seen<'a> {
    language: Lang,
    judged: &'a ClaimJudgement,
    /// Whether all of them saw the same.
    alike: bool,
}

/// Whether a file is written by people, so that they would edit it: exports are made anew.
#[must_use]
pub fn is_editable(format: Format) -> bool {
    matches!(format, Format::Markdown | Format::Plain | Format::Notebook)
}

/// What would make a document true again whose claims were tried.
#[must_use]
pub fn mend(document: &Document, claims: &[Claim], trials: &[Trial]) -> Mended {
    let mut mended = Mended::default();
    let wrong = drifted(trials);
    if wrong.is_empty() {
        return mended;
    }
    let page = Page::of(document);
    let mut proposed = Vec::new();
    for (claim, seen) in wrong {
        let text = wording::said(&claims[claim], &seen);
        match text {
            Err(obstacle) => mended.left.push(Left { claim, obstacle }),
            Ok(text) if !is_editable(document.format) => mended.corrections.push(Correction { claim, text }),
            Ok(text) => match place::edit(&page, &claims[claim], seen.language, &text) {
                Ok((range, text)) => proposed.push((Edit { claim, range, text }, seen)),
                Err(obstacle) => mended.left.push(Left { claim, obstacle }),
            },
        }
    }
    proposed.sort_by_key(|(edit, _)| edit.range.start);
    let (kept, refused) = trial::kept(document, claims, proposed);
    mended.edits = kept;
    mended.left.extend(refused.into_iter().map(|claim| Left { claim, obstacle: Obstacle::Misread }));
    mended.left.sort_by_key(|left| left.claim);
    mended
}

/// What was seen of claims that were proposed or accepted, and is something else.
#[must_use]
pub fn accepted(claims: &[Claim], trials: &[Trial]) -> Mended {
    let mut mended = Mended::default();
    for (claim, seen) in drifted(trials).into_iter().filter(|(claim, _)| claims[*claim].notation == Notation::Accepted)
    {
        match wording::baseline(&seen) {
            Ok(text) => mended.corrections.push(Correction { claim, text }),
            Err(obstacle) => mended.left.push(Left { claim, obstacle }),
        }
    }
    mended
}

/// A text with edits applied that do not overlap and stand in its order.
///
/// The text may be the bytes of the file: offsets are the same.
#[must_use]
pub fn applied(text: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.extend_from_slice(&text[at..edit.range.start]);
        out.extend_from_slice(edit.text.as_bytes());
        at = edit.range.end;
    }
    out.extend_from_slice(&text[at..]);
    out
}

/// The claims that drifted, by their indices.
fn drifted(trials: &[Trial]) -> BTreeMap<usize, Seen<'_>> {
    let mut found: BTreeMap<usize, Seen<'_>> = BTreeMap::new();
    let judged = trials.iter().flat_map(|trial| {
        let judged = trial.judgements.iter().flat_map(|judgement| &judgement.claims);
        judged.map(|judged| (trial.program.language, judged))
    });
    for (language, judged) in judged {
        let known = found.entry(judged.claim).or_insert(Seen { language, judged, alike: true });
        known.alike &= known.judged.observed == judged.observed && known.judged.verdict == judged.verdict;
        if judged.verdict == Verdict::Drifted {
            known.judged = judged;
        }
    }
    found.retain(|_, seen| seen.judged.verdict == Verdict::Drifted);
    found
}

/// Whether a claim is a person's own words in the corpus, and is changed there.
fn is_stored(claim: &Claim) -> bool {
    claim.notation == Notation::ByHand
}
