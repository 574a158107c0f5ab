//! What directives make of a plan: what is left out, what goes on from what, and what a program asks for.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Wants;
use crate::classify::Snippet;
use crate::reasons::{Because, Reason};

/// Why a block is left out, where its author says that it is to be.
pub(super) fn skipped(snippet: &Snippet) -> Option<Because> {
    let why = snippet.block.directives.skip.as_ref()?;
    let says = if why.is_empty() { "the note says so".to_owned() } else { format!("the note says: {why}") };
    Some(Because::new(Reason::Skipped, says))
}

/// The blocks that run together because one is said to go on from another, in reading order.
pub(super) fn chains(snippets: &[Snippet], candidates: &BTreeSet<usize>) -> Vec<Vec<usize>> {
    let mut named: HashMap<&str, usize> = HashMap::new();
    let mut chain_of: HashMap<usize, usize> = HashMap::new();
    let mut chains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut before: Option<usize> = None;
    for index in candidates.iter().copied() {
        let directives = &snippets[index].block.directives;
        let from = match directives.continues.as_deref() {
            Some("") => before,
            Some(name) => named.get(name).copied(),
            None => None,
        };
        if let Some(from) = from.filter(|from| fits(&snippets[*from], &snippets[index])) {
            let first = *chain_of.get(&from).unwrap_or(&from);
            chain_of.insert(index, first);
            chains.entry(first).or_insert_with(|| vec![first]).push(index);
        }
        named.extend(directives.name.as_deref().map(|name| (name, index)));
        before = Some(index);
    }
    chains.into_values().collect()
}

/// Whether a block can go on from another: in one language, in one text of the document.
fn fits(from: &Snippet, snippet: &Snippet) -> bool {
    from.language == snippet.language && from.block.part == snippet.block.part
}

/// What the authors of blocks ask for that run as one program. Where two ask for the same, the first counts.
pub(super) fn wants<'a>(members: impl Iterator<Item = &'a Snippet>) -> Wants {
    let mut wants = Wants::default();
    for directives in members.map(|snippet| &snippet.block.directives) {
        wants.limits = wants.limits.or(&directives.limits);
        wants.toolchain = wants.toolchain.or_else(|| directives.toolchain.clone());
        wants.compiled_only |= directives.is_never_run();
    }
    wants
}
