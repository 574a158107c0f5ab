//! What is looked at where a person is to accept what code prints.

use std::collections::HashSet;

use super::Study;
use crate::claims::{Notation, Strength};
use crate::classify::{Kind, Snippet};
use crate::extract::FoundBy;
use crate::languages::Role;
use crate::snippets;

/// Takes each piece of code of which nothing is claimed as if it were claimed to print nothing: what it
/// prints instead, and whether it does so each time, can then be accepted.
pub fn propose(study: &mut Study) {
    let spoken_of: HashSet<usize> =
        study.claims.iter().flat_map(|claim| [Some(claim.snippet), claim.output]).flatten().collect();
    let is_open = |(index, snippet): &(usize, &Snippet)| {
        let is_program = snippet.language.is_some_and(|language| language.role() == Role::Program);
        let is_block = snippet.block.found_by != FoundBy::Inline;
        snippet.kind == Kind::Code && is_program && is_block && !spoken_of.contains(index)
    };
    let open = study.snippets.iter().enumerate().filter(is_open);
    let proposed = open.map(|(index, snippet)| snippets::baseline(index, snippet, "", Strength::Strong));
    study.claims.extend(proposed);
    study.claims.sort_by_key(|claim| (claim.snippet, claim.span.start));
}

/// Makes what was accepted of other code count as what was accepted of this.
pub fn insist(study: &mut Study) {
    let accepted = study.claims.iter_mut().filter(|claim| claim.notation == Notation::Accepted);
    accepted.for_each(|claim| claim.strength = Strength::Strong);
}
