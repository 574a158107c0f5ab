//! What a `main` lends to statements that go on where it is shown: its variables.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::items::{Item, Kind, declares};
use super::names::{Names, variables as in_body};
use crate::languages::completion::{Fragment, Parsed, walk};

/// For each block the variables of its `main`, where it only lends, that the fragment's own blocks use
/// and do not declare, with those that these are made of.
pub(super) fn variables<'tree>(
    fragment: &Fragment<'_>,
    blocks: &[Parsed],
    items: &[Vec<Item<'tree>>],
) -> Vec<Vec<Node<'tree>>> {
    let mut own = Names::default();
    let is_own = |index: usize| !fragment.chunks[index].borrowed;
    blocks.iter().enumerate().filter(|(index, _)| is_own(*index)).for_each(|(_, block)| own.read(block));
    let mut wanted: BTreeSet<&str> = own.bare.difference(&own.declared).map(String::as_str).collect();
    let mut lent = vec![Vec::new(); blocks.len()];
    for (index, block) in blocks.iter().enumerate().filter(|(index, _)| !is_own(*index)).rev() {
        let main = items[index].iter().find(|item| item.kind == Kind::Main);
        let Some(body) = main.and_then(|main| main.node.child_by_field_name("body")) else { continue };
        let declarations: Vec<Node<'tree>> = in_body(body).collect();
        for declaration in declarations.into_iter().rev() {
            if declares(declaration, &block.text).any(|name| wanted.contains(name)) {
                let used = walk(declaration).filter(|node| node.kind() == "identifier");
                wanted.extend(used.map(|name| &block.text[name.byte_range()]));
                lent[index].push(declaration);
            }
        }
        lent[index].reverse();
    }
    lent
}
