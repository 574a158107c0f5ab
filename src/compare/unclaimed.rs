//! Verdicts on snippets about which nothing is claimed: whether they run, and whose fault it is where not.

use super::unseen::first_message;
use super::{Found, Verdict, announced, standing};
use crate::complete::{How, Program};
use crate::extract::FoundBy;
use crate::languages::completion::Faith;
use crate::reasons::{Because, Reason};
use crate::run::Outcome;

/// What became of a snippet about which nothing is claimed.
pub(super) fn judge_run(found: Found<'_>, snippet: usize, program: &Program, outcome: &Outcome) -> Verdict {
    let snippet = &found.snippets[snippet];
    if outcome.succeeded() {
        return Verdict::Runs;
    }
    if let Some(because) = outcome.limit().or_else(|| outcome.missing.clone()) {
        return Verdict::Unchecked(because);
    }
    let words = first_message(outcome);
    if program.how() == How::ByHand {
        let detail = format!("the program that is stored for it fails: {words}");
        return Verdict::Unchecked(Because::new(Reason::UnsureCompletion, detail));
    }
    if snippet.block.found_by == FoundBy::Inline {
        return Verdict::Unchecked(Because::new(Reason::Incomplete, format!("it stands in a sentence: {words}")));
    }
    if program.members.len() > 1 || !program.borrowed.is_empty() {
        return Verdict::Unchecked(Because::new(Reason::EarlierFailed, format!("the blocks together fail: {words}")));
    }
    if program.edits().any(|edit| edit.faith == Faith::Guess) {
        return Verdict::Unchecked(Because::new(
            Reason::UnsureCompletion,
            format!("completed by a guess, it fails: {words}"),
        ));
    }
    if snippet.block.lossy && program.how() != How::AsWritten {
        return Verdict::Unchecked(Because::new(
            Reason::LossySource,
            format!("this copy may have lost lines: {words}"),
        ));
    }
    if let Some(because) = standing::wants_context(snippet, program, outcome, &words) {
        return Verdict::Unchecked(because);
    }
    if announced::says_it_fails(found.document, snippet) {
        let detail = format!("it fails, and the note speaks of failing beside it: {words}");
        return Verdict::Unchecked(Because::new(Reason::UnsureOutput, detail));
    }
    Verdict::Fails
}
