//! TOML.

use super::{
    Language, Role,
    clues::{Clue, clue},
};

/// TOML.
pub(super) struct Toml;

impl Language for Toml {
    fn name(&self) -> &'static str {
        "toml"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["toml"]
    }

    fn role(&self) -> Role {
        Role::Data
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_toml_ng::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["#"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &["table", "table_array_element", "inline_table"]
    }
}

const CLUES: &[Clue] = &[
    clue(r"^\[\[[\w.\x22' -]+\]\]\s*(#.*)?$", 4.5, "`[[…]]` begins a table of an array"),
    clue(r"^\[[\w-]+(\.([\w-]+|'[^']*'|\x22[^\x22]*\x22))+\]\s*(#.*)?$", 3.0, "`[a.b]` begins a table"),
    clue(r"^\[[\w-]+\]\s*(#.*)?$", 1.8, "`[…]` begins a table"),
    clue(
        r"(?x)^\[(package|dependencies|dev-dependencies|build-dependencies|workspace|features|lib|profile\.\w+
            | tool\.[\w.-]+|project|build-system|build|net|http|registries)\b",
        3.0,
        "a table of Cargo or Python",
    ),
    clue(r#"^[\w.-]+ = ("[^"]*"|'[^']*'|\[.*|\{.*\})\s*(#.*)?$"#, 1.2, "`key = value`"),
    clue(
        r#"^[\w-]+ = "\d[\d.]*"|^[\w-]+ = \{ ?(version|path|git|workspace|features)\b|^edition = "#,
        3.0,
        "a dependency with its version",
    ),
    clue(r#"^\s*"[^"]*",\s*$"#, 0.4, "an item of an array"),
    clue(r"[;{(]\s*$|\w\(|^\s*(let|var|const|return|def|class)\b", -2.5, "a statement"),
    clue(r"^\s*\[.*\]\s*=|^\d{4}|^\[(INFO|DEBUG|WARN|ERROR|\d)", -2.0, "a line of a log"),
    clue(r"^\s*#.*\b[\w-]+\.toml\b", 4.0, "a comment names a file of TOML"),
    clue(r"^[\w.-]+ = (true|false|-?[\d.]+)\s*(#.*)?$", 0.5, "`key = value`"),
];
