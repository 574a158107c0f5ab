//! JSON, with the comments that people write into it.

use super::{
    Language, Role,
    clues::{Clue, clue},
};

/// JSON, with the comments that people write into it.
pub(super) struct Json;

impl Language for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn labels(&self) -> &'static [&'static str] {
        &["json", "jsonc", "json5", "jsonl", "ndjson", "geojson", "jsonld", "json-ld"]
    }

    fn role(&self) -> Role {
        Role::Data
    }

    fn grammar(&self) -> Option<tree_sitter::Language> {
        Some(tree_sitter_json::LANGUAGE.into())
    }

    fn line_comments(&self) -> &'static [&'static str] {
        &[]
    }

    fn clues(&self) -> &'static [&'static [Clue]] {
        &[CLUES]
    }

    fn telling_nodes(&self) -> &'static [&'static str] {
        &["pair"]
    }
}

const CLUES: &[Clue] = &[
    clue(r#"^\s*[{,]?\s*"[^"]*"\s*:\s*("|\[|\{|-?\d|true|false|null|$|\.\.\.|<)"#, 3.2, "a quoted key with its value"),
    clue(r#"^\s*\{\s*"[^"]+"\s*:.*\}\s*,?\s*$"#, 2.5, "an object on one line"),
    clue(r#"^\s*"[^"]*",?\s*$"#, 0.9, "a quoted text alone"),
    clue(r"^\s*[\[\]{}]+,?\s*$", 0.6, "a bracket alone"),
    clue(r"^\s*[\[{]\s*$", 0.5, "an opening bracket alone"),
    clue(r"^\s*-?\d+(\.\d+)?,?\s*$", 0.3, "a number alone"),
    clue(r"^\s*\[[^\[\]=()]*\]\s*,?\s*$", 0.5, "an array on one line"),
    clue(r";\s*$|\w\(.*\)\s*\{?$|^\s*(var|let|const|function|return|import|export|if|for)\b|=>", -3.0, "a statement"),
    clue(r"^\s*[\w$]+\s*[:=]\s", -1.5, "a key without quotes"),
    clue(r"^\s*'|: '", -1.0, "single quotes"),
    clue(r#"\{"[\w-]+": ?("|\[|\{|-?\d|true|false|null)"#, 2.0, "an object"),
];
