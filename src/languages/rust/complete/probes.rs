//! Printing what claims speak of.

use std::ops::Range;

use tree_sitter::Node;

use super::{Faith, Insertions, Parsed, walk};
use crate::languages::completion::{Chunk, Probe, Target, around, is_whole};

/// What prints marks and values. `Text` is found for what can be displayed or debugged, `Silence` for
/// all else, so that no probe keeps a program from being compiled.
pub(super) const HELPERS: &str = r#"
mod recant_marks {
    use std::fmt::{Debug, Display};
    use std::io::Write;
    pub fn mark(mark: &str) {
        let mut out = std::io::stdout();
        let _ = write!(out, "\u{1e}NONCE{mark}\u{1e}").and_then(|()| out.flush());
    }
    pub struct Whole(pub &'static str);
    impl Drop for Whole {
        fn drop(&mut self) { mark(self.0); }
    }
    pub struct Value<'a, T: ?Sized>(pub &'a T);
    pub trait Shown { fn shown(&self) -> String; }
    pub trait Debugged { fn debugged(&self) -> String; }
    pub trait NotShown { fn shown(&self) -> String { String::new() } }
    pub trait NotDebugged { fn debugged(&self) -> String { String::new() } }
    impl<T: Display + ?Sized> Shown for Value<'_, T> { fn shown(&self) -> String { format!("{}", self.0) } }
    impl<T: Debug + ?Sized> Debugged for Value<'_, T> { fn debugged(&self) -> String { format!("{:?}", self.0) } }
    impl<T: ?Sized> NotShown for &Value<'_, T> {}
    impl<T: ?Sized> NotDebugged for &Value<'_, T> {}
    pub fn tell(id: &str, shown: &str, debugged: &str) {
        // What can be neither displayed nor debugged is not told.
        if shown.is_empty() && debugged.is_empty() { return; }
        mark(&format!("={id}"));
        if shown.is_empty() || shown == debugged { print!("{debugged}"); } else { print!("{debugged}\u{1f}{shown}"); }
        mark(&format!(">{id}"));
    }
    #[macro_export]
    macro_rules! recant_show {
        ($id:expr, $value:expr) => {{
            use $crate::recant_marks::{Debugged, NotDebugged, NotShown, Shown};
            let seen = &$value;
            let value = $crate::recant_marks::Value(seen);
            $crate::recant_marks::tell($id, &(&value).shown(), &(&value).debugged());
        }};
    }
}
"#;

/// A statement that opens or closes the output that a probe sees.
pub(super) fn mark(sign: char, probe: &Probe) -> String {
    format!("crate::recant_marks::mark(\"{sign}{}\");", probe.id)
}

/// A statement that shows an expression's value.
pub(super) fn show(probe: &Probe, expression: &str) -> String {
    format!("crate::recant_show!(\"{}\", {expression});", probe.id)
}

/// Why the additions for a probe are there.
pub(super) fn purpose(probe: &Probe) -> String {
    format!("prints what probe {} sees", probe.id)
}

/// Adds what prints all that `main` prints, and what claims name once it has run.
pub(super) fn insert_main(chunk: &Chunk<'_>, body: Node<'_>, insertions: &mut Insertions) {
    for probe in &chunk.probes {
        if is_whole(probe, chunk) {
            let guard = format!(
                " {} let _recant_{} = crate::recant_marks::Whole(\">{}\");",
                mark('<', probe),
                probe.id,
                probe.id
            );
            insertions.behind(body.start_byte() + 1, guard, purpose(probe), Faith::Harness);
        } else if let Target::Named(expression) = &probe.target {
            let shown = format!("; {} ", show(probe, expression));
            insertions.before(body.end_byte() - 1, shown, purpose(probe), Faith::Harness);
        }
    }
}

/// Adds what prints the outputs and values of statements where they stand.
pub(super) fn insert(chunk: &Chunk<'_>, index: usize, block: &Parsed, insertions: &mut Insertions) {
    for probe in chunk.probes.iter().filter(|probe| !is_whole(probe, chunk)) {
        let (Target::Output(range) | Target::Value(range)) = &probe.target else { continue };
        let Some(range) = block.place(chunk.text, index, range) else { continue };
        match &probe.target {
            Target::Output(_) => output(probe, block, &range, insertions),
            _ => value(probe, block, &range, insertions),
        }
    }
}

/// A statement in a function or at the top level, or the expression that ends a block.
fn is_statement(node: &Node<'_>) -> bool {
    let code = node.is_named() && !node.kind().ends_with("comment") && !node.kind().ends_with("_item");
    code && node.parent().is_some_and(|parent| matches!(parent.kind(), "source_file" | "block"))
}

/// Whether a block is worth what this statement is worth, so that nothing may follow it.
fn is_worth(statement: Node<'_>, block: &Parsed) -> bool {
    let ended = block.text[statement.byte_range()].ends_with([';', '}']);
    !ended && statement.parent() != Some(super::top(block))
}

fn output(probe: &Probe, block: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let root = block.tree.root_node();
    let begins = |node: &Node<'_>| node.start_byte() == range.start && is_statement(node);
    let Some(statement) = walk(root).find(begins).or_else(|| around(root, range, is_statement)) else { return };
    if is_worth(statement, block) {
        return;
    }
    let ended = block.text[statement.byte_range()].ends_with([';', '}']);
    let close = if ended { mark('>', probe) } else { format!("; {}", mark('>', probe)) };
    insertions.before(statement.start_byte(), format!("{} ", mark('<', probe)), purpose(probe), Faith::Harness);
    insertions.behind(statement.end_byte(), format!(" {close}"), purpose(probe), Faith::Harness);
}

fn value(probe: &Probe, block: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let root = block.tree.root_node();
    let part = block.text[range.clone()].trim_end().trim_end_matches(';');
    let range = range.start..range.start + part.len();
    let begins = |node: &Node<'_>| node.start_byte() == range.start && is_statement(node);
    let Some(statement) = walk(root).find(begins).or_else(|| around(root, &range, is_statement)) else { return };
    let name = statement.child_by_field_name("pattern").filter(|pattern| pattern.kind() == "identifier");
    if let Some(name) = name.filter(|_| statement.kind() == "let_declaration") {
        let shown = format!(" {}", show(probe, &block.text[name.byte_range()]));
        insertions.behind(statement.end_byte(), shown, purpose(probe), Faith::Harness);
    } else if statement.start_byte() == range.start && !is_worth(statement, block) {
        let open = format!("crate::recant_show!(\"{}\", ", probe.id);
        insertions.before(range.start, open, purpose(probe), Faith::Harness);
        insertions.behind(range.end, ")", purpose(probe), Faith::Harness);
    }
}
