//! Python.

mod clues;
mod complete;

use super::{Language, Role, clues::Clue, completion::Completer};

/// Python.
pub(super) struct Python;

impl Language for Python {
    fn name(&self) -> &'static str {
        "python"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["python", "py", "python2", "python3", "py2", "py3", "pycon", "pyi", "ipython", "ipython3"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["Flask", "Django", "WSGI", "PyPI", "NumPy", "asyncio"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_python::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["#"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[clues::CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "function_definition",
            "class_definition",
            "import_from_statement",
            "decorated_definition",
            "with_statement",
            "list_comprehension",
            "dictionary_comprehension",
            "generator_expression",
            "keyword_argument",
            "lambda",
            "except_clause",
            "print_statement",
            "for_in_clause",
            "import_statement",
            "elif_clause",
            "conditional_expression",
            "not_operator",
            "raise_statement",
        ]
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&complete::PythonCompleter)
    }
}
