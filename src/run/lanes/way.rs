//! By which way a program runs.

use crate::complete::{Program, Wants};
use crate::sandbox::{Execution, Exit, Finished, LimitHit};
use crate::toolchains::Lane;

/// The way by which a program runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// By its recipe's commands: its language has no lane.
    Plain,
    /// By them too, although its language has a lane, because it does what is said here.
    Alone(String),
    /// By them too, for want of others that it could share work with.
    Free,
    /// In a lane, together with others.
    Together,
}

/// What a program does that makes it run alone, if it does such a thing.
pub(super) fn objection(lane: &Lane, program: &Program) -> Option<String> {
    // An interpreter finds them as ever; a compiler would have to be told of them.
    if !lane.copied && !program.files.is_empty() {
        return Some("has more files than one".to_owned());
    }
    let Wants { dependencies, rehearse, compiled_only, hosts, answer, environment, fixtures, collect, .. } =
        &program.wants;
    let asks = *rehearse || *compiled_only || answer.is_some() || !environment.is_empty() || !fixtures.is_empty();
    if asks || [dependencies, hosts, collect].into_iter().any(|list| !list.is_empty()) {
        return Some("asks for more than to be run".to_owned());
    }
    lane.objection(program.language, &program.text)
}

/// Whether what came of a program in a lane counts: it ended well, and printed nothing doubtful. One that has
/// used up all its time would do so again, and nothing is said of it but that.
pub(super) fn counts(lane: &Lane, execution: &Execution) -> bool {
    let ended_well = |finished: &Finished| finished.exit == Exit::Status(0) && finished.limit.is_none();
    let used_up = |finished: &Finished| finished.limit == Some(LimitHit::Wall);
    let last = execution.finished.last().filter(|last| ended_well(last) || used_up(last));
    last.is_some_and(|last| lane.doubt(&last.stdout.bytes, &last.stderr.bytes).is_none())
}
