//! Completing a block of declarations: a file, or a part of one, that keeps its order.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::Source;
use super::imports::Import;
use super::items::{Item, Kind};
use super::names::Names;
use super::probes::{self, PRINTING};
use crate::languages::completion::{Faith, Insertions, Layout, Obstacle, Parsed, Target, is_whole, purpose};
use crate::reasons::Reason;

/// Adds the package clause, imports and `main` where they are missing.
pub(super) fn complete(source: &Source<'_>, names: &Names, missing: &[Import]) -> Layout {
    let (chunk, block, items) = (&source.fragment.chunks[0], &source.chunks[0], &source.items[0]);
    let find = |kind| items.iter().find(|item: &&Item<'_>| item.kind == kind);
    let (package, main) = (find(Kind::Package), find(Kind::Main));
    let mut insertions = Insertions::default();
    let probed = !chunk.probes.is_empty();
    add_package(package, &block.text, probed, &mut insertions);
    let top = package.map_or(0, |item| item.range.end);
    for import in missing {
        let text = if package.is_some() {
            format!("\nimport \"{}\"", import.path)
        } else {
            format!("import \"{}\"\n", import.path)
        };
        let reason = format!("imports {}", import.path);
        if package.is_some() {
            insertions.behind(top, text, reason, import.faith);
        } else {
            insertions.before(top, text, reason, import.faith);
        }
    }
    if package.is_none() || main.is_none() {
        blank_unused(items, names, &block.text, &mut insertions);
    }
    give_bodies(items, &mut insertions);
    PRINTING.insert(chunk, 0, block, &mut insertions, probes::value);
    if let Some(main) = main {
        probe_main(source, main, &mut insertions);
    }
    let mut layout = block.layout.with(&insertions);
    if main.is_none() {
        add_main(source, names, &mut layout);
    }
    if probed {
        probes::add_helpers(&mut layout, source.fragment.nonce);
    }
    layout
}

/// The clause `package main`, in front of another one as a comment where there is one.
fn add_package(package: Option<&Item<'_>>, text: &str, probed: bool, insertions: &mut Insertions) {
    let import = if probed { probes::IMPORT } else { "" };
    match package {
        None => {
            insertions.before(0, "package main", "adds the package clause", Faith::Faithful);
            insertions.before(0, format!("{import}\n\n"), "keeps the pieces apart", Faith::Harness);
        }
        Some(item) if text[item.node.byte_range()].trim_start_matches("package").trim() == "main" => {
            if probed {
                insertions.before(item.node.end_byte(), import, "prints what claims speak of", Faith::Harness);
            }
        }
        Some(item) => {
            let clause = format!("package main{import} // ");
            insertions.before(item.node.start_byte(), clause, "makes a program of the package", Faith::Faithful);
        }
    }
}

/// Refuses a block that shows several files or programs at once: each has its package clause, or its `main`.
///
/// # Errors
/// Where the second one begins.
pub(super) fn refuse_several(blocks: &[Vec<Item<'_>>]) -> Result<(), Obstacle> {
    for (index, items) in blocks.iter().enumerate() {
        for kind in [Kind::Package, Kind::Main] {
            if let Some(second) = items.iter().filter(|item| item.kind == kind).nth(1) {
                let detail = "shows several programs at once, of which it cannot be told what they print together";
                return Err(Obstacle::new(Reason::UnsureCompletion, detail).at(index, second.node.start_byte()));
            }
        }
    }
    Ok(())
}

/// Refuses a function whose body begins on the next line, where Go has ended the declaration already, and one
/// that is declared again without a body: an enumeration of what may be written.
///
/// # Errors
/// The first such function.
pub(super) fn refuse_broken_heads(blocks: &[Parsed], items: &[Vec<Item<'_>>]) -> Result<(), Obstacle> {
    for (index, (block, items)) in blocks.iter().zip(items).enumerate() {
        let mut seen = BTreeSet::new();
        for item in items.iter().filter(|item| item.node.kind() == "function_declaration" && body(item).is_none()) {
            let refuse = |reason, detail| Err(Obstacle::new(reason, detail).at(index, item.node.start_byte()));
            let next = item.node.next_named_sibling();
            if item.kind == Kind::Main || next.is_some_and(|next| next.kind() == "block") {
                let detail = "does not parse as Go: a function's body begins on the line of its head";
                return refuse(Reason::UnsureCompletion, detail);
            }
            let name = item.node.child_by_field_name("name").map(|name| &block.text[name.byte_range()]);
            if !seen.insert(name) {
                return refuse(Reason::Placeholder, "declares a function in several ways, of which one is meant");
            }
        }
    }
    Ok(())
}

fn body<'tree>(item: &Item<'tree>) -> Option<Node<'tree>> {
    item.node.child_by_field_name("body")
}

/// Gives a body to functions that are written in another file, in assembly.
pub(super) fn give_bodies(items: &[Item<'_>], insertions: &mut Insertions) {
    let functions =
        items.iter().filter(|item| matches!(item.node.kind(), "function_declaration" | "method_declaration"));
    for item in functions.filter(|item| body(item).is_none()) {
        let body = " { panic(\"its body is in another file\") }";
        insertions.behind(item.node.end_byte(), body, "gives a body to a function that stands elsewhere", Faith::Guess);
    }
}

/// Turns imports that nothing uses to blank ones, which Go accepts.
pub(super) fn blank_unused(items: &[Item<'_>], names: &Names, text: &str, insertions: &mut Insertions) {
    let specs = items
        .iter()
        .filter(|item| item.kind == Kind::Import)
        .flat_map(|item| crate::languages::completion::walk(item.node));
    for spec in specs.filter(|node| node.kind() == "import_spec" && node.child_by_field_name("name").is_none()) {
        let Some((path, name)) = super::names::import(spec, text) else { continue };
        if path != "C" && !names.selected.contains_key(&name) {
            insertions.before(spec.start_byte(), "_ ", format!("leaves the import of {path} unused"), Faith::Faithful);
        }
    }
}

fn probe_main(source: &Source<'_>, main: &Item<'_>, insertions: &mut Insertions) {
    let Some(body) = main.node.child_by_field_name("body") else { return };
    let chunk = &source.fragment.chunks[0];
    for probe in &chunk.probes {
        match &probe.target {
            Target::Named(expression) => {
                let text = format!("\n{}\n", probes::show(probe, expression));
                insertions.before(body.end_byte() - 1, text, purpose(probe), Faith::Harness);
            }
            _ if is_whole(probe, chunk) => {
                let text = format!(" {}; defer {};", probes::mark('<', probe), probes::mark('>', probe));
                insertions.behind(body.start_byte() + 1, text, purpose(probe), Faith::Harness);
            }
            _ => {}
        }
    }
}

/// A `main` that calls the examples, as `go test` does, and shows what claims name.
fn add_main(source: &Source<'_>, names: &Names, layout: &mut Layout) {
    let chunk = &source.fragment.chunks[0];
    let examples: Vec<&String> = names.outer.iter().filter(|name| name.starts_with("Example")).collect();
    let is_shown = chunk.probes.iter().any(|probe| matches!(probe.target, Target::Named(_)));
    if examples.is_empty() && !is_shown {
        layout.add("\nfunc main() {}\n", "adds an empty main", Faith::Faithful);
        return;
    }
    layout.add("\nfunc main() {\n", "adds main", Faith::Faithful);
    for name in examples {
        layout.add(format!("\t{name}()\n"), format!("calls {name}, as go test does"), Faith::Faithful);
    }
    PRINTING.show_named(chunk, layout);
    layout.add("}\n", "ends main", Faith::Harness);
}
