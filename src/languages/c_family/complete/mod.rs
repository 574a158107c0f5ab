//! Completing fragments of C and C++: what is missing around statements, and the headers that
//! declare what they name.

mod assemble;
mod headers;
mod items;
mod lent;
mod names;
mod probes;
mod standard;

use tree_sitter::Node;

use crate::languages::Lang;
use crate::languages::completion::{
    Completer, Fragment, Known, Layout, Message, Names, Obstacle, mend_in, parse_text_in, refuse_placeholders,
    without_failed_probes, without_faulty_loans,
};

/// What statements stand in so that the grammars take them, which want most of them in a function.
const WRAPPER: (&str, &str) = ("void recant_statements() {\n", "\n}\n");

/// What is tried: the text by itself, as statements, as statements of which the last lacks its end.
const SURROUNDINGS: [(&str, &str); 3] = [("", ""), WRAPPER, (WRAPPER.0, "\n;\n}\n")];

/// Completes fragments of C or of C++.
pub(in crate::languages) struct CFamilyCompleter {
    name: &'static str,
}

impl CFamilyCompleter {
    /// For C.
    pub(in crate::languages) const C: Self = Self { name: "c" };
    /// For C++.
    pub(in crate::languages) const CPP: Self = Self { name: "cpp" };

    fn language(&self) -> Lang {
        Lang::named(self.name).expect("the language is in the registry that leads here")
    }

    fn is_cpp(&self) -> bool {
        self.name == "cpp"
    }
}

impl Completer for CFamilyCompleter {
    fn complete(&self, fragment: &Fragment<'_>, _known: &dyn Known) -> Result<Layout, Obstacle> {
        let language = self.language();
        let mend = |index| mend_in(fragment, index, language, &Layout::of_chunk(fragment, index), &SURROUNDINGS);
        let blocks = match (0..fragment.chunks.len()).map(mend).collect::<Result<Vec<_>, _>>() {
            Ok(blocks) => blocks,
            // Macros may make a program of what no grammar knows; the compiler can tell.
            Err(_) if is_whole_program(fragment) => return Ok(assemble::with_names(fragment, language, self.is_cpp())),
            Err(obstacle) => return Err(obstacle),
        };
        refuse_placeholders(&blocks, |node| node.kind().ends_with("identifier"))?;
        assemble::complete(fragment, &blocks, self.is_cpp())
    }

    fn amend(
        &self,
        fragment: &Fragment<'_>,
        layout: &Layout,
        messages: &[Message],
        _known: &dyn Known,
    ) -> Option<Layout> {
        without_failed_probes(layout, messages, |message| message.contains("void expression"))
            .or_else(|| without_faulty_loans(fragment, layout, messages))
    }

    fn names(&self, text: &str) -> Names {
        let Some(block) = parse_text_in(text, self.language(), &SURROUNDINGS) else { return Names::default() };
        let tops: Vec<Node<'_>> = items::items(&block).into_iter().map(|item| item.node).collect();
        names::exchanged(&block, &tops)
    }
}

/// Whether the fragment is one block with a `main` of its own, of a copy that lost nothing.
fn is_whole_program(fragment: &Fragment<'_>) -> bool {
    let [chunk] = fragment.chunks.as_slice() else { return false };
    let mut words = chunk.text.split_whitespace();
    !chunk.lossy && !chunk.flattened && words.any(|word| word.starts_with("main("))
}
