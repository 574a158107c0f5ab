//! What Go's compiler says of a program, and what a completion can do about it.

use std::ops::Range;

use tree_sitter::Node;

use super::{go, imports, names};
use crate::languages::completion::{
    Faith, Fragment, Insertions, Known, Layout, Message, around, walk, without_failed_probes,
};
use crate::languages::parse::parse;

/// The layout with what the compiler asks for; `None` where it asks for nothing that may be added.
pub(super) fn amend(
    fragment: &Fragment<'_>,
    layout: &Layout,
    messages: &[Message],
    known: &dyn Known,
) -> Option<Layout> {
    if let Some(without) = without_failed_probes(layout, messages, is_without_value) {
        return Some(without);
    }
    // A program that the note gives whole must stand as it is.
    layout.edits().next()?;
    let text = layout.text(fragment);
    let tree = parse(go(), &text)?;
    let mut insertions = Insertions::default();
    for message in messages {
        answer(message, tree.root_node(), &text, known, &mut insertions);
    }
    (!insertions.is_empty()).then(|| layout.with(&insertions))
}

fn is_without_value(message: &str) -> bool {
    message.contains("used as value") || message.contains("untyped nil")
}

fn answer(message: &Message, root: Node<'_>, text: &str, known: &dyn Known, insertions: &mut Insertions) {
    let Some(at) = message.at else { return };
    if let Some(name) = message.text.strip_prefix("undefined: ") {
        import(name, root, text, known, insertions);
    } else if let Some(name) = message.text.strip_prefix("declared and not used: ") {
        use_variable(name, at, root, insertions);
    } else if message.text.ends_with("imported and not used") {
        let here = at..at + 1;
        if let Some(spec) = around(root, &here, |node| node.kind() == "import_spec") {
            insertions.before(spec.start_byte(), "_ ", "leaves the import unused", Faith::Faithful);
        }
    }
}

fn import(name: &str, root: Node<'_>, text: &str, known: &dyn Known, insertions: &mut Insertions) {
    let mut used = names::Names::default();
    used.read(root, text);
    let Some(members) = used.selected.get(name) else { return };
    let Some(import) = imports::standard(name, members, known) else { return };
    let Some(package) = walk(root).find(|node| node.kind() == "package_clause") else { return };
    let line = format!("; import \"{}\"", import.path);
    insertions.behind(package.end_byte(), line, format!("imports {}", import.path), import.faith);
}

/// Uses a variable behind its declaration, or at the start of the block that it is declared for.
fn use_variable(name: &str, at: usize, root: Node<'_>, insertions: &mut Insertions) {
    let here: Range<usize> = at..at + name.len();
    let in_list = |node: &Node<'_>| node.parent().is_some_and(|parent| parent.kind() == "statement_list");
    let reason = format!("uses {name}, as Go demands");
    let Some(statement) = around(root, &here, in_list) else { return };
    if matches!(statement.kind(), "short_var_declaration" | "var_declaration") {
        insertions.behind(statement.end_byte(), format!("; _ = {name}"), reason, Faith::Faithful);
    } else if let Some(body) = walk(statement).find(|node| node.kind() == "block" && node.start_byte() > at) {
        insertions.behind(body.start_byte() + 1, format!(" _ = {name};"), reason, Faith::Faithful);
    }
}
