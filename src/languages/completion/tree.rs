//! Syntax trees, node by node.

use tree_sitter::Node;

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
    range: &std::ops::Range<usize>,
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
