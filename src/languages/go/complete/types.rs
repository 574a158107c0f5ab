//! The type of an expression, as far as it can be read off.

use tree_sitter::Node;

/// The type of an expression whose text shows it: a literal, a conversion, `make`, `len`.
pub(super) fn type_of(node: Node<'_>, text: &str) -> Option<String> {
    let of = |node: Node<'_>| text[node.byte_range()].trim().to_owned();
    Some(match node.kind() {
        "expression_list" if node.named_child_count() == 1 => type_of(node.named_child(0)?, text)?,
        "int_literal" => "int".to_owned(),
        "float_literal" => "float64".to_owned(),
        "rune_literal" => "rune".to_owned(),
        "interpreted_string_literal" | "raw_string_literal" => "string".to_owned(),
        "true" | "false" => "bool".to_owned(),
        "composite_literal" => of(node.child_by_field_name("type")?),
        "unary_expression" if text[node.byte_range()].starts_with('&') => {
            format!("*{}", type_of(node.child_by_field_name("operand")?, text)?)
        }
        "call_expression" => match of(node.child_by_field_name("function")?).as_str() {
            "make" => of(node.child_by_field_name("arguments")?.named_child(0)?),
            "len" | "cap" => "int".to_owned(),
            _ => return None,
        },
        _ => return None,
    })
}
