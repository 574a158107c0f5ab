//! A document's snippets as they are once one of them is repaired.

use super::adopt::{ByHand, Fix, HandProgram};
use super::guard::{Stand, stands};
use super::masked;
use crate::claims::{Claim, Expectation, Notation, Strength, Subject, claims};
use crate::classify::Snippet;
use crate::notes::Document;

/// Repairs a snippet, and the programs that a person stored for it; what recant would make of it is
/// planned anew by whoever asks. Claims are those that the repair has, or else those of the note.
pub fn repaired(
    fix: &Fix,
    document: &Document,
    snippets: &mut [Snippet],
    claimed: &mut Vec<Claim>,
    stored: &mut ByHand,
) {
    stored.programs.retain(|program| program.members.iter().any(|(member, _)| *member == fix.snippet));
    edit(&mut snippets[fix.snippet], fix);
    if !fix.repair.claims.is_empty() {
        *claimed =
            fix.repair.claims.iter().map(|remedy| claim(fix, &snippets[fix.snippet], &remedy.expectation)).collect();
        stored.programs.iter_mut().for_each(|program| program.claims = (0..claimed.len()).collect());
    } else if stored.programs.is_empty() {
        *claimed = claims(document, snippets);
    } else {
        let first = claimed.partition_point(|claim| claim.snippet < fix.snippet);
        claimed[first..]
            .iter_mut()
            .take_while(|claim| claim.snippet == fix.snippet)
            .for_each(|claim| shift(claim, fix));
    }
    for program in &mut stored.programs {
        edit_program(program, fix, &snippets[fix.snippet], claimed);
    }
}

/// Lets a claim speak of the same code at its new place.
fn shift(claim: &mut Claim, fix: &Fix) {
    let within = claim.within.iter_mut();
    let spoken_of = match &mut claim.subject {
        Subject::Statement(range) | Subject::Expression(range) => Some(range),
        Subject::Program | Subject::Entry(_) | Subject::Named(_) => None,
    };
    within.chain(spoken_of).for_each(|range| *range = moved(range.start, fix)..moved(range.end, fix));
}

/// Puts the new words in the place of the old ones. Words of a claim are not run: what is true instead of
/// them, the repair says.
fn edit(snippet: &mut Snippet, fix: &Fix) {
    let Some(range) = &fix.range else { return };
    let code = &snippet.block.code;
    let mut repaired = code.slice(0..range.start);
    repaired.push(&fix.repair.with, code.source(range.start));
    repaired.append(&code.slice(range.end..code.text().len()));
    snippet.block.code = repaired;
    for entry in &mut snippet.block.session {
        let ranges = entry.input.iter_mut().chain([&mut entry.output]);
        ranges.for_each(|range| *range = moved(range.start, fix)..moved(range.end, fix));
    }
}

/// Where a byte of the old code stands in the new.
fn moved(at: usize, fix: &Fix) -> usize {
    match &fix.range {
        Some(range) if at >= range.end => at - range.len() + fix.repair.with.len(),
        _ => at,
    }
}

/// Repairs the note's code where it stands in a program.
fn edit_program(program: &mut HandProgram, fix: &Fix, snippet: &Snippet, claimed: &[Claim]) {
    for (member, of_member) in &mut program.members {
        let stands_now = std::mem::take(of_member);
        if *member != fix.snippet {
            // Its places moved; nothing of a repair is told at them.
            continue;
        }
        if let Some(place) = fix.range.as_ref().and_then(|range| Stand::place(&stands_now, range)) {
            program.text.replace_range(place, &fix.repair.with);
        }
        let code = masked::code(fix.snippet, snippet, claimed, &program.stored.omits);
        *of_member = stands((&code, snippet.language), (&program.text, program.language)).unwrap_or_default();
    }
}

/// A claim of a repair: it is made of no words of the note, and so stands where the edit does.
fn claim(fix: &Fix, snippet: &Snippet, expectation: &Expectation) -> Claim {
    let code_span = snippet.block.code.span();
    Claim {
        snippet: fix.snippet,
        subject: Subject::Program,
        expectation: expectation.clone(),
        strength: Strength::Strong,
        notation: Notation::ByHand,
        quote: fix.repair.with.clone(),
        span: code_span.clone(),
        code_span,
        within: None,
        output: None,
    }
}
