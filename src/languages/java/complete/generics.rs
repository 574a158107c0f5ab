//! The type parameters of a generic class of which a note shows the methods alone.

use std::collections::BTreeSet;

use super::{Faith, Layout, Parsed, names::declares, walk};

/// What type parameters are called by convention (JLS 17, section 6.1).
const CONVENTIONAL: [&str; 9] = ["E", "K", "N", "R", "S", "T", "U", "V", "X"];

/// Declares the type parameters that the blocks use and that nothing in them declares.
pub(super) fn declare(blocks: &[Parsed], layout: &mut Layout) {
    let mut used = BTreeSet::new();
    let mut declared = BTreeSet::new();
    for block in blocks {
        for node in walk(block.tree.root_node()) {
            declared.extend(declares(node).map(|name| &block.text[name.byte_range()]));
            if node.kind() == "type_identifier" {
                used.insert(&block.text[node.byte_range()]);
            }
        }
    }
    let missing: Vec<&str> = CONVENTIONAL.into_iter().filter(|n| used.contains(n) && !declared.contains(n)).collect();
    if !missing.is_empty() {
        let reason = format!("gives the class the type parameter `{}`", missing.join("`, `"));
        layout.add(format!("<{}>", missing.join(", ")), reason, Faith::Guess);
    }
}
