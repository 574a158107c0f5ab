//! The names that Go code declares and uses.

use std::collections::{BTreeMap, BTreeSet};

use tree_sitter::Node;

use crate::languages::completion::{children, walk};

/// Names that Go declares itself (Go specification, "Predeclared identifiers").
pub(super) const PREDECLARED: [&str; 44] = [
    "any",
    "bool",
    "byte",
    "comparable",
    "complex64",
    "complex128",
    "error",
    "float32",
    "float64",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "rune",
    "string",
    "uint",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "uintptr",
    "true",
    "false",
    "iota",
    "nil",
    "append",
    "cap",
    "clear",
    "close",
    "complex",
    "copy",
    "delete",
    "imag",
    "len",
    "make",
    "max",
    "min",
    "new",
    "panic",
    "print",
    "println",
    "real",
    "recover",
];

/// The functions among them, which are no values.
pub(super) const BUILTINS: [&str; 18] = [
    "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "make", "max", "min", "new",
    "panic", "print", "println", "real", "recover",
];

/// The names of a text.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Declared anywhere, in whatever scope, imports not counted.
    pub(super) declared: BTreeSet<String>,
    /// Declared where other blocks see them.
    pub(super) outer: Vec<String>,
    /// How often each name stands as a value or a type, declarations counted.
    pub(super) used: BTreeMap<String, usize>,
    /// For each name before a dot, what stands behind the dot.
    pub(super) selected: BTreeMap<String, BTreeSet<String>>,
    /// Import paths with the names under which they are used.
    pub(super) imported: Vec<(String, String)>,
}

impl Names {
    /// Adds the names of a syntax tree. The key of a composite literal may be a field's name and is
    /// none of them.
    pub(super) fn read(&mut self, root: Node<'_>, text: &str) {
        children(root).for_each(|item| self.read_item(item, text));
    }

    /// Adds the names of an item at the top level.
    pub(super) fn read_item(&mut self, item: Node<'_>, text: &str) {
        self.read_outer(item, text);
        let mut keys = BTreeSet::new();
        for node in walk(item) {
            if node.kind() == "keyed_element" {
                keys.insert(node.start_byte());
            } else if node.kind() != "identifier" || !keys.contains(&node.start_byte()) {
                self.read_node(node, text);
            }
        }
    }

    fn read_node(&mut self, node: Node<'_>, text: &str) {
        let of = |node: Node<'_>| text[node.byte_range()].to_owned();
        match node.kind() {
            "identifier" | "type_identifier" => *self.used.entry(of(node)).or_default() += 1,
            "selector_expression" => {
                let (operand, field) = (node.child_by_field_name("operand"), node.child_by_field_name("field"));
                if let (Some(operand), Some(field)) = (operand, field)
                    && operand.kind() == "identifier"
                {
                    self.selected.entry(of(operand)).or_default().insert(of(field));
                }
            }
            "qualified_type" => {
                if let (Some(package), Some(name)) =
                    (node.child_by_field_name("package"), node.child_by_field_name("name"))
                {
                    self.selected.entry(of(package)).or_default().insert(of(name));
                }
            }
            "import_spec" => self.imported.extend(import(node, text)),
            _ => self.declared.extend(declares(node).map(of)),
        }
    }

    fn read_outer(&mut self, item: Node<'_>, text: &str) {
        let named = |node: Node<'_>| declares(node).map(|name| text[name.byte_range()].to_owned()).collect::<Vec<_>>();
        match item.kind() {
            "function_declaration" | "short_var_declaration" => self.outer.extend(named(item)),
            "const_declaration" | "var_declaration" | "type_declaration" => {
                self.outer.extend(walk(item).filter(|node| node.kind().ends_with("_spec")).flat_map(named));
            }
            _ => {}
        }
        self.outer.retain(|name| name != "main" && name != "init" && name != "_");
    }
}

/// The path that an import imports, and the name under which the code uses it.
pub(super) fn import(spec: Node<'_>, text: &str) -> Option<(String, String)> {
    let path = text[spec.child_by_field_name("path")?.byte_range()].trim_matches(['"', '`']).to_owned();
    let name = match spec.child_by_field_name("name") {
        Some(name) => text[name.byte_range()].to_owned(),
        None => package_name(&path).to_owned(),
    };
    Some((path, name))
}

/// The name of the package at an import path, by convention: its last element, or the one before a
/// major version (`math/rand/v2`, `gopkg.in/yaml.v3`).
fn package_name(path: &str) -> &str {
    let version =
        |word: &str| word.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let mut elements = path.rsplit('/');
    let last = elements.next().unwrap_or(path);
    let last = if version(last) { elements.next().unwrap_or(last) } else { last };
    match last.rsplit_once('.') {
        Some((name, suffix)) if version(suffix) => name,
        _ => last,
    }
}

/// The name nodes that a node declares.
pub(super) fn declares(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let field = match node.kind() {
        "short_var_declaration" | "range_clause" | "receive_statement" => Some("left"),
        "type_switch_statement" => Some("alias"),
        _ => None,
    };
    let list = field.and_then(|field| node.child_by_field_name(field));
    let names_itself = matches!(
        node.kind(),
        "function_declaration"
            | "type_spec"
            | "type_alias"
            | "const_spec"
            | "var_spec"
            | "parameter_declaration"
            | "variadic_parameter_declaration"
            | "type_parameter_declaration"
    );
    let own = names_itself.then(|| {
        (0..node.child_count()).filter_map(move |index| {
            (node.field_name_for_child(index) == Some("name")).then(|| node.child(index)).flatten()
        })
    });
    list.into_iter().flat_map(children).filter(|node| node.kind() == "identifier").chain(own.into_iter().flatten())
}
