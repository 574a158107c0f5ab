//! Syntax templates: names that stand for types, sizes and other names.

use tree_sitter::Node;

use super::names::{BUILTINS, Names};
use crate::languages::completion::{Obstacle, placeholder, walk};
use crate::reasons::Reason;

/// Refuses a text in which a name stands for something else.
///
/// # Errors
/// The first such name.
pub(super) fn refuse(root: Node<'_>, text: &str, names: &Names, chunk: usize) -> Result<(), Obstacle> {
    for node in walk(root) {
        let word = &text[node.byte_range()];
        let stands_for = match node.kind() {
            // `len` in `make([]int, len, cap)`: a function where a number belongs.
            "identifier" if BUILTINS.contains(&word) => !names.declared.contains(word) && !is_called(node),
            "identifier" if is_declared_here(node) => placeholder(word) && has_placeholder_type(node, text),
            "identifier" | "type_identifier" => placeholder(word) && !names.declared.contains(word),
            _ => false,
        };
        if stands_for {
            let detail = format!("`{word}` stands for something else");
            return Err(Obstacle::new(Reason::Placeholder, detail).at(chunk, node.start_byte()));
        }
    }
    Ok(())
}

fn is_called(node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return false };
    parent.kind() == "call_expression" && parent.child_by_field_name("function") == Some(node)
        || parent.kind() == "parenthesized_expression"
        || parent.kind() == "selector_expression"
}

fn is_declared_here(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| parent.kind() == "var_spec")
}

/// `vname1 v_type1`: only together with its type is a declared name known to stand for another.
fn has_placeholder_type(node: Node<'_>, text: &str) -> bool {
    let kind = node.parent().and_then(|parent| parent.child_by_field_name("type"));
    kind.is_some_and(|kind| placeholder(&text[kind.byte_range()]))
}
