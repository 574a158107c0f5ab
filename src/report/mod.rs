//! Reporting: plain functions over one [`Report`], one per format.

mod blob;
mod finding;
mod github;
mod granted;
mod html;
mod json;
mod junit;
mod known;
mod ledger;
mod line;
mod links;
mod markdown;
mod merge;
mod repair;
mod sarif;
mod schema;
mod shard;
mod tap;
mod terminal;
mod text;
mod tried;
mod versions;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::compare::Verdict;
use crate::reasons::Reason;
use crate::sandbox::Level;

pub use blob::{Blob, BlobError};
pub use finding::{Finding, findings_of};
pub use github::github;
pub use granted::Granted;
pub use html::html;
pub use json::{json, json_lines};
pub use junit::junit;
pub use known::Known;
pub use ledger::{Results, ledger};
pub use line::{
    AttributionLine, ClaimLine, EditLine, InNote, Line, MessageLine, Place, RepairLine, Shown, VersionLine,
};
pub use markdown::markdown;
pub use merge::{MergeError, merge};
pub use repair::repaired;
pub use sarif::sarif;
pub use schema::{Shape, schema};
pub use shard::Shard;
pub use tap::tap;
pub use terminal::{Look, terminal};
pub use text::{disarmed, visible};

/// The version of the JSON report's shape: additions keep it, all else raises it.
pub const SCHEMA_VERSION: u32 = 1;

/// All that is said of some notes. Its serialised form is the JSON report.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// How programs were isolated; absent where nothing was run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sandbox: Option<Level>,
    /// What programs had beyond a plain sandbox; absent where nothing.
    #[serde(default, skip_serializing_if = "Granted::is_nothing")]
    pub granted: Granted,
    /// The counts.
    pub summary: Summary,
    /// One line of the ledger for each candidate block, by path and line.
    pub snippets: Vec<Line>,
    /// What is to be said of files as a whole.
    pub notices: Vec<FileNotice>,
}

/// The counts of a report. The verdicts add up to the blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Files read.
    pub documents: usize,
    /// Candidate blocks found.
    pub blocks: usize,
    /// Blocks by verdict.
    #[serde(flatten)]
    pub verdicts: Counts,
    /// Claims by verdict.
    pub claims: Counts,
    /// Claims and blocks that are wrong and known to be.
    #[serde(default, skip_serializing_if = "is_none")]
    pub known: usize,
    /// Unchecked blocks by reason.
    pub reasons: BTreeMap<Reason, usize>,
}

/// How many of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// `holds`.
    pub holds: usize,
    /// `drifted`.
    pub drifted: usize,
    /// `runs`.
    pub runs: usize,
    /// `fails`.
    pub fails: usize,
    /// `unchecked`.
    pub unchecked: usize,
}

/// Something to be said of a file as a whole.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FileNotice {
    /// The file.
    pub path: String,
    /// The line, where there is one.
    pub line: Option<usize>,
    /// A full sentence.
    pub message: String,
}

impl Counts {
    fn add(&mut self, verdict: &Verdict) {
        *match verdict {
            Verdict::Holds => &mut self.holds,
            Verdict::Drifted => &mut self.drifted,
            Verdict::Runs => &mut self.runs,
            Verdict::Fails => &mut self.fails,
            Verdict::Unchecked(_) => &mut self.unchecked,
        } += 1;
    }

    /// All of them together.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.holds + self.drifted + self.runs + self.fails + self.unchecked
    }
}

impl Report {
    /// A report of these lines, sorted and counted.
    #[must_use]
    pub fn new(documents: usize, mut snippets: Vec<Line>, notices: Vec<FileNotice>, sandbox: Option<Level>) -> Self {
        let order =
            |one: &Line, other: &Line| (&one.path, one.place, &one.id).cmp(&(&other.path, other.place, &other.id));
        // They mostly come in order, and sorting takes room for half of them.
        if !snippets.is_sorted_by(|one, other| order(one, other).is_le()) {
            snippets.sort_by(order);
        }
        let mut summary = Summary { documents, blocks: snippets.len(), ..Summary::default() };
        summary.known = snippets.iter().map(known::known_of).sum();
        for line in &snippets {
            line.verdict.iter().for_each(|verdict| summary.verdicts.add(verdict));
            line.claims
                .iter()
                .filter_map(|claim| claim.verdict.as_ref())
                .for_each(|verdict| summary.claims.add(verdict));
            if let Some(reason) = line.reason {
                *summary.reasons.entry(reason).or_default() += 1;
            }
        }
        Self { schema_version: SCHEMA_VERSION, sandbox, granted: Granted::default(), summary, snippets, notices }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}
