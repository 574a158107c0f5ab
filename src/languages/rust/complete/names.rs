//! The names that a block uses, declares and imports.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::{standard, top};
use crate::languages::completion::{self, Parsed, children, walk};

/// What a fragment's blocks use and declare.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Names that begin a path or stand by themselves.
    used: BTreeSet<String>,
    /// Names in front of `::`.
    heads: BTreeSet<String>,
    /// Names that the blocks declare or import.
    declared: BTreeSet<String>,
}

impl Names {
    /// Reads a block.
    pub(super) fn read(&mut self, block: &Parsed) {
        let text = block.text.as_str();
        let of = |node: Node<'_>| text[node.byte_range()].to_owned();
        for node in walk(block.tree.root_node()) {
            match node.kind() {
                "use_declaration" => self.import(&text[node.byte_range()]),
                "identifier" | "type_identifier" if begins_path(node) => {
                    let head = node.parent().is_some_and(|parent| is_path(parent) && parent.child(0) == Some(node));
                    if head {
                        self.heads.insert(of(node))
                    } else {
                        self.used.insert(of(node))
                    };
                    if is_declared(node) {
                        self.declared.insert(of(node));
                    }
                }
                // Macros hold code that the grammar does not take apart; what derives is found without a path.
                "token_tree" if !in_attribute(node) => self.read_tokens(node, text),
                _ => {}
            }
        }
    }

    fn read_tokens(&mut self, tree: Node<'_>, text: &str) {
        let mut before = "";
        let mut tokens = children(tree).peekable();
        while let Some(token) = tokens.next() {
            let word = &text[token.byte_range()];
            if token.kind() == "identifier" && !matches!(before, "::" | ".") {
                let is_head = tokens.peek().is_some_and(|next| next.kind() == "::");
                if is_head {
                    self.heads.insert(word.to_owned())
                } else {
                    self.used.insert(word.to_owned())
                };
            }
            before = word;
        }
    }

    /// Every word of a `use` but `as` and the like may be what it brings.
    fn import(&mut self, line: &str) {
        let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        self.declared.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
    }

    /// The paths of the standard library that the blocks take for imported.
    pub(super) fn missing(&self) -> BTreeSet<String> {
        let used = self.used.iter().chain(&self.heads).filter(|name| !self.declared.contains(*name));
        let modules = self.heads.difference(&self.declared).filter_map(|name| standard::module(name));
        used.filter_map(|name| standard::path(name)).chain(modules).collect()
    }
}

fn in_attribute(node: Node<'_>) -> bool {
    std::iter::successors(node.parent(), Node::parent).any(|outer| outer.kind() == "attribute")
}

fn is_path(node: Node<'_>) -> bool {
    matches!(node.kind(), "scoped_identifier" | "scoped_type_identifier")
}

/// Whether a name is the first of its path, and not a field's or a method's.
fn begins_path(node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return true };
    let second = is_path(parent) && parent.child_by_field_name("name") == Some(node) && parent.child(0) != Some(node);
    let in_use = std::iter::successors(Some(parent), Node::parent).any(|outer| outer.kind() == "use_declaration");
    !second && !in_use
}

/// Whether a name stands where it is declared: an item's name, a parameter's, a variable's.
fn is_declared(node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return false };
    let names =
        ["name", "pattern", "parameter"].into_iter().any(|field| parent.child_by_field_name(field) == Some(node));
    let pattern =
        parent.kind().ends_with("_pattern") || matches!(parent.kind(), "closure_parameters" | "type_parameters");
    names && !is_path(parent) || pattern
}

/// What a block defines at its top level, and what it uses and does not define.
pub(super) fn exchanged(block: &Parsed) -> completion::Names {
    let mut names = Names::default();
    names.read(block);
    let text = block.text.as_str();
    let of = |node: Node<'_>| text[node.byte_range()].to_owned();
    let items = children(top(block)).filter(|node| node.kind().ends_with("_item") || node.kind() == "let_declaration");
    let own = items.filter_map(|item| item.child_by_field_name("name").or_else(|| item.child_by_field_name("pattern")));
    let defines = own.flat_map(walk).filter(|node| node.kind().ends_with("identifier")).map(of).collect();
    let known = |name: &&String| names.declared.contains(*name) || standard::path(name).is_some();
    let wants = names.used.iter().chain(&names.heads).filter(|name| !known(name)).cloned().collect();
    completion::Names { defines, wants, ..completion::Names::default() }
}
