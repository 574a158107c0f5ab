//! Completing fragments of JavaScript for Node.js, which runs them as they are.

use std::collections::BTreeSet;
use std::ops::Range;

use tree_sitter::Node;

use crate::languages::Lang;
use crate::languages::completion::{
    Chunk, Completer, Faith, Fragment, Insertions, Known, Layout, Names, Obstacle, Parsed, Printing, Probe, around,
    call_with, children, mend, walk, without_end,
};
use crate::languages::parse::parse;
use crate::reasons::Reason;

/// What prints marks and values. Function declarations hold from the start, wherever they stand.
const HELPERS: &str = r#"
function recantMark(mark) { process.stdout.write("\x1eNONCE" + mark + "\x1e"); }
function recantShow(id, value) {
  const inspect = value => LIBRARY.inspect(value, { depth: 6 });
  const texts = [inspect(value), String(Object.getPrototypeOf(Object(value)) ? value : "null-prototype"), JSON.stringify(value)];
  recantMark("=" + id);
  process.stdout.write(texts.filter(text => text !== undefined).join("\x1f"));
  recantMark(">" + id);
  return value;
}
"#;

/// Completes fragments of JavaScript.
pub(in crate::languages) struct JavaScriptCompleter;

impl Completer for JavaScriptCompleter {
    fn complete(&self, fragment: &Fragment<'_>, _known: &dyn Known) -> Result<Layout, Obstacle> {
        if fragment.chunks.iter().any(|chunk| is_object(chunk.text)) {
            return Err(Obstacle::new(Reason::Data, "is an object by itself, not a program"));
        }
        let blocks = (0..fragment.chunks.len())
            .map(|index| mend(fragment, index, javascript()))
            .collect::<Result<Vec<_>, _>>()?;
        let is_module = blocks.iter().any(|block| is_module(block.tree.root_node()));
        let mut layout = Layout { dialect: (!is_module).then_some("commonjs"), ..Layout::default() };
        for (index, (chunk, block)) in fragment.chunks.iter().zip(&blocks).enumerate() {
            add_block(chunk, index, block, &mut layout);
        }
        if fragment.chunks.iter().any(|chunk| !chunk.probes.is_empty()) {
            let library = if is_module { "recantUtil" } else { "require(\"node:util\")" };
            if is_module {
                layout.add("import recantUtil from \"node:util\";\n", "prints what claims speak of", Faith::Harness);
            }
            let helpers = HELPERS.replace("NONCE", fragment.nonce).replace("LIBRARY", library);
            layout.add(helpers, "prints what claims speak of", Faith::Harness);
        }
        Ok(layout)
    }

    fn names(&self, text: &str) -> Names {
        parse(javascript(), text).map(|tree| names(tree.root_node(), text)).unwrap_or_default()
    }
}

fn javascript() -> Lang {
    Lang::named("javascript").expect("JavaScript is in the registry that leads here")
}

/// Whether a text is nothing but an object: where a statement begins, Node takes its brace for a block's.
fn is_object(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(';');
    if !text.ends_with('}') {
        return false;
    }
    let value = format!("({text}\n)");
    let only = |node: Node<'_>| {
        let mut inner = children(node).filter(|child| child.is_named() && child.kind() != "comment");
        inner.next().filter(|_| inner.next().is_none()).map(|child| child.id())
    };
    let Some(tree) = parse(javascript(), &value).filter(|tree| !tree.root_node().has_error()) else { return false };
    let mut node = tree.root_node();
    for kind in ["expression_statement", "parenthesized_expression", "object"] {
        let inner = children(node).find(|child| Some(child.id()) == only(node) && child.kind() == kind);
        let Some(inner) = inner else { return false };
        node = inner;
    }
    true
}

/// Whether it imports, exports or awaits at the top level, which only modules do.
fn is_module(root: Node<'_>) -> bool {
    let mut inner_until = 0;
    walk(root).any(|node| {
        let outer = node.start_byte() >= inner_until;
        if node.kind().contains("function") || node.kind() == "method_definition" {
            inner_until = inner_until.max(node.end_byte());
        }
        matches!(node.kind(), "import_statement" | "export_statement") || node.kind() == "await_expression" && outer
    })
}

fn add_block(chunk: &Chunk<'_>, index: usize, block: &Parsed, layout: &mut Layout) {
    let mut insertions = Insertions::default();
    PRINTING.insert(chunk, index, block, &mut insertions, value);
    PRINTING.begin(chunk, layout);
    layout.pieces.extend(block.layout.with(&insertions).pieces);
    PRINTING.end(chunk, layout);
}

/// How JavaScript prints what probes see.
const PRINTING: Printing = Printing { mark, show, is_statement, leaving: &["return_statement", "throw_statement"] };

fn mark(sign: char, probe: &Probe) -> String {
    format!("recantMark(\"{sign}{}\");", probe.id)
}

fn show(probe: &Probe, expression: &str) -> String {
    format!("recantShow({}, {expression});", probe.id)
}

fn is_statement(node: &Node<'_>) -> bool {
    node.is_named()
        && node.kind() != "comment"
        && node.parent().is_some_and(|parent| matches!(parent.kind(), "program" | "statement_block"))
}

fn value(probe: &Probe, block: &Parsed, range: &Range<usize>, insertions: &mut Insertions) {
    let root = block.tree.root_node();
    let Some(statement) = around(root, range, is_statement) else { return };
    let range = without_end(&block.text, range);
    let declared = walk(statement).find(|node| {
        node.kind() == "variable_declarator"
            && (node.byte_range() == range
                || ["name", "value"]
                    .iter()
                    .any(|side| node.child_by_field_name(side).is_some_and(|n| n.byte_range() == range)))
    });
    let name = declared.and_then(|node| node.child_by_field_name("name")).filter(|name| name.kind() == "identifier");
    if let Some(name) = name.filter(|_| matches!(statement.kind(), "lexical_declaration" | "variable_declaration")) {
        PRINTING.show_behind(statement, &block.text[name.byte_range()], probe, block, insertions);
    } else if around(root, &range, |node| node.is_named() && node.byte_range() == range).is_some() {
        call_with(&range, &format!("recantShow({}, ", probe.id), ")", probe, insertions);
    }
}

fn names(root: Node<'_>, text: &str) -> Names {
    let of = |node: Node<'_>| text[node.byte_range()].to_owned();
    let outer = |node: Node<'_>| -> Vec<String> {
        match node.kind() {
            "function_declaration" | "class_declaration" | "generator_function_declaration" => {
                node.child_by_field_name("name").map(of).into_iter().collect()
            }
            "lexical_declaration" | "variable_declaration" => children(node)
                .filter_map(|child| child.child_by_field_name("name"))
                .filter(|name| name.kind() == "identifier")
                .map(of)
                .collect(),
            _ => Vec::new(),
        }
    };
    let defines: Vec<String> = children(root).flat_map(outer).collect();
    let mut declared: BTreeSet<String> = defines.iter().cloned().collect();
    let mut used = BTreeSet::new();
    for node in walk(root) {
        match node.kind() {
            "variable_declarator" | "function_declaration" | "class_declaration" => {
                declared.extend(
                    node.child_by_field_name("name")
                        .into_iter()
                        .flat_map(walk)
                        .filter(|n| n.kind() == "identifier")
                        .map(of),
                );
            }
            "formal_parameters" | "import_clause" | "catch_clause" => {
                declared.extend(walk(node).filter(|n| n.kind() == "identifier").map(of));
            }
            "arrow_function" => declared.extend(node.child_by_field_name("parameter").map(of)),
            "identifier" => {
                used.insert(of(node));
            }
            _ => {}
        }
    }
    let wants = used.into_iter().filter(|name| !declared.contains(name)).collect();
    Names { defines, wants, ..Names::default() }
}
