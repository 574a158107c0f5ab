//! Verdicts.

use super::Comparison;
use crate::claims::{Claim, Strength};
use crate::reasons::{Because, Reason};

/// What became of a snippet or a claim, the worst first.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// A strong claim was compared and is wrong.
    Drifted,
    /// Nothing is claimed, it stands on its own, and the error is its own.
    Fails,
    /// It could not be told.
    Unchecked(Because),
    /// A claim was compared and is right.
    Holds,
    /// Nothing is claimed; it compiled and ran without error.
    Runs,
}

impl Verdict {
    /// The word that reports use.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Drifted => "drifted",
            Self::Fails => "fails",
            Self::Unchecked(_) => "unchecked",
            Self::Holds => "holds",
            Self::Runs => "runs",
        }
    }

    /// Its place among the verdicts, the worst first.
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Drifted => 0,
            Self::Fails => 1,
            Self::Unchecked(_) => 2,
            Self::Holds => 3,
            Self::Runs => 4,
        }
    }

    /// The verdict on a claim that was compared. `guess` names what was added to the note's code that
    /// could have been meant otherwise, where something was.
    #[must_use]
    pub fn of(claim: &Claim, comparison: &Comparison, guess: Option<&str>) -> Self {
        match (comparison, guess, claim.strength) {
            (Comparison::Agrees(_), ..) => Self::Holds,
            (Comparison::Unsure(because), ..) => Self::Unchecked(because.clone()),
            (Comparison::Differs, Some(guess), _) => Self::Unchecked(Because::new(
                Reason::UnsureCompletion,
                format!("the output differs, but recant {guess}, which may not be what the note means"),
            )),
            (Comparison::Differs, None, Strength::Weak) => Self::Unchecked(Because::new(
                Reason::UnsureOutput,
                "the output differs, but the note does not say that this is what the code prints",
            )),
            (Comparison::Differs, None, Strength::Strong) => Self::Drifted,
        }
    }
}
