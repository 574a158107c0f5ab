//! The file around a fragment.

use std::ops::Range;

use tree_sitter::Node;

use super::names::Names;
use super::probes::{self, PRINTING};
use super::{Faith, Fragment, Insertions, Layout, Obstacle, Parsed, children, top, walk};
use crate::reasons::Reason;

/// What the statements of a fragment give back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Nothing.
    Plain,
    /// They end in `Ok(())`, as rustdoc wants it where `?` is used.
    Result,
    /// They use `?` and do not say what for.
    Question,
}

/// The program that a fragment's blocks are part of.
pub(super) fn complete(fragment: &Fragment<'_>, blocks: &[Parsed]) -> Result<Layout, Obstacle> {
    let assembly = Assembly { fragment, blocks };
    let mut names = Names::default();
    for block in blocks {
        names.read(block);
    }
    let mut layout = Layout::default();
    assembly.add(&mut layout, |_, node| is_head(node));
    for path in names.missing() {
        layout.add(format!("use {path};\n"), format!("uses {path}"), Faith::Faithful);
    }
    if assembly.own(is_main) {
        if assembly.own(|node, _| !is_item(node)) {
            let detail = "statements stand beside `main`, and where they belong cannot be told";
            return Err(Obstacle::new(Reason::UnsureCompletion, detail));
        }
        assembly.add(&mut layout, |index, node| assembly.is_outside(index, node));
    } else if assembly.own(|node, _| !is_item(node)) {
        assembly.add_statements(&mut layout);
    } else {
        assembly.add(&mut layout, |index, node| assembly.is_outside(index, node));
        layout.add("fn main() {\n", "adds an empty main", Faith::Faithful);
        fragment.chunks.iter().for_each(|chunk| PRINTING.show_named(chunk, &mut layout));
        layout.add("}\n", "ends main", Faith::Harness);
    }
    if fragment.chunks.iter().any(|chunk| !chunk.probes.is_empty()) {
        layout.add(probes::HELPERS.replace("NONCE", fragment.nonce), "prints what claims speak of", Faith::Harness);
    }
    Ok(layout)
}

struct Assembly<'a> {
    fragment: &'a Fragment<'a>,
    blocks: &'a [Parsed],
}

impl Assembly<'_> {
    /// Whether the fragment's own blocks have such a node at their top level.
    fn own(&self, wanted: impl Fn(Node<'_>, &str) -> bool) -> bool {
        let own = self.blocks.iter().enumerate().filter(|(index, _)| !self.fragment.chunks[*index].borrowed);
        own.flat_map(|(_, block)| children(top(block)).map(move |node| (node, block.text.as_str())))
            .any(|(node, text)| is_code(node) && wanted(node, text))
    }

    /// Whether a node belongs outside of functions; a block that only lends its items does not run.
    fn is_outside(&self, index: usize, node: Node<'_>) -> bool {
        let borrowed = self.fragment.chunks[index].borrowed;
        is_item(node) && !is_head(node) && !(borrowed && is_main(node, &self.blocks[index].text))
    }

    fn add(&self, layout: &mut Layout, wanted: impl Fn(usize, Node<'_>) -> bool) {
        for (index, block) in self.blocks.iter().enumerate() {
            let insertions = self.insertions(index);
            for run in runs(block, |node| wanted(index, node)) {
                layout.append(&block.layout, run, &insertions);
                layout.glue("\n");
            }
        }
    }

    /// All in `main`, as rustdoc has it; modules stand outside, where paths lead to them.
    fn add_statements(&self, layout: &mut Layout) {
        let has_modules = self.own(|node, _| node.kind() == "mod_item");
        let outside = |index, node: Node<'_>| has_modules && self.is_outside(index, node);
        self.add(layout, outside);
        let ending = self.ending();
        let (head, reason) = match ending {
            Ending::Plain => ("fn main() {\n", "wraps the statements in main"),
            Ending::Result => (
                "fn main() { fn recant_main() -> Result<(), impl core::fmt::Debug> {\n",
                "wraps the statements in a function that may fail",
            ),
            Ending::Question => (
                "fn main() -> Result<(), Box<dyn std::error::Error>> {\n",
                "wraps the statements in main, which may fail",
            ),
        };
        layout.add(head, reason, Faith::Faithful);
        for index in 0..self.blocks.len() {
            self.add_block(index, layout, &|node| !is_head(node) && !outside(index, node));
        }
        let foot = match ending {
            Ending::Plain => "}\n",
            Ending::Result => "} recant_main().unwrap() }\n",
            Ending::Question => "Ok(())\n}\n",
        };
        layout.add(foot, "ends main", Faith::Harness);
    }

    fn add_block(&self, index: usize, layout: &mut Layout, wanted: &dyn Fn(Node<'_>) -> bool) {
        let (block, chunk) = (&self.blocks[index], &self.fragment.chunks[index]);
        PRINTING.begin(chunk, layout);
        let insertions = self.insertions(index);
        for run in runs(block, |node| wanted(node) && !(chunk.borrowed && is_main(node, &block.text))) {
            layout.append(&block.layout, run, &insertions);
            layout.glue("\n");
        }
        PRINTING.end(chunk, layout);
    }

    fn insertions(&self, index: usize) -> Insertions {
        let (chunk, block) = (&self.fragment.chunks[index], &self.blocks[index]);
        let mut insertions = Insertions::default();
        PRINTING.insert(chunk, index, block, &mut insertions, probes::value);
        if let Some(main) = children(top(block)).find(|node| is_main(*node, &block.text))
            && let Some(body) = main.child_by_field_name("body")
        {
            probes::insert_main(chunk, body, &mut insertions);
        } else if let Some(last) = bare_end(block).filter(|_| self.ending() != Ending::Result) {
            insertions.behind(last.end_byte(), ";", "ends the last expression", Faith::Faithful);
        }
        insertions
    }

    fn ending(&self) -> Ending {
        let Some(last) = self.blocks.last() else { return Ending::Plain };
        let end = bare_end(last).map_or("", |node| &last.text[node.byte_range()]);
        if end.split_whitespace().collect::<String>().ends_with("(())") {
            return Ending::Result;
        }
        let asks = self.blocks.iter().any(|block| walk(top(block)).any(|node| is_question(node, top(block))));
        if asks { Ending::Question } else { Ending::Plain }
    }
}

/// The nodes at the top of a block that are wanted, those that follow each other as one range.
fn runs(block: &Parsed, wanted: impl Fn(Node<'_>) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut together = false;
    for node in children(top(block)).filter(|node| !matches!(node.kind(), "{" | "}")) {
        if !wanted(node) {
            together = false;
            continue;
        }
        match found.last_mut().filter(|_| together) {
            Some(last) => last.end = node.end_byte(),
            None => found.push(node.byte_range()),
        }
        together = true;
    }
    found
}

/// What must stand at the head of a file.
fn is_head(node: Node<'_>) -> bool {
    matches!(node.kind(), "inner_attribute_item" | "extern_crate_declaration" | "shebang")
}

fn is_code(node: Node<'_>) -> bool {
    node.is_named() && !node.kind().ends_with("comment")
}

/// Whether a node may stand outside of functions.
fn is_item(node: Node<'_>) -> bool {
    let kind = node.kind();
    kind.ends_with("_item")
        || kind.ends_with("comment")
        || matches!(kind, "use_declaration" | "extern_crate_declaration" | "macro_definition" | "empty_statement")
}

fn is_main(node: Node<'_>, text: &str) -> bool {
    node.kind() == "function_item"
        && node.child_by_field_name("name").is_some_and(|name| &text[name.byte_range()] == "main")
}

/// The expression without a `;` that ends a block that was put in a function.
fn bare_end(block: &Parsed) -> Option<Node<'_>> {
    let body = top(block);
    let last = children(body).filter(|node| is_code(*node)).last()?;
    let ends = matches!(last.kind(), "expression_statement" | "let_declaration" | "empty_statement") || is_item(last);
    (body.kind() == "block" && !ends).then_some(last)
}

/// `?` that leaves the statements themselves, and no function or closure among them.
fn is_question(node: Node<'_>, top: Node<'_>) -> bool {
    let own = |outer: &Node<'_>| matches!(outer.kind(), "function_item" | "closure_expression" | "async_block");
    node.kind() == "try_expression"
        && !std::iter::successors(node.parent(), Node::parent)
            .take_while(|outer| *outer != top)
            .any(|outer| own(&outer))
}
