//! What becomes of a snippet once it is repaired as a person says.

use super::{Trial, Verdict};
use crate::complete::{observe, text_of};
use crate::reasons::{Because, Reason};
use crate::snippets::{Fix, Repair};

/// What came of a repair. The verdict on the note as it stands is another matter.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// The snippet's index.
    pub snippet: usize,
    /// The repair.
    pub repair: Repair,
    /// What became of the snippet so repaired.
    pub verdict: Verdict,
    /// What was seen of the first of its claims, or what it prints where nothing is claimed.
    pub observed: Option<String>,
    /// The toolchain that ran it.
    pub toolchain: Option<String>,
}

impl Repaired {
    /// What came of a repair: of several programs, the worst counts.
    #[must_use]
    pub fn of(fix: &Fix, trials: &[Trial], refused: &[(usize, Because)]) -> Self {
        let mut repaired = Self {
            snippet: fix.snippet,
            repair: fix.repair.clone(),
            verdict: not_run(fix.snippet, refused),
            observed: None,
            toolchain: None,
        };
        let mut worst = u8::MAX;
        for trial in trials {
            let (verdict, observed) = seen(trial, fix.snippet);
            if verdict.rank() < worst {
                worst = verdict.rank();
                (repaired.verdict, repaired.observed) = (verdict, observed);
                repaired.toolchain = trial.outcome.as_ref().ok().map(|outcome| outcome.toolchain.clone());
            }
        }
        repaired
    }

    /// Why it could not be told, where it could not.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match &self.verdict {
            Verdict::Unchecked(because) => Some(because.detail.clone()),
            _ => None,
        }
    }
}

fn not_run(snippet: usize, refused: &[(usize, Because)]) -> Verdict {
    let because = refused.iter().find(|(index, _)| *index == snippet).map(|(_, because)| because.clone());
    let none = || Because::new(Reason::Incomplete, "there is no program of it that could be run");
    Verdict::Unchecked(because.unwrap_or_else(none))
}

fn seen(trial: &Trial, snippet: usize) -> (Verdict, Option<String>) {
    let outcome = match &trial.outcome {
        Ok(outcome) => outcome,
        Err(because) => return (Verdict::Unchecked(because.clone()), None),
    };
    let Some(judgement) = trial.judgements.iter().find(|judgement| judgement.snippet == snippet) else {
        return (not_run(snippet, &[]), None);
    };
    let worst = judgement.claims.iter().min_by_key(|claim| claim.verdict.rank());
    let printed = || Some(text_of(&observe(&trial.program, &outcome.stdout).stdout)).filter(|text| !text.is_empty());
    (judgement.verdict.clone(), worst.map_or_else(printed, |claim| claim.observed.clone()))
}
