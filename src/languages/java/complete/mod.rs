//! Completing fragments of Java for the source launcher: one file, its first class with `main`.

mod assemble;
mod imports;
mod probes;

use std::collections::BTreeSet;

use tree_sitter::Node;

use crate::languages::Lang;
use crate::languages::completion::{
    Completer, Faith, Fragment, Insertions, Known, Layout, Names, Obstacle, Parsed, children, mend, placeholder, walk,
};
use crate::languages::parse::parse;
use crate::reasons::Reason;

/// Completes fragments of Java.
pub(in crate::languages) struct JavaCompleter;

impl Completer for JavaCompleter {
    fn complete(&self, fragment: &Fragment<'_>, _known: &dyn Known) -> Result<Layout, Obstacle> {
        let blocks =
            (0..fragment.chunks.len()).map(|index| mend(fragment, index, java())).collect::<Result<Vec<_>, _>>()?;
        for (index, block) in blocks.iter().enumerate() {
            let found = walk(block.tree.root_node())
                .filter(|node| matches!(node.kind(), "identifier" | "type_identifier"))
                .find(|node| placeholder(&block.text[node.byte_range()]));
            if let Some(node) = found {
                let detail = format!("`{}` stands for something else", &block.text[node.byte_range()]);
                return Err(Obstacle::new(Reason::Placeholder, detail).at(index, node.start_byte()));
            }
        }
        refuse_library(&blocks)?;
        Ok(assemble::complete(fragment, &blocks))
    }

    fn names(&self, text: &str) -> Names {
        let Some(tree) = parse(java(), text) else { return Names::default() };
        let root = tree.root_node();
        let of = |node: Node<'_>| text[node.byte_range()].to_owned();
        let defines: Vec<String> = children(root).flat_map(walk_names).map(of).collect();
        let declared: BTreeSet<String> = walk(root).flat_map(walk_names).map(of).collect();
        let used: BTreeSet<String> =
            walk(root).filter(|node| matches!(node.kind(), "identifier" | "type_identifier")).map(of).collect();
        Names { defines, wants: used.difference(&declared).cloned().collect(), ..Names::default() }
    }
}

/// Refuses what shows a class of the Java library itself, which cannot be declared again.
fn refuse_library(blocks: &[Parsed]) -> Result<(), Obstacle> {
    for (index, block) in blocks.iter().enumerate() {
        let names = children(block.tree.root_node()).filter(|node| node.kind().ends_with("_declaration"));
        let mut names = names.filter_map(|node| node.child_by_field_name("name"));
        if let Some(name) = names.find(|name| imports::is_automatic(&block.text[name.byte_range()])) {
            let detail = format!("shows `{}` of the Java library", &block.text[name.byte_range()]);
            return Err(Obstacle::new(Reason::Incomplete, detail).at(index, name.start_byte()));
        }
    }
    Ok(())
}

/// The names that a declaration declares itself.
fn walk_names(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let own = match node.kind() {
        "class_declaration"
        | "interface_declaration"
        | "enum_declaration"
        | "record_declaration"
        | "method_declaration"
        | "formal_parameter"
        | "catch_formal_parameter"
        | "enhanced_for_statement"
        | "variable_declarator"
        | "resource"
        | "type_parameter" => node.child_by_field_name("name"),
        _ => None,
    };
    let variables = (node.kind() == "local_variable_declaration").then(|| children(node));
    let variables = variables
        .into_iter()
        .flatten()
        .filter_map(|child| child.child_by_field_name("name").filter(|_| child.kind() == "variable_declarator"));
    own.into_iter().chain(variables)
}

fn java() -> Lang {
    Lang::named("java").expect("Java is in the registry that leads here")
}
