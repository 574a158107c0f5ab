//! The top level of a block: types, members of the class that is added, and statements.

use std::ops::Range;

use tree_sitter::Node;

use crate::languages::completion::{Parsed, children, walk};

/// Where an item at the top level of a block goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Package,
    Import,
    /// A class, interface, enum or record.
    Type,
    /// A method or field of the class that is added.
    Member,
    Statement,
}

/// An item at the top level of a block.
pub(super) struct Item<'tree> {
    /// Where it goes.
    pub(super) place: Place,
    /// Its node.
    pub(super) node: Node<'tree>,
    /// Its bytes, with the comments that belong to it.
    pub(super) range: Range<usize>,
}

/// The method that a launcher runs: the item itself, or one of the class that it is.
pub(super) fn main_of<'tree>(item: Node<'tree>, text: &str) -> Option<Node<'tree>> {
    if is_main(item, text) {
        return Some(item);
    }
    children(body_of(item)?).find(|member| is_main(*member, text))
}

/// The fields and methods of the class that an item is.
pub(super) fn members(item: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let body = body_of(item).filter(|_| item.kind() == "class_declaration");
    let all = body.into_iter().flat_map(children);
    all.filter(|member| matches!(member.kind(), "field_declaration" | "method_declaration"))
}

/// The bodies of an item's methods: of itself, or of the class that it is.
pub(super) fn bodies(item: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    std::iter::once(item).chain(members(item)).filter(|it| it.kind() == "method_declaration").filter_map(body_of)
}

/// The body of a class or of a method.
pub(super) fn body_of(node: Node<'_>) -> Option<Node<'_>> {
    node.child_by_field_name("body")
}

/// Whether a method has no body and stands where it needs one.
pub(super) fn is_spoken_of(item: Node<'_>, text: &str) -> bool {
    let lacks = item.kind() == "method_declaration" && body_of(item).is_none();
    lacks && !has_modifier(item, text, &["native"]) && text[item.byte_range()].ends_with(';')
}

/// Whether a node is `static void main`.
pub(super) fn is_main(node: Node<'_>, text: &str) -> bool {
    let named = node.child_by_field_name("name").is_some_and(|name| &text[name.byte_range()] == "main");
    let modifiers = children(node).find(|child| child.kind() == "modifiers");
    node.kind() == "method_declaration"
        && named
        && modifiers.is_some_and(|own| text[own.byte_range()].contains("static"))
}

/// The items of a block, in order, each with the comments in front of it and behind it on its line.
pub(super) fn items(block: &Parsed) -> Vec<Item<'_>> {
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

/// Where an item goes.
pub(super) fn place(node: Node<'_>, text: &str) -> Place {
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
