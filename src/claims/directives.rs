//! What a directive says of a block as a whole: that it fails, with which status it exits, that it compiles.

use super::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::{Kind, Snippet};
use crate::extract::{Ending, FoundBy};
use crate::notes::Document;

/// The claims that a block's directives are.
pub(super) fn claims(index: usize, document: &Document, snippet: &Snippet) -> Vec<Claim> {
    if snippet.kind != Kind::Code {
        return Vec::new();
    }
    let claim = |(ending, span): &(Ending, std::ops::Range<usize>)| Claim {
        snippet: index,
        subject: subject(snippet, ending),
        expectation: match ending {
            Ending::Fails(text) => Expectation::Fails(text.clone()),
            Ending::Exits(status) => Expectation::Exits(*status),
            Ending::Compiles => Expectation::Compiles,
            Ending::Refused(text) => Expectation::Refused(text.clone()),
        },
        strength: Strength::Strong,
        notation: Notation::Directive,
        quote: document.text().get(span.clone()).unwrap_or_default().to_owned(),
        span: span.clone(),
        code_span: snippet.block.code.span(),
        within: None,
        output: None,
    };
    snippet.block.directives.endings.iter().map(claim).collect()
}

/// What is to end so: the program, or of a notebook the one step that a cell is.
fn subject(snippet: &Snippet, ending: &Ending) -> Subject {
    let is_step = snippet.block.found_by == FoundBy::Cell && !snippet.block.session.is_empty();
    if is_step && matches!(ending, Ending::Fails(_)) { Subject::Entry(0) } else { Subject::Program }
}
