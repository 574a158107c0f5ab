//! Imports of the Java library by the class names that code uses.

use std::collections::BTreeSet;

use super::names::declares;
use super::standard::{FURTHER, JSHELL, LANG};
use crate::languages::completion::{Parsed, walk};

/// The imports that define what the blocks name and neither declare nor import.
pub(super) fn missing(blocks: &[Parsed]) -> Vec<String> {
    let mut used = BTreeSet::new();
    let mut known = BTreeSet::new();
    for block in blocks {
        for node in walk(block.tree.root_node()) {
            let name = &block.text[node.byte_range()];
            match node.kind() {
                "type_identifier" | "identifier" if is_class(name) => {
                    used.insert(name);
                }
                "import_declaration" => {
                    known.insert(name.trim_end_matches(';').rsplit('.').next().unwrap_or(name).trim());
                }
                _ => known.extend(declares(node).map(|name| &block.text[name.byte_range()])),
            }
        }
    }
    let wanted: BTreeSet<&str> = used.difference(&known).copied().filter(|name| !is_automatic(name)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let packages = JSHELL.iter().map(|package| format!("{package}.*"));
    let single = wanted.iter().filter_map(|name| {
        let (package, _) = FURTHER.iter().find(|(_, classes)| holds(classes, name))?;
        Some(format!("{package}.{name}"))
    });
    packages.chain(single).collect()
}

/// `Map`, and not `LIMIT` or `map`.
fn is_class(name: &str) -> bool {
    name.starts_with(|c: char| c.is_uppercase()) && name.chars().any(char::is_lowercase)
}

/// Whether a class is of `java.lang`, which needs no import.
pub(super) fn is_automatic(name: &str) -> bool {
    holds(LANG, name)
}

fn holds(classes: &str, name: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| class == name)
}
