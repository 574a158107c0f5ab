//! The file around a fragment: imports, a first class with `main`, then the note's own types.

use std::ops::Range;

use tree_sitter::Node;

use super::probes;
use super::{Faith, Fragment, Insertions, Layout, children, imports, walk};
use crate::languages::completion::{Parsed, Target, is_whole};

/// Where an item at the top level of a block goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Package,
    Import,
    /// A class, interface, enum or record.
    Type,
    /// A method or field of the class that is added.
    Member,
    Statement,
}

struct Item<'tree> {
    place: Place,
    node: Node<'tree>,
    range: Range<usize>,
}

/// The program that a fragment's blocks are part of.
pub(super) fn complete(fragment: &Fragment<'_>, blocks: &[Parsed]) -> Layout {
    let items: Vec<Vec<Item<'_>>> = blocks.iter().map(items).collect();
    let assembly = Assembly { fragment, blocks, items: &items };
    let mut layout = Layout::default();
    let probed = fragment.chunks.iter().any(|chunk| !chunk.probes.is_empty());
    let needs_imports = imports::missing(blocks);
    assembly.add(&mut layout, Place::Package);
    assembly.add(&mut layout, Place::Import);
    if !needs_imports.is_empty() {
        let lines: Vec<String> = needs_imports.iter().map(|name| format!("import {name};\n")).collect();
        layout.add(lines.concat(), "imports what the code names, and what jshell imports", Faith::Faithful);
    }
    if !assembly.begins_with_main() {
        assembly.add_class(&mut layout);
    }
    assembly.add(&mut layout, Place::Type);
    if probed {
        let helpers = probes::HELPERS.replace("NONCE", fragment.nonce);
        layout.add(helpers, "prints what claims speak of", Faith::Harness);
    }
    layout
}

struct Assembly<'a> {
    fragment: &'a Fragment<'a>,
    blocks: &'a [Parsed],
    items: &'a [Vec<Item<'a>>],
}

impl Assembly<'_> {
    fn of(&self, place: Place) -> impl Iterator<Item = (usize, &Item<'_>)> {
        let all = self.items.iter().enumerate().flat_map(|(index, items)| items.iter().map(move |item| (index, item)));
        all.filter(move |(_, item)| item.place == place)
    }

    fn text(&self, index: usize, node: Node<'_>) -> &str {
        &self.blocks[index].text[node.byte_range()]
    }

    /// The class, with its `main`, that the launcher would run.
    fn main_class(&self) -> Option<(usize, Node<'_>)> {
        let own = self.of(Place::Type).filter(|(index, _)| !self.fragment.chunks[*index].borrowed);
        own.map(|(index, item)| (index, item.node))
            .find(|(index, class)| main_of(*class, &self.blocks[*index].text).is_some())
    }

    /// Whether the note's own first class is what the launcher runs.
    fn begins_with_main(&self) -> bool {
        let loose = self.of(Place::Statement).chain(self.of(Place::Member)).next().is_some();
        let first = self.of(Place::Type).next().map(|(_, item)| item.node);
        !loose && first.is_some() && self.main_class().map(|(_, class)| class) == first
    }

    fn insertions(&self, index: usize) -> Insertions {
        let (chunk, block) = (&self.fragment.chunks[index], &self.blocks[index]);
        let mut insertions = Insertions::default();
        probes::insert(chunk, index, block, &mut insertions);
        let Some((_, class)) = self.main_class().filter(|(of, _)| *of == index) else { return insertions };
        let Some(body) = main_of(class, &block.text).and_then(|main| main.child_by_field_name("body")) else {
            return insertions;
        };
        for probe in &chunk.probes {
            let purpose = probes::purpose(probe);
            if is_whole(probe, chunk) {
                insertions.behind(
                    body.start_byte() + 1,
                    format!(" {}", probes::mark('<', probe)),
                    purpose.clone(),
                    Faith::Harness,
                );
                insertions.before(
                    body.end_byte() - 1,
                    format!("{} ", probes::mark('>', probe)),
                    purpose,
                    Faith::Harness,
                );
            } else if let Target::Named(expression) = &probe.target {
                let show = format!("RecantMarks.show({}, {expression}); ", probe.id);
                insertions.before(body.end_byte() - 1, show, purpose, Faith::Harness);
            }
        }
        insertions
    }

    fn add(&self, layout: &mut Layout, place: Place) {
        for (index, items) in self.items.iter().enumerate() {
            let insertions = self.insertions(index);
            for item in items.iter().filter(|item| item.place == place) {
                // A second package clause may not stand there.
                if place == Place::Package && index > 0 {
                    layout.add("// ", "leaves out what stands there already", Faith::Harness);
                }
                layout.append(&self.blocks[index].layout, item.range.clone(), &insertions);
                layout.glue("\n");
            }
        }
    }

    /// A class with `main`, which holds the loose methods and runs the loose statements.
    fn add_class(&self, layout: &mut Layout) {
        layout.add("class RecantMain {\n", "adds a class with main", Faith::Faithful);
        self.add(layout, Place::Member);
        if let Some((index, class)) = self.main_class().filter(|_| self.of(Place::Statement).next().is_none()) {
            let name = class.child_by_field_name("name").map_or("", |name| self.text(index, name));
            let line =
                format!("public static void main(String[] args) throws Throwable {{ {name}.main(args); }}\n}}\n");
            layout.add(line, format!("calls main of {name}, which is not the first class"), Faith::Harness);
            return;
        }
        let main = "public static void main(String[] args) throws Throwable { new RecantMain().recantRun(args); }\n";
        layout.add(main, "runs the statements", Faith::Harness);
        layout.add(
            "void recantRun(String[] args) throws Throwable {\n",
            "wraps the statements in a method",
            Faith::Faithful,
        );
        for (index, items) in self.items.iter().enumerate() {
            let chunk = &self.fragment.chunks[index];
            let insertions = self.insertions(index);
            for probe in chunk.probes.iter().filter(|probe| is_whole(probe, chunk)) {
                layout.add(format!("{}\n", probes::mark('<', probe)), probes::purpose(probe), Faith::Harness);
            }
            for item in items.iter().filter(|item| item.place == Place::Statement) {
                layout.append(&self.blocks[index].layout, item.range.clone(), &insertions);
                layout.glue("\n");
            }
            for probe in chunk.probes.iter().filter(|probe| is_whole(probe, chunk)) {
                layout.add(format!("{}\n", probes::mark('>', probe)), probes::purpose(probe), Faith::Harness);
            }
            for probe in &chunk.probes {
                if let Target::Named(expression) = &probe.target {
                    let show = format!("RecantMarks.show({}, {expression});\n", probe.id);
                    layout.add(show, probes::purpose(probe), Faith::Harness);
                }
            }
        }
        layout.add("}\n}\n", "ends the class", Faith::Harness);
    }
}

/// `public static void main` of a class.
fn main_of<'tree>(class: Node<'tree>, text: &str) -> Option<Node<'tree>> {
    let body = class.child_by_field_name("body")?;
    children(body).find(|node| {
        let named = node.child_by_field_name("name").is_some_and(|name| &text[name.byte_range()] == "main");
        let modifiers = children(*node).find(|child| child.kind() == "modifiers");
        node.kind() == "method_declaration"
            && named
            && modifiers.is_some_and(|own| text[own.byte_range()].contains("static"))
    })
}

/// The items of a block, in order, each with the comments in front of it and behind it on its line.
fn items(block: &Parsed) -> Vec<Item<'_>> {
    let text = block.text.as_str();
    let mut found: Vec<Item<'_>> = Vec::new();
    let mut pending: Option<usize> = None;
    for node in children(block.tree.root_node()).filter(tree_sitter::Node::is_named) {
        if node.kind().ends_with("_comment") {
            match found.last_mut() {
                Some(last) if pending.is_none() && !text[last.range.end..node.start_byte()].contains('\n') => {
                    last.range.end = node.end_byte();
                }
                _ => pending = pending.or(Some(node.start_byte())),
            }
            continue;
        }
        let start = pending.take().unwrap_or(node.start_byte());
        found.push(Item { place: place(node, text), node, range: start..node.end_byte() });
    }
    if let (Some(start), Some(last)) = (pending, found.last_mut()) {
        last.range.end = start + text[start..].trim_end().len();
    }
    found
}

fn place(node: Node<'_>, text: &str) -> Place {
    match node.kind() {
        "package_declaration" => Place::Package,
        "import_declaration" => Place::Import,
        "class_declaration"
        | "interface_declaration"
        | "enum_declaration"
        | "record_declaration"
        | "annotation_type_declaration" => {
            // A type of its own may be neither private nor static: this one was another's member.
            if has_modifier(node, text, &["private", "protected", "static"]) { Place::Member } else { Place::Type }
        }
        "method_declaration" => Place::Member,
        // Only fields have such modifiers.
        "local_variable_declaration" if has_modifier(node, text, &FIELD_MODIFIERS) => Place::Member,
        _ => Place::Statement,
    }
}

const FIELD_MODIFIERS: [&str; 6] = ["private", "public", "protected", "static", "volatile", "transient"];

fn has_modifier(node: Node<'_>, text: &str, words: &[&str]) -> bool {
    let modifiers = children(node).find(|child| child.kind() == "modifiers");
    modifiers.is_some_and(|own| walk(own).any(|word| words.contains(&&text[word.byte_range()])))
}
