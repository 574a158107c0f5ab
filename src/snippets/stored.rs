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

/// `completion.toml`: what a person adds so that a snippet runs, or so that more of it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Completion {
    /// The programs that the snippet is part of.
    #[serde(default, rename = "program")]
    pub programs: Vec<StoredProgram>,
    /// How the note could be made true.
    pub repair: Option<Repair>,
}

/// A program that a person wrote around a snippet.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StoredProgram {
    /// Its file in the snippet's folder: `program-refused.go`.
    pub file: String,
    /// Packages that it needs, as the language's own tool names them: `eventlet==0.36.1`.
    #[serde(default)]
    pub dependencies: Vec<String>,
    /// What is known of what it does.
    #[serde(default, rename = "claim")]
    pub claims: Vec<Addition>,
}

/// A claim of the note that a person found, or made exact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Addition {
    /// Words of the note that say it; they have to stand there.
    pub quote: String,
    /// What they say of the program.
    pub expectation: Expectation,
}

/// The edit of the note that makes it true.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Repair {
    /// What stands in the note's code.
    pub replace: String,
    /// What should stand there.
    pub with: String,
    /// Why.
    pub why: String,
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
