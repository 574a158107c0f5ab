//! The names that a block of Java defines, and those that it uses and takes for granted.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::imports::is_automatic;
use super::items::{Place, bodies, body_of, members, place};
use crate::languages::completion::{Names, children, walk};

/// What a block defines at its top level, and what it uses and does not define.
pub(super) fn exchanged(root: Node<'_>, text: &str) -> Names {
    let of = |node: Node<'_>| text[node.byte_range()].to_owned();
    // A method without a body is only spoken of.
    let shown = children(root).filter(|item| item.kind() != "method_declaration" || body_of(*item).is_some());
    let defines = shown.flat_map(declares).map(of).filter(|name| name != "main").collect();
    let mut declared: BTreeSet<String> = walk(root).flat_map(declares).map(of).collect();
    let imports = children(root).filter(|item| item.kind() == "import_declaration");
    declared.extend(imports.flat_map(walk).filter(|node| node.kind() == "identifier").map(of));
    let named = walk(root).filter_map(|node| loaded(node, text)).map(str::to_owned);
    let used: BTreeSet<String> = walk(root).filter(|node| is_free(*node)).map(of).chain(named).collect();
    // What stands outside of a class does not come in sight within one, but for other classes.
    let is_loose = children(root).any(|item| matches!(place(item, text), Place::Member | Place::Statement));
    let may_be_lent = |name: &&String| is_loose || name.starts_with(char::is_uppercase);
    let wants = used.difference(&declared).filter(|name| !is_automatic(name)).filter(may_be_lent).cloned().collect();
    let inner = children(root).flat_map(|item| bodies(item).flat_map(variables).chain(members(item)));
    let locals = inner.flat_map(named_by).map(of).filter(|name| name != "main").collect();
    Names { defines, wants, locals, ..Names::default() }
}

/// The class that a call loads by its name: `Class.forName("org.example.Book")`.
fn loaded<'t>(call: Node<'_>, text: &'t str) -> Option<&'t str> {
    let name = call.child_by_field_name("name").filter(|_| call.kind() == "method_invocation")?;
    let loads = matches!(text.get(name.byte_range())?, "forName" | "loadClass");
    let path = children(call.child_by_field_name("arguments").filter(|_| loads)?).find(Node::is_named)?;
    let path = text.get(path.byte_range())?.trim_matches('"');
    path.rsplit('.').next().filter(|class| class.starts_with(char::is_uppercase))
}

/// The declarations of variables that stand in a body itself, and in nothing that stands there.
pub(super) fn variables(body: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    children(body).filter(|node| node.kind() == "local_variable_declaration")
}

/// The names that a declaration of variables, fields or a method declares.
pub(super) fn named_by(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let fields = (node.kind() == "field_declaration").then(|| children(node).flat_map(declares));
    declares(node).chain(fields.into_iter().flatten())
}

/// Whether a name is looked up where it stands, and not in what stands before the dot.
pub(super) fn is_free(node: Node<'_>) -> bool {
    if !matches!(node.kind(), "identifier" | "type_identifier") {
        return false;
    }
    let Some(parent) = node.parent() else { return true };
    let is = |field: &str| parent.child_by_field_name(field) == Some(node);
    match parent.kind() {
        "method_invocation" => !is("name") || parent.child_by_field_name("object").is_none(),
        "field_access" => !is("field"),
        "method_reference" | "scoped_type_identifier" | "scoped_identifier" => parent.child(0) == Some(node),
        "element_value_pair" => !is("key"),
        "labeled_statement" | "break_statement" | "continue_statement" => false,
        _ => true,
    }
}

/// The names that a declaration declares itself.
pub(super) fn declares(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let own = match node.kind() {
        "class_declaration"
        | "interface_declaration"
        | "enum_declaration"
        | "record_declaration"
        | "annotation_type_declaration"
        | "method_declaration"
        | "formal_parameter"
        | "catch_formal_parameter"
        | "enhanced_for_statement"
        | "variable_declarator"
        | "instanceof_expression"
        | "resource" => node.child_by_field_name("name"),
        "type_parameter" => node.named_child(0),
        "lambda_expression" => node.child_by_field_name("parameters").filter(|own| own.kind() == "identifier"),
        _ => None,
    };
    let list = matches!(node.kind(), "local_variable_declaration" | "inferred_parameters").then(|| children(node));
    let variables = list.into_iter().flatten().filter_map(|child| match child.kind() {
        "variable_declarator" => child.child_by_field_name("name"),
        "identifier" => Some(child),
        _ => None,
    });
    own.into_iter().chain(variables)
}
