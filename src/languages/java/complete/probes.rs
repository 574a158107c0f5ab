//! Printing what claims speak of.

use std::ops::Range;

use tree_sitter::Node;

use crate::languages::completion::{Insertions, Parsed, Printing, Probe, around, call_with, walk, without_end};

/// What prints marks and values.
pub(super) const HELPERS: &str = r#"
class RecantMarks {
  static void mark(String mark) { System.out.print("\u001eNONCE" + mark + "\u001e"); System.out.flush(); }
  static <T> T show(int id, T value) {
    String text = value instanceof Object[] ? java.util.Arrays.deepToString((Object[]) value) : text(value);
    mark("=" + id);
    System.out.print(text + (value instanceof String ? "\u001f\"" + text + "\"" : ""));
    mark(">" + id);
    return value;
  }
  static String text(Object value) {
    if (value instanceof int[]) return java.util.Arrays.toString((int[]) value);
    if (value instanceof long[]) return java.util.Arrays.toString((long[]) value);
    if (value instanceof char[]) return java.util.Arrays.toString((char[]) value);
    if (value instanceof double[]) return java.util.Arrays.toString((double[]) value);
    if (value instanceof byte[]) return java.util.Arrays.toString((byte[]) value);
    if (value instanceof boolean[]) return java.util.Arrays.toString((boolean[]) value);
    return String.valueOf(value);
  }
}
"#;

/// How Java prints what probes see.
pub(super) const PRINTING: Printing = Printing {
    mark,
    show,
    is_statement,
    leaving: &["return_statement", "throw_statement", "break_statement", "continue_statement", "yield_statement"],
};

/// A statement that opens or closes the output that a probe sees.
pub(super) fn mark(sign: char, probe: &Probe) -> String {
    format!("RecantMarks.mark(\"{sign}{}\");", probe.id)
}

/// A statement that shows an expression's value.
pub(super) fn show(probe: &Probe, expression: &str) -> String {
    format!("RecantMarks.show({}, {expression});", probe.id)
}

fn is_statement(node: &Node<'_>) -> bool {
    let holds = |parent: Node<'_>| {
        matches!(parent.kind(), "program" | "block" | "constructor_body" | "switch_block_statement_group")
    };
    (node.kind().ends_with("_statement") || node.kind() == "local_variable_declaration")
        && node.parent().is_some_and(holds)
}

/// Adds what shows the value of an expression where it stands.
pub(super) fn value(probe: &Probe, block: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let root = block.tree.root_node();
    let range = without_end(&block.text, range);
    let Some(statement) = around(root, &range, is_statement) else { return };
    let declared = walk(statement).find(|node| {
        let sides = [Some(*node), node.child_by_field_name("name"), node.child_by_field_name("value")];
        node.kind() == "variable_declarator" && sides.into_iter().flatten().any(|side| side.byte_range() == range)
    });
    let whole = statement.start_byte() == range.start && statement.end_byte() >= range.end;
    let declared = declared.or_else(|| {
        let first = walk(statement).find(|node| node.kind() == "variable_declarator");
        first.filter(|_| whole)
    });
    let name = declared.and_then(|node| node.child_by_field_name("name"));
    if let Some(name) = name.filter(|_| statement.kind() == "local_variable_declaration") {
        PRINTING.show_behind(statement, &block.text[name.byte_range()], probe, block, insertions);
    } else if around(root, &range, |node| node.is_named() && node.byte_range() == range).is_some() {
        call_with(&range, &format!("RecantMarks.show({}, ", probe.id), ")", probe, insertions);
    }
}
