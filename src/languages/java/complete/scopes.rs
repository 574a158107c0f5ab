//! Statements that declare a variable anew: a note that shows two ways to write one thing.

use std::collections::BTreeSet;

use super::items::{Item, Place};
use super::names::declares;
use crate::languages::completion::{Faith, Layout, Parsed};

/// The scopes of the statements of a class's `main`: Java takes a second declaration of a name only behind the
/// scope of the first.
pub(super) struct Scopes<'a> {
    declared: BTreeSet<&'a str>,
    is_open: bool,
}

impl<'a> Scopes<'a> {
    /// Opens the first scope, where any statement declares a name anew.
    pub(super) fn open(blocks: &'a [Parsed], items: &[Vec<Item<'_>>], layout: &mut Layout) -> Self {
        let mut scopes = Self { declared: BTreeSet::new(), is_open: false };
        let statements = items.iter().zip(blocks).flat_map(|(items, block)| {
            items.iter().filter(|item| item.place == Place::Statement).map(move |item| (item, block))
        });
        let is_anew = statements.flat_map(|(item, block)| names(item, block)).any(|name| !scopes.declared.insert(name));
        scopes.declared.clear();
        if is_anew {
            layout.add("{\n", "opens a scope for what is declared anew", Faith::Harness);
            scopes.is_open = true;
        }
        scopes
    }

    /// Begins another scope where a statement declares anew what this one has declared.
    pub(super) fn enter(&mut self, item: &Item<'_>, block: &'a Parsed, layout: &mut Layout) {
        if names(item, block).any(|name| self.declared.contains(name)) {
            layout.add("}\n{\n", "opens a scope for what is declared anew", Faith::Harness);
            self.declared.clear();
        }
        self.declared.extend(names(item, block));
    }

    /// Closes the last scope.
    pub(super) fn close(self, layout: &mut Layout) {
        if self.is_open {
            layout.add("}\n", "closes the scope", Faith::Harness);
        }
    }
}

fn names<'a>(item: &Item<'_>, block: &'a Parsed) -> impl Iterator<Item = &'a str> {
    let is_declaration = item.node.kind() == "local_variable_declaration";
    let declared = is_declaration.then(|| declares(item.node)).into_iter().flatten();
    declared.map(|name| &block.text[name.byte_range()])
}
