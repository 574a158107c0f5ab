//! Programs that Python takes at a prompt and not as a file.

use tree_sitter::Node;

use super::{DECLARES, DRIVES, ENCODING, call_driver, first_statement};
use crate::languages::completion::{Faith, Fragment, Insertions, Layout, children, walk};
use crate::notes::lines_of;

/// Whether something waits outside of functions, as it may at the prompt of `python -m asyncio`.
pub(super) fn awaits(root: Node<'_>) -> bool {
    let mut inside_until = 0;
    for node in walk(root) {
        match node.kind() {
            "function_definition" | "lambda" => inside_until = inside_until.max(node.end_byte()),
            "await" | "async" if node.start_byte() >= inside_until => return true,
            _ => {}
        }
    }
    false
}

/// Whether a `from __future__ import` stands behind other statements, where a file may have none.
pub(super) fn has_late_future(root: Node<'_>) -> bool {
    let top = first_statement(root);
    children(root).any(|node| node.kind() == "future_import_statement" && node.start_byte() >= top)
}

/// The program as comments on the lines on which it stands, for the driver to read.
pub(super) fn as_comments(fragment: &Fragment<'_>, program: &Layout, awaits: bool) -> Layout {
    let mut layout = Layout { dialect: program.dialect, ..Layout::default() };
    if awaits {
        layout.add("", "waits outside of functions, as `python -m asyncio` does", Faith::Faithful);
    }
    layout.add(ENCODING, DECLARES, Faith::Harness);
    layout.add(call_driver(fragment.nonce), DRIVES, Faith::Harness);
    layout.add("#%program\n", DRIVES, Faith::Harness);
    let mut insertions = Insertions::default();
    for line in lines_of(&program.text(fragment)) {
        insertions.before(line.start, "#:", "hands the line to the driver", Faith::Harness);
    }
    layout.pieces.extend(program.with(&insertions).pieces);
    layout
}
