//! Syntax trees, node by node.

use std::ops::Range;

use tree_sitter::Node;

use crate::languages::parse::{code_end, is_comment};

/// The node and all below it, each before its children. Needs no stack, however deep the tree is.
pub(in crate::languages) fn walk(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let mut cursor = node.walk();
    let mut next = Some(node);
    std::iter::from_fn(move || {
        let current = next.take()?;
        let mut moved = cursor.goto_first_child();
        while !moved {
            moved = cursor.goto_next_sibling();
            if !moved && !cursor.goto_parent() {
                return Some(current);
            }
        }
        next = Some(cursor.node());
        Some(current)
    })
}

/// The children of a node.
pub(in crate::languages) fn children(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let mut cursor = node.walk();
    let mut more = cursor.goto_first_child();
    std::iter::from_fn(move || {
        if !more {
            return None;
        }
        let child = cursor.node();
        more = cursor.goto_next_sibling();
        Some(child)
    })
}

/// The innermost node of one of these kinds that holds all of a range.
pub(in crate::languages) fn around<'tree>(
    root: Node<'tree>,
    range: &Range<usize>,
    wanted: impl Fn(&Node<'_>) -> bool,
) -> Option<Node<'tree>> {
    let mut cursor = root.walk();
    let mut found = None;
    loop {
        let node = cursor.node();
        if node.start_byte() > range.start || node.end_byte() < range.end {
            if !cursor.goto_next_sibling() {
                return found;
            }
            continue;
        }
        if wanted(&node) {
            found = Some(node);
        }
        if !cursor.goto_first_child() {
            return found;
        }
    }
}

/// The first and the last of the statements that a range holds in a row; where it holds none, the one that
/// holds it, twice. None where code that is no statement, and may print, stands among them: nothing can be
/// put behind that.
pub(in crate::languages) fn row<'tree>(
    root: Node<'tree>,
    range: &Range<usize>,
    is_statement: impl Fn(&Node<'_>) -> bool,
) -> Option<(Node<'tree>, Node<'tree>)> {
    let within = |node: &Node<'_>| node.start_byte() >= range.start && code_end(*node) <= range.end;
    let is_code = |node: &Node<'_>| !is_comment(node) && is_statement(node);
    let begins = |node: &Node<'_>| node.start_byte() == range.start && is_code(node) && within(node);
    let among = || children(root.descendant_for_byte_range(range.start, range.end)?).find(|n| is_code(n) && within(n));
    let Some(first) = walk(root).find(begins).or_else(among) else {
        return around(root, range, is_statement).map(|statement| (statement, statement));
    };
    let (mut last, mut node) = (first, first);
    while let Some(next) = node.next_named_sibling().filter(within) {
        if is_code(&next) {
            last = next;
        } else if !is_silent(&next) {
            return None;
        }
        node = next;
    }
    Some((first, last))
}

/// Whether a node that is no statement prints nothing by itself: a definition, a comment.
fn is_silent(node: &Node<'_>) -> bool {
    let kind = node.kind();
    let ends = ["comment", "_item", "_declaration", "_definition", "_specifier"];
    kind.starts_with("preproc") || ends.iter().any(|ending| kind.ends_with(ending))
}
