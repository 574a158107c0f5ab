//! Excuses: why a claim that does not agree with what was seen is nevertheless no drift.

use super::spoken::Spoken;
use super::unseen::why_unseen;
use super::{Observed, standing, surroundings};
use crate::claims::{Claim, Expectation, Subject};
use crate::complete::{How, Program};
use crate::reasons::{Because, Reason};
use crate::run::Outcome;

/// Why what differs from a claim about a piece of code is no drift, where it is none.
pub(super) fn excuse(
    program: &Program,
    (claim, code): (&Claim, Spoken<'_>),
    outcome: &Outcome,
    observed: &Observed,
) -> Option<Because> {
    cut_short(program, claim, outcome).or_else(|| shown_nothing(claim, observed)).or_else(|| {
        surroundings::reason(program.language, (code.code(), &code.earlier()), (&claim.quote, observed.first()))
    })
}

/// What kept the program as a whole from showing what it showed its author.
fn cut_short(program: &Program, claim: &Claim, outcome: &Outcome) -> Option<Because> {
    // A step that was seen to its end owes nothing to what became of the others, but for those that
    // it builds on: `earlier` looks at them. A shell does not tell which command failed.
    let is_apart = matches!(claim.subject, Subject::Entry(_)) && program.language.name() != "shell";
    if !is_apart && let Some(because) = outcome.limit().or_else(|| outcome.missing.clone()) {
        return Some(because);
    }
    if !outcome.requests.is_empty()
        && program.wants.answer.is_none()
        && !matches!(claim.expectation, Expectation::Receives(_))
    {
        return Some(Because::new(Reason::NeedsNetwork, "a stand-in answered, and not the host that is meant"));
    }
    let is_by_hand = program.how() == How::ByHand;
    if claim.subject == Subject::Program
        && claim.expectation.is_of_output()
        && !is_by_hand
        && outcome.succeeded()
        && outcome.stdout.is_empty()
        && outcome.stderr.is_empty()
    {
        return Some(Because::new(
            Reason::UnsureOutput,
            "the code prints nothing: this may be the output of something else",
        ));
    }
    if !outcome.built && !is_by_hand && standing::lacks_entry_point(program.language, &program.text) {
        return Some(why_unseen(program, outcome));
    }
    if outcome.cut {
        return Some(Because::new(Reason::OutputLimit, "part of its output was cut out"));
    }
    let crashed = !outcome.succeeded() && claim.subject == Subject::Program;
    (crashed && program.how() == How::Completed).then(|| why_unseen(program, outcome))
}

/// A step that prints nothing where the note shows output: the session that the author saw was
/// another one, set up by what the note does not show.
fn shown_nothing(claim: &Claim, observed: &Observed) -> Option<Because> {
    let silent = observed.error.is_none() && observed.renderings.iter().all(|text| text.trim().is_empty());
    (matches!(claim.subject, Subject::Entry(_)) && silent).then(|| {
        Because::new(Reason::UnsureOutput, "the step prints nothing here: it may need what the note does not show")
    })
}

/// Whether it says that something fails and not why: no claim that it fails for want of what is not there.
pub(super) fn is_of_any_failure(expectation: &Expectation) -> bool {
    match expectation {
        Expectation::Fails(words) | Expectation::Refused(words) => words.is_empty(),
        Expectation::Exits(status) => *status != 0,
        _ => false,
    }
}
