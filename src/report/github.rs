//! The report as annotations of GitHub's workflows.

use std::fmt::Write;

use super::Report;
use super::finding::{Finding, findings};
use super::text::visible;

/// How many errors of one step GitHub shows; the rest it swallows.
const SHOWN: usize = 10;

/// The report as workflow commands, the gravest first; `folder` leads from the repository's root to
/// where recant was started, or is empty. What GitHub would not show is told in one notice: the step
/// summary ([`markdown`](super::markdown)) has it.
#[must_use]
pub fn github(report: &Report, folder: &str) -> String {
    let mut found: Vec<_> = findings(report).collect();
    // Drift says that a reader is misled; code that fails, they notice.
    found.sort_by_key(|finding| finding.claim.is_none());
    let mut out: String = found.iter().take(SHOWN).map(|finding| annotation(finding, folder)).collect();
    if found.len() > SHOWN {
        let left = found.len() - SHOWN;
        let _ = writeln!(out, "::notice title=recant::{left} more are in the summary of this step");
    }
    out
}

fn annotation(finding: &Finding<'_>, folder: &str) -> String {
    let place = finding.place;
    let path = visible(&finding.line.path);
    let path = if folder.is_empty() || path.starts_with('/') { path } else { format!("{folder}/{path}") };
    // Columns are only taken where they are of one line.
    let columns = if place.start_line == place.end_line {
        format!(",col={},endColumn={}", place.start_column, place.end_column)
    } else {
        String::new()
    };
    format!(
        "::error file={},line={},endLine={}{columns},title={}::{}\n",
        property(&path),
        place.start_line,
        place.end_line,
        property(&title(finding)),
        data(&finding.message())
    )
}

fn title(finding: &Finding<'_>) -> String {
    match &finding.line.toolchain {
        Some(toolchain) => format!("{} ({})", finding.word(), visible(toolchain)),
        None => finding.word().to_owned(),
    }
}

/// A text behind the `::` of a command: it ends at the line's end.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text among a command's properties: it ends at a comma, and all of them at a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
