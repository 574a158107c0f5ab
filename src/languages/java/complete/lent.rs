//! What blocks lend: definitions that no later block has, and what their classes and methods hold.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::items::{Item, Place, bodies, is_main, members};
use super::names::{declares, is_free, named_by, variables as in_body};
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

/// What a block's classes lend of what they hold, to code that goes on outside of them.
#[derive(Clone, Default)]
pub(super) struct Lent<'a> {
    /// Fields and methods.
    pub(super) members: Vec<Node<'a>>,
    /// Variables of methods.
    pub(super) variables: Vec<Node<'a>>,
}

/// For each block what its classes and methods hold, where it only lends, of what the fragment's own blocks use
/// and nothing defines, with what that is made of. Where several have it, the last lends it.
pub(super) fn inner<'a>(fragment: &Fragment<'_>, blocks: &'a [Parsed]) -> Vec<Lent<'a>> {
    let is_own = |index: usize| !fragment.chunks[index].borrowed;
    let mut wanted = Wanted::default();
    for (_, block) in blocks.iter().enumerate().filter(|(index, _)| is_own(*index)) {
        wanted.by(block, block.tree.root_node());
    }
    for (index, block) in blocks.iter().enumerate() {
        let root = block.tree.root_node();
        let declared: Vec<Node<'a>> = if is_own(index) { walk(root).collect() } else { children(root).collect() };
        for node in declared {
            wanted.has(block, node);
        }
    }
    let mut lent = vec![Lent::default(); blocks.len()];
    for (index, block) in blocks.iter().enumerate().filter(|(index, _)| !is_own(*index)).rev() {
        let items: Vec<Node<'a>> = children(block.tree.root_node()).collect();
        let of_classes: Vec<Node<'a>> = items.iter().copied().flat_map(members).collect();
        let of_methods: Vec<Node<'a>> = items.iter().copied().flat_map(bodies).flat_map(in_body).collect();
        lent[index].members = wanted.of(block, of_classes);
        lent[index].variables = wanted.of(block, of_methods);
    }
    lent
}

/// Names that are wanted and not there yet.
#[derive(Default)]
struct Wanted<'a>(BTreeSet<&'a str>);

impl<'a> Wanted<'a> {
    fn by(&mut self, block: &'a Parsed, node: Node<'a>) {
        let free = walk(node).filter(|node| is_free(*node));
        self.0.extend(free.map(|name| &block.text[name.byte_range()]));
    }

    fn has(&mut self, block: &'a Parsed, node: Node<'a>) {
        for name in named_by(node) {
            self.0.remove(&block.text[name.byte_range()]);
        }
    }

    /// Those of the declarations that are wanted, in order, and what they themselves want.
    fn of(&mut self, block: &'a Parsed, declarations: Vec<Node<'a>>) -> Vec<Node<'a>> {
        let mut lent = Vec::new();
        for declaration in declarations.into_iter().rev() {
            let mut names = named_by(declaration).map(|name| &block.text[name.byte_range()]);
            if !is_main(declaration, &block.text) && names.any(|name| self.0.contains(name)) {
                self.by(block, declaration);
                self.has(block, declaration);
                lent.push(declaration);
            }
        }
        lent.reverse();
        lent
    }
}
