//! Completing fragments of Java for the source launcher: one file, its first class with `main`.

mod amend;
mod assemble;
mod generics;
mod imports;
mod items;
mod lent;
mod names;
mod probes;
mod scopes;
mod standard;

use crate::languages::Lang;
use crate::languages::completion::{
    Completer, Faith, Fragment, Insertions, Known, Layout, Message, Names, Obstacle, Parsed, children, mend,
    refuse_placeholders, walk, without_faulty_loans,
};
use crate::languages::parse::parse;
use crate::reasons::Reason;

/// Completes fragments of Java.
pub(in crate::languages) struct JavaCompleter;

impl Completer for JavaCompleter {
    fn complete(&self, fragment: &Fragment<'_>, _known: &dyn Known) -> Result<Layout, Obstacle> {
        let blocks =
            (0..fragment.chunks.len()).map(|index| mend(fragment, index, java())).collect::<Result<Vec<_>, _>>()?;
        refuse_placeholders(&blocks, |node| matches!(node.kind(), "identifier" | "type_identifier"))?;
        refuse_library(&blocks)?;
        assemble::complete(fragment, &blocks)
    }

    fn amend(
        &self,
        fragment: &Fragment<'_>,
        layout: &Layout,
        messages: &[Message],
        _known: &dyn Known,
    ) -> Option<Layout> {
        amend::amend(fragment, layout, messages)
    }

    fn names(&self, text: &str) -> Names {
        parse(java(), text).map(|tree| names::exchanged(tree.root_node(), text)).unwrap_or_default()
    }
}

/// Classes of `java.lang` that what is added names.
const NEEDED: [&str; 5] = ["Object", "Override", "String", "System", "Throwable"];

/// Refuses what declares a class anew that what is added names. Others may be: they hide the library's.
fn refuse_library(blocks: &[Parsed]) -> Result<(), Obstacle> {
    for (index, block) in blocks.iter().enumerate() {
        let names = children(block.tree.root_node()).filter(|node| node.kind().ends_with("_declaration"));
        let mut names = names.filter_map(|node| node.child_by_field_name("name"));
        if let Some(name) = names.find(|name| NEEDED.contains(&&block.text[name.byte_range()])) {
            let detail = format!("shows `{}` of the Java library", &block.text[name.byte_range()]);
            return Err(Obstacle::new(Reason::Incomplete, detail).at(index, name.start_byte()));
        }
    }
    Ok(())
}

fn java() -> Lang {
    Lang::named("java").expect("Java is in the registry that leads here")
}
