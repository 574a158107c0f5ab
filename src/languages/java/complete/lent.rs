//! What blocks lend: definitions that no later block has, and the variables of their `main`.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::items::{Item, Place, body_of, is_main, main_of};
use super::names::{declares, is_free, variables as in_body};
use crate::languages::completion::{Fragment, Parsed, children, walk};

/// Leaves out of what is borrowed the `main`s, and what a later block defines or imports itself.
pub(super) fn leave_out_what_is_defined_anew(fragment: &Fragment<'_>, blocks: &[Parsed], items: &mut [Vec<Item<'_>>]) {
    let mut behind: BTreeSet<&str> = BTreeSet::new();
    for (index, block) in blocks.iter().enumerate().rev() {
        let text = block.text.as_str();
        let named = |item: &Item<'_>| -> Vec<&str> {
            let names = declares(item.node).map(|name| &text[name.byte_range()]);
            if item.place == Place::Import { import(&text[item.node.byte_range()]).collect() } else { names.collect() }
        };
        let kept = |item: &Item<'_>| {
            let defines = matches!(item.place, Place::Type | Place::Member);
            !defines || !is_main(item.node, text) && !named(item).iter().any(|name| behind.contains(name))
        };
        if fragment.chunks[index].borrowed {
            items[index].retain(kept);
        }
        let own: Vec<&str> =
            items[index].iter().filter(|item| item.place != Place::Statement).flat_map(named).collect();
        behind.extend(own);
    }
}

/// The class that an import names.
fn import(line: &str) -> impl Iterator<Item = &str> {
    line.trim_end_matches(';').rsplit('.').next().map(str::trim).filter(|name| *name != "*").into_iter()
}

/// For each block the variables of its `main`, where it only lends, that the fragment's own blocks use
/// and do not declare, with those that these are made of.
pub(super) fn variables<'a>(fragment: &Fragment<'_>, blocks: &'a [Parsed]) -> Vec<Vec<Node<'a>>> {
    let is_own = |index: usize| !fragment.chunks[index].borrowed;
    let own = || blocks.iter().enumerate().filter(|(index, _)| is_own(*index)).map(|(_, block)| block);
    let named = |block: &'a Parsed, node: Node<'a>| &block.text[node.byte_range()];
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    for block in own() {
        let root = block.tree.root_node();
        wanted.extend(walk(root).filter(|node| is_free(*node)).map(|node| named(block, node)));
    }
    for block in own() {
        walk(block.tree.root_node()).flat_map(declares).for_each(|name| {
            wanted.remove(named(block, name));
        });
    }
    let mut lent = vec![Vec::new(); blocks.len()];
    for (index, block) in blocks.iter().enumerate().filter(|(index, _)| !is_own(*index)).rev() {
        let main = children(block.tree.root_node()).find_map(|item| main_of(item, &block.text));
        let Some(body) = main.and_then(body_of) else { continue };
        let declarations: Vec<Node<'a>> = in_body(body).collect();
        for declaration in declarations.into_iter().rev() {
            if declares(declaration).any(|name| wanted.contains(named(block, name))) {
                wanted.extend(walk(declaration).filter(|node| is_free(*node)).map(|node| named(block, node)));
                lent[index].push(declaration);
            }
        }
        lent[index].reverse();
    }
    lent
}
