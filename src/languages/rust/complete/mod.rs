//! Completing fragments of Rust as rustdoc does: statements into `main`, hidden lines shown.

mod assemble;
mod hidden;
mod names;
mod probes;
mod standard;

use tree_sitter::Node;

use crate::languages::Lang;
use crate::languages::completion::{
    Completer, Faith, Fragment, Insertions, Known, Layout, Message, Names, Obstacle, Parsed, children, mend_in,
    parse_text_in, refuse_placeholders, walk, without_failed_probes, without_faulty_loans,
};

/// What statements stand in so that the grammar takes them: only a function's last one lacks its `;`.
const WRAPPER: (&str, &str) = ("fn recant_statements() {\n", "\n}\n");

/// Completes fragments of Rust.
pub(in crate::languages) struct RustCompleter;

impl Completer for RustCompleter {
    fn complete(&self, fragment: &Fragment<'_>, _known: &dyn Known) -> Result<Layout, Obstacle> {
        let mend = |index| mend_in(fragment, index, rust(), &hidden::shown(fragment, index), &[("", ""), WRAPPER]);
        let blocks = (0..fragment.chunks.len()).map(mend).collect::<Result<Vec<_>, _>>()?;
        refuse_placeholders(&blocks, |node| node.kind().ends_with("identifier"))?;
        assemble::complete(fragment, &blocks)
    }

    fn amend(
        &self,
        fragment: &Fragment<'_>,
        layout: &Layout,
        messages: &[Message],
        _known: &dyn Known,
    ) -> Option<Layout> {
        without_failed_probes(layout, messages, |_| false).or_else(|| without_faulty_loans(fragment, layout, messages))
    }

    fn names(&self, text: &str) -> Names {
        parse_text_in(text, rust(), &[("", ""), WRAPPER]).map(|block| names::exchanged(&block)).unwrap_or_default()
    }
}

/// Where the items of a block stand: in the file, or in the braces that it was put in to parse.
fn top(block: &Parsed) -> Node<'_> {
    let root = block.tree.root_node();
    let wrapped = block.text.starts_with(WRAPPER.0).then(|| root.named_child(0)).flatten();
    wrapped.and_then(|function| function.child_by_field_name("body")).unwrap_or(root)
}

fn rust() -> Lang {
    Lang::named("rust").expect("Rust is in the registry that leads here")
}
