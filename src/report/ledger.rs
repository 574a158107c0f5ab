//! The ledger: one line for each candidate block of a document.

use std::collections::HashMap;
use std::ops::Range;

use super::{ClaimLine, EditLine, Line, MessageLine, Place};
use crate::claims::{Claim, Expectation};
use crate::classify::{Kind, Snippet};
use crate::compare::{ClaimJudgement, Trial, Verdict};
use crate::complete::{Program, with_bytes_shown};
use crate::languages::completion::{Faith, Message};
use crate::notes::Document;
use crate::reasons::{Because, Reason};
use crate::run::Outcome;
use crate::sandbox::Exit;

/// What became of a document's snippets: what ran, and what was refused.
type Results<'a> = (&'a [Trial], &'a [(usize, Because)]);

/// How many lines of a claim a report shows.
const SHOWN: usize = 12;

/// The lines of a document's ledger, in the order of its snippets; without `results`, nothing was run.
/// The claims are those of [`crate::claims::claims`]: sorted by their snippets.
#[must_use]
pub fn ledger(document: &Document, snippets: &[Snippet], claims: &[Claim], results: Option<Results<'_>>) -> Vec<Line> {
    let mut ids = Ids::default();
    let mut lines: Vec<Line> = snippets.iter().map(|snippet| found(document, snippet, &mut ids)).collect();
    for claim in claims {
        lines[claim.snippet].claims.push(claim_line(document, claim));
        if let Some(output) = claim.output {
            // What a claim takes for output is output, whatever it looks like by itself.
            (lines[output].kind, lines[output].language) = (Kind::Output, None);
        }
    }
    if let Some((trials, refused)) = results {
        for (snippet, because) in refused {
            refuse(&mut lines[*snippet], because);
        }
        for trial in trials {
            tried(&mut lines, document, snippets, claims, trial);
        }
        outputs(&mut lines, claims);
        for line in lines.iter_mut().filter(|line| line.verdict.is_none()) {
            refuse(line, &unplanned(line.kind));
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
        kind: snippet.kind,
        language: snippet.language.map(|language| language.name()),
        confidence: snippet.confidence,
        found_by: snippet.block.found_by,
        verdict: None,
        reason: None,
        detail: None,
        how: None,
        edits: Vec::new(),
        claims: Vec::new(),
        messages: Vec::new(),
        toolchain: None,
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
        code_start_line: code.start_line,
        code_end_line: code.end_line,
        quote: claim.quote.clone(),
        source: (place.start_line..=place.end_line).take(SHOWN).map(|line| source(document, line)).collect(),
        strength: claim.strength,
        notation: claim.notation,
        verdict: None,
        reason: None,
        detail: None,
        claimed: claimed(&claim.expectation),
        observed: None,
        relaxations: Vec::new(),
    }
}

/// A line of the note, as reports show it.
fn source(document: &Document, line: usize) -> String {
    document.line_text(line).trim_end().to_owned()
}

fn claimed(expectation: &Expectation) -> String {
    match expectation {
        Expectation::Prints(text)
        | Expectation::PrintsUnordered(text)
        | Expectation::PrintsPart(text)
        | Expectation::Value(text)
        | Expectation::Fails(text) => text.clone(),
        Expectation::Exits(status) => format!("exit status {status}"),
    }
}

fn refuse(line: &mut Line, because: &Because) {
    (line.reason, line.detail) = (Some(because.reason), Some(because.detail.clone()));
    line.verdict = Some(Verdict::Unchecked(because.clone()));
    for claim in line.claims.iter_mut().filter(|claim| claim.verdict.is_none()) {
        (claim.reason, claim.detail) = (Some(because.reason), Some(because.detail.clone()));
        claim.verdict = Some(Verdict::Unchecked(because.clone()));
    }
}

fn unplanned(kind: Kind) -> Because {
    match kind {
        Kind::Data => Because::new(Reason::Data, "data is parsed and not run"),
        Kind::Output => Because::new(Reason::Data, "output of nothing that the note shows"),
        Kind::Code | Kind::Unknown => Because::new(Reason::AmbiguousLanguage, "it is not sure what this is written in"),
    }
}

fn tried(lines: &mut [Line], document: &Document, snippets: &[Snippet], claims: &[Claim], trial: &Trial) {
    let program = &trial.program;
    for &member in &program.members {
        let line = &mut lines[member];
        line.how = Some(program.how());
        line.edits = program
            .edits()
            .map(|edit| EditLine {
                text: edit.text.clone(),
                reason: edit.reason.clone(),
                faithful: edit.faith != Faith::Guess,
            })
            .collect();
        match &trial.outcome {
            Err(because) => refuse(line, because),
            Ok(outcome) => {
                line.toolchain = Some(outcome.toolchain.clone());
                line.messages = messages(document, snippets, program, &outcome.messages, member);
                line.detail = complaint(outcome);
            }
        }
    }
    for judgement in &trial.judgements {
        let line = &mut lines[judgement.snippet];
        let first = claims.partition_point(|claim| claim.snippet < judgement.snippet);
        for judged in &judgement.claims {
            write_claim(&mut line.claims[judged.claim - first], judged);
        }
        if let Verdict::Unchecked(because) = &judgement.verdict {
            (line.reason, line.detail) = (Some(because.reason), Some(because.detail.clone()));
        }
        line.verdict = Some(judgement.verdict.clone());
    }
}

/// What went wrong, in the toolchain's words where it has any.
fn complaint(outcome: &Outcome) -> Option<String> {
    match outcome.exit {
        _ if outcome.succeeded() => None,
        _ if !outcome.complaint.is_empty() => Some(outcome.complaint.clone()),
        Exit::Status(status) => Some(format!("it exits with status {status} and says nothing")),
        Exit::Signal(signal) => Some(format!("signal {signal} ends it")),
    }
}

fn write_claim(line: &mut ClaimLine, judged: &ClaimJudgement) {
    if let Verdict::Unchecked(because) = &judged.verdict {
        (line.reason, line.detail) = (Some(because.reason), Some(because.detail.clone()));
    }
    line.verdict = Some(judged.verdict.clone());
    line.observed.clone_from(&judged.observed);
    if let Some(shown) = judged.observed.as_deref().and_then(with_bytes_shown) {
        line.observed = Some(shown);
        line.detail.get_or_insert_with(|| {
            r"not all that was observed is UTF-8: other bytes stand as \x and two digits".into()
        });
    }
    line.relaxations.clone_from(&judged.relaxations);
}

/// The toolchain's messages that speak of this snippet, at the note's own lines.
fn messages(
    document: &Document,
    snippets: &[Snippet],
    program: &Program,
    said: &[Message],
    member: usize,
) -> Vec<MessageLine> {
    let message = |message: &Message| {
        let (snippet, byte) = program.origin(message.at?)?;
        let position = document.position(snippets[snippet].block.code.source(byte));
        (snippet == member).then(|| MessageLine {
            line: position.line,
            column: position.column,
            text: message.text.clone(),
            source: document.line_text(position.line).trim().to_owned(),
        })
    };
    said.iter().filter_map(message).collect()
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
