//! The shell: bash and what it calls.

mod clues;
mod complete;

use super::{Language, Role, clues::Clue, completion::Completer};

/// The shell: bash and what it calls.
pub(super) struct Shell;

impl Language for Shell {
    fn name(&self) -> &'static str {
        "shell"
    }

    fn labels(&self) -> &'static [&'static str] {
        &[
            "bash",
            "shell",
            "sh",
            "zsh",
            "console",
            "shellsession",
            "shell-session",
            "ksh",
            "fish",
            "ash",
            "dash",
            "terminal",
            "bash-session",
            "sh-session",
        ]
    }

    fn role(&self) -> Role {
        Role::Program
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_bash::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["#"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[clues::CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &[
            "pipeline",
            "if_statement",
            "for_statement",
            "case_statement",
            "file_redirect",
            "heredoc_redirect",
            "command_substitution",
            "variable_assignment",
            "test_command",
            "declaration_command",
            "while_statement",
            "list",
        ]
    }

    fn completer(&self) -> Option<&'static dyn Completer> {
        Some(&complete::ShellCompleter)
    }
}
