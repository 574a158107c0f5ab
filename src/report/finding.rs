//! What a reader has to act on: claims that drifted, and code that fails.

use std::fmt::Write;

use super::text::{beginning, visible};
use super::{ClaimLine, Line, Place, Report};
use crate::compare::{Side, Verdict, difference};

/// Something that is wrong, at its place in the note.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    /// The code that it concerns.
    pub line: &'a Line,
    /// The claim that drifted; none where the code fails.
    pub claim: Option<&'a ClaimLine>,
    /// Where to look.
    pub place: Place,
}

/// What is wrong and not known to be, in the order of the notes. An output block repeats the claim that it makes and is
/// no finding of its own.
pub(super) fn findings(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    report.snippets.iter().flat_map(findings_of)
}

/// What is wrong with one block.
pub fn findings_of(line: &Line) -> impl Iterator<Item = Finding<'_>> {
    std::iter::once(line).flat_map(|line| {
        let drifted = line.claims.iter().filter(|claim| claim.verdict == Some(Verdict::Drifted) && !claim.known);
        let drifted = drifted.map(move |claim| Finding { line, claim: Some(claim), place: claim.place });
        let fails = (line.verdict == Some(Verdict::Fails) && !line.known).then(|| Finding {
            line,
            claim: None,
            place: failure(line),
        });
        drifted.chain(fails)
    })
}

/// The place of the first message where there is one, else the block.
fn failure(line: &Line) -> Place {
    line.messages.first().map_or(line.place, |message| Place {
        start_line: message.line,
        start_column: message.column,
        end_line: message.line,
        end_column: message.column,
    })
}

impl Finding<'_> {
    /// The verdict's word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        if self.claim.is_some() { "drifted" } else { "fails" }
    }

    /// `file:line:column`.
    pub(super) fn position(&self) -> String {
        format!("{}:{}:{}", visible(&self.line.path), self.place.start_line, self.place.start_column)
    }

    /// Since when it is wrong, where older toolchains tell.
    pub(super) fn since(&self) -> Option<String> {
        let words = match self.claim {
            Some(claim) => claim.attribution.as_ref()?.words("holds", "drifted"),
            None => self.line.attribution.as_ref()?.words("runs", "fails"),
        };
        Some(visible(&words))
    }

    /// What is wrong, in plain text of bounded length: one line, or a difference of several.
    #[must_use]
    pub fn message(&self) -> String {
        let Some(claim) = self.claim else {
            let since = self.since().map(|since| format!("\n{since}")).unwrap_or_default();
            return complaint(self.line) + &since;
        };
        let (claimed, observed) = (claimed(claim), observed(claim));
        let mut text = if is_short(&claimed) && is_short(&observed) {
            format!("the note claims {claimed}, it is {observed}")
        } else {
            let mut text = "the note claims (-) and it is (+):".to_owned();
            for (sign, line) in marked(claim) {
                let _ = write!(text, "\n{sign} {line}");
            }
            text
        };
        for more in claim.detail.as_deref().map(visible).into_iter().chain(self.since()) {
            let _ = write!(text, "\n{more}");
        }
        text
    }
}

/// What the note claims, fit to be shown.
pub(super) fn claimed(claim: &ClaimLine) -> String {
    beginning(&visible(claim.claimed.trim_end()))
}

/// What was seen, fit to be shown.
pub(super) fn observed(claim: &ClaimLine) -> String {
    match claim.observed.as_deref().map(str::trim_end) {
        None | Some("") => "nothing".to_owned(),
        Some(text) => beginning(&visible(text)),
    }
}

/// Whether a text fits into a sentence.
pub(super) fn is_short(text: &str) -> bool {
    text.lines().count() <= 1
}

/// What went wrong with code that fails.
pub(super) fn complaint(line: &Line) -> String {
    let said = line.messages.first().map(|message| message.text.as_str()).or(line.detail.as_deref());
    beginning(&visible(said.unwrap_or("it fails")))
}

/// The lines of a claim and of what was seen, each behind its sign.
pub(super) fn marked(claim: &ClaimLine) -> Vec<(char, String)> {
    let observed = claim.observed.as_deref().unwrap_or_default();
    let (claimed, observed) = (beginning(&visible(&claim.claimed)), beginning(&visible(observed)));
    let lines = difference(&claimed, &observed).into_iter().map(|line| {
        let sign = match line.side {
            Side::Both => ' ',
            Side::Claimed => '-',
            Side::Observed => '+',
        };
        (sign, line.text)
    });
    lines.collect()
}
