//! Claims about the code inside a sentence: "`sorted([2, 1])` returns `[1, 2]`".

use std::ops::Range;

use super::words::{CONDITIONAL, SAYS_OWN_VALUE, value_in};
use super::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::{SURE, Snippet};
use crate::extract::FoundBy;
use crate::notes::{Document, ceil_char_boundary, floor_char_boundary};

/// What a sentence says of its code stands this close behind it, in bytes.
const CLOSE: usize = 300;

/// A sentence that is longer than this before its code is no sentence that a person wrote.
const LONGEST_START: usize = 500;

/// What sentences say of the code inside them, where `told`, which other claims say already, does not
/// stand there.
pub(super) fn claims(document: &Document, snippets: &[Snippet], told: &[Claim]) -> Vec<Claim> {
    let mut told: Vec<&Range<usize>> = told.iter().map(|claim| &claim.span).collect();
    told.sort_by_key(|span| span.start);
    let is_told = |span: &Range<usize>| {
        let before = told.partition_point(|other| other.start < span.end);
        before > 0 && told[before - 1].end > span.start
    };
    let inline = snippets.iter().enumerate().filter(|(_, snippet)| snippet.block.found_by == FoundBy::Inline);
    inline
        .filter_map(|(index, snippet)| claim(document, index, snippet))
        .filter(|claim| !is_told(&claim.span))
        .collect()
}

fn claim(document: &Document, index: usize, snippet: &Snippet) -> Option<Claim> {
    let block = &snippet.block;
    if !super::prose::runs(snippet) || snippet.language.is_some_and(|language| language.name() == "shell") {
        return None;
    }
    let passage = &document.part(block.part)?.passage;
    let text = passage.text();
    let behind = &text[block.outer.end..floor_char_boundary(text, block.outer.end + CLOSE)];
    let words = SAYS_OWN_VALUE.captures(behind)?;
    let (value, worth) = value_in(&words)?;
    let is_marked = words.name("value").is_some();
    let end = block.outer.end + value.end + usize::from(is_marked);
    let is_plain = is_marked && !CONDITIONAL.is_match(sentence(text, block.outer.start..end));
    let strength = if is_plain && snippet.confidence >= SURE { Strength::Strong } else { Strength::Weak };
    let code = block.code.text();
    let at = block.outer.start..end;
    Some(Claim {
        snippet: index,
        subject: Subject::Expression(code.len() - code.trim_start().len()..code.trim_end().len()),
        expectation: Expectation::Value(worth.to_owned()),
        strength,
        notation: Notation::Prose,
        quote: text[at.clone()].to_owned(),
        span: passage.source_range(at),
        code_span: block.code.span(),
        within: None,
        output: None,
    })
}

/// The sentence around some bytes of a text, code and all.
fn sentence(text: &str, around: Range<usize>) -> &str {
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?' | '\n');
    let from = ceil_char_boundary(text, around.start.saturating_sub(LONGEST_START));
    let before = &text[from..around.start];
    let start = before.rfind(". ").map(|stop| stop + 2).max(before.rfind(ends).map(|stop| stop + 1)).unwrap_or(0);
    let behind = &text[around.end..floor_char_boundary(text, around.end + CLOSE)];
    let end = behind.find(ends).into_iter().chain(behind.find(". ")).min().unwrap_or(behind.len());
    &text[from + start..around.end + end]
}
