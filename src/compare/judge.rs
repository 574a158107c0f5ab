//! Judging: from a program's outcome to the verdicts of its snippets and their claims.

use std::cell::OnceCell;

use super::excuse::{excuse, is_of_any_failure};
use super::sighting::{Sighting, observed, shown};
use super::spoken::Spoken;
use super::unseen::why_unseen;
use super::{Attribution, Comparison, Verdict, compare, earlier, surroundings, unclaimed};
use crate::claims::{Claim, Subject};
use crate::classify::Snippet;
use crate::complete::Program;
use crate::languages::completion::Faith;
use crate::notes::Document;
use crate::reasons::{Because, Reason};
use crate::run::Outcome;

/// What became of a snippet.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The snippet's index in its document.
    pub snippet: usize,
    /// The worst of its claims' verdicts, or what became of running it where nothing is claimed.
    pub verdict: Verdict,
    /// What became of its claims, in their order.
    pub claims: Vec<ClaimJudgement>,
}

/// What became of a claim.
#[derive(Clone, Debug)]
pub struct ClaimJudgement {
    /// The claim's index in its document.
    pub claim: usize,
    /// What became of it.
    pub verdict: Verdict,
    /// What was seen, as people are to see it; `None` where nothing was.
    pub observed: Option<String>,
    /// What had to be relaxed for it to hold.
    pub relaxations: Vec<&'static str>,
    /// Whether what was seen ended with an error.
    pub failed: bool,
    /// How many runs showed it alike.
    pub runs: usize,
}

/// A program that was tried.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The program, as it was last run.
    pub program: Program,
    /// What came of running it, or why it could not be run.
    pub outcome: Result<Outcome, Because>,
    /// What that makes of its members; empty where it was not run.
    pub judgements: Vec<Judgement>,
    /// Since when what is wrong is wrong, where older toolchains tell.
    pub attributions: Vec<Attribution>,
}

/// What is known of a document when its programs are judged.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its snippets.
    pub snippets: &'a [Snippet],
    /// Its claims.
    pub claims: &'a [Claim],
}

/// Judges a program's members by its outcome; `again` runs it once more, before drift is reported.
pub fn judge(
    found: Found<'_>,
    program: &Program,
    outcome: &Outcome,
    again: &dyn Fn() -> Option<Outcome>,
) -> Vec<Judgement> {
    let sighting = Sighting::of(program, outcome);
    let outcomes: OnceCell<Vec<Outcome>> = OnceCell::new();
    let sightings: OnceCell<Vec<Sighting<'_>>> = OnceCell::new();
    let run_again = || (0..surroundings::further_runs(&program.text)).map_while(|_| again()).collect();
    let later = || {
        let outcomes = outcomes.get_or_init(run_again);
        sightings.get_or_init(|| outcomes.iter().map(|outcome| Sighting::of(program, outcome)).collect())
    };
    let judge_one = |(index, claim): (usize, &Claim)| {
        let code = Spoken::of(found.snippets, program, claim);
        let first = judge_claim(program, (index, claim), code, &sighting);
        if first.verdict != Verdict::Drifted {
            return first;
        }
        let seen = later().iter().map(|seen| judge_claim(program, (index, claim), code, seen));
        seen.fold(first, |first, second| confirmed(first, &second))
    };
    let step = |claim: usize| match found.claims[claim].subject {
        Subject::Entry(step) => Some((step, Spoken::of(found.snippets, program, &found.claims[claim]).code())),
        _ => None,
    };
    let words = String::from_utf8_lossy(&outcome.stderr);
    let members = program.members.iter().map(|&snippet| {
        let shown = claims_about(found, snippet).filter(|(index, _)| program.shows(*index));
        let mut claims: Vec<_> = shown.map(judge_one).collect();
        earlier::excuse(&mut claims, earlier::missed(&found.snippets[snippet], &words), step);
        let worst = claims.iter().map(|claim| &claim.verdict).min_by_key(|verdict| verdict.rank()).cloned();
        let verdict = worst.unwrap_or_else(|| unclaimed::judge_run(found, snippet, program, outcome));
        Judgement { snippet, verdict, claims }
    });
    members.collect()
}

/// The claims about a snippet, each with its index; they stand in the order of their snippets.
fn claims_about(found: Found<'_>, snippet: usize) -> impl Iterator<Item = (usize, &Claim)> {
    let start = found.claims.partition_point(|claim| claim.snippet < snippet);
    found.claims.iter().enumerate().skip(start).take_while(move |(_, claim)| claim.snippet == snippet)
}

/// Drift that another run shows too; else it is not the note that changes.
fn confirmed(first: ClaimJudgement, second: &ClaimJudgement) -> ClaimJudgement {
    if first.verdict != Verdict::Drifted || first.observed == second.observed {
        return ClaimJudgement { runs: first.runs + 1, ..first };
    }
    let because = Because::new(Reason::Nondeterministic, "it prints something else each time it runs");
    ClaimJudgement { verdict: Verdict::Unchecked(because), ..first }
}

/// Judges a claim, with its index, about a piece of code.
fn judge_claim(
    program: &Program,
    (index, claim): (usize, &Claim),
    code: Spoken<'_>,
    sighting: &Sighting<'_>,
) -> ClaimJudgement {
    let Some(observed) = observed(program, index, claim, sighting) else {
        let verdict = Verdict::Unchecked(why_unseen(program, sighting.outcome));
        return ClaimJudgement {
            claim: index,
            verdict,
            observed: None,
            relaxations: Vec::new(),
            failed: false,
            runs: 1,
        };
    };
    let comparison = compare(program.language, claim, &observed);
    let guess = program.edits().find(|edit| edit.faith == Faith::Guess).map(|edit| edit.reason.as_str());
    let mut verdict = Verdict::of(claim, &comparison, guess);
    if verdict == Verdict::Drifted
        && let Some(because) = excuse(program, (claim, code), sighting.outcome, &observed)
    {
        verdict = Verdict::Unchecked(because);
    }
    if is_of_any_failure(&claim.expectation)
        && verdict == Verdict::Holds
        && let Some(because) = sighting.outcome.limit().or_else(|| sighting.outcome.missing.clone())
    {
        verdict = Verdict::Unchecked(because);
    }
    // What the toolchain's recipe says of what is missing names it; the error's words alone may not.
    if let (Verdict::Unchecked(because), Some(missing)) = (&mut verdict, &sighting.outcome.missing)
        && because.reason == missing.reason
    {
        *because = missing.clone();
    }
    let relaxations = match comparison {
        Comparison::Agrees(relaxations) => relaxations,
        Comparison::Differs | Comparison::Unsure(_) => Vec::new(),
    };
    let failed = observed.error.is_some();
    ClaimJudgement { claim: index, verdict, observed: Some(shown(claim, &observed)), relaxations, failed, runs: 1 }
}
