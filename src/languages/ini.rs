//! INI and its like: sections, and keys with values; known by its shape alone.

use super::{
    Language, Role,
    clues::{Clue, clue},
};

/// INI and its like: sections, and keys with values; known by its shape alone.
pub(super) struct Ini;

impl Language for Ini {
    fn name(&self) -> &'static str {
        "ini"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["ini", "cfg", "conf", "properties", "editorconfig", "dosini", "gitconfig", "desktop"]
    }

    fn role(&self) -> Role {
        Role::Data
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        None
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &["#", ";"]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[CLUES]
    }
}

const CLUES: &[Clue] = &[
    clue(r"^\[[A-Za-z][\w .:/\x22-]*\]\s*$", 2.2, "`[…]` begins a section"),
    clue(r"^[a-zA-Z][\w.-]*=\S*$", 1.1, "`key=value`"),
    clue(r"^[a-z][\w-]*(\.[\w-]+)+ ?= ?\S*$", 2.4, "a dotted key with its value"),
    clue(r"^[a-zA-Z][\w .-]* ?= ?[^\x22'\[{(;]+$", 0.9, "a key with a bare value"),
    clue(r"^[\w.-]+ = [\w.-]+:\w+$", 1.5, "an entry point"),
    clue(r"^\s*;", 1.5, "a comment `;`"),
    clue(r"^#", 0.2, "a comment `#`"),
    clue(r"[;{(]\s*$|\w\(|^\s*(let|var|const|return|def|class|export|if|for|echo)\b|[$]\{?\w", -2.2, "a statement"),
    clue(r"^\[(INFO|DEBUG|WARN|ERROR|\d)", -3.0, "a line of a log"),
];
