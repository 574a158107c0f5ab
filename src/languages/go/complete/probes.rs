//! Printing what claims speak of.

use std::ops::Range;

use tree_sitter::Node;

use crate::languages::completion::Parsed;
use crate::languages::completion::{Chunk, Faith, Insertions, Layout, Probe, Target, around, is_whole, walk};

/// What prints marks and values. `fmt` under a name of its own leaves the note's imports alone.
const HELPERS: &str = r#"
func recantMark(mark string) { recantfmt.Print("\x1eNONCE" + mark + "\x1e") }

func recantShow(id string, values ...any) {
	recantMark("=" + id)
	for index, format := range []string{"%v", "%+v", "%#v", "%q"} {
		if index > 0 {
			recantfmt.Print("\x1f")
		}
		for position, value := range values {
			if _, text := value.(string); format == "%q" && !text {
				format = "%v"
			}
			if position > 0 {
				recantfmt.Print(" ")
			}
			recantfmt.Printf(format, value)
		}
	}
	recantMark(">" + id)
}

func recantSee[T any](id string, value T) T { recantShow(id, value); return value }
"#;

/// What the import of the helpers' package looks like behind the package clause.
pub(super) const IMPORT: &str = "; import recantfmt \"fmt\"";

/// Appends the functions that the probes call.
pub(super) fn add_helpers(layout: &mut Layout, nonce: &str) {
    layout.add(HELPERS.replace("NONCE", nonce), "prints what claims speak of", Faith::Harness);
}

/// A statement that opens or closes the output that a probe sees.
pub(super) fn mark(sign: char, probe: &Probe) -> String {
    format!("recantMark(\"{sign}{}\")", probe.id)
}

/// A statement that shows an expression's value.
pub(super) fn show(probe: &Probe, expression: &str) -> String {
    format!("recantShow(\"{}\", {expression})", probe.id)
}

/// Says which probe an addition belongs to, so that [`super::amend`] can take out all of it.
pub(super) fn purpose(probe: &Probe) -> String {
    format!("prints what probe {} sees", probe.id)
}

/// Adds what prints the outputs and values of statements where they stand.
pub(super) fn insert(chunk: &Chunk<'_>, index: usize, repaired: &Parsed, insertions: &mut Insertions) {
    let place = |range: &Range<usize>| {
        let trimmed = trim(chunk.text, range);
        let end = repaired.layout.place(index, trimmed.end.checked_sub(1)?)? + 1;
        Some(repaired.layout.place(index, trimmed.start)?..end)
    };
    for probe in &chunk.probes {
        match &probe.target {
            Target::Output(range) if !is_whole(probe, chunk) => {
                if let Some(statement) = place(range).and_then(|range| statement(repaired.tree.root_node(), &range)) {
                    around_statement(probe, statement, insertions);
                }
            }
            Target::Value(range) => {
                if let Some(range) = place(range) {
                    value(probe, repaired, &range, insertions);
                }
            }
            _ => {}
        }
    }
}

fn trim(text: &str, range: &Range<usize>) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else { return 0..0 };
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

fn is_statement(node: &Node<'_>) -> bool {
    node.is_named() && node.parent().is_some_and(|parent| matches!(parent.kind(), "statement_list" | "source_file"))
}

/// The statement in a range, or around it.
fn statement<'tree>(root: Node<'tree>, range: &Range<usize>) -> Option<Node<'tree>> {
    let inside = |node: &Node<'_>| node.start_byte() == range.start && node.end_byte() <= range.end;
    let exact = walk(root).find(|node| inside(node) && is_statement(node));
    exact.or_else(|| around(root, range, is_statement)).filter(|node| !node.kind().ends_with("function_declaration"))
}

fn around_statement(probe: &Probe, statement: Node<'_>, insertions: &mut Insertions) {
    insertions.before(statement.start_byte(), format!("{}; ", mark('<', probe)), purpose(probe), Faith::Harness);
    // Nothing may follow what leaves the function, or the function has no result.
    if !matches!(statement.kind(), "return_statement" | "goto_statement" | "break_statement" | "continue_statement") {
        insertions.behind(statement.end_byte(), format!("; {}", mark('>', probe)), purpose(probe), Faith::Harness);
    }
}

fn value(probe: &Probe, repaired: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let root = repaired.tree.root_node();
    let Some(statement) = around(root, range, is_statement) else { return };
    if statement.kind() == "expression_statement" && statement.byte_range() == *range {
        insertions.before(range.start, format!("recantShow(\"{}\", ", probe.id), purpose(probe), Faith::Harness);
        insertions.behind(range.end, ")", purpose(probe), Faith::Harness);
    } else if let Some(left) = assigned(statement, range) {
        let shown = show(probe, &repaired.text[left]);
        insertions.behind(statement.end_byte(), format!("; {shown}"), purpose(probe), Faith::Harness);
    } else if around(root, range, |node| node.is_named() && node.byte_range() == *range).is_some() {
        insertions.before(range.start, format!("recantSee(\"{}\", ", probe.id), purpose(probe), Faith::Harness);
        insertions.behind(range.end, ")", purpose(probe), Faith::Harness);
    }
}

/// What a statement assigns to, where the range is one of its sides.
fn assigned(statement: Node<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let (node, left, right) = match statement.kind() {
        "short_var_declaration" | "assignment_statement" => (statement, "left", "right"),
        "var_declaration" => (walk(statement).find(|node| node.kind() == "var_spec")?, "name", "value"),
        _ => return None,
    };
    let left = node.child_by_field_name(left)?.byte_range();
    let right = node.child_by_field_name(right).map(|node| node.byte_range());
    (left == *range || right.as_ref() == Some(range) || statement.byte_range() == *range).then_some(left)
}
