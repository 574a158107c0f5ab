//! The names that a block uses and declares, read off its tokens and its tree.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::headers;
use super::items::declares;
use crate::languages::completion::{CURLY, Parsed, Token, TokenKind, children, tokens, walk};

/// Kinds of nodes that C++20 brought.
const OF_CPP20: [&str; 9] = [
    "concept_definition",
    "requires_clause",
    "requires_expression",
    "co_await_expression",
    "co_yield_statement",
    "co_return_statement",
    "<=>",
    "consteval",
    "constinit",
];

/// What a fragment's blocks use and declare.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Names that stand by themselves, not behind `.`, `->` or `::`.
    pub(super) bare: BTreeSet<String>,
    /// Those of them that stand as only a type, a template, a call or a stream can.
    pub(super) shaped: BTreeSet<String>,
    /// Names behind `std::`.
    pub(super) of_std: BTreeSet<String>,
    /// Names that the blocks declare.
    pub(super) declared: BTreeSet<String>,
    /// Headers that they include.
    pub(super) included: BTreeSet<String>,
    /// Whether all of `std` may be named without it.
    pub(super) uses_std: bool,
    /// Whether something stands there that C++20 brought.
    pub(super) is_cpp20: bool,
}

impl Names {
    /// Reads a block.
    pub(super) fn read(&mut self, block: &Parsed) {
        let text = block.text.as_str();
        for node in walk(block.tree.root_node()) {
            match node.kind() {
                "preproc_include" => self.include(node, text),
                "using_declaration" => self.using(&text[node.byte_range()]),
                kind => self.is_cpp20 |= OF_CPP20.contains(&kind),
            }
            self.declared.extend(declared(node).map(|name| text[name.byte_range()].to_owned()));
        }
        let lines: Vec<Token> = tokens(text, &CURLY).into_iter().filter(is_code).collect();
        for (index, token) in lines.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
            let before = |back: usize| index.checked_sub(back).map_or("", |at| lines[at].of(text));
            let name = token.of(text);
            match (before(2), before(1)) {
                (":", ":") if before(3) == "std" => {
                    self.of_std.insert(name.to_owned());
                }
                (":", ":") | ("-", ">") | (_, "." | "#") => {}
                _ => {
                    self.bare.insert(name.to_owned());
                    let behind = lines.get(index + 1).map_or("", |next| next.of(text));
                    if is_shaped(name, behind) {
                        self.shaped.insert(name.to_owned());
                    }
                }
            }
        }
    }

    fn include(&mut self, node: Node<'_>, text: &str) {
        if let Some(path) = node.child_by_field_name("path") {
            self.included.insert(text[path.byte_range()].trim_matches(['<', '>', '"']).to_owned());
        }
    }

    fn using(&mut self, line: &str) {
        let words: Vec<&str> = line.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
        if words.contains(&"namespace") {
            self.uses_std |= words.contains(&"std");
        } else if let Some(name) = words.iter().rev().find(|word| !word.is_empty()) {
            self.declared.insert((*name).to_owned());
        }
    }

    /// The headers that declare what is used of C's library and not declared.
    pub(super) fn headers_of_c(&self) -> BTreeSet<String> {
        let used = self.bare.difference(&self.declared).filter_map(|name| headers::of_c(name));
        used.filter(|header| !self.included.contains(*header)).map(str::to_owned).collect()
    }

    /// The same for C++, and the names that are used without `std::` though nothing allows it.
    pub(super) fn headers_of_cpp(&self) -> (BTreeSet<String>, Vec<&str>) {
        // One header for all, which gcc has and old courses use.
        if self.included.contains("bits/stdc++.h") {
            return (BTreeSet::new(), Vec::new());
        }
        let bare: Vec<&str> = self.bare.difference(&self.declared).map(String::as_str).collect();
        let of_c = bare.iter().filter(|name| !is_keyword_of_cpp(name)).filter_map(|name| headers::of_c(name));
        let mut wanted: BTreeSet<String> = of_c.map(headers::as_cpp).collect();
        wanted.extend(self.of_std.iter().filter_map(|name| headers::of_std(name)));
        let unqualified = bare.iter().filter(|name| headers::is_only_in_std(name) && self.shaped.contains(**name));
        wanted.extend(unqualified.clone().filter_map(|name| headers::of_std(name)));
        let missing = if self.uses_std { Vec::new() } else { unqualified.copied().collect() };
        wanted.retain(|header| {
            let in_c = header.strip_prefix('c').map(|stem| format!("{stem}.h"));
            !self.included.contains(header) && !in_c.is_some_and(|header| self.included.contains(&header))
        });
        (wanted, missing)
    }

    /// The dialect that the code is written in, where it is not the one that compilers take by default.
    pub(super) fn dialect(&self) -> Option<&'static str> {
        let is_new = |name: &String| headers::is_of_cpp20(name);
        let new = self.is_cpp20 || self.included.iter().any(is_new) || self.of_std.iter().any(is_new);
        new.then_some("cpp20")
    }
}

fn is_code(token: &Token) -> bool {
    !matches!(token.kind, TokenKind::Comment | TokenKind::Text)
}

fn is_keyword_of_cpp(name: &str) -> bool {
    matches!(name, "bool" | "true" | "false" | "static_assert")
}

/// Whether a name in front of this token can be the library's: `vector<`, `sort(`, `string s`, `cout`.
fn is_shaped(name: &str, behind: &str) -> bool {
    matches!(name, "cout" | "cin" | "cerr" | "clog" | "endl" | "string")
        || matches!(behind, "<" | "(" | "{" | "&" | "*" | ":")
        || behind.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The names that a node declares itself.
fn declared(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let uses = matches!(
        node.kind(),
        "qualified_identifier" | "template_type" | "template_function" | "call_expression" | "using_declaration"
    );
    let fields = ["declarator", "name"].into_iter().filter(move |_| !uses);
    let names = fields.filter_map(move |field| node.child_by_field_name(field));
    // A definition's own list of parameters of a template has names without fields.
    let parameter = (node.kind() == "type_parameter_declaration").then(|| node.named_child(0)).flatten();
    names.chain(parameter).filter(|name| {
        matches!(name.kind(), "identifier" | "type_identifier" | "field_identifier" | "namespace_identifier")
    })
}

/// What a text defines at its top level, and what it uses and does not define.
pub(super) fn exchanged(block: &Parsed, tops: &[Node<'_>]) -> crate::languages::completion::Names {
    let mut names = Names::default();
    names.read(block);
    let text = block.text.as_str();
    let defines = tops.iter().filter_map(|top| top_name(*top)).map(|name| text[name.byte_range()].to_owned());
    let known = |name: &&String| {
        headers::of_c(name).is_some() || headers::is_only_in_std(name) || names.declared.contains(*name)
    };
    let wants = names.bare.iter().filter(|name| !known(name)).cloned();
    let main = tops.iter().filter(|top| is_main(**top, text)).filter_map(|main| main.child_by_field_name("body"));
    let locals = main.flat_map(variables).flat_map(|variables| declares(variables, text)).map(str::to_owned);
    let (defines, wants, locals) = (defines.collect(), wants.collect(), locals.collect());
    crate::languages::completion::Names { defines, wants, locals, imports: Vec::new() }
}

/// The declarations of variables that stand in a body itself, and in nothing that stands there.
pub(super) fn variables(body: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    children(body).filter(|node| node.kind() == "declaration")
}

/// The name that an item at the top level declares.
pub(super) fn top_name(node: Node<'_>) -> Option<Node<'_>> {
    let mut at = node;
    loop {
        if matches!(at.kind(), "identifier" | "type_identifier") {
            return Some(at);
        }
        let inner = at.child_by_field_name("declarator").or_else(|| at.child_by_field_name("name"));
        at = inner.or_else(|| inside(at))?;
    }
}

/// What a template declares, or the type that an item defines.
fn inside(node: Node<'_>) -> Option<Node<'_>> {
    let kinds = ["function_definition", "class_specifier", "struct_specifier", "declaration", "alias_declaration"];
    let mut children = crate::languages::completion::children(node);
    (node.kind() == "template_declaration").then(|| children.find(|child| kinds.contains(&child.kind()))).flatten()
}

/// Whether a node is a definition of `main`.
pub(super) fn is_main(node: Node<'_>, text: &str) -> bool {
    let declarator = node.child_by_field_name("declarator");
    node.kind() == "function_definition"
        && std::iter::successors(declarator, |node| node.child_by_field_name("declarator"))
            .any(|name| name.kind() == "identifier" && &text[name.byte_range()] == "main")
}
