//! The top level of a block: definitions and statements, each with its comments.

use std::collections::BTreeSet;
use std::ops::Range;

use tree_sitter::Node;

use super::names::is_main;
use crate::languages::completion::{Parsed, children, walk};

/// What stands at the top level of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A directive of the preprocessor.
    Directive,
    /// A function, type, template, namespace or prototype, which stands outside of functions.
    Definition,
    /// Variables, which may stand in a function or outside.
    Variables,
    /// `main`.
    Main,
    Statement,
}

/// An item at the top level of a block.
pub(super) struct Item<'tree> {
    /// What it is.
    pub(super) kind: Kind,
    /// Its node.
    pub(super) node: Node<'tree>,
    /// Its bytes, with the comments that belong to it.
    pub(super) range: Range<usize>,
}

/// Where the items of a block stand: in the file, or in the braces that it was put in to parse.
pub(super) fn top(block: &Parsed) -> Node<'_> {
    let root = block.tree.root_node();
    let wrapped = block.text.starts_with(super::WRAPPER.0).then(|| root.named_child(0)).flatten();
    wrapped.and_then(|function| function.child_by_field_name("body")).unwrap_or(root)
}

/// The items of a block, in order. Every comment belongs to one: to the item on whose line it ends, or
/// to the next.
pub(super) fn items(block: &Parsed) -> Vec<Item<'_>> {
    let text = block.text.as_str();
    let mut found: Vec<Item<'_>> = Vec::new();
    let mut pending: Option<usize> = None;
    for node in children(top(block)) {
        match (node.kind(), found.last_mut()) {
            ("{" | "}", _) => {}
            // The end of a type's definition stands beside it.
            (";", Some(last)) if pending.is_none() => last.range.end = node.end_byte(),
            ("comment", Some(last)) if pending.is_none() && !text[last.range.end..node.start_byte()].contains('\n') => {
                last.range.end = node.end_byte();
            }
            ("comment", _) => pending = pending.or(Some(node.start_byte())),
            _ => {
                let start = pending.take().unwrap_or(node.start_byte());
                found.push(Item { kind: kind(node, text), node, range: start..node.end_byte() });
            }
        }
    }
    if let (Some(start), Some(last)) = (pending, found.last_mut()) {
        last.range.end = last.range.end.max(comments_end(block, start));
    }
    found
}

/// Where the comments end that begin here and that nothing follows.
fn comments_end(block: &Parsed, start: usize) -> usize {
    let comments = children(top(block)).filter(|node| node.kind() == "comment" && node.start_byte() >= start);
    comments.last().map_or(start, |node| node.end_byte())
}

fn kind(node: Node<'_>, text: &str) -> Kind {
    match node.kind() {
        "function_definition" if is_main(node, text) => Kind::Main,
        "preproc_if" | "preproc_ifdef" if walk(node).any(|inner| is_loose_statement(inner)) => Kind::Statement,
        kind if kind.starts_with("preproc_") => Kind::Directive,
        "function_definition"
        | "linkage_specification"
        | "type_definition"
        | "namespace_definition"
        | "namespace_alias_definition"
        | "template_declaration"
        | "template_instantiation"
        | "using_declaration"
        | "alias_declaration"
        | "concept_definition"
        | "constructor_or_destructor_definition"
        | "operator_cast_definition"
        | "inline_method_definition"
        | "friend_declaration" => Kind::Definition,
        kind if kind.ends_with("_specifier") => Kind::Definition,
        "declaration" if is_prototype(node) || is_shared(node, text) => Kind::Definition,
        "declaration" => Kind::Variables,
        _ => Kind::Statement,
    }
}

/// Whether a statement stands in a branch of a directive, and in no function.
fn is_loose_statement(node: Node<'_>) -> bool {
    let branch = |parent: Node<'_>| parent.kind().starts_with("preproc_");
    node.kind().ends_with("_statement") && node.parent().is_some_and(branch)
}

/// `int f(int);`
fn is_prototype(node: Node<'_>) -> bool {
    let declarator = node.child_by_field_name("declarator");
    std::iter::successors(declarator, |node| node.child_by_field_name("declarator"))
        .any(|node| node.kind() == "function_declarator")
        && !walk(node).any(|node| node.kind() == "init_declarator" || node.kind() == "parenthesized_declarator")
}

/// `extern int n;`, `inline int n;`: no variables of a function.
fn is_shared(node: Node<'_>, text: &str) -> bool {
    children(node).any(|child| {
        child.kind() == "storage_class_specifier" && matches!(&text[child.byte_range()], "extern" | "inline")
    })
}

/// The variables that definitions use, which have to stand outside with them: by block and index.
pub(super) fn shared(blocks: &[Parsed], items: &[Vec<Item<'_>>]) -> BTreeSet<(usize, usize)> {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut shared = BTreeSet::new();
    let all: Vec<(usize, usize)> =
        items.iter().enumerate().flat_map(|(block, items)| (0..items.len()).map(move |item| (block, item))).collect();
    // From the last to the first: what a shared variable is made of is shared too.
    for (block, index) in all.into_iter().rev() {
        let (item, text) = (&items[block][index], blocks[block].text.as_str());
        let outside = match item.kind {
            Kind::Definition | Kind::Main => true,
            Kind::Variables => declares(item.node, text).any(|name| used.contains(name)),
            Kind::Directive | Kind::Statement => false,
        };
        if outside {
            used.extend(walk(item.node).filter(|node| node.kind() == "identifier").map(|n| &text[n.byte_range()]));
        }
        if outside && item.kind == Kind::Variables {
            shared.insert((block, index));
        }
    }
    shared
}

/// The names that a declaration declares.
pub(super) fn declares<'a>(node: Node<'a>, text: &'a str) -> impl Iterator<Item = &'a str> {
    let mut cursor = node.walk();
    let declarators: Vec<Node<'a>> = node.children_by_field_name("declarator", &mut cursor).collect();
    declarators.into_iter().filter_map(move |declarator| {
        let inner = |node: &Node<'a>| node.child_by_field_name("declarator").or_else(|| node.named_child(0));
        let mut chain = std::iter::successors(Some(declarator), inner);
        chain.find(|node| node.kind() == "identifier").map(|name| &text[name.byte_range()])
    })
}
