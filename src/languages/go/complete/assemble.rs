//! Completing statements: declarations to the top level, statements into `main`.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::Source;
use super::imports::Import;
use super::in_place::{blank_unused, give_bodies};
use super::items::{Item, Kind};
use super::names::{Names, PREDECLARED};
use super::probes::{self, PRINTING};
use super::scopes::Scopes;
use super::types::type_of;
use super::{lent, returns};
use crate::languages::completion::{Faith, Insertions, Layout, children, walk};

/// The program around the statements of a fragment's blocks.
pub(super) fn complete(source: &Source<'_>, names: &Names, missing: &[Import]) -> Layout {
    let assembly = Assembly::new(source, names);
    let mut layout = Layout::default();
    assembly.add_head(missing, &mut layout);
    assembly.add_lent(&mut layout);
    assembly.add_items(&mut layout, |item, place| place == Place::Outside && item.kind != Kind::Main);
    assembly.add_main(&mut layout);
    assembly.add_items(&mut layout, |item, _| item.kind == Kind::Main);
    if assembly.probed {
        probes::add_helpers(&mut layout, source.fragment.nonce);
    }
    layout
}

/// Where an item goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Head,
    Outside,
    Main,
    Nowhere,
}

struct Assembly<'a> {
    source: &'a Source<'a>,
    names: &'a Names,
    probed: bool,
    /// Names that functions of the fragment use, which variables must be visible for.
    in_functions: BTreeSet<String>,
    insertions: Vec<Insertions>,
}

impl<'a> Assembly<'a> {
    fn new(source: &'a Source<'a>, names: &'a Names) -> Self {
        let probed = source.fragment.chunks.iter().any(|chunk| !chunk.probes.is_empty());
        let mut in_functions = BTreeSet::new();
        for (block, items) in source.chunks.iter().zip(&source.items) {
            for item in items.iter().filter(|item| {
                item.node.kind().ends_with("function_declaration") || item.node.kind() == "method_declaration"
            }) {
                let used = walk(item.node).filter(|node| node.kind() == "identifier");
                in_functions.extend(used.map(|node| block.text[node.byte_range()].to_owned()));
            }
        }
        let mut assembly = Self { source, names, probed, in_functions, insertions: Vec::new() };
        for index in 0..source.chunks.len() {
            let insertions = assembly.insertions_of(index);
            assembly.insertions.push(insertions);
        }
        assembly
    }

    fn insertions_of(&self, index: usize) -> Insertions {
        let (chunk, block, items) =
            (&self.source.fragment.chunks[index], &self.source.chunks[index], &self.source.items[index]);
        let mut insertions = Insertions::default();
        blank_unused(items, self.names, &block.text, &mut insertions);
        give_bodies(items, &mut insertions);
        PRINTING.insert(chunk, index, block, &mut insertions, probes::value);
        for item in items.iter().filter(|item| self.place(index, item) == Place::Main) {
            self.declare(item, &block.text, &mut insertions);
            self.use_up(item, &block.text, &mut insertions);
        }
        insertions
    }

    /// Declares what a statement assigns to and nothing declares.
    fn declare(&self, item: &Item<'_>, text: &str, insertions: &mut Insertions) {
        if item.node.kind() != "assignment_statement" {
            return;
        }
        let (Some(left), Some(right)) = (item.node.child_by_field_name("left"), item.node.child_by_field_name("right"))
        else {
            return;
        };
        let name = &text[left.byte_range()];
        let plain =
            left.named_child_count() == 1 && left.named_child(0).is_some_and(|node| node.kind() == "identifier");
        if !plain || name == "_" || self.names.declared.contains(name) || PREDECLARED.contains(&name) {
            return;
        }
        if let Some(kind) = type_of(right, text) {
            let line = format!("var {name} {kind}\n");
            insertions.before(item.node.start_byte(), line, format!("declares {name}"), Faith::Faithful);
            if self.names.used.get(name) == Some(&1) {
                Self::add_use(item.node, name, insertions);
            }
        }
    }

    /// Uses the variables that a statement declares and nothing uses, as Go demands.
    fn use_up(&self, item: &Item<'_>, text: &str, insertions: &mut Insertions) {
        let lists: Vec<Node<'_>> = match item.node.kind() {
            "short_var_declaration" => item.node.child_by_field_name("left").into_iter().collect(),
            "var_declaration" => walk(item.node).filter(|node| node.kind() == "var_spec").collect(),
            _ => return,
        };
        for name in lists.into_iter().flat_map(children).filter(|node| node.kind() == "identifier") {
            let name = &text[name.byte_range()];
            if name != "_" && self.names.used.get(name) == Some(&1) {
                Self::add_use(item.node, name, insertions);
            }
        }
    }

    fn add_use(statement: Node<'_>, name: &str, insertions: &mut Insertions) {
        let end = statement.end_byte();
        insertions.behind(end, format!("; _ = {name}"), format!("uses {name}, as Go demands"), Faith::Faithful);
    }

    fn place(&self, index: usize, item: &Item<'_>) -> Place {
        match item.kind {
            Kind::Package | Kind::Import => Place::Head,
            // A block that only lends its definitions does not run.
            Kind::Main if self.source.fragment.chunks[index].borrowed => Place::Nowhere,
            Kind::Main | Kind::Declaration => Place::Outside,
            Kind::Variables => {
                let text = &self.source.chunks[index].text;
                let mut specs = walk(item.node).filter(|node| node.kind() == "var_spec").flat_map(children);
                let shared = specs
                    .any(|node| node.kind() == "identifier" && self.in_functions.contains(&text[node.byte_range()]));
                if shared { Place::Outside } else { Place::Main }
            }
            Kind::Statement => Place::Main,
        }
    }

    fn add_head(&self, missing: &[Import], layout: &mut Layout) {
        layout.add("package main", "adds the package clause", Faith::Faithful);
        if self.probed {
            layout.add(probes::IMPORT, "prints what claims speak of", Faith::Harness);
        }
        layout.glue("\n\n");
        for import in missing {
            layout.add(format!("import \"{}\"\n", import.path), format!("imports {}", import.path), import.faith);
        }
        if !missing.is_empty() {
            layout.glue("\n");
        }
        let mut imported = BTreeSet::new();
        for (index, items) in self.source.items.iter().enumerate() {
            for item in items.iter().filter(|item| matches!(item.kind, Kind::Package | Kind::Import)) {
                let text = &self.source.chunks[index].text[item.node.byte_range()];
                if item.kind == Kind::Package || !imported.insert(text) {
                    layout.add("// ", "leaves out what stands there already", Faith::Harness);
                }
                self.add_item(index, item, layout);
            }
        }
    }

    fn add_item(&self, index: usize, item: &Item<'_>, layout: &mut Layout) {
        layout.append(&self.source.chunks[index].layout, item.range.clone(), &self.insertions[index]);
        layout.glue("\n");
    }

    fn add_items(&self, layout: &mut Layout, wanted: impl Fn(&Item<'_>, Place) -> bool) {
        for (index, items) in self.source.items.iter().enumerate() {
            for item in items {
                let place = self.place(index, item);
                if place != Place::Nowhere && wanted(item, place) {
                    self.add_item(index, item, layout);
                }
            }
        }
    }

    fn add_lent(&self, layout: &mut Layout) {
        for (block, variables) in self.source.chunks.iter().zip(&self.source.lent) {
            for variable in variables {
                lent::add(*variable, block, layout);
            }
        }
    }

    /// The statements of a block that go into `main`.
    fn statements(&self, index: usize) -> impl Iterator<Item = &Item<'_>> {
        self.source.items[index].iter().filter(move |item| self.place(index, item) == Place::Main)
    }

    fn add_main(&self, layout: &mut Layout) {
        let has_main = |(index, items): (usize, &Vec<Item<'_>>)| {
            items.iter().any(|item| item.kind == Kind::Main && self.place(index, item) != Place::Nowhere)
        };
        let beside_main = self.source.items.iter().enumerate().any(has_main);
        let returned = self.results().filter(|_| !beside_main);
        if let Some(count) = returned {
            returns::begin(count, layout);
        } else if beside_main {
            layout.add("func init() {\n", "runs the statements before main", Faith::Guess);
        } else {
            layout.add("func main() {\n", "wraps the statements in main", Faith::Faithful);
        }
        let mut scopes = Scopes::default();
        for index in 0..self.source.items.len() {
            let (chunk, block) = (&self.source.fragment.chunks[index], &self.source.chunks[index]);
            scopes.enter(self.statements(index), &block.text, layout);
            PRINTING.begin(chunk, layout);
            for item in self.statements(index) {
                self.add_item(index, item, layout);
            }
            PRINTING.end(chunk, layout);
        }
        scopes.leave(layout);
        match returned {
            Some(count) => returns::end(count, layout),
            None => layout.add("}\n", "ends main", Faith::Harness),
        }
    }

    /// How many values the statements return, where all that return agree on some.
    fn results(&self) -> Option<usize> {
        let all = (0..self.source.items.len()).flat_map(|index| self.statements(index));
        returns::count(all.map(|item| item.node))
    }
}
