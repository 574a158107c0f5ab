//! The report as a page: one file that needs nothing else, and no script to be read.

mod code;
mod escape;
mod note;
mod snippet;

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::finding::{Finding, claimed, complaint, findings, observed};
use super::text::fit;
use super::{Line, Report};
use crate::notes::Document;
use escape::escape;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Columns of a claim in the list of what drifted.
const BRIEF: usize = 60;

/// The verdicts in the order in which a reader wants them.
const VERDICTS: [&str; 5] = ["drifted", "fails", "unchecked", "holds", "runs"];

/// A line of the ledger with its name on the page, which no other line has.
#[derive(Clone, Debug)]
struct Card<'a> {
    line: &'a Line,
    anchor: String,
}

/// The report as a page. `documents` are the notes that it is of: the page shows their text, with each
/// block marked in its place.
#[must_use]
pub fn html(report: &Report, documents: &[&Document]) -> String {
    let cards = cards(report);
    let mut body = String::new();
    header(&mut body, report);
    filter(&mut body, report);
    body.push_str("<main>\n");
    index(&mut body, report, &cards);
    for document in documents {
        let own: Vec<_> = cards.iter().filter(|card| card.line.path == document.path).collect();
        note::note(&mut body, report, document, &own);
    }
    body.push_str("</main>\n");
    let (style, script) = (hash(STYLE), hash(SCRIPT));
    // Whatever a mistake of ours let through: no other script runs, and nothing is loaded from anywhere.
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"
    );
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}<script>{SCRIPT}</script>\n</body>\n</html>\n",
        escape(&title(report)),
    )
}

/// The name that a content security policy has for a text.
fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

/// Ids are unique in a document; on a page of several, later ones get a number.
fn cards<'a>(report: &'a Report) -> Vec<Card<'a>> {
    let mut taken = HashSet::new();
    let mut card = |line: &'a Line| {
        let mut anchor = format!("s-{}", line.id);
        let mut number = 1;
        while !taken.insert(anchor.clone()) {
            number += 1;
            anchor = format!("s-{}.{number}", line.id);
        }
        Card { line, anchor }
    };
    report.snippets.iter().map(&mut card).collect()
}

fn title(report: &Report) -> String {
    let wrong = report.summary.verdicts.drifted + report.summary.verdicts.fails;
    match (report.summary.verdicts.total(), wrong) {
        (0, _) => format!("recant: {}", counted(report.summary.blocks, "block", "blocks")),
        (_, 0) => "recant: nothing drifted".to_owned(),
        _ => format!("recant: {} drifted, {} fail", report.summary.verdicts.drifted, report.summary.verdicts.fails),
    }
}

fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// How many lines of the ledger have each verdict.
fn tally(report: &Report) -> impl Iterator<Item = (&'static str, usize)> {
    let counts = report.summary.verdicts;
    VERDICTS
        .into_iter()
        .zip([counts.drifted, counts.fails, counts.unchecked, counts.holds, counts.runs])
        .filter(|(_, count)| *count > 0)
}

fn header(out: &mut String, report: &Report) {
    let summary = &report.summary;
    let blocks = counted(summary.blocks, "block", "blocks");
    let files = counted(summary.documents, "file", "files");
    let _ = write!(out, "<header class=\"top\">\n<h1>recant</h1>\n<p>{blocks} of code, data and output in {files}");
    if summary.claims.total() > 0 {
        let claims = counted(summary.claims.total(), "claim", "claims");
        let _ = write!(out, "; {claims}, {} of them drifted", summary.claims.drifted);
    }
    if summary.known > 0 {
        let _ = write!(out, "; {} known to be wrong", summary.known);
    }
    out.push_str(".</p>\n<ul class=\"tally\">");
    for (word, count) in tally(report) {
        let _ = write!(out, "<li class=\"{word}\"><b>{count}</b> {word}</li>");
    }
    out.push_str("</ul>\n</header>\n");
}

/// What the script brings to life; without one it stays hidden.
fn filter(out: &mut String, report: &Report) {
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &report.snippets {
        *languages.entry(note::language(line)).or_default() += 1;
    }
    out.push_str("<form id=\"filter\" role=\"search\" hidden>\n<div role=\"group\" aria-label=\"Verdicts\">");
    for (word, count) in tally(report) {
        let _ = write!(
            out,
            "<button type=\"button\" class=\"{word}\" data-verdict=\"{word}\" aria-pressed=\"false\">{word} <b>{count}</b></button>"
        );
    }
    out.push_str("</div>\n<select aria-label=\"Language\"><option value=\"\">all languages</option>");
    for (name, count) in languages {
        let name = escape(name);
        let _ = write!(out, "<option value=\"{name}\">{name} ({count})</option>");
    }
    out.push_str(
        "</select>\n<input type=\"search\" aria-label=\"Search\" placeholder=\"Search\" autocomplete=\"off\">\n",
    );
    out.push_str("<output aria-live=\"polite\"></output>\n<span class=\"keys\"><kbd>j</kbd> <kbd>k</kbd> move, <kbd>/</kbd> search</span>\n</form>\n");
}

/// What a reader has to act on, before all else.
fn index(out: &mut String, report: &Report, cards: &[Card<'_>]) {
    let found: Vec<_> = findings(report).collect();
    if found.is_empty() {
        return;
    }
    let open = if found.len() > 20 { "" } else { " open" };
    let count = counted(found.len(), "finding", "findings");
    let _ = write!(out, "<details class=\"index\"{open}>\n<summary><h2>{count}</h2></summary>\n<ol>\n");
    let mut own = cards.iter();
    for finding in &found {
        // Both are in the order of the report.
        let mut rest = own.clone();
        if let Some(card) = rest.find(|card| std::ptr::eq(card.line, finding.line)) {
            own = rest;
            entry(out, finding, card, report.summary.documents == 1);
        }
    }
    out.push_str("</ol>\n</details>\n");
}

fn entry(out: &mut String, finding: &Finding<'_>, card: &Card<'_>, is_only_file: bool) {
    let line = finding.place.start_line;
    let place = if is_only_file { format!("line {line}") } else { format!("{}:{line}", finding.line.path) };
    let _ = write!(out, "<li><a href=\"#{}\">{}</a> ", card.anchor, escape(&place));
    let brief = |text: &str| escape(&fit(text.lines().next().unwrap_or_default(), BRIEF));
    let _ = match finding.claim {
        Some(claim) => {
            write!(out, "<del>{}</del> <ins>{}</ins>", brief(&claimed(claim)), brief(&observed(claim)))
        }
        None => write!(out, "<span class=\"said\">{}</span>", brief(&complaint(finding.line))),
    };
    out.push_str("</li>\n");
}
