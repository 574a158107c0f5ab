//! The report for machines.

use super::Report;

/// The report as JSON, two spaces deep, with a line end behind it.
#[must_use]
pub fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}
