//! A line of the ledger: all that a report says of one block.

use std::borrow::Cow;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::{blob, schema};
use crate::claims::{Notation, Strength};
use crate::classify::Kind;
use crate::compare::Verdict;
use crate::complete::How;
use crate::extract::FoundBy;
use crate::notes::{PartOf, Passage};
use crate::reasons::Reason;

/// The name of a language. Behind an alias: a text that serde reads it could not borrow for so long.
type Name = &'static str;

/// A line of the ledger: all that is said of one block.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// Short, made of the code's hash: the same as long as the code is.
    pub id: String,
    /// The file.
    pub path: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// Where it stands in the note's own text, for reports that show that.
    #[serde(skip)]
    pub in_note: InNote,
    /// Code, data, output or unknown.
    pub kind: Kind,
    /// Its language, where recant can tell.
    #[serde(deserialize_with = "blob::language")]
    pub language: Option<Name>,
    /// How sure that is, from 0 to 1.
    #[serde(serialize_with = "two_digits")]
    pub confidence: f32,
    /// How it was found.
    pub found_by: FoundBy,
    /// What became of it; `null` where nothing was run.
    #[serde(serialize_with = "word", deserialize_with = "blob::unsaid")]
    #[schemars(schema_with = "schema::verdict")]
    pub verdict: Option<Verdict>,
    /// Whether all that is wrong of it is listed as known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// Why it could not be told.
    pub reason: Option<Reason>,
    /// What that was here, in words.
    pub detail: Option<String>,
    /// How its program came about.
    pub how: Option<How>,
    /// What was added to run it.
    pub edits: Vec<EditLine>,
    /// What is claimed of it.
    pub claims: Vec<ClaimLine>,
    /// What the toolchain says of it, at the note's lines.
    pub messages: Vec<MessageLine>,
    /// The toolchain that ran it, with its exact version; of several, the one with the worst verdict.
    pub toolchain: Option<String>,
    /// What became of it on each of the versions that were asked for, where there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<VersionLine>,
    /// Since when it fails, where older toolchains tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<AttributionLine>,
    /// The first of its lines that says something.
    pub excerpt: String,
    /// What a person says would make it true, and what came of that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<RepairLine>,
}

/// How much of the notes a report shows, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// A row for each block, and the claims that went wrong.
    Rows,
    /// All that is said of each block.
    Lines,
    /// The notes' own text.
    Notes,
}

impl Line {
    /// Lets go of what a report that shows so much of the notes has no use for, where nothing was run.
    pub fn keep(&mut self, shown: Shown) {
        if shown < Shown::Notes {
            self.in_note = InNote::default();
        }
        if shown < Shown::Lines {
            self.claims = Vec::new();
        }
    }
}

/// An edit of the note that a person says would make it true.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RepairLine {
    /// What stands in the note's code.
    pub replace: String,
    /// What should stand there.
    pub with: String,
    /// Why.
    pub why: String,
    /// What came of the code so repaired.
    #[serde(serialize_with = "word", deserialize_with = "blob::unsaid")]
    #[schemars(schema_with = "schema::verdict")]
    pub verdict: Option<Verdict>,
    /// Why it could not be told, or what went wrong.
    pub detail: Option<String>,
    /// What it prints, or what was seen of what is claimed.
    pub observed: Option<String>,
    /// The toolchain that ran it.
    pub toolchain: Option<String>,
}

/// A place in a file: lines and columns count from 1, ends are inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Its first line.
    pub start_line: usize,
    /// The column of its first character.
    pub start_column: usize,
    /// Its last line.
    pub end_line: usize,
    /// The column of its last character.
    pub end_column: usize,
}

/// Where a block stands in the text of its note.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct InNote {
    /// Which text of the document.
    pub part: PartOf,
    /// The bytes of that text which it takes up, fences included.
    pub outer: Range<usize>,
    /// Its own text.
    pub code: Passage,
}

/// Something that was added to run a block.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EditLine {
    /// The text.
    pub text: String,
    /// Why.
    pub reason: String,
    /// Whether it follows from the language, or is a guess.
    pub faithful: bool,
}

/// What a toolchain says of a block.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MessageLine {
    /// The line of the note.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// The message.
    pub text: String,
    /// The line of the note that it speaks of.
    pub source: String,
}

/// What is said of one claim.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ClaimLine {
    /// Where the claim stands.
    #[serde(flatten)]
    pub place: Place,
    /// The bytes of the file in which it stands.
    #[serde(skip)]
    pub span: Range<usize>,
    /// The first line of the code that it speaks of.
    pub code_start_line: usize,
    /// The last line of the code that it speaks of.
    pub code_end_line: usize,
    /// The claim in the note's own words.
    pub quote: String,
    /// The lines of the note on which it stands.
    #[serde(skip)]
    pub source: Vec<String>,
    /// Strong or weak.
    pub strength: Strength,
    /// How it is written.
    pub notation: Notation,
    /// What became of it; `null` where nothing was run.
    #[serde(serialize_with = "word", deserialize_with = "blob::unsaid")]
    #[schemars(schema_with = "schema::verdict")]
    pub verdict: Option<Verdict>,
    /// Whether it drifted and is listed as known to have.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// Why it could not be told.
    pub reason: Option<Reason>,
    /// What that was here, in words.
    pub detail: Option<String>,
    /// What the note says it prints or is.
    pub claimed: String,
    /// What was seen.
    pub observed: Option<String>,
    /// What had to be relaxed for it to hold.
    pub relaxations: Vec<Cow<'static, str>>,
    /// What became of it on each of the versions that were asked for, where there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<VersionLine>,
    /// Since when it has drifted, where older toolchains tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<AttributionLine>,
}

/// What became of a block or a claim on one version of its toolchain.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct VersionLine {
    /// The toolchain with its version.
    pub toolchain: String,
    /// What became of it there.
    #[serde(serialize_with = "word", deserialize_with = "blob::unsaid")]
    #[schemars(schema_with = "schema::verdict")]
    pub verdict: Option<Verdict>,
    /// Why it could not be told.
    pub reason: Option<Reason>,
    /// What that was here, in words.
    pub detail: Option<String>,
    /// What was seen of a claim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed: Option<String>,
}

/// Between which versions of its toolchain something went wrong.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AttributionLine {
    /// What people call the language.
    #[serde(skip)]
    pub title: String,
    /// The newest installed version on which it is right.
    pub holds_on: String,
    /// The next one, on which it is wrong.
    pub drifted_from: String,
}

impl AttributionLine {
    /// When a block or a claim went wrong, in words: `holds on Python 2.7.18, drifted from 3.6.15 on`.
    #[must_use]
    pub fn words(&self, right: &str, wrong: &str) -> String {
        format!("{right} on {} {}, {wrong} from {} on", self.title, self.holds_on, self.drifted_from)
    }
}

#[expect(clippy::ref_option, reason = "serde calls it with a reference to the field")]
fn word<S: Serializer>(verdict: &Option<Verdict>, serializer: S) -> Result<S::Ok, S::Error> {
    verdict.as_ref().map(Verdict::word).serialize(serializer)
}

/// Two digits are as much as a confidence can mean, and print the same everywhere.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn two_digits<S: Serializer>(confidence: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*confidence) * 100.0).round() / 100.0)
}
