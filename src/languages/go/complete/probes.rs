//! Printing what claims speak of.

use std::ops::Range;

use tree_sitter::Node;

use crate::languages::completion::{Faith, Insertions, Layout, Parsed, Printing, Probe, around, call_with, walk};

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

/// How Go prints what probes see.
pub(super) const PRINTING: Printing = Printing {
    mark: |sign, probe| mark(sign, probe) + ";",
    show: |probe, expression| show(probe, expression) + ";",
    is_statement,
    // Nothing may follow what leaves the function, or the function has no result.
    leaving: &["return_statement", "goto_statement", "break_statement", "continue_statement"],
};

fn is_statement(node: &Node<'_>) -> bool {
    let holds = |parent: Node<'_>| matches!(parent.kind(), "statement_list" | "source_file");
    node.is_named() && !node.kind().ends_with("function_declaration") && node.parent().is_some_and(holds)
}

/// Adds what shows the value of an expression where it stands.
pub(super) fn value(probe: &Probe, repaired: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let root = repaired.tree.root_node();
    let Some(statement) = around(root, range, is_statement) else { return };
    if statement.kind() == "expression_statement" && statement.byte_range() == *range {
        call_with(range, &format!("recantShow(\"{}\", ", probe.id), ")", probe, insertions);
    } else if let Some(left) = assigned(statement, range) {
        PRINTING.show_behind(statement, &repaired.text[left], probe, repaired, insertions);
    } else if around(root, range, |node| node.is_named() && node.byte_range() == *range).is_some() {
        call_with(range, &format!("recantSee(\"{}\", ", probe.id), ")", probe, insertions);
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
