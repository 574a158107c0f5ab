//! The names that Python code defines and uses.

use std::collections::{BTreeMap, BTreeSet};

use tree_sitter::Node;

use crate::languages::completion::{Import, children, walk};

/// Names that every Python program finds (library reference, "Built-in Functions", "Built-in
/// Constants", "Built-in Exceptions"), those of Python 2 included.
const BUILTINS: &str = " ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError \
BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError \
ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError \
Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit \
IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError \
KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented \
NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError \
RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StandardError StopAsyncIteration \
StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError \
UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning \
UserWarning ValueError Warning ZeroDivisionError _ __builtins__ __debug__ __doc__ __file__ __name__ __spec__ \
__class__ __annotations__ abs aiter all anext any apply ascii basestring bin bool breakpoint buffer bytearray bytes \
callable chr classmethod cmp coerce compile complex copyright credits delattr dict dir divmod enumerate eval exec \
execfile exit file filter float format frozenset getattr globals hasattr hash help hex id input int intern isinstance \
issubclass iter len license list locals long map max memoryview min next object oct open ord pow print property quit \
range raw_input reduce reload repr reversed round self set setattr slice sorted staticmethod str sum super tuple type \
unichr unicode vars xrange zip __import__ ";

/// The names of a text.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Defined anywhere, in whatever scope.
    pub(super) defined: BTreeSet<String>,
    /// Defined by something else than an import.
    pub(super) assigned: BTreeSet<String>,
    /// Defined where other blocks see them, in order.
    pub(super) outer: Vec<String>,
    /// Used, with whether the use is sure to run: it stands neither in a function nor under `try`.
    pub(super) used: BTreeMap<String, bool>,
    /// For each name before a dot, what stands behind the dot.
    pub(super) attributes: BTreeMap<String, BTreeSet<String>>,
    /// What the imports among those stand for.
    pub(super) imports: Vec<Import>,
    /// Called names.
    pub(super) called: BTreeSet<String>,
    /// Whether `from x import *` may define any name.
    pub(super) open: bool,
}

impl Names {
    /// Adds the names of a syntax tree.
    pub(super) fn read(&mut self, root: Node<'_>, text: &str) {
        let mut visitor = Visitor { names: self, text, skip: BTreeSet::new() };
        let mut unsure_until = 0;
        let mut inner_until = 0;
        for node in walk(root) {
            let end = node.end_byte();
            visitor.visit(node, node.start_byte() >= unsure_until, node.start_byte() >= inner_until);
            match node.kind() {
                "function_definition" | "lambda" => {
                    unsure_until = unsure_until.max(end);
                    inner_until = inner_until.max(end);
                }
                "class_definition" => inner_until = inner_until.max(end),
                "try_statement" => unsure_until = unsure_until.max(end),
                _ => {}
            }
        }
    }

    /// Whether Python itself defines what a name means here.
    fn finds_builtin(&self, name: &str) -> bool {
        let bare = |used: &BTreeSet<String>| used.iter().all(|attribute| attribute.starts_with("__"));
        is_builtin(name) && (!PLAIN.contains(&name) || self.attributes.get(name).is_none_or(bare))
    }

    /// Whether a name stands for what the text itself makes, and not for an import's target.
    pub(super) fn outer_assigned(&self, name: &str) -> bool {
        self.assigned.contains(name)
    }

    /// Names that are used and that neither the text nor Python defines, in order, with whether
    /// their use is sure to run.
    pub(super) fn wanted(&self) -> impl Iterator<Item = (&str, bool)> {
        let used = self
            .used
            .iter()
            .filter(|(name, _)| !self.open && !self.defined.contains(*name) && !self.finds_builtin(name));
        used.map(|(name, sure)| (name.as_str(), *sure))
    }
}

/// Built-in functions that have nothing behind a dot: before one, the name means something else.
const PLAIN: [&str; 14] =
    ["all", "any", "filter", "format", "hash", "id", "input", "iter", "map", "next", "open", "range", "vars", "zip"];

fn is_builtin(name: &str) -> bool {
    BUILTINS.contains(&format!(" {name} "))
}

struct Visitor<'n> {
    names: &'n mut Names,
    text: &'n str,
    /// Where identifiers start that are no uses: attributes, keywords of calls, definitions.
    skip: BTreeSet<usize>,
}

impl Visitor<'_> {
    fn visit(&mut self, node: Node<'_>, sure: bool, outer: bool) {
        let field = |name| node.child_by_field_name(name);
        match node.kind() {
            "identifier" => self.use_name(node, sure),
            "attribute" => self.attribute(node),
            "keyword_argument" => self.skip.extend(field("name").map(|name| name.start_byte())),
            "call" => {
                let function = field("function").filter(|function| function.kind() == "identifier");
                self.names.called.extend(function.map(|function| self.text[function.byte_range()].to_owned()));
            }
            "function_definition" | "class_definition" | "named_expression" => self.define(field("name"), outer),
            "assignment" | "for_statement" | "for_in_clause" | "augmented_assignment" => {
                self.define(field("left"), outer);
            }
            "parameters" | "lambda_parameters" => self.define_parameters(node),
            "as_pattern_target" | "global_statement" | "nonlocal_statement" | "case_pattern" | "type_parameter" => {
                self.define(Some(node), outer);
            }
            "except_clause" => self.define_python2_exception(node, outer),
            "import_statement" | "import_from_statement" | "future_import_statement" => self.import(node, outer),
            "wildcard_import" => {
                self.names.open = true;
                let module = node.parent().and_then(|import| import.child_by_field_name("module_name"));
                if let Some(module) = module.map(|module| &self.text[module.byte_range()]) {
                    self.imported("", module);
                }
            }
            _ => {}
        }
    }

    fn use_name(&mut self, node: Node<'_>, sure: bool) {
        if !self.skip.contains(&node.start_byte()) {
            let used = self.names.used.entry(self.text[node.byte_range()].to_owned()).or_default();
            *used |= sure;
        }
    }

    fn attribute(&mut self, node: Node<'_>) {
        let (Some(object), Some(name)) = (node.child_by_field_name("object"), node.child_by_field_name("attribute"))
        else {
            return;
        };
        self.skip.insert(name.start_byte());
        if object.kind() == "identifier" {
            let name = self.text[name.byte_range()].to_owned();
            self.names.attributes.entry(self.text[object.byte_range()].to_owned()).or_default().insert(name);
        }
    }

    fn define(&mut self, target: Option<Node<'_>>, outer: bool) {
        let Some(target) = target else { return };
        // `a.b = 1` and `a[0] = 1` define nothing.
        let mut hidden_until = 0;
        for node in walk(target) {
            if matches!(node.kind(), "attribute" | "subscript") {
                hidden_until = hidden_until.max(node.end_byte());
            } else if node.kind() == "identifier" && node.start_byte() >= hidden_until {
                self.skip.insert(node.start_byte());
                self.names.assigned.insert(self.text[node.byte_range()].to_owned());
                self.add(&self.text[node.byte_range()], outer);
            }
        }
    }

    fn add(&mut self, name: &str, outer: bool) {
        if outer && !self.names.outer.iter().any(|known| known == name) && name != "_" {
            self.names.outer.push(name.to_owned());
        }
        self.names.defined.insert(name.to_owned());
    }

    fn define_parameters(&mut self, parameters: Node<'_>) {
        for parameter in children(parameters) {
            let name = match parameter.kind() {
                "default_parameter" | "typed_default_parameter" => parameter.child_by_field_name("name"),
                "typed_parameter" => parameter.named_child(0),
                _ => Some(parameter),
            };
            self.define(name, false);
        }
    }

    /// `except ValueError, error:` of Python 2.
    fn define_python2_exception(&mut self, clause: Node<'_>, outer: bool) {
        let comma = children(clause).find(|node| node.kind() == ",");
        self.define(
            comma.and_then(|comma| comma.next_named_sibling()).filter(|node| node.kind() == "identifier"),
            outer,
        );
    }

    fn import(&mut self, statement: Node<'_>, outer: bool) {
        let module = statement.child_by_field_name("module_name");
        let text = self.text;
        let target = |node: Node<'_>| {
            let name = &text[node.byte_range()];
            module.map_or(name.to_owned(), |module| format!("{}.{name}", &text[module.byte_range()]))
        };
        let mut found = Vec::new();
        let mut hidden_until = module.map_or(0, |module| module.end_byte());
        for node in walk(statement) {
            match node.kind() {
                "identifier" => {
                    self.skip.insert(node.start_byte());
                    self.names.used.entry(self.text[node.byte_range()].to_owned()).or_default();
                }
                "aliased_import" if node.start_byte() >= hidden_until => {
                    hidden_until = node.end_byte();
                    found.extend(node.child_by_field_name("alias").zip(node.child_by_field_name("name").map(target)));
                }
                "dotted_name" if node.start_byte() >= hidden_until => {
                    found.extend(node.named_child(0).map(|first| (first, target(node))));
                }
                _ => {}
            }
        }
        for (name, target) in found {
            self.imported(&text[name.byte_range()], &target);
            self.define(Some(name), outer);
        }
    }

    fn imported(&mut self, name: &str, target: &str) {
        self.names.imports.push(Import { name: name.to_owned(), target: target.to_owned() });
    }
}
