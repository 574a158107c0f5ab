//! What a notebook keeps of the last time that its cells ran.

use super::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::{Kind, Snippet};
use crate::extract::FoundBy;
use crate::languages::Role;
use crate::notes::{CellKind, Document};

/// The claim that a block is, where it is the output of the cell in front of it.
///
/// Cells that ran in another order than they stand in may have printed what no run from the top
/// prints: then the claim is weak.
pub(super) fn claim(index: usize, document: &Document, snippets: &[Snippet]) -> Option<Claim> {
    let output = &snippets[index].block;
    let CellKind::Output { valued, in_order, .. } = document.cell(output.part, output.outer.start)?.kind else {
        return None;
    };
    let above = index.checked_sub(1)?;
    let code = &snippets[above];
    let runs = code.kind == Kind::Code && code.language.is_some_and(|language| language.role() == Role::Program);
    let follows = code.block.part == output.part && code.block.outer.end == output.outer.start;
    if !runs || !follows || code.block.found_by != FoundBy::Cell {
        return None;
    }
    let subject = match code.block.session.is_empty() {
        false => Subject::Entry(0),
        // Only Python's driver shows values as its notebooks do.
        true if valued => return None,
        true => Subject::Program,
    };
    let text = output.code.text();
    let end = text.trim_end().len();
    (end > 0).then(|| Claim {
        snippet: above,
        subject,
        expectation: Expectation::Prints(text[..end].to_owned()),
        strength: if in_order { Strength::Strong } else { Strength::Weak },
        notation: Notation::OutputBlock,
        quote: text[..end].to_owned(),
        span: output.code.source_range(0..end),
        code_span: code.block.code.span(),
        within: None,
        output: Some(index),
    })
}
