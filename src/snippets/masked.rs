//! A snippet's code without what is no code in it.

use std::ops::Range;

use crate::claims::Claim;
use crate::classify::Snippet;

/// The code of a snippet that has to stand in a program, every byte in its place: blanks stand for
/// prompts, for what came back, for claims among the code, and for what a person says is no code.
pub(super) fn code(index: usize, snippet: &Snippet, claims: &[Claim], omits: &[String]) -> String {
    let text = snippet.block.code.text();
    let mut blank: Vec<Range<usize>> = Vec::new();
    if !snippet.block.session.is_empty() {
        let mut end = 0;
        for line in snippet.block.session.iter().flat_map(|entry| &entry.input) {
            blank.push(end..line.start);
            end = line.end;
        }
        blank.push(end..text.len());
    }
    let from = claims.partition_point(|claim| claim.snippet < index);
    let own = claims[from..].iter().take_while(|claim| claim.snippet == index);
    blank.extend(own.filter_map(|claim| claim.within.clone()));
    for omitted in omits.iter().filter(|omitted| !omitted.is_empty()) {
        blank.extend(text.match_indices(omitted.as_str()).map(|(at, found)| at..at + found.len()));
    }
    let mut bytes = text.as_bytes().to_vec();
    for range in blank {
        if let Some(part) = bytes.get_mut(range) {
            part.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
