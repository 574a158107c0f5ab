//! The report as SARIF 2.1.0, for code scanning.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::finding::{Finding, findings};
use super::text::visible;
use super::{Line, Place, Report};
use crate::compare::Verdict;
use crate::reasons::Reason;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The rules: verdicts that a reader has to act on.
const RULES: [(&str, &str); 2] = [
    ("drifted", "A claim that the note marks as one was compared and is wrong."),
    ("fails", "Nothing is claimed, the code stands on its own, and the error is its own."),
];

/// The report as SARIF. Results are what drifted or fails; what is unchecked is told as a notification
/// of its reason, so that it is there and raises no alert.
#[must_use]
pub fn sarif(report: &Report) -> String {
    let mut seen = HashMap::new();
    let results: Vec<_> = findings(report).map(|finding| result(&finding, &mut seen)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "recant",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.map(rule),
                "notifications": Reason::ALL.map(|reason| json!({ "id": reason.code() })),
            } },
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": report.snippets.iter().filter_map(notification).collect::<Vec<_>>(),
            }],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn rule((id, text): (&str, &str)) -> Value {
    json!({
        "id": id,
        "shortDescription": { "text": text },
        "defaultConfiguration": { "level": "error" },
    })
}

fn result(finding: &Finding<'_>, seen: &mut HashMap<String, usize>) -> Value {
    let word = finding.word();
    let mut result = json!({
        "ruleId": word,
        "ruleIndex": RULES.iter().position(|(id, _)| *id == word),
        "level": "error",
        "message": { "text": finding.message() },
        "locations": [location(&finding.line.path, finding.place)],
        "partialFingerprints": { "recantClaim/v1": fingerprint(finding, seen) },
    });
    if finding.claim.is_some() {
        let mut code = location(&finding.line.path, finding.line.place);
        code["id"] = json!(0);
        code["message"] = json!({ "text": "the code" });
        result["relatedLocations"] = json!([code]);
    }
    if let Some(toolchain) = &finding.line.toolchain {
        result["properties"] = json!({ "toolchain": toolchain, "snippet": finding.line.id });
    }
    result
}

/// What stays the same while lines move and outputs change: the code, the claim's own words, and which
/// of several alike in the file it is.
fn fingerprint(finding: &Finding<'_>, seen: &mut HashMap<String, usize>) -> String {
    let line = finding.line;
    let mut hasher = blake3::Hasher::new();
    for text in [finding.word(), &line.path, line.in_note.code.text(), finding.claim.map_or("", |claim| &claim.quote)] {
        hasher.update(text.as_bytes()).update(&[0]);
    }
    let hash = hasher.finalize().to_hex()[..16].to_owned();
    let count = seen.entry(hash.clone()).or_default();
    *count += 1;
    format!("{hash}:{count}")
}

fn notification(line: &Line) -> Option<Value> {
    let Some(Verdict::Unchecked(because)) = &line.verdict else { return None };
    Some(json!({
        "descriptor": { "id": because.reason.code() },
        "level": "note",
        "message": { "text": visible(&because.detail) },
        "locations": [location(&line.path, line.place)],
    }))
}

/// A place in SARIF's count: the end column is the one behind the last character.
fn location(path: &str, place: Place) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(path) },
            "region": {
                "startLine": place.start_line,
                "startColumn": place.start_column,
                "endLine": place.end_line,
                "endColumn": place.end_column + 1,
            },
        },
    })
}

/// A path as a relative reference, or as a `file` address where it begins at the root.
fn uri(path: &str) -> String {
    let mut out = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
