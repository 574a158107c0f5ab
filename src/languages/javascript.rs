//! JavaScript.

mod complete;

use super::{
    Language, Role,
    clues::{Clue, clue},
    completion::Completer,
};

/// JavaScript.
pub(super) struct JavaScript;

impl Language for JavaScript {
    fn name(&self) -> &'static str {
        "javascript"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["javascript", "js", "jsx", "mjs", "cjs", "node", "nodejs", "ecmascript", "es6"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["Node", "Node.js", "jQuery", "React", "Vue"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_javascript::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["//"]
    }

    fn asks(&self) -> Option<&'static str> {
        Some(super::ecmascript::ASKS)
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&complete::JavaScriptCompleter)
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[super::curly::CLUES, super::ecmascript::CLUES, CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "lexical_declaration",
            "arrow_function",
            "template_string",
            "function_declaration",
            "function_expression",
            "regex",
            "object_pattern",
            "array_pattern",
            "import_statement",
            "export_statement",
            "await_expression",
            "spread_element",
            "generator_function",
        ]
    }
}

const CLUES: &[Clue] = &[
    clue(r"^\s*var [\w$]+\s*=", 0.7, "`var …` without a type"),
    clue(r"^\s*(const|let|var) [\w$]+ = require\(", 1.0, "`require(…)`"),
    clue(r"\bfunction\s*[\w$]*\([\w$, ]*\)\s*\{", 0.7, "parameters without types"),
    clue(r"\b(document|window|navigator|localStorage|location)\.[a-zA-Z]", 0.5, "an object of the browser"),
    clue(r"\.prototype\b|\bmodule\.exports\b|['\x22]use strict|//.*\.m?jsx?\b", 1.0, "older JavaScript"),
    clue(r"^\s*<\w+.*>|\{/\*", 0.3, "JSX"),
    clue(r"//\s*([\x22'\d\[{]|true|false|undefined|null|NaN|Infinity)", 0.4, "a comment tells a value"),
    clue(r"^\s*[\w$]+(\.[\w$]+)*\.[a-z$][\w$]*\([^;{]*\);?(\s*//.*)?$", 0.25, "a method is called"),
];
