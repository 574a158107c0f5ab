//! Completing fragments of Go.

mod amend;
mod assemble;
mod imports;
mod in_place;
mod items;
mod lent;
mod line_ends;
mod names;
mod placeholders;
mod probes;
mod repair;
mod returns;
mod scopes;
mod types;

use tree_sitter::Node;

use crate::languages::Lang;
use crate::languages::completion::{Completer, Fragment, Known, Layout, Message, Names, Obstacle};
use crate::languages::parse::parse;

use crate::languages::completion::Parsed;
use items::{Item, Kind, items};
use repair::repair;

/// Completes fragments of Go.
pub(super) struct GoCompleter;

impl Completer for GoCompleter {
    fn complete(&self, fragment: &Fragment<'_>, known: &dyn Known) -> Result<Layout, Obstacle> {
        let chunks =
            (0..fragment.chunks.len()).map(|index| repair(fragment, index, go())).collect::<Result<Vec<_>, _>>()?;
        let mut names = names::Names::default();
        let mut items: Vec<Vec<Item<'_>>> = chunks.iter().map(|chunk| items(&chunk.tree, &chunk.text)).collect();
        in_place::refuse_several(&items)?;
        in_place::refuse_broken_heads(&chunks, &items)?;
        lent::leave_out_what_is_defined_anew(fragment, &chunks, &mut items);
        let lent = lent::variables(fragment, &chunks, &items);
        for ((block, items), chunk) in chunks.iter().zip(&items).zip(&fragment.chunks) {
            let runs = |item: &&Item<'_>| item.kind != Kind::Main || !chunk.borrowed;
            items.iter().filter(runs).for_each(|item| names.read_item(item.node, &block.text));
        }
        for (block, variables) in chunks.iter().zip(&lent) {
            for variable in variables {
                names.read_item(*variable, &block.text);
            }
        }
        for (index, chunk) in chunks.iter().enumerate() {
            placeholders::refuse(chunk.tree.root_node(), &chunk.text, &names, index)?;
        }
        let source = Source { fragment, items, lent, chunks: &chunks };
        let is_file = source.items.len() == 1 && source.items[0].iter().all(|item| item.kind != Kind::Statement);
        let missing = imports::missing(&names, known);
        Ok(if is_file {
            in_place::complete(&source, &names, &missing)
        } else {
            assemble::complete(&source, &names, &missing)
        })
    }

    fn amend(
        &self,
        fragment: &Fragment<'_>,
        layout: &Layout,
        messages: &[Message],
        known: &dyn Known,
    ) -> Option<Layout> {
        amend::amend(fragment, layout, messages, known)
    }

    fn names(&self, text: &str) -> Names {
        let mut names = names::Names::default();
        let mut locals = Vec::new();
        if let Some(tree) = parse(go(), text) {
            names.read(tree.root_node(), text);
            locals = lent::locals(tree.root_node(), text);
        }
        let wants = names.used.keys().chain(names.selected.keys());
        let known = |name: &&String| {
            names.declared.contains(*name)
                || names::PREDECLARED.contains(&name.as_str())
                || names.imported.iter().any(|(_, imported)| imported == *name)
        };
        let mut wants: Vec<String> = wants.filter(|name| !known(name)).cloned().collect();
        wants.sort();
        wants.dedup();
        Names { defines: names.outer, wants, locals, ..Names::default() }
    }
}

/// A fragment whose blocks parse.
struct Source<'a> {
    fragment: &'a Fragment<'a>,
    chunks: &'a [Parsed],
    items: Vec<Vec<Item<'a>>>,
    /// For each block the variables of its `main` that it lends.
    lent: Vec<Vec<Node<'a>>>,
}

fn go() -> Lang {
    Lang::named("go").expect("Go is in the registry that leads here")
}
