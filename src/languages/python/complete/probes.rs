//! Printing what claims speak of, by functions that the driver in `sandboxes/python` provides.

use std::ops::Range;

use tree_sitter::Node;

use crate::languages::completion::Parsed;
use crate::languages::completion::{Chunk, Faith, Insertions, Probe, Target, around, is_whole, row};

/// Statements that hold no other.
const SIMPLE: [&str; 15] = [
    "expression_statement",
    "print_statement",
    "exec_statement",
    "assert_statement",
    "import_statement",
    "import_from_statement",
    "delete_statement",
    "pass_statement",
    "global_statement",
    "nonlocal_statement",
    "return_statement",
    "raise_statement",
    "break_statement",
    "continue_statement",
    "type_alias_statement",
];

/// Statements behind which nothing runs.
const LEAVERS: [&str; 4] = ["return_statement", "raise_statement", "break_statement", "continue_statement"];

/// A call that opens or closes the output that a probe sees.
pub(super) fn mark(what: &str, probe: &Probe) -> String {
    format!("_recant_{what}({})", probe.id)
}

/// A call that shows an expression's value.
pub(super) fn show(probe: &Probe, expression: &str) -> String {
    format!("_recant_show({}, {expression})", probe.id)
}

/// Why the additions for a probe are there.
pub(super) fn purpose(probe: &Probe) -> String {
    format!("prints what probe {} sees", probe.id)
}

/// Adds what prints the outputs and values of statements where they stand.
pub(super) fn insert(chunk: &Chunk<'_>, index: usize, repaired: &Parsed, insertions: &mut Insertions) {
    for probe in &chunk.probes {
        let (Target::Output(range) | Target::Value(range)) = &probe.target else { continue };
        let Some(range) = place(chunk, index, repaired, range).filter(|_| !is_whole(probe, chunk)) else { continue };
        let Some(row) = row(repaired.tree.root_node(), &range, is_statement) else { continue };
        match &probe.target {
            Target::Output(_) => output(probe, row, &repaired.text, insertions),
            _ => value(probe, row.0, &range, repaired, insertions),
        }
    }
}

/// A range of the chunk in the repaired text, without white space at its ends.
fn place(chunk: &Chunk<'_>, index: usize, repaired: &Parsed, range: &Range<usize>) -> Option<Range<usize>> {
    let part = chunk.text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    Some(repaired.layout.place(index, start)?..repaired.layout.place(index, end.checked_sub(1)?)? + 1)
}

fn is_statement(node: &Node<'_>) -> bool {
    node.is_named()
        && node.kind() != "comment"
        && node.parent().is_some_and(|parent| matches!(parent.kind(), "module" | "block"))
}

fn output(probe: &Probe, (first, last): (Node<'_>, Node<'_>), text: &str, insertions: &mut Insertions) {
    let (Some(before), Some(behind)) = (joint(first, text), joint(last, text)) else { return };
    insertions.before(first.start_byte(), mark("open", probe) + &before, purpose(probe), Faith::Harness);
    if !LEAVERS.contains(&last.kind()) {
        insertions.behind(end(last, text), behind + &mark("close", probe), purpose(probe), Faith::Harness);
    }
}

/// What stands between a statement and a call beside it: what holds other statements has lines of its own.
fn joint(statement: Node<'_>, text: &str) -> Option<String> {
    if SIMPLE.contains(&statement.kind()) {
        return Some("; ".to_owned());
    }
    let start = statement.start_byte();
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line..start];
    indent.trim().is_empty().then(|| format!("\n{indent}"))
}

/// Where a statement's last code ends: a block's node may reach over the line ends behind it.
fn end(statement: Node<'_>, text: &str) -> usize {
    statement.start_byte() + text[statement.byte_range()].trim_end().len()
}

fn value(probe: &Probe, statement: Node<'_>, range: &Range<usize>, repaired: &Parsed, insertions: &mut Insertions) {
    let expression = statement.named_child(0).filter(|_| statement.kind() == "expression_statement");
    let assigned =
        expression.filter(|node| matches!(node.kind(), "assignment" | "augmented_assignment")).and_then(|node| {
            let (left, right) = (node.child_by_field_name("left")?, node.child_by_field_name("right")?);
            let sides = [left.byte_range(), right.byte_range(), node.byte_range()];
            (sides.contains(range) && repaired.text.get(left.byte_range()).is_some()).then_some(left)
        });
    if let Some(left) = assigned {
        let shown = show(probe, &format!("({})", &repaired.text[left.byte_range()]));
        insertions.behind(end(statement, &repaired.text), format!("; {shown}"), purpose(probe), Faith::Harness);
        return;
    }
    let bare = statement.byte_range() == *range && expression.is_some();
    let exact = around(repaired.tree.root_node(), range, |node| node.is_named() && node.byte_range() == *range);
    if bare || exact.is_some() && SIMPLE.contains(&statement.kind()) {
        let call = if bare { "_recant_show" } else { "_recant_see" };
        insertions.before(range.start, format!("{call}({}, ", probe.id), purpose(probe), Faith::Harness);
        insertions.behind(range.end, ")", purpose(probe), Faith::Harness);
    }
}
