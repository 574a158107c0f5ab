//! What a person adds to a snippet, as its file says it.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::claims::Expectation;
use crate::config::Wishes;

/// `completion.toml`: what a person adds so that a snippet runs, or so that more of it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Completion {
    /// Words of the note that claim something and show no code: where there is no snippet, they are
    /// what the programs belong to.
    pub anchor: Option<String>,
    /// Words of the note that recant takes for a claim and that are none.
    #[serde(default)]
    pub no_claim: Vec<String>,
    /// The programs that the snippet is part of.
    #[serde(default, rename = "program")]
    pub programs: Vec<StoredProgram>,
    /// How the note could be made true.
    #[serde(default, rename = "repair", deserialize_with = "one_or_several")]
    pub repairs: Vec<Repair>,
}

/// A program that a person wrote around a snippet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StoredProgram {
    /// Its file in the snippet's folder: `program-refused.go`.
    pub file: String,
    /// Its language, where the ending of the file does not tell.
    pub language: Option<String>,
    /// The folders of other snippets whose code stands in it too: `031-counter`.
    #[serde(default)]
    pub with: Vec<String>,
    /// Pieces of the snippets' text that are no code, as a person found, and do not stand in it.
    #[serde(default)]
    pub omits: Vec<String>,
    /// The arguments that it is started with.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// What it reads from standard input.
    #[serde(default)]
    pub stdin: String,
    /// Variables of its environment.
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    /// The version of its toolchain, or how it begins: `2.7`.
    pub toolchain: Option<String>,
    /// Packages that it needs, as the language's own tool names them: `eventlet==0.36.1`.
    #[serde(default)]
    pub dependencies: Vec<String>,
    /// Hosts that a recorder stands in for.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// What the recorder answers in their place.
    pub answer: Option<Answer>,
    /// Whether it fetches things by itself, as `mvn package` does: it is run once with the registries in
    /// reach, and what it has fetched is there when it runs offline.
    #[serde(default)]
    pub rehearse: bool,
    /// How much it may use.
    #[serde(default)]
    pub limits: Wishes,
    /// What is known of what it does.
    #[serde(default, rename = "claim")]
    pub claims: Vec<Addition>,
}

/// What a recorder answers in the place of a host.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Answer {
    /// The status: 404.
    pub status: u16,
    /// Names and values, without those that follow from the body.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Default for Answer {
    fn default() -> Self {
        let headers = vec![("Content-Type".to_owned(), "text/plain".to_owned())];
        Self { status: 200, headers, body: "recorded by recant\n".to_owned() }
    }
}

/// A claim of the note that a person found, or made exact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Addition {
    /// Words of the note that say it; they have to stand there.
    pub quote: String,
    /// The expression that they speak of, once the program has run; without it, the program.
    pub of: Option<String>,
    /// What they say of it.
    pub expectation: Expectation,
}

/// An edit of the note that makes it true.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Repair {
    /// What stands in the note's code.
    pub replace: String,
    /// What should stand there.
    pub with: String,
    /// Why.
    pub why: String,
    /// What is true then, where that is not what the note claims.
    #[serde(default, rename = "claim")]
    pub claims: Vec<Remedy>,
}

/// What is true of a snippet once it is repaired.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Remedy {
    /// What the program does.
    pub expectation: Expectation,
}

/// Reads `[repair]` as well as `[[repair]]`. An untagged enumeration would lose the line of an error.
fn one_or_several<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Repair>, D::Error> {
    struct OneOrSeveral;

    impl<'de> Visitor<'de> for OneOrSeveral {
        type Value = Vec<Repair>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a table, or several")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<Repair>, A::Error> {
            Ok(vec![Repair::deserialize(MapAccessDeserializer::new(map))?])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, sequence: A) -> Result<Vec<Repair>, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(sequence))
        }
    }

    deserializer.deserialize_any(OneOrSeveral)
}
