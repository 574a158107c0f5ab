//! The code that a claim speaks of, and what ran before it.

use crate::claims::{Claim, Subject};
use crate::classify::Snippet;
use crate::complete::Program;

/// The code that a claim speaks of, as it stands in its program.
#[derive(Clone, Copy)]
pub(super) struct Spoken<'a> {
    snippets: &'a [Snippet],
    program: &'a Program,
    claim: &'a Claim,
}

impl<'a> Spoken<'a> {
    /// What a claim speaks of.
    pub(super) const fn of(snippets: &'a [Snippet], program: &'a Program, claim: &'a Claim) -> Self {
        Self { snippets, program, claim }
    }

    /// The statement, the expression or the step; empty for the others.
    pub(super) fn code(self) -> &'a str {
        let block = &self.snippets[self.claim.snippet].block;
        let range = match &self.claim.subject {
            Subject::Statement(range) | Subject::Expression(range) => range.clone(),
            Subject::Entry(step) => match block.session.get(*step).map(|entry| entry.input.as_slice()) {
                Some([first, .., last]) => first.start..last.end,
                Some([only]) => only.clone(),
                _ => 0..0,
            },
            Subject::Program | Subject::Named(_) => 0..0,
        };
        block.code.text().get(range).unwrap_or_default()
    }

    /// The lines of code that ran before it, those of earlier blocks included.
    pub(super) fn earlier(self) -> Vec<&'a str> {
        let own = self.claim.snippet;
        let members = self.program.members.iter().copied().take_while(|&member| member != own);
        let whole = self.program.borrowed.iter().copied().chain(members);
        let mut lines: Vec<_> = whole.flat_map(|snippet| typed(&self.snippets[snippet], usize::MAX)).collect();
        match &self.claim.subject {
            Subject::Entry(step) => lines.extend(typed(&self.snippets[own], *step)),
            Subject::Statement(range) | Subject::Expression(range) => {
                lines.extend(self.snippets[own].block.code.text().get(..range.start).unwrap_or_default().lines());
            }
            Subject::Program | Subject::Named(_) => {}
        }
        lines
    }
}

/// The lines of a block's code; of a session those that were typed, up to this step.
fn typed(snippet: &Snippet, step: usize) -> Vec<&str> {
    let (text, session) = (snippet.block.code.text(), &snippet.block.session);
    if session.is_empty() {
        return text.lines().collect();
    }
    session.iter().take(step).flat_map(|entry| &entry.input).filter_map(|line| text.get(line.clone())).collect()
}
