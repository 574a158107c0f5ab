//! Printing what claims speak of.

use std::ops::Range;

use tree_sitter::Node;

use crate::languages::completion::{Chunk, Faith, Insertions, Parsed, Probe, Target, around, is_whole, walk};

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

/// A statement that opens or closes the output that a probe sees.
pub(super) fn mark(sign: char, probe: &Probe) -> String {
    format!("RecantMarks.mark(\"{sign}{}\");", probe.id)
}

/// Why the additions for a probe are there.
pub(super) fn purpose(probe: &Probe) -> String {
    format!("prints what probe {} sees", probe.id)
}

/// Adds what prints the outputs and values of statements where they stand.
pub(super) fn insert(chunk: &Chunk<'_>, index: usize, block: &Parsed, insertions: &mut Insertions) {
    for probe in chunk.probes.iter().filter(|probe| !is_whole(probe, chunk)) {
        let (Target::Output(range) | Target::Value(range)) = &probe.target else { continue };
        let place = |at| block.layout.place(index, at);
        let (Some(start), Some(end)) = (place(range.start), place(range.end)) else { continue };
        match &probe.target {
            Target::Output(_) => output(probe, block, &(start..end), insertions),
            _ => value(probe, block, &(start..end), insertions),
        }
    }
}

fn is_statement(node: &Node<'_>) -> bool {
    let holds = |parent: Node<'_>| {
        matches!(parent.kind(), "program" | "block" | "constructor_body" | "switch_block_statement_group")
    };
    (node.kind().ends_with("_statement") || node.kind() == "local_variable_declaration")
        && node.parent().is_some_and(holds)
}

fn output(probe: &Probe, block: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let root = block.tree.root_node();
    let inside =
        |node: &Node<'_>| node.start_byte() == range.start && node.end_byte() <= range.end && is_statement(node);
    let Some(statement) = walk(root).find(inside).or_else(|| around(root, range, is_statement)) else { return };
    insertions.before(statement.start_byte(), format!("{} ", mark('<', probe)), purpose(probe), Faith::Harness);
    let leaves = ["return_statement", "throw_statement", "break_statement", "continue_statement", "yield_statement"];
    if !leaves.contains(&statement.kind()) {
        insertions.behind(statement.end_byte(), format!(" {}", mark('>', probe)), purpose(probe), Faith::Harness);
    }
}

fn value(probe: &Probe, block: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let root = block.tree.root_node();
    let part = block.text[range.clone()].trim_end().trim_end_matches(';');
    let range = range.start..range.start + part.len();
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
        let shown = format!(" RecantMarks.show({}, {});", probe.id, &block.text[name.byte_range()]);
        insertions.behind(statement.end_byte(), shown, purpose(probe), Faith::Harness);
    } else if around(root, &range, |node| node.is_named() && node.byte_range() == range).is_some() {
        insertions.before(range.start, format!("RecantMarks.show({}, ", probe.id), purpose(probe), Faith::Harness);
        insertions.behind(range.end, ")", purpose(probe), Faith::Harness);
    }
}
