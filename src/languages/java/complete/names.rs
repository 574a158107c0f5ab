//! The names that a block of Java defines, and those that it uses and takes for granted.

use std::collections::BTreeSet;

use tree_sitter::Node;

use super::imports::is_automatic;
use super::items::{body_of, main_of};
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
    let used: BTreeSet<String> = walk(root).filter(|node| is_free(*node)).map(of).collect();
    let wants = used.difference(&declared).filter(|name| !is_automatic(name)).cloned().collect();
    let main = children(root).filter_map(|item| main_of(item, text)).find_map(body_of);
    let locals = main.into_iter().flat_map(variables).flat_map(declares).map(of).collect();
    Names { defines, wants, locals, ..Names::default() }
}

/// The declarations of variables that stand in a body itself, and in nothing that stands there.
pub(super) fn variables(body: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    children(body).filter(|node| node.kind() == "local_variable_declaration")
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
