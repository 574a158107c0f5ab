//! The file around a fragment: headers, definitions, and `main` around the statements.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::items::{Item, Kind, declares, items, shared};
use super::lent;
use super::names::{Names, top_name};
use super::probes::{self, PRINTING};
use crate::languages::Lang;
use crate::languages::completion::{Faith, Fragment, Insertions, Layout, Obstacle, Parsed};
use crate::languages::parse::parse;
use crate::reasons::Reason;

/// The program that a fragment's blocks are part of.
pub(super) fn complete(fragment: &Fragment<'_>, blocks: &[Parsed], is_cpp: bool) -> Result<Layout, Obstacle> {
    let items: Vec<Vec<Item<'_>>> = blocks.iter().map(items).collect();
    let mut names = Names::default();
    for block in blocks {
        names.read(block);
    }
    let probed = fragment.chunks.iter().any(|chunk| !chunk.probes.is_empty());
    let shared = shared(blocks, &items);
    let lent = lent::variables(fragment, blocks, &items);
    let assembly = Assembly { fragment, blocks, items: &items, shared, lent, names: &names, is_cpp };
    let mut layout = Layout { dialect: dialect(&names, is_cpp), ..Layout::default() };
    if probed {
        layout.add(probes::head(is_cpp), "prints what claims speak of", Faith::Harness);
    }
    if blocks.len() == 1 && (assembly.has_main() || !assembly.has(Kind::Statement) && !assembly.has(Kind::Variables)) {
        assembly.add_file(&mut layout);
    } else if assembly.has_main() && assembly.has(Kind::Statement) {
        let detail = "statements stand beside `main`, and where they belong cannot be told";
        return Err(Obstacle::new(Reason::UnsureCompletion, detail));
    } else {
        assembly.add_pieces(&mut layout);
    }
    if probed {
        layout.add(probes::foot(is_cpp, fragment.nonce), "prints what claims speak of", Faith::Harness);
    }
    Ok(layout)
}

/// A whole program that the grammar does not take, with the headers that it lacks and no probes.
pub(super) fn with_names(fragment: &Fragment<'_>, language: Lang, is_cpp: bool) -> Layout {
    let whole = Layout::as_written(fragment);
    let text = whole.text(fragment);
    let mut layout = Layout::default();
    if let Some(tree) = parse(language, &text) {
        let mut names = Names::default();
        names.read(&Parsed { layout: Layout::default(), text, tree });
        layout.dialect = dialect(&names, is_cpp);
        add_names(&names, is_cpp, &mut layout);
    }
    layout.pieces.extend(whole.pieces);
    layout
}

fn dialect(names: &Names, is_cpp: bool) -> Option<&'static str> {
    names.dialect().filter(|_| is_cpp)
}

/// The headers and `using`s that are missing.
fn add_names(names: &Names, is_cpp: bool, layout: &mut Layout) {
    let (headers, unqualified) = if is_cpp { names.headers_of_cpp() } else { (names.headers_of_c(), Vec::new()) };
    for header in headers {
        layout.add(format!("#include <{header}>\n"), format!("includes <{header}>"), Faith::Faithful);
    }
    for name in unqualified {
        layout.add(format!("using std::{name};\n"), format!("takes `{name}` from std"), Faith::Faithful);
    }
}

struct Assembly<'a> {
    fragment: &'a Fragment<'a>,
    blocks: &'a [Parsed],
    items: &'a [Vec<Item<'a>>],
    /// Variables that definitions use, by block and item.
    shared: BTreeSet<(usize, usize)>,
    /// For each block the variables of its `main` that it lends.
    lent: Vec<Vec<Node<'a>>>,
    names: &'a Names,
    is_cpp: bool,
}

/// Where an item goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Head,
    Outside,
    Main,
    Nowhere,
}

impl Assembly<'_> {
    /// Whether a block of the fragment's own, not a borrowed one, has such an item.
    fn has(&self, kind: Kind) -> bool {
        let own = self.items.iter().enumerate().filter(|(index, _)| !self.fragment.chunks[*index].borrowed);
        own.flat_map(|(_, items)| items).any(|item| item.kind == kind)
    }

    fn has_main(&self) -> bool {
        self.has(Kind::Main)
    }

    fn place(&self, block: usize, index: usize) -> Place {
        let borrowed = self.fragment.chunks[block].borrowed;
        match self.items[block][index].kind {
            // What a later block defines anew is not borrowed.
            Kind::Definition | Kind::Variables if borrowed && self.is_defined_behind(block, index) => Place::Nowhere,
            Kind::Directive => Place::Head,
            // A block that only lends its definitions does not run.
            Kind::Main if borrowed => Place::Nowhere,
            Kind::Definition | Kind::Main => Place::Outside,
            Kind::Variables if self.shared.contains(&(block, index)) || self.has_main() => Place::Outside,
            Kind::Statement if self.has_main() => Place::Nowhere,
            Kind::Variables | Kind::Statement => Place::Main,
        }
    }

    fn is_defined_behind(&self, block: usize, index: usize) -> bool {
        let name =
            |block: usize, item: &Item<'_>| top_name(item.node).map(|name| &self.blocks[block].text[name.byte_range()]);
        let Some(own) = name(block, &self.items[block][index]) else { return false };
        let mut behind = (block + 1..self.items.len()).flat_map(|of| self.items[of].iter().map(move |item| (of, item)));
        behind.any(|(of, item)| item.kind != Kind::Statement && name(of, item) == Some(own))
    }

    /// A block that is a file, or a part of one, keeps its order.
    fn add_file(&self, layout: &mut Layout) {
        let (block, items) = (&self.blocks[0], &self.items[0]);
        let insertions = self.insertions(0);
        let includes = items.iter().filter(|item| item.node.kind() == "preproc_include");
        // Behind the file's own, which may follow macros that say what headers declare.
        let split = includes.map(|item| item.range.end).max();
        let top = items.first().map_or(0, |item| item.range.start);
        let end = items.last().map_or(top, |item| item.range.end);
        if let Some(split) = split {
            layout.append(&block.layout, top..split, &Insertions::default());
            layout.glue("\n");
        }
        add_names(self.names, self.is_cpp, layout);
        layout.append(&block.layout, split.unwrap_or(top)..end, &insertions);
        layout.glue("\n");
        if !self.has_main() {
            self.open_main(layout, "adds an empty main");
            PRINTING.show_named(&self.fragment.chunks[0], layout);
            layout.add("}\n", "ends main", Faith::Harness);
        }
    }

    fn add_pieces(&self, layout: &mut Layout) {
        let insertions: Vec<Insertions> = (0..self.blocks.len()).map(|index| self.insertions(index)).collect();
        self.add(layout, Place::Head, &insertions);
        add_names(self.names, self.is_cpp, layout);
        self.add(layout, Place::Outside, &insertions);
        if self.has_main() {
            return;
        }
        self.open_main(layout, "wraps the statements in main");
        for (index, items) in self.items.iter().enumerate() {
            let chunk = &self.fragment.chunks[index];
            PRINTING.begin(chunk, layout);
            self.add_lent(index, layout);
            for item in (0..items.len()).filter(|item| self.place(index, *item) == Place::Main) {
                self.add_item(index, item, layout, &insertions[index]);
            }
            PRINTING.end(chunk, layout);
        }
        layout.add("}\n", "ends main", Faith::Harness);
    }

    fn add(&self, layout: &mut Layout, place: Place, insertions: &[Insertions]) {
        for (index, items) in self.items.iter().enumerate() {
            for item in (0..items.len()).filter(|item| self.place(index, *item) == place) {
                self.add_item(index, item, layout, &insertions[index]);
            }
        }
    }

    fn add_item(&self, block: usize, item: usize, layout: &mut Layout, insertions: &Insertions) {
        layout.append(&self.blocks[block].layout, self.items[block][item].range.clone(), insertions);
        layout.glue("\n");
    }

    /// Appends what is taken out of a `main` that does not run itself.
    fn add_lent(&self, block: usize, layout: &mut Layout) {
        for variables in &self.lent[block] {
            let names: Vec<&str> = declares(*variables, &self.blocks[block].text).collect();
            layout.add("", format!("takes `{}` from another block's main", names.join("`, `")), Faith::Guess);
            layout.append(&self.blocks[block].layout, variables.byte_range(), &Insertions::default());
            layout.glue("\n");
        }
    }

    fn open_main(&self, layout: &mut Layout, reason: &str) {
        let head = if self.is_cpp { "int main() {\n" } else { "int main(void) {\n" };
        layout.add(head, reason, Faith::Faithful);
    }

    fn insertions(&self, index: usize) -> Insertions {
        let (chunk, block) = (&self.fragment.chunks[index], &self.blocks[index]);
        let mut insertions = Insertions::default();
        PRINTING.insert(chunk, index, block, &mut insertions, probes::value);
        let main = self.items[index].iter().find(|item| item.kind == Kind::Main);
        if let Some(body) = main.and_then(|main| main.node.child_by_field_name("body")) {
            probes::insert_main(chunk, body, &mut insertions);
        }
        insertions
    }
}
