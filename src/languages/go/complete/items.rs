//! The top level of a block: declarations and statements, each with its comments.

use std::ops::Range;

use tree_sitter::{Node, Tree};

use crate::languages::completion::children;

/// What stands at the top level of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Package,
    Import,
    /// A function, method, type or constant.
    Declaration,
    /// Variables declared with `var`, which may stand in a function or outside.
    Variables,
    /// `func main`.
    Main,
    Statement,
}

/// An item at the top level of a block.
#[derive(Debug)]
pub(super) struct Item<'tree> {
    /// What it is.
    pub(super) kind: Kind,
    /// Its node.
    pub(super) node: Node<'tree>,
    /// Its bytes, with the comments that belong to it.
    pub(super) range: Range<usize>,
}

/// The items of a block, in order. Every comment belongs to one: to the item on whose line it
/// ends, or to the next.
pub(super) fn items<'tree>(tree: &'tree Tree, text: &str) -> Vec<Item<'tree>> {
    let mut found: Vec<Item<'tree>> = Vec::new();
    let mut pending: Option<usize> = None;
    for node in children(tree.root_node()) {
        if node.kind() == "comment" {
            match found.last_mut() {
                Some(last) if pending.is_none() && !text[last.range.end..node.start_byte()].contains('\n') => {
                    last.range.end = node.end_byte();
                }
                _ => pending = pending.or(Some(node.start_byte())),
            }
        } else if let Some(kind) = kind_of(node, text) {
            let start = pending.take().unwrap_or(node.start_byte());
            found.push(Item { kind, node, range: start..node.end_byte() });
        }
    }
    if let (Some(start), Some(last)) = (pending, found.last_mut()) {
        last.range.end = text[start..].trim_end().len() + start;
    }
    found
}

/// What a node at the top level is; `None` for what is only punctuation.
pub(super) fn kind_of(node: Node<'_>, text: &str) -> Option<Kind> {
    Some(match node.kind() {
        "package_clause" => Kind::Package,
        "import_declaration" => Kind::Import,
        "function_declaration" => {
            let main = node.child_by_field_name("name").is_some_and(|name| &text[name.byte_range()] == "main");
            if main { Kind::Main } else { Kind::Declaration }
        }
        "method_declaration" | "type_declaration" | "const_declaration" => Kind::Declaration,
        "var_declaration" => Kind::Variables,
        _ if node.is_named() => Kind::Statement,
        _ => return None,
    })
}
