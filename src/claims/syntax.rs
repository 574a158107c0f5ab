//! What a claim needs of a syntax tree: comments, and the statement that one speaks of.

use std::ops::Range;

use tree_sitter::{Node, Tree};

use super::value::lists;
use crate::languages::Lang;
use crate::languages::parse::{code_end, is_comment, parse, walk};

/// More comments than this are no note.
const MAX_COMMENTS: usize = 5_000;

/// What comments, and strings that stand for comments, begin with.
const MARKERS: [&str; 6] = ["//", "/*", "#", "--", "\"\"\"", "'''"];

/// Nodes whose children are the statements of a sequence.
const SEQUENCES: &str = "module source_file program translation_unit block statement_list statement_block \
    compound_statement declaration_list do_group class_body constructor_body field_declaration_list \
    switch_body case_clause body_statement";

/// Nodes through which a statement leads to the expression that it evaluates.
const CARRIERS: &str = "expression_statement assignment assignment_statement assignment_expression short_var_declaration \
    var_declaration var_spec lexical_declaration variable_declaration variable_declarator \
    let_declaration local_variable_declaration declaration init_declarator expression_list";

/// Expressions that do nothing but have a value.
const INERT: &str = "comparison_operator binary_operator binary_expression boolean_operator not_operator \
    unary_operator unary_expression attribute member_expression subscript subscript_expression \
    parenthesized_expression";

/// Nodes whose bodies run any number of times.
const REPEATED: &str = "for_statement while_statement do_statement for_in_statement enhanced_for_statement \
    for_expression while_expression loop_expression function_definition function_declaration \
    method_declaration function_item method_definition c_style_for_statement";

/// Whether a text can hold a comment: most can not, and need not be parsed for one. Where `#` begins comments
/// nothing else does but strings, and where something else does `#` does not.
pub(super) fn may_hold_comments(language: Lang, text: &str) -> bool {
    let by_hash = language.line_comments().contains(&"#");
    let can_begin = |marker: &str| if by_hash { !["//", "/*", "--"].contains(&marker) } else { marker != "#" };
    MARKERS.iter().any(|marker| can_begin(marker) && text.contains(marker))
}

/// The syntax tree of a block.
pub(super) struct Syntax<'a> {
    language: Lang,
    text: &'a str,
    tree: Tree,
}

/// A comment of the block.
pub(super) struct Comment {
    /// Its bytes, markers included.
    pub(super) range: Range<usize>,
    /// Whether nothing but white space stands before it on its line.
    pub(super) alone: bool,
    /// Where its text begins, behind the marker.
    pub(super) text_start: usize,
}

/// The statement that a claim speaks of.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) range: Range<usize>,
    /// The statements before it on its line that may print.
    pub(super) before: Vec<Range<usize>>,
    /// The expression that it evaluates and, where it assigns one, names.
    pub(super) expression: Option<Range<usize>>,
    /// Whether it is an expression without effect, whose value nothing uses: it is there to be looked at.
    pub(super) is_inert: bool,
    /// Whether it stands in a loop or in a function, so that it may run more than once, or never.
    pub(super) repeated: bool,
}

impl<'a> Syntax<'a> {
    /// The tree of `text`, where the language has a grammar and the text is fit for it.
    pub(super) fn of(language: Lang, text: &'a str) -> Option<Self> {
        parse(language, text).map(|tree| Self { language, text, tree })
    }

    /// Whether the grammar accepts the whole text.
    pub(super) fn is_sound(&self) -> bool {
        !self.tree.root_node().has_error()
    }

    /// Whether the text is one expression and nothing else.
    pub(super) fn is_expression(&self) -> bool {
        let root = self.tree.root_node();
        self.is_sound()
            && root.named_child_count() == 1
            && root
                .named_child(0)
                .is_some_and(|child| child.kind() == "expression_statement" && value_of(child) == child.named_child(0))
    }

    /// Its comments in order, and strings that stand as statements of their own.
    pub(super) fn comments(&self) -> Vec<Comment> {
        let mut found = Vec::new();
        walk(&self.tree, |cursor| {
            let node = cursor.node();
            let is_leaf = node.kind().contains("comment") || is_lone_string(node);
            if is_leaf && found.len() < MAX_COMMENTS {
                found.extend(self.comment(node.byte_range()));
            }
            !is_leaf
        });
        found
    }

    fn comment(&self, range: Range<usize>) -> Option<Comment> {
        let range = range.start..range.start + self.text[range.clone()].trim_end().len();
        let text = &self.text[range.clone()];
        let marker = MARKERS.into_iter().find(|marker| text.starts_with(marker))?;
        let alone = self.line_before(range.start).trim().is_empty();
        Some(Comment { alone, text_start: range.start + marker.len(), range })
    }

    fn line_before(&self, at: usize) -> &str {
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        &self.text[start..at]
    }

    /// The statement whose last byte is the last one before `at` that is not white space, where that
    /// lies on the same line or, with `line_above`, on the line above.
    pub(super) fn statement_before(&self, at: usize, line_above: bool) -> Option<Statement> {
        let code = self.text[..at].trim_end();
        let lines_between = self.text[code.len()..at].matches('\n').count();
        if code.is_empty() || lines_between != usize::from(line_above) {
            return None;
        }
        let last = code.char_indices().next_back()?.0;
        let mut node = self.tree.root_node().descendant_for_byte_range(last, code.len())?;
        while let Some(parent) = node.parent() {
            if lists(SEQUENCES, parent.kind()) {
                break;
            }
            node = parent;
        }
        let fits =
            node.parent().is_some() && code_end(node) <= at && !node.has_error() && !node.kind().contains("comment");
        if fits { Some(statement(node, self.text)) } else { self.line_statement(code) }
    }

    /// In code that the grammar does not accept: the line by itself, where that is a statement.
    fn line_statement(&self, code: &str) -> Option<Statement> {
        let start = code.rfind('\n').map_or(0, |newline| newline + 1);
        let line = code[start..].trim_start();
        let start = code.len() - line.len();
        let tree = parse(self.language, line)?;
        let root = tree.root_node();
        if root.has_error() || root.named_child_count() != 1 || root.named_child(0)?.kind().contains("comment") {
            return None;
        }
        let found = statement(root.named_child(0)?, line);
        let shift = |range: Range<usize>| range.start + start..range.end + start;
        let repeated = code[..start].ends_with([' ', '\t']);
        Some(Statement { range: shift(found.range), expression: found.expression.map(shift), repeated, ..found })
    }

    /// The statements before `at` in the sequence that it stands in, from `from` on.
    pub(super) fn statements_before(&self, at: usize, from: usize) -> Option<Range<usize>> {
        let code = self.text[..at].trim_end();
        let last = code.char_indices().next_back()?.0;
        let mut node = in_sequence(self.tree.root_node().descendant_for_byte_range(last, code.len())?)?;
        // What stands behind a loop speaks of the loop, and not of its body's last statements.
        let column = self.line_before(at).len();
        while let Some(outer) = node.parent().and_then(in_sequence) {
            if code_end(outer) > code.len() || outer.start_position().column < column || defines(outer) {
                break;
            }
            node = outer;
        }
        let end = code_end(node).min(at);
        let mut start = node.start_byte();
        while let Some(sibling) = node.prev_named_sibling() {
            if sibling.start_byte() < from {
                break;
            }
            node = sibling;
            if !node.kind().contains("comment") {
                start = node.start_byte();
            }
        }
        (start >= from && start < end).then_some(start..end)
    }

    /// Whether the grammar rejects something in this range.
    pub(super) fn rejects(&self, range: Range<usize>) -> bool {
        let mut node = self.tree.root_node();
        if !node.has_error() {
            return false;
        }
        'down: loop {
            if node.is_error() {
                return true;
            }
            let mut cursor = node.walk();
            for child in node.children(&mut cursor) {
                if child.has_error() && child.start_byte() < range.end && child.end_byte() > range.start {
                    node = child;
                    continue 'down;
                }
            }
            return node.is_missing();
        }
    }
}

/// The statement of a sequence that a node is, or stands in.
fn in_sequence(node: Node<'_>) -> Option<Node<'_>> {
    let mut node = node;
    // A list of statements is the inside of a block, and no statement of it.
    while node.kind() == "statement_list" || !lists(SEQUENCES, node.parent()?.kind()) {
        node = node.parent()?;
    }
    Some(node)
}

/// Whether a node names something, as functions do: what stands in it runs elsewhere, if at all.
fn defines(node: Node<'_>) -> bool {
    ["_declaration", "_definition", "_item"].iter().any(|ending| node.kind().ends_with(ending))
}

/// The statements before this one that begin on its line, the nearest first, as far as they may print and
/// no comment stands between.
fn before_on_line(node: Node<'_>) -> Vec<Range<usize>> {
    let before = std::iter::successors(node.prev_named_sibling(), Node::prev_named_sibling);
    let on_line = before.take_while(|sibling| {
        sibling.start_position().row == node.start_position().row
            && !is_comment(sibling)
            && code_end(*sibling) == sibling.end_byte()
    });
    let may_print = on_line.filter(|sibling| matches!(sibling.kind(), "expression_statement" | "command"));
    may_print.map(|sibling| sibling.byte_range()).collect()
}

/// The only named child of a node, but for comments.
fn only_child(node: Node<'_>) -> Option<Node<'_>> {
    let mut cursor = node.walk();
    let mut code = node.named_children(&mut cursor).filter(|child| !is_comment(child));
    code.next().filter(|_| code.next().is_none())
}

fn is_lone_string(node: Node<'_>) -> bool {
    node.kind() == "string" && node.parent().is_some_and(|parent| parent.kind() == "expression_statement")
}

fn statement(node: Node<'_>, text: &str) -> Statement {
    let mut repeated = false;
    let mut above = node.parent();
    while let Some(parent) = above {
        repeated |= lists(REPEATED, parent.kind()) && !runs_once(parent, text);
        above = parent.parent();
    }
    let value = value_of(node);
    let is_alone = node.kind() == "expression_statement" && value.is_some() && value == node.named_child(0);
    let is_inert = is_alone && value.is_some_and(|value| lists(INERT, value.kind()));
    let range = node.start_byte()..code_end(node);
    let before = before_on_line(node);
    Statement { range, before, expression: value.map(|value| value.byte_range()), is_inert, repeated }
}

/// Whether a function runs once when its program does: `main`, or an example of Go's.
fn runs_once(node: Node<'_>, text: &str) -> bool {
    let named = node.child_by_field_name("name").or_else(|| node.child_by_field_name("declarator"));
    named.is_some_and(|name| {
        let name = name.child_by_field_name("declarator").unwrap_or(name);
        let name = &text[name.byte_range()];
        name == "main" || name.starts_with("Example")
    })
}

/// The expression that a statement evaluates, or whose value it gives a name.
fn value_of(node: Node<'_>) -> Option<Node<'_>> {
    let mut node = node;
    while lists(CARRIERS, node.kind()) {
        let field = ["right", "value", "declarator"].iter().find_map(|field| node.child_by_field_name(field));
        let binds =
            node.kind().starts_with("assignment") || node.kind().ends_with("declarator") || node.kind() == "var_spec";
        node = if binds { field? } else { field.or_else(|| only_child(node))? };
    }
    let is_value =
        !["_statement", "_declaration", "_definition", "_item"].iter().any(|ending| node.kind().ends_with(ending));
    is_value.then_some(node)
}
