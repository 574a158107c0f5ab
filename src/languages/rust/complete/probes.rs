//! Printing what claims speak of.

use std::ops::Range;

use tree_sitter::Node;

use super::{Faith, Insertions, Parsed, walk};
use crate::languages::completion::{Chunk, Printing, Probe, Target, around, call_with, is_whole, purpose, without_end};

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

/// How Rust prints what probes see.
pub(super) const PRINTING: Printing = Printing { mark, show, is_statement, leaving: &[] };

fn mark(sign: char, probe: &Probe) -> String {
    format!("crate::recant_marks::mark(\"{sign}{}\");", probe.id)
}

fn show(probe: &Probe, expression: &str) -> String {
    format!("crate::recant_show!(\"{}\", {expression});", probe.id)
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

/// A statement in a function or at the top level; not the expression that a block of its own is worth,
/// behind which nothing may stand.
fn is_statement(node: &Node<'_>) -> bool {
    let code = node.is_named() && !node.kind().ends_with("comment") && !node.kind().ends_with("_item");
    code && node.parent().is_some_and(|parent| match parent.kind() {
        "source_file" => true,
        "block" => node.kind().ends_with("statement") || node.kind().ends_with("declaration") || is_wrapper(parent),
        _ => false,
    })
}

/// Whether a block is the body in which the statements of the note were parsed.
fn is_wrapper(block: Node<'_>) -> bool {
    let name = block.parent().and_then(|function| function.child_by_field_name("name"));
    let (head, _) = super::WRAPPER;
    name.is_some_and(|name| head.find("recant").zip(head.find('(')) == Some((name.start_byte(), name.end_byte())))
}

/// Adds what shows the value of an expression where it stands.
pub(super) fn value(probe: &Probe, block: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let root = block.tree.root_node();
    let range = without_end(&block.text, range);
    let begins = |node: &Node<'_>| node.start_byte() == range.start && is_statement(node);
    let Some(statement) = walk(root).find(begins).or_else(|| around(root, &range, is_statement)) else { return };
    let name = statement.child_by_field_name("pattern").filter(|pattern| pattern.kind() == "identifier");
    if let Some(name) = name.filter(|_| statement.kind() == "let_declaration") {
        PRINTING.show_behind(statement, &block.text[name.byte_range()], probe, block, insertions);
    } else if statement.start_byte() == range.start {
        call_with(&range, &format!("crate::recant_show!(\"{}\", ", probe.id), ")", probe, insertions);
    }
}
