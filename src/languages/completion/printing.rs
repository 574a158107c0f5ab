//! Probes of languages whose trees show where statements begin and end: what prints what they see.

use std::ops::Range;

use tree_sitter::Node;

use super::{Chunk, Faith, Insertions, Layout, Parsed, Probe, Target, is_whole, row};
use crate::languages::parse::code_end;

/// How a language prints marks and values.
pub(in crate::languages) struct Printing {
    /// The statement, with its end, that opens or closes the output that a probe sees.
    pub(in crate::languages) mark: fn(char, &Probe) -> String,
    /// The statement, with its end, that shows an expression's value.
    pub(in crate::languages) show: fn(&Probe, &str) -> String,
    /// Whether a node is a statement in front of which another may stand.
    pub(in crate::languages) is_statement: fn(&Node<'_>) -> bool,
    /// The kinds of statements behind which nothing is reached.
    pub(in crate::languages) leaving: &'static [&'static str],
}

/// Why the additions for a probe are there; it tells which belong together.
pub(in crate::languages) fn purpose(probe: &Probe) -> String {
    format!("prints what probe {} sees", probe.id)
}

impl Printing {
    /// Appends what opens the output of a whole chunk.
    pub(in crate::languages) fn begin(&self, chunk: &Chunk<'_>, layout: &mut Layout) {
        for probe in chunk.probes.iter().filter(|probe| is_whole(probe, chunk)) {
            layout.add(format!("{}\n", (self.mark)('<', probe)), purpose(probe), Faith::Harness);
        }
    }

    /// Appends what closes the output of a whole chunk, and what shows the values that claims name.
    pub(in crate::languages) fn end(&self, chunk: &Chunk<'_>, layout: &mut Layout) {
        for probe in chunk.probes.iter().rev().filter(|probe| is_whole(probe, chunk)) {
            layout.add(format!("{}\n", (self.mark)('>', probe)), purpose(probe), Faith::Harness);
        }
        self.show_named(chunk, layout);
    }

    /// Appends what shows the values that claims name.
    pub(in crate::languages) fn show_named(&self, chunk: &Chunk<'_>, layout: &mut Layout) {
        for probe in &chunk.probes {
            if let Target::Named(expression) = &probe.target {
                layout.add(format!("{}\n", (self.show)(probe, expression)), purpose(probe), Faith::Harness);
            }
        }
    }

    /// Adds what prints the outputs and values of statements where they stand; `value` adds the latter.
    pub(in crate::languages) fn insert(
        &self,
        chunk: &Chunk<'_>,
        index: usize,
        block: &Parsed,
        insertions: &mut Insertions,
        value: impl Fn(&Probe, &Parsed, &Range<usize>, &mut Insertions),
    ) {
        for probe in chunk.probes.iter().filter(|probe| !is_whole(probe, chunk)) {
            let (Target::Output(range) | Target::Value(range)) = &probe.target else { continue };
            let Some(range) = block.place(chunk.text, index, range) else { continue };
            match &probe.target {
                Target::Output(_) => self.output(probe, block, &range, insertions),
                _ => value(probe, block, &range, insertions),
            }
        }
    }

    fn output(&self, probe: &Probe, block: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
        let Some((first, last)) = row(block.tree.root_node(), range, self.is_statement) else { return };
        let open = format!("{} ", (self.mark)('<', probe));
        insertions.before(first.start_byte(), open, purpose(probe), Faith::Harness);
        if !self.leaving.contains(&last.kind()) {
            behind(last, &(self.mark)('>', probe), probe, block, insertions);
        }
    }

    /// Adds what shows the value of an expression behind a statement.
    pub(in crate::languages) fn show_behind(
        &self,
        statement: Node<'_>,
        expression: &str,
        probe: &Probe,
        block: &Parsed,
        insertions: &mut Insertions,
    ) {
        behind(statement, &(self.show)(probe, expression), probe, block, insertions);
    }
}

/// Adds a statement behind another one, which may lack its end.
fn behind(statement: Node<'_>, added: &str, probe: &Probe, block: &Parsed, insertions: &mut Insertions) {
    let at = code_end(statement);
    let end = if block.text[..at].ends_with(';') { " " } else { "; " };
    insertions.behind(at, format!("{end}{added}"), purpose(probe), Faith::Harness);
}

/// Puts calls around an expression: what stands in front of it, and a bracket behind it.
pub(in crate::languages) fn call_with(
    range: &Range<usize>,
    open: &str,
    close: &str,
    probe: &Probe,
    into: &mut Insertions,
) {
    into.before(range.start, open, purpose(probe), Faith::Harness);
    into.behind(range.end, close, purpose(probe), Faith::Harness);
}

/// A range of a text without the `;` that ends it.
pub(in crate::languages) fn without_end(text: &str, range: &Range<usize>) -> Range<usize> {
    let part = text[range.clone()].trim_end().trim_end_matches(';');
    range.start..range.start + part.len()
}
