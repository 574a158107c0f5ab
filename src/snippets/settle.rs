//! The claims of a document with those that a person added.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::adopt::ByHand;
use crate::claims::Claim;

/// A claim that a person added, and its program, where the note's code still stands in that.
pub(super) struct Added {
    pub(super) claim: Claim,
    pub(super) program: Option<usize>,
}

/// Whether two ranges share a byte.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The claims of a document with those that a person added, in the order of claims. What a person made
/// exact takes the place of what recant found; the first program of a snippet shows what else it found.
pub(super) fn settled(found: impl Iterator<Item = Claim>, added: Vec<Added>, out: &mut ByHand) -> Vec<Claim> {
    let mut first_program: HashMap<usize, usize> = HashMap::new();
    for (index, program) in out.programs.iter().enumerate() {
        for (member, _) in &program.members {
            first_program.entry(*member).or_insert(index);
        }
    }
    let exact: HashSet<usize> = added.iter().map(|added| added.claim.snippet).collect();
    let (mut added, mut all) = (added, Vec::new());
    for claim in found {
        let program = first_program.get(&claim.snippet).copied();
        let overlaps =
            |added: &&mut Added| added.claim.snippet == claim.snippet && overlap(&added.claim.span, &claim.span);
        let same = if exact.contains(&claim.snippet) { added.iter_mut().find(overlaps) } else { None };
        match same {
            Some(added) => added.claim.output = added.claim.output.or(claim.output),
            None => all.push(Added { claim, program }),
        }
    }
    all.extend(added);
    all.sort_by_key(|added| (added.claim.snippet, added.claim.span.start));
    for (index, added) in all.iter().enumerate() {
        if let Some(program) = added.program {
            out.programs[program].claims.push(index);
        }
    }
    all.into_iter().map(|added| added.claim).collect()
}
