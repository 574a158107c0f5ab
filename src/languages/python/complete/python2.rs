//! What only Python 2 parses.

use tree_sitter::Node;

use crate::languages::Lang;
use crate::languages::completion::{children, walk};
use crate::languages::parse::parse;

/// Whether a text is of Python 2 and of no Python 3.
pub(super) fn is_old(lang: Lang, text: &str) -> bool {
    let lines = format!("{text}\n");
    parse(lang, &lines).is_some_and(|tree| is_old_tree(tree.root_node(), &lines))
}

/// The same of a syntax tree.
pub(super) fn is_old_tree(root: Node<'_>, text: &str) -> bool {
    let mut old = false;
    for node in walk(root) {
        match node.kind() {
            "print_statement" | "exec_statement" | "chevron" | "<>" => old = true,
            // `except ValueError, error:`; Python 3.14 has `except ValueError, KeyError:` again.
            "except_clause" => old |= names_exception(node, text),
            "string_start" => {
                old |= text.get(node.byte_range()).is_some_and(|start| start.to_lowercase().starts_with("ur"));
            }
            // What Python 2 does not have.
            "interpolation" | "await" | "named_expression" | "nonlocal_statement" | "match_statement"
            | "typed_parameter" => return false,
            _ => {}
        }
    }
    old
}

fn names_exception(clause: Node<'_>, text: &str) -> bool {
    let comma = children(clause).find(|node| node.kind() == ",");
    let name = comma.and_then(|comma| comma.next_named_sibling()).filter(|node| node.kind() == "identifier");
    name.and_then(|name| text.get(name.byte_range())).is_some_and(|name| name.starts_with(|c: char| c.is_lowercase()))
}
