//! A report in a form from which any format can be made later, on another machine.
//!
//! The JSON report stands in it as it is published, and beside each line what that report leaves out.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize};

use super::{AttributionLine, ClaimLine, InNote, Line, Report, Shard, VersionLine};
use crate::compare::Verdict;
use crate::languages::Lang;
use crate::notes::{self, Document};

/// The version of the blob's shape. Blobs live for as long as one check, so there is no older shape to read.
const VERSION: u32 = 1;

/// What one shard of a check hands on.
#[derive(Clone, Debug)]
pub struct Blob {
    /// Which shard it is.
    pub shard: Shard,
    /// How many blocks all shards together report on.
    pub found: usize,
    /// Whether the notes were named file by file.
    pub only_files: bool,
    /// Whether something that was named could not be had.
    pub failed: bool,
    /// What came of this shard's part.
    pub report: Report,
    /// All the notes, by path and text.
    pub notes: Vec<(String, String)>,
}

/// Why a file is not read as a blob.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// It is something else, or damaged.
    #[error("this is no blob that `recant check --blob` wrote: {0}")]
    Damaged(#[from] serde_json::Error),
    /// Its shape may differ.
    #[error("recant {wrote} wrote this blob, and this is recant {}; merge with the one that wrote it", env!("CARGO_PKG_VERSION"))]
    OtherVersion {
        /// The version that wrote it.
        wrote: String,
    },
}

/// Who wrote a blob: what is read first, for the rest may have another shape.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    recant_blob: u32,
    recant: String,
}

/// The blob as it is written.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    #[serde(flatten)]
    header: Header,
    shard: Shard,
    found: usize,
    only_files: bool,
    failed: bool,
    notes: Vec<(String, String)>,
    report: Report,
    unsaid: Vec<Unsaid>,
}

impl Blob {
    /// The blob as text.
    #[must_use]
    pub fn write(self) -> String {
        let Self { shard, found, only_files, failed, report, notes } = self;
        let header = Header { recant_blob: VERSION, recant: env!("CARGO_PKG_VERSION").to_owned() };
        let unsaid = report.snippets.iter().map(Unsaid::of).collect();
        let written = Written { header, shard, found, only_files, failed, notes, report, unsaid };
        serde_json::to_string(&written).unwrap_or_default() + "\n"
    }

    /// The blob that a text is.
    ///
    /// # Errors
    /// Where it is none, or one that another version of recant wrote.
    pub fn read(text: &str) -> Result<Self, BlobError> {
        let header: Header = serde_json::from_str(text)?;
        if header.recant_blob != VERSION || header.recant != env!("CARGO_PKG_VERSION") {
            return Err(BlobError::OtherVersion { wrote: header.recant });
        }
        let Written { shard, found, only_files, failed, notes, mut report, unsaid, .. } = serde_json::from_str(text)?;
        for (line, unsaid) in report.snippets.iter_mut().zip(unsaid) {
            unsaid.say(line);
        }
        Ok(Self { shard, found, only_files, failed, report, notes })
    }

    /// The notes, read again.
    #[must_use]
    pub fn documents(&self) -> Vec<Document> {
        self.notes.iter().map(|(path, text)| notes::read(path, text.clone().into_bytes())).collect()
    }
}

/// What the JSON report does not say of a line.
#[derive(Debug, Serialize, Deserialize)]
struct Unsaid {
    in_note: InNote,
    confidence: f32,
    judged: Judged,
    claims: Vec<UnsaidOfClaim>,
    repairs: Vec<Option<Verdict>>,
}

/// What it does not say of a claim.
#[derive(Debug, Serialize, Deserialize)]
struct UnsaidOfClaim {
    span: Range<usize>,
    source: Vec<String>,
    judged: Judged,
}

/// What it says in a word alone.
#[derive(Debug, Serialize, Deserialize)]
struct Judged {
    verdict: Option<Verdict>,
    versions: Vec<Option<Verdict>>,
    title: Option<String>,
}

impl Unsaid {
    fn of(line: &Line) -> Self {
        Self {
            in_note: line.in_note.clone(),
            confidence: line.confidence,
            judged: Judged::of(line.verdict.as_ref(), &line.versions, line.attribution.as_ref()),
            claims: line.claims.iter().map(UnsaidOfClaim::of).collect(),
            repairs: line.repairs.iter().map(|repair| repair.verdict.clone()).collect(),
        }
    }

    fn say(self, line: &mut Line) {
        (line.in_note, line.confidence) = (self.in_note, self.confidence);
        self.judged.say(&mut line.verdict, &mut line.versions, line.attribution.as_mut());
        for (claim, unsaid) in line.claims.iter_mut().zip(self.claims) {
            (claim.span, claim.source) = (unsaid.span, unsaid.source);
            unsaid.judged.say(&mut claim.verdict, &mut claim.versions, claim.attribution.as_mut());
        }
        for (repair, verdict) in line.repairs.iter_mut().zip(self.repairs) {
            repair.verdict = verdict;
        }
    }
}

impl UnsaidOfClaim {
    fn of(claim: &ClaimLine) -> Self {
        let judged = Judged::of(claim.verdict.as_ref(), &claim.versions, claim.attribution.as_ref());
        Self { span: claim.span.clone(), source: claim.source.clone(), judged }
    }
}

impl Judged {
    fn of(verdict: Option<&Verdict>, versions: &[VersionLine], attribution: Option<&AttributionLine>) -> Self {
        Self {
            verdict: verdict.cloned(),
            versions: versions.iter().map(|version| version.verdict.clone()).collect(),
            title: attribution.map(|attribution| attribution.title.clone()),
        }
    }

    fn say(
        self,
        verdict: &mut Option<Verdict>,
        versions: &mut [VersionLine],
        attribution: Option<&mut AttributionLine>,
    ) {
        *verdict = self.verdict;
        for (version, verdict) in versions.iter_mut().zip(self.versions) {
            version.verdict = verdict;
        }
        if let (Some(attribution), Some(title)) = (attribution, self.title) {
            attribution.title = title;
        }
    }
}

/// The name of a language, as the language itself holds it.
pub(super) fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'static str>, D::Error> {
    let Some(name) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let language = Lang::named(&name);
    let unknown = || serde::de::Error::custom(format!("there is no language \"{name}\""));
    language.map(|language| Some(language.name())).ok_or_else(unknown)
}

/// A verdict, of which a word is not all: what the blob says beside the line tells the rest.
pub(super) fn unsaid<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Verdict>, D::Error> {
    serde::de::IgnoredAny::deserialize(deserializer).map(|_| None)
}
