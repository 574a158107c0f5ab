//! Statements that return values, as the middle of a function does.

use tree_sitter::Node;

use crate::languages::completion::{Faith, Layout};

/// How many values the statements return, where all that return agree on some.
pub(super) fn count<'tree>(statements: impl Iterator<Item = Node<'tree>>) -> Option<usize> {
    let mut open: Vec<Node<'tree>> = statements.collect();
    let mut found: Option<usize> = None;
    while let Some(node) = open.pop() {
        // What a function inside returns is its own.
        if node.kind() == "func_literal" {
            continue;
        }
        if node.kind() == "return_statement" {
            let values = node.named_child(0).map_or(0, |list| list.named_child_count());
            if found.is_some_and(|count| count != values) {
                return None;
            }
            found = Some(values);
        }
        open.extend(node.named_children(&mut node.walk()));
    }
    found.filter(|count| *count > 0)
}

/// Appends the head of a function that returns so many values of any type.
pub(super) fn begin(count: usize, layout: &mut Layout) {
    let head = format!("func recantBody() ({}) {{\n", vec!["any"; count].join(", "));
    layout.add(head, "wraps the statements in a function that returns something", Faith::Guess);
}

/// Appends its end, and the `main` that calls it.
pub(super) fn end(count: usize, layout: &mut Layout) {
    let values = vec!["nil"; count].join(", ");
    layout.add(format!("return {values}\n}}\nfunc main() {{ recantBody() }}\n"), "ends main", Faith::Harness);
}
