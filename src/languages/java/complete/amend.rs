//! What Java's compiler says of the class that was added, and what a completion can do about it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tree_sitter::Node;

use super::items::body_of;
use super::names::named_by;
use super::{java, without_faulty_loans};
use crate::languages::completion::{Faith, Fragment, Insertions, Layout, Message, Piece, around, children, walk};
use crate::languages::parse::parse;

/// The layout with what the compiler asks for; `None` where it asks for nothing that may be added. A class that
/// the note gives whole must stand as it is.
pub(super) fn amend(fragment: &Fragment<'_>, layout: &Layout, messages: &[Message]) -> Option<Layout> {
    let text = layout.text(fragment);
    let tree = parse(java(), &text)?;
    let body = added_class(layout, tree.root_node()).and_then(body_of);
    let insertions = body.map(|body| Wanted::of(body, &text, messages).insertions(body, &text)).unwrap_or_default();
    if insertions.is_empty() {
        return without_faulty_loans(fragment, layout, messages);
    }
    Some(layout.with(&insertions))
}

/// The class that holds what the note shows outside of any.
fn added_class<'tree>(layout: &Layout, root: Node<'tree>) -> Option<Node<'tree>> {
    let is_added = |node: &Node<'_>| {
        let piece = layout.piece_at(node.start_byte()).map(|(index, _)| &layout.pieces[index]);
        matches!(piece, Some(Piece::Added(_)))
    };
    children(root).find(|node| node.kind() == "class_declaration" && is_added(node))
}

/// What messages want of the members of a class.
#[derive(Default)]
struct Wanted<'a> {
    /// Names of what `main` uses and has no object for.
    statics: BTreeSet<&'a str>,
    /// Where the methods begin that do not declare what they throw, each with what that is.
    thrown: BTreeMap<usize, &'static str>,
}

impl<'a> Wanted<'a> {
    fn of(body: Node<'_>, text: &'a str, messages: &'a [Message]) -> Self {
        let mut wanted = Self::default();
        for message in messages {
            let Some(line) = message.at.and_then(|at| line_at(text, at)) else { continue };
            if let Some(exception) = message.text.strip_prefix("unreported exception ") {
                // Its name would have to be imported; these two need not be.
                let named = if exception.starts_with("Throwable;") { "Throwable" } else { "Exception" };
                wanted.thrown.extend(method_around(body, line.start).map(|method| (method.start_byte(), named)));
            } else if let Some(named) = message.text.strip_prefix("non-static ") {
                let name = named.split([' ', '(']).nth(1);
                match name {
                    Some("this") => wanted.statics.extend(made_in(body, text, &line)),
                    name => wanted.statics.extend(name),
                }
            }
        }
        wanted
    }

    fn insertions(&self, body: Node<'_>, text: &str) -> Insertions {
        let mut insertions = Insertions::default();
        for member in children(body).filter(Node::is_named) {
            let mut names = named_by(member).map(|name| &text[name.byte_range()]);
            if let Some(name) = names.find(|name| self.statics.contains(name)) {
                let reason = format!("makes `{name}` static, as `main` uses it without an object");
                insertions.before(member.start_byte(), "static ", reason, Faith::Guess);
            }
            if let (Some(thrown), Some(own)) = (self.thrown.get(&member.start_byte()), body_of(member)) {
                let clause = children(member).find(|child| child.kind() == "throws");
                let (at, text) = clause.map_or_else(
                    || (own.start_byte(), format!("throws {thrown} ")),
                    |clause| (clause.end_byte(), format!(", {thrown}")),
                );
                insertions.before(at, text, "declares that the method throws what it does not catch", Faith::Guess);
            }
        }
        insertions
    }
}

/// The bytes of the line at a byte, from its first letter on: the compiler tells no more of a place.
fn line_at(text: &str, at: usize) -> Option<Range<usize>> {
    let line = text.get(at..)?.lines().next()?;
    Some(at + line.len() - line.trim_start().len()..at + line.len())
}

/// The member of the class, a method, in whose own code a byte stands: not in that of a class or a function in it.
fn method_around(body: Node<'_>, at: usize) -> Option<Node<'_>> {
    let is_code = |node: &Node<'_>| {
        matches!(
            node.kind(),
            "method_declaration" | "constructor_declaration" | "lambda_expression" | "static_initializer"
        )
    };
    let found = around(body, &(at..at + 1), is_code)?;
    (found.kind() == "method_declaration" && found.parent() == Some(body)).then_some(found)
}

/// The classes of which a line makes objects.
fn made_in<'a>(body: Node<'_>, text: &'a str, line: &Range<usize>) -> Vec<&'a str> {
    let made =
        walk(body).filter(|node| node.kind() == "object_creation_expression" && line.contains(&node.start_byte()));
    made.filter_map(|node| text.get(node.child_by_field_name("type")?.byte_range())).collect()
}
