//! What one run of a program showed, of each thing that a claim may speak of.

use super::{Deeds, Observed};
use crate::claims::{Claim, Expectation, Subject};
use crate::complete::{How, Program, Seen, Sight, observe, text_of};
use crate::run::Outcome;
use crate::sandbox::Exit;

/// One run of a program, taken apart.
pub(super) struct Sighting<'a> {
    /// What came of it.
    pub(super) outcome: &'a Outcome,
    seen: Seen,
}

impl<'a> Sighting<'a> {
    /// Takes a program's outcome apart.
    pub(super) fn of(program: &Program, outcome: &'a Outcome) -> Self {
        Self { outcome, seen: observe(program, &outcome.stdout) }
    }
}

/// What was seen of what the claim speaks of; `None` where the program did not come so far.
pub(super) fn observed(program: &Program, index: usize, claim: &Claim, sighting: &Sighting<'_>) -> Option<Observed> {
    if let Some((id, _)) = program.probes.iter().find(|(_, served)| *served == index) {
        return watched(sighting.seen.probes.get(id)?);
    }
    let outcome = sighting.outcome;
    let of_refusal = matches!(claim.expectation, Expectation::Refused(_));
    if claim.subject != Subject::Program || !outcome.built && program.how() == How::Completed && !of_refusal {
        return None;
    }
    let stdout = text_of(&sighting.seen.stdout);
    let stderr = text_of(&outcome.stderr);
    // People paste what a terminal shows, where both streams are one.
    let both =
        if stderr.is_empty() { Vec::new() } else { vec![format!("{stdout}{stderr}"), format!("{stderr}{stdout}")] };
    let status = match outcome.exit {
        Exit::Status(status) => Some(status),
        Exit::Signal(_) => None,
    };
    let error = (!outcome.succeeded()).then_some(stderr);
    let deeds = Some(Deeds::of(outcome));
    Some(Observed { renderings: [vec![stdout], both].concat(), error, status, deeds, ..Observed::default() })
}

/// What a probe saw, all of its passes together; `None` where it did not see the end of one.
fn watched(passes: &[Sight]) -> Option<Observed> {
    let last = passes.last()?;
    let whole = |sight: &Sight| sight.ended || sight.error.is_some();
    if !passes.iter().all(whole) {
        return None;
    }
    let renderings = match passes {
        [one] => one.renderings.clone(),
        several => vec![several.iter().filter_map(|sight| sight.renderings.first()).cloned().collect::<String>()],
    };
    Some(Observed { renderings, error: last.error.clone(), status: last.status, ..Observed::default() })
}

/// The rendering that people are to see.
pub(super) fn shown(claim: &Claim, observed: &Observed) -> String {
    if let Some(done) = observed.deeds.as_ref().and_then(|deeds| deeds.shown(&claim.expectation)) {
        return done;
    }
    if let (Expectation::Exits(_), Some(status)) = (&claim.expectation, observed.status) {
        return format!("exit status {status}");
    }
    match &observed.error {
        None if matches!(&claim.expectation, Expectation::Fails(words) if words.is_empty()) => {
            "exit status 0".to_owned()
        }
        Some(error) => with_error(observed.first(), error),
        None => observed.first().to_owned(),
    }
}

/// What was printed, and the error behind it unless it ends with that: a session prints the traceback whose
/// last line the error is.
fn with_error(printed: &str, error: &str) -> String {
    let stands = printed.trim_end().strip_suffix(error.trim_end());
    if stands.is_some_and(|before| before.is_empty() || before.ends_with('\n')) {
        return printed.to_owned();
    }
    format!("{printed}{error}")
}
