//! The file around a fragment: imports, a first class with `main`, then the note's own types.

use tree_sitter::Node;

use super::items::{Item, Place, body_of, is_main, is_spoken_of, items, main_of};
use super::lent::Lent;
use super::probes::{self, PRINTING};
use super::scopes::Scopes;
use super::{Faith, Fragment, Insertions, Layout, Obstacle, generics, imports, lent};
use crate::languages::completion::{Parsed, Target, is_whole, purpose};
use crate::reasons::Reason;

/// The program that a fragment's blocks are part of.
///
/// # Errors
/// Where statements stand beside a `main`.
pub(super) fn complete(fragment: &Fragment<'_>, blocks: &[Parsed]) -> Result<Layout, Obstacle> {
    let mut items: Vec<Vec<Item<'_>>> = blocks.iter().map(items).collect();
    make_fields(fragment, blocks, &mut items)?;
    lent::leave_out_what_is_defined_anew(fragment, blocks, &mut items);
    let lent = lent::inner(fragment, blocks);
    let assembly = Assembly { fragment, blocks, items: &items, lent };
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
    Ok(layout)
}

/// Beside a loose `main` variables are fields of its class, and statements can be nothing.
fn make_fields(fragment: &Fragment<'_>, blocks: &[Parsed], items: &mut [Vec<Item<'_>>]) -> Result<(), Obstacle> {
    let own = |index: usize| !fragment.chunks[index].borrowed;
    let is_loose = |(index, items): (usize, &Vec<Item<'_>>)| {
        own(index) && items.iter().any(|item| is_main(item.node, &blocks[index].text))
    };
    if !items.iter().enumerate().any(is_loose) {
        return Ok(());
    }
    for (index, items) in items.iter_mut().enumerate().filter(|(index, _)| own(*index)) {
        for item in items.iter_mut().filter(|item| item.place == Place::Statement) {
            if item.node.kind() != "local_variable_declaration" {
                let detail = "statements stand beside `main`, and where they belong cannot be told";
                return Err(Obstacle::new(Reason::UnsureCompletion, detail).at(index, item.node.start_byte()));
            }
            item.place = Place::Member;
        }
    }
    Ok(())
}

struct Assembly<'a> {
    fragment: &'a Fragment<'a>,
    blocks: &'a [Parsed],
    items: &'a [Vec<Item<'a>>],
    /// For each block what it lends of what its classes and methods hold.
    lent: Vec<Lent<'a>>,
}

impl Assembly<'_> {
    fn of(&self, place: Place) -> impl Iterator<Item = (usize, &Item<'_>)> {
        let all = self.items.iter().enumerate().flat_map(|(index, items)| items.iter().map(move |item| (index, item)));
        all.filter(move |(_, item)| item.place == place)
    }

    fn text(&self, index: usize, node: Node<'_>) -> &str {
        &self.blocks[index].text[node.byte_range()]
    }

    /// The item, a class or a loose method, with the `main` that is run.
    fn main_item(&self) -> Option<(usize, &Item<'_>)> {
        let places = [Place::Member, Place::Type].into_iter().flat_map(|place| self.of(place));
        let mut own = places.filter(|(index, _)| !self.fragment.chunks[*index].borrowed);
        own.find(|(index, item)| main_of(item.node, &self.blocks[*index].text).is_some())
    }

    /// Whether the note's own first class is what the launcher runs.
    fn begins_with_main(&self) -> bool {
        let loose = self.of(Place::Statement).chain(self.of(Place::Member)).next().is_some();
        let first = self.of(Place::Type).next().map(|(_, item)| item.node);
        !loose && first.is_some() && self.main_item().map(|(_, item)| item.node) == first
    }

    fn insertions(&self, index: usize) -> Insertions {
        let (chunk, block) = (&self.fragment.chunks[index], &self.blocks[index]);
        let mut insertions = Insertions::default();
        PRINTING.insert(chunk, index, block, &mut insertions, probes::value);
        for item in self.items[index].iter().filter(|item| is_spoken_of(item.node, &block.text)) {
            let reason = "gives a body to a method that the note only speaks of";
            let body = " { throw new UnsupportedOperationException(); }";
            insertions.before(item.node.end_byte() - 1, body, reason, Faith::Guess);
        }
        let Some((_, item)) = self.main_item().filter(|(of, _)| *of == index) else { return insertions };
        let Some(body) = main_of(item.node, &block.text).and_then(body_of) else { return insertions };
        for probe in &chunk.probes {
            let purpose = purpose(probe);
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
                let show = format!("{} ", probes::show(probe, expression));
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
                } else if place == Place::Package && belongs_to_jdk(self.text(index, item.node)) {
                    layout.add("// ", "leaves out a package that only the JDK may add to", Faith::Faithful);
                }
                layout.append(&self.blocks[index].layout, item.range.clone(), &insertions);
                layout.glue("\n");
            }
        }
    }

    /// A name for a class that no block speaks of; messages of the compiler show it.
    fn free_name(&self) -> &'static str {
        let is_free = |name: &&str| self.blocks.iter().all(|block| !block.text.contains(*name));
        ["Main", "Example", "Fragment"].into_iter().find(is_free).unwrap_or("RecantMain")
    }

    /// A class with `main`, which holds the loose methods and runs the loose statements.
    fn add_class(&self, layout: &mut Layout) {
        let name = self.free_name();
        layout.add(format!("class {name}"), "adds a class with main", Faith::Faithful);
        generics::declare(self.blocks, layout);
        layout.add(" {\n", "begins the class", Faith::Harness);
        for (index, lent) in self.lent.iter().enumerate() {
            self.add_lent(index, &lent.members, layout);
        }
        self.add(layout, Place::Member);
        if let Some((index, item)) = self.main_item().filter(|_| self.of(Place::Statement).next().is_none()) {
            if item.place == Place::Member {
                layout.add("}\n", "ends the class", Faith::Harness);
                return;
            }
            let name = item.node.child_by_field_name("name").map_or("", |name| self.text(index, name));
            let line =
                format!("public static void main(String[] args) throws Throwable {{ {name}.main(args); }}\n}}\n");
            layout.add(line, format!("calls main of {name}, which is not the first class"), Faith::Harness);
            return;
        }
        let main =
            format!("public static void main(String[] args) throws Throwable {{ new {name}().recantRun(args); }}\n");
        layout.add(main, "runs the statements", Faith::Harness);
        layout.add(
            "void recantRun(String[] args) throws Throwable {\n",
            "wraps the statements in a method",
            Faith::Faithful,
        );
        let mut scopes = Scopes::open(self.blocks, self.items, layout);
        for (index, items) in self.items.iter().enumerate() {
            let chunk = &self.fragment.chunks[index];
            let insertions = self.insertions(index);
            PRINTING.begin(chunk, layout);
            self.add_lent(index, &self.lent[index].variables, layout);
            for item in items.iter().filter(|item| item.place == Place::Statement) {
                scopes.enter(item, &self.blocks[index], layout);
                layout.append(&self.blocks[index].layout, item.range.clone(), &insertions);
                layout.glue("\n");
            }
            PRINTING.end(chunk, layout);
        }
        scopes.close(layout);
        layout.add("}\n}\n", "ends the class", Faith::Harness);
    }

    /// Appends what is taken out of a class or a method that does not run itself.
    fn add_lent(&self, block: usize, lent: &[Node<'_>], layout: &mut Layout) {
        for node in lent {
            layout.add("", "takes what another block shows within a class or a method", Faith::Guess);
            layout.append(&self.blocks[block].layout, node.byte_range(), &Insertions::default());
            layout.glue("\n");
        }
    }
}

/// Whether a package clause names a package of the JDK, to which no other code may add.
fn belongs_to_jdk(clause: &str) -> bool {
    let name = clause.trim_start_matches("package").trim_start();
    ["java.", "javax.", "jdk.", "sun."].iter().any(|start| name.starts_with(start))
}
