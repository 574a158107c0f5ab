//! The files of a snippet's folder as values.

use serde::{Deserialize, Serialize};

use crate::claims::{Claim, Expectation, Notation, Strength};
use crate::classify::{Kind, Snippet};
use crate::extract::FoundBy;
use crate::notes::Document;

use super::lines::Lines;

/// `snippet.toml`: what recant found, written by `recant extract`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StoredSnippet {
    /// The BLAKE3 hash of the code as the note has it, in hexadecimal.
    pub hash: String,
    /// The notes, relative to the folder that holds the snippets' folders.
    pub path: String,
    /// The first and the last line of the notes on which the code stands.
    pub lines: Lines,
    /// The language, where recant can tell.
    pub language: Option<String>,
    /// Code, data, output or unknown.
    pub kind: Kind,
    /// How it was found.
    pub found_by: FoundBy,
    /// Whether the notes no longer hold it; its place is then the last one it had.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub orphaned: bool,
    /// What the notes say of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<StoredClaim>,
}

/// A claim that recant found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StoredClaim {
    /// In the note's own words.
    pub quote: String,
    /// The first and the last line of the notes on which it stands.
    pub lines: Lines,
    /// Whether the note marks it as a claim.
    pub strength: Strength,
    /// How it is written.
    pub notation: Notation,
    /// What it says.
    pub expectation: Expectation,
}

impl StoredSnippet {
    /// What there is to store of a snippet and its claims.
    pub(super) fn new<'a>(
        document: &Document,
        path: &str,
        snippet: &Snippet,
        claims: impl Iterator<Item = &'a Claim>,
    ) -> Self {
        let code = &snippet.block.code;
        Self {
            hash: hash_of(code.text()),
            path: path.to_owned(),
            lines: Lines::of(document, code.span()),
            language: snippet.language.map(|language| language.name().to_owned()),
            kind: snippet.kind,
            found_by: snippet.block.found_by,
            orphaned: false,
            claims: claims.map(|claim| StoredClaim::new(document, claim)).collect(),
        }
    }
}

impl StoredClaim {
    fn new(document: &Document, claim: &Claim) -> Self {
        Self {
            quote: claim.quote.clone(),
            lines: Lines::of(document, claim.span.clone()),
            strength: claim.strength,
            notation: claim.notation,
            expectation: claim.expectation.clone(),
        }
    }
}

/// The hash that code is known by.
pub(super) fn hash_of(code: &str) -> String {
    blake3::hash(code.as_bytes()).to_hex().to_string()
}
