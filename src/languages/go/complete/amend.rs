//! What Go's compiler says of a program, and what a completion can do about it.

use std::ops::Range;

use tree_sitter::Node;

use super::{go, imports, names};
use crate::languages::completion::{
    Faith, Fragment, Insertions, Known, Layout, Message, around, walk, without_failed_probes, without_faulty_loans,
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
    if insertions.is_empty() {
        without_faulty_loans(fragment, layout, messages)
    } else {
        Some(layout.with(&insertions))
    }
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
    } else if message.text.contains(" imported ") && message.text.ends_with("and not used") {
        let here = at..at + 1;
        if let Some(spec) = around(root, &here, |node| node.kind() == "import_spec") {
            insertions.before(spec.start_byte(), "_ ", "leaves the import unused", Faith::Faithful);
        }
    } else if message.text == "missing return" {
        end_empty_function(at, root, insertions);
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

/// Ends a function of which only the head is shown, between empty braces.
fn end_empty_function(at: usize, root: Node<'_>, insertions: &mut Insertions) {
    let Some(body) = around(root, &(at..at + 1), |node| node.kind() == "block") else { return };
    if walk(body).skip(1).all(|node| !node.is_named() || node.kind() == "comment") {
        let reason = "ends a function of which only the head is shown";
        insertions.before(body.end_byte() - 1, "panic(\"its body is not shown\") ", reason, Faith::Guess);
    }
}

/// Uses a variable behind its declaration, or at the start of the block that it is declared for.
fn use_variable(name: &str, at: usize, root: Node<'_>, insertions: &mut Insertions) {
    let here: Range<usize> = at..at + name.len();
    let in_list = |node: &Node<'_>| node.parent().is_some_and(|parent| parent.kind() == "statement_list");
    let reason = format!("uses {name}, as Go demands");
    let Some(statement) = around(root, &here, in_list) else { return };
    if matches!(statement.kind(), "short_var_declaration" | "var_declaration") {
        insertions.behind(statement.end_byte(), format!("; _ = {name}"), reason, Faith::Faithful);
    } else if let Some(start) = start_of_scope(statement, at) {
        insertions.behind(start, format!(" _ = {name};"), reason, Faith::Faithful);
    }
}

/// Where the statements begin for which the head of a statement declares a variable at this byte: a block, or
/// the case that receives it, or the first case of a switch on types.
fn start_of_scope(statement: Node<'_>, at: usize) -> Option<usize> {
    let is_start = |node: &Node<'_>| match node.kind() {
        "block" => node.start_byte() > at,
        ":" => {
            let case = node.parent().map_or("", |parent| parent.kind());
            node.start_byte() > at && matches!(case, "communication_case" | "type_case" | "default_case")
        }
        _ => false,
    };
    walk(statement).find(is_start).map(|node| node.start_byte() + 1)
}
