//! Why a program did not come to what a claim speaks of.

use crate::complete::Program;
use crate::reasons::{Because, Reason};
use crate::run::Outcome;
use crate::sandbox::Exit;

/// Why the program did not come to what a claim speaks of.
pub(super) fn why_unseen(program: &Program, outcome: &Outcome) -> Because {
    if let Some(because) = outcome.limit().or_else(|| outcome.missing.clone()) {
        return because;
    }
    let words = first_message(outcome);
    if !outcome.built {
        return Because::new(Reason::Incomplete, format!("it does not compile as it stands: {words}"));
    }
    if outcome.succeeded() {
        return Because::new(Reason::Incomplete, "the program does not come to what the claim speaks of");
    }
    let reason = if program.members.len() > 1 { Reason::EarlierFailed } else { Reason::Incomplete };
    Because::new(reason, format!("it ends before what the claim speaks of: {words}"))
}

/// What is wrong, in the toolchain's words where it has any.
pub(super) fn first_message(outcome: &Outcome) -> String {
    let message = outcome.messages.iter().map(|message| message.text.as_str()).find(|text| !text.is_empty());
    match (message, outcome.exit) {
        (Some(text), _) => text.to_owned(),
        (None, _) if !outcome.complaint.is_empty() => outcome.complaint.clone(),
        (None, Exit::Status(status)) => format!("exit status {status}"),
        (None, Exit::Signal(signal)) => format!("signal {signal}"),
    }
}
