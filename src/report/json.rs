//! The reports for machines that read JSON: one object, or one a line.

use schemars::JsonSchema;
use serde::Serialize;

use super::{FileNotice, Line, Report, Summary};
use crate::sandbox::Level;

/// The report as JSON, two spaces deep, with a line end behind it.
#[must_use]
pub fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}

/// A line of the report as JSON lines: the header first, the summary last.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Record<'a> {
    /// What kind of report follows.
    Report {
        /// The version of the report's shape: additions keep it, all else raises it.
        schema_version: u32,
        /// How programs were isolated; absent where nothing was run.
        #[serde(skip_serializing_if = "Option::is_none")]
        sandbox: Option<Level>,
    },
    /// A line of the ledger.
    Snippet(&'a Line),
    /// Something to be said of a file as a whole.
    Notice(&'a FileNotice),
    /// The counts.
    Summary(&'a Summary),
}

/// The report as JSON lines, for tools that read a line at a time.
#[must_use]
pub fn json_lines(report: &Report) -> String {
    let header = Record::Report { schema_version: report.schema_version, sandbox: report.sandbox };
    let records = std::iter::once(header)
        .chain(report.snippets.iter().map(Record::Snippet))
        .chain(report.notices.iter().map(Record::Notice))
        .chain(std::iter::once(Record::Summary(&report.summary)));
    records.map(|record| serde_json::to_string(&record).unwrap_or_default() + "\n").collect()
}
