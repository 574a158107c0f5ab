//! The report in the Test Anything Protocol, version 14.

use std::fmt::Write;

use serde_json::json;

use super::finding::{Finding, findings};
use super::text::{fit, visible};
use super::{Line, Report};
use crate::compare::Verdict;

/// Columns of a block's first line in the name of its test.
const NAME: usize = 80;

/// The report as TAP 14: a test point for each line of the ledger.
#[must_use]
pub fn tap(report: &Report) -> String {
    let findings: Vec<_> = findings(report).collect();
    let mut out = format!("TAP version 14\n1..{}\n", report.snippets.len());
    for (index, line) in report.snippets.iter().enumerate() {
        point(&mut out, index + 1, line, &findings);
    }
    out
}

fn point(out: &mut String, number: usize, line: &Line, findings: &[Finding<'_>]) {
    let wrong = matches!(line.verdict, Some(Verdict::Drifted | Verdict::Fails));
    let about = format!("{}:{} {}", line.path, line.place.start_line, fit(&line.excerpt, NAME));
    let _ = write!(out, "{} {number} - {}", if wrong { "not ok" } else { "ok" }, description(&about));
    match &line.verdict {
        Some(Verdict::Unchecked(because)) => {
            let _ = write!(out, " # SKIP {}", description(&format!("{}: {}", because.reason, because.detail)));
        }
        None => out.push_str(" # SKIP not run"),
        Some(_) if line.known => out.push_str(" # TODO it is listed as known to be wrong"),
        Some(_) => {}
    }
    out.push('\n');
    let own: Vec<_> = findings.iter().filter(|finding| std::ptr::eq(finding.line, line)).collect();
    if !own.is_empty() {
        out.push_str("  ---\n  findings:\n");
        for finding in own {
            diagnose(out, finding);
        }
        out.push_str("  ...\n");
    }
}

/// A finding as YAML, of which JSON's strings are a part: nothing in them can end the block.
fn diagnose(out: &mut String, finding: &Finding<'_>) {
    let _ = writeln!(out, "    - at: {}", json!(finding.position()));
    let _ = writeln!(out, "      severity: {}", finding.word());
    let _ = writeln!(out, "      message: {}", json!(finding.message()));
    if let Some(claim) = finding.claim {
        let _ = writeln!(out, "      wanted: {}", json!(visible(&claim.claimed)));
        let _ = writeln!(out, "      found: {}", json!(visible(claim.observed.as_deref().unwrap_or_default())));
    }
}

/// A text on one line in which nothing is a directive.
fn description(text: &str) -> String {
    visible(text).replace('\\', "\\\\").replace('#', "\\#").replace(['\n', '\t'], " ")
}
