//! The ledger: one line for each candidate block of a document.

use std::collections::HashMap;
use std::ops::Range;

use super::tried::{is_worse, settle, tried};
use super::{ClaimLine, InNote, Line, Place, RepairLine};
use crate::claims::Claim;
use crate::classify::{Kind, Snippet};
use crate::compare::{Repaired, Trial, Verdict};
use crate::notes::Document;
use crate::reasons::{Because, Reason};

/// What became of a document's snippets.
#[derive(Clone, Copy, Debug)]
pub struct Results<'a> {
    /// What ran.
    pub trials: &'a [Trial],
    /// What did not, and why.
    pub refused: &'a [(usize, Because)],
    /// What came of repairs.
    pub repairs: &'a [Repaired],
}

/// How many lines of a claim a report shows.
const SHOWN: usize = 12;

/// The lines of a document's ledger, in the order of its snippets; without `results`, nothing was run.
/// The claims are those of [`crate::claims::claims`]: sorted by their snippets.
#[must_use]
pub fn ledger(document: &Document, snippets: &[Snippet], claims: &[Claim], results: Option<Results<'_>>) -> Vec<Line> {
    let mut ids = Ids::default();
    let mut lines: Vec<Line> = snippets.iter().map(|snippet| found(document, snippet, &mut ids)).collect();
    for of_one in claims.chunk_by(|one, other| one.snippet == other.snippet) {
        let own = &mut lines[of_one[0].snippet].claims;
        own.reserve_exact(of_one.len());
        own.extend(of_one.iter().map(|claim| claim_line(document, claim)));
    }
    for output in claims.iter().filter_map(|claim| claim.output) {
        // What a claim takes for output is output, whatever it looks like by itself.
        (lines[output].kind, lines[output].language) = (Kind::Output, None);
    }
    if let Some(Results { trials, refused, repairs }) = results {
        for (snippet, because) in refused {
            refuse(&mut lines[*snippet], because);
        }
        for trial in trials {
            tried(&mut lines, (document, snippets, claims), trial);
        }
        lines.iter_mut().for_each(settle);
        lines.iter_mut().for_each(leave_no_claim_out);
        outputs(&mut lines, claims);
        for line in lines.iter_mut().filter(|line| line.verdict.is_none()) {
            refuse(line, &unplanned(line.kind));
        }
        lines.iter_mut().for_each(leave_no_claim_out);
        for repaired in repairs {
            lines[repaired.snippet].repairs.push(repair_line(repaired));
        }
    }
    lines
}

/// Makes identifiers: the first digits of the code's hash, numbered where code stands twice.
#[derive(Default)]
struct Ids(HashMap<String, usize>);

impl Ids {
    fn next(&mut self, code: &str) -> String {
        let hash = blake3::hash(code.as_bytes()).to_hex()[..8].to_owned();
        let count = self.0.entry(hash.clone()).or_default();
        *count += 1;
        if *count == 1 { hash } else { format!("{hash}-{count}") }
    }
}

fn found(document: &Document, snippet: &Snippet, ids: &mut Ids) -> Line {
    let code = snippet.block.code.text();
    Line {
        id: ids.next(code),
        path: document.path.clone(),
        place: place(document, &snippet.block.code.span()),
        in_note: InNote {
            part: snippet.block.part,
            outer: snippet.block.outer.clone(),
            code: snippet.block.code.clone(),
        },
        kind: snippet.kind,
        language: snippet.language.map(|language| language.name()),
        confidence: snippet.confidence,
        found_by: snippet.block.found_by,
        verdict: None,
        known: false,
        reason: None,
        detail: None,
        how: None,
        edits: Vec::new(),
        claims: Vec::new(),
        messages: Vec::new(),
        toolchain: None,
        versions: Vec::new(),
        attribution: None,
        repairs: Vec::new(),
        excerpt: code.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned(),
    }
}

/// Where a range of the file's bytes stands, ends inclusive.
fn place(document: &Document, span: &Range<usize>) -> Place {
    let start = document.position(span.start);
    let text = document.text().get(span.clone()).unwrap_or_default();
    let last = text.trim_end().char_indices().next_back().map_or(span.start, |(at, _)| span.start + at);
    let end = document.position(last);
    Place { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

fn claim_line(document: &Document, claim: &Claim) -> ClaimLine {
    let code = place(document, &claim.code_span);
    let place = place(document, &claim.span);
    ClaimLine {
        place,
        span: claim.span.clone(),
        code_start_line: code.start_line,
        code_end_line: code.end_line,
        quote: claim.quote.clone(),
        source: (place.start_line..=place.end_line).take(SHOWN).map(|line| source(document, line)).collect(),
        strength: claim.strength,
        notation: claim.notation,
        verdict: None,
        known: false,
        reason: None,
        detail: None,
        claimed: claim.expectation.shown(),
        observed: None,
        relaxations: Vec::new(),
        versions: Vec::new(),
        attribution: None,
    }
}

/// A line of the note, as reports show it.
fn source(document: &Document, line: usize) -> String {
    document.line_text(line).trim_end().to_owned()
}

/// Says why a block was not tried.
fn refuse(line: &mut Line, because: &Because) {
    let verdict = Verdict::Unchecked(because.clone());
    if is_worse(&verdict, line.verdict.as_ref()) {
        (line.reason, line.detail) = (Some(because.reason), Some(because.detail.clone()));
        line.verdict = Some(verdict);
    }
}

/// A claim of which nothing was seen shares the reason of its block.
fn leave_no_claim_out(line: &mut Line) {
    if let Some(unchecked @ Verdict::Unchecked(_)) = &line.verdict {
        for claim in line.claims.iter_mut().filter(|claim| claim.verdict.is_none()) {
            claim.verdict = Some(unchecked.clone());
            (claim.reason, claim.detail) = (line.reason, line.detail.clone());
        }
    }
}

fn repair_line(repaired: &Repaired) -> RepairLine {
    RepairLine {
        replace: repaired.repair.replace.clone(),
        with: repaired.repair.with.clone(),
        why: repaired.repair.why.clone(),
        verdict: Some(repaired.verdict.clone()),
        detail: repaired.detail(),
        observed: repaired.observed.clone(),
        toolchain: repaired.toolchain.clone(),
    }
}

fn unplanned(kind: Kind) -> Because {
    match kind {
        Kind::Data => Because::new(Reason::Data, "data is parsed and not run"),
        Kind::Output => Because::new(Reason::Data, "output of nothing that the note shows"),
        Kind::Code | Kind::Unknown => Because::new(Reason::AmbiguousLanguage, "it is not sure what this is written in"),
    }
}

/// An output block says what a claim says: it shares its verdict.
fn outputs(lines: &mut [Line], claims: &[Claim]) {
    for (index, claim) in claims.iter().enumerate() {
        let Some(output) = claim.output else { continue };
        let first = claims.partition_point(|before| before.snippet < claim.snippet);
        let judged = lines[claim.snippet].claims[index - first].clone();
        let line = &mut lines[output];
        (line.verdict, line.reason, line.detail) = (judged.verdict, judged.reason, judged.detail);
    }
}
