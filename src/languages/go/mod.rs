//! Go.

mod clues;
mod complete;

use super::{Language, Role, clues::Clue, completion::Completer};

/// Go.
pub(super) struct Go;

impl Language for Go {
    fn name(&self) -> &'static str {
        "go"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["go", "golang"]
    }

    fn topics(&self) -> &'static [&'static str] {
        &["Go", "goroutine", "goroutines"]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_go::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["//"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[clues::CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "short_var_declaration",
            "function_declaration",
            "method_declaration",
            "type_declaration",
            "package_clause",
            "import_declaration",
            "range_clause",
            "go_statement",
            "defer_statement",
            "channel_type",
            "composite_literal",
            "slice_type",
            "map_type",
            "func_literal",
            "send_statement",
            "select_statement",
            "type_assertion_expression",
            "var_declaration",
        ]
    }

    fn asks(&self) -> Option<&'static str> {
        Some(ASKS)
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&complete::GoCompleter)
    }
}

// What a program asks of its machine.
const ASKS: &str = r"(?x)\b(?:
    time\.(?:Now|Since|Until)\b
    | runtime\.(?:Caller|GOARCH|GOMAXPROCS|GOOS|GOROOT|NumCPU|ReadMemStats|Version)\b
    | os\.(?:Args|CreateTemp|Environ|Executable|Get\w+|Hostname|LookupEnv|MkdirTemp|ReadDir|TempDir|User\w+Dir)\b
    | ioutil\.ReadDir | filepath\.(?:Abs|Glob|Walk) | flag\.(?:Args?|NArg)\(
    | user\.(?:Current|Lookup) | net\.(?:Interface|Lookup) | debug\.ReadBuildInfo
)";
