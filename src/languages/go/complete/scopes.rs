//! Blocks that go on with an earlier one and declare some of its variables anew.

use std::collections::BTreeSet;

use super::items::Item;
use super::lent::names_of;
use crate::languages::completion::{Faith, Layout};

/// The scopes of `main`: Go does not take a second `:=` for a name in one scope.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    declared: BTreeSet<String>,
    open: usize,
}

impl Scopes {
    /// Opens a scope for the statements of a block that declare again what an earlier block has declared.
    pub(super) fn enter<'t>(&mut self, items: impl Iterator<Item = &'t Item<'t>>, text: &str, layout: &mut Layout) {
        let names = items.flat_map(|item| names_of(item.node)).map(|name| text[name.byte_range()].to_owned());
        let names: Vec<String> = names.filter(|name| name != "_").collect();
        if names.iter().any(|name| self.declared.contains(name)) {
            layout.add("{\n", "opens a scope for what is declared anew", Faith::Harness);
            self.open += 1;
        }
        self.declared.extend(names);
    }

    /// Closes what was opened.
    pub(super) fn leave(&self, layout: &mut Layout) {
        if self.open > 0 {
            layout.add("}\n".repeat(self.open), "closes the scopes", Faith::Harness);
        }
    }
}
