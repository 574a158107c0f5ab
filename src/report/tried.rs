//! What became of the blocks of a program that was tried, on one version of its toolchain or on several.

use super::{AttributionLine, ClaimLine, EditLine, Line, MessageLine, VersionLine};
use crate::claims::Claim;
use crate::classify::Snippet;
use crate::compare::{ClaimJudgement, Judgement, Trial, Verdict};
use crate::complete::{Program, with_bytes_shown};
use crate::languages::completion::{Faith, Message};
use crate::notes::Document;
use crate::run::Outcome;
use crate::sandbox::Exit;

/// A document, its snippets and its claims.
pub(super) type Study<'a> = (&'a Document, &'a [Snippet], &'a [Claim]);

/// Writes a trial into the lines of its blocks. Where they were tried before, the worst verdict counts,
/// for each block and each claim by itself.
pub(super) fn tried(lines: &mut [Line], study: Study<'_>, trial: &Trial) {
    let (_, _, claims) = study;
    let first = |snippet: usize| claims.partition_point(|claim| claim.snippet < snippet);
    for &member in &trial.program.members {
        let shown = |index: usize| trial.program.shows(first(member) + index);
        let judged = trial.judgements.iter().find(|judgement| judgement.snippet == member);
        let line = &mut lines[member];
        for (index, claim) in line.claims.iter_mut().enumerate().filter(|(index, _)| shown(*index)) {
            let of_this = |judgement: &&ClaimJudgement| judgement.claim == first(member) + index;
            write_claim(claim, trial, judged.and_then(|judged| judged.claims.iter().find(of_this)));
        }
        write_block(line, study, trial, judged, member);
    }
    for attribution in &trial.attributions {
        let line = &mut lines[attribution.snippet];
        let said = AttributionLine {
            title: attribution.title.clone(),
            holds_on: attribution.holds_on.clone(),
            drifted_from: attribution.drifted_from.clone(),
        };
        match attribution.claim {
            None => line.attribution = Some(said),
            Some(claim) => line.claims[claim - first(attribution.snippet)].attribution = Some(said),
        }
    }
}

/// Takes out what each version makes of a block where there is only one to speak of.
pub(super) fn settle(line: &mut Line) {
    let several = line.versions.windows(2).any(|pair| pair[0].toolchain != pair[1].toolchain);
    if !several {
        line.versions.clear();
        line.claims.iter_mut().for_each(|claim| claim.versions.clear());
    }
}

fn write_block(
    line: &mut Line,
    (document, snippets, _): Study<'_>,
    trial: &Trial,
    judged: Option<&Judgement>,
    member: usize,
) {
    let program = &trial.program;
    let Some(verdict) = verdict(trial, judged.map(|judged| &judged.verdict)) else { return };
    line.versions.push(version(trial, &verdict, None));
    if !is_worse(&verdict, line.verdict.as_ref()) {
        return;
    }
    line.how = Some(program.how());
    line.edits = edits(program);
    line.reason = None;
    line.detail = None;
    if let Ok(outcome) = &trial.outcome {
        line.toolchain = Some(outcome.toolchain.clone());
        line.messages = messages(document, snippets, program, &outcome.messages, member);
        line.detail = complaint(outcome);
    }
    if let Verdict::Unchecked(because) = &verdict {
        (line.reason, line.detail) = (Some(because.reason), Some(because.detail.clone()));
    }
    line.verdict = Some(verdict);
}

fn write_claim(line: &mut ClaimLine, trial: &Trial, judged: Option<&ClaimJudgement>) {
    let Some(verdict) = verdict(trial, judged.map(|judged| &judged.verdict)) else { return };
    let observed = judged.and_then(|judged| judged.observed.clone());
    line.versions.push(version(trial, &verdict, observed.clone()));
    if !is_worse(&verdict, line.verdict.as_ref()) {
        return;
    }
    (line.reason, line.detail) = match &verdict {
        Verdict::Unchecked(because) => (Some(because.reason), Some(because.detail.clone())),
        _ => (None, None),
    };
    line.verdict = Some(verdict);
    line.observed = observed;
    if let Some(shown) = line.observed.as_deref().and_then(with_bytes_shown) {
        line.observed = Some(shown);
        line.detail.get_or_insert_with(|| {
            r"not all that was observed is UTF-8: other bytes stand as \x and two digits".into()
        });
    }
    line.relaxations =
        judged.map_or_else(Vec::new, |judged| judged.relaxations.iter().map(|name| (*name).into()).collect());
}

/// What became of something in a trial; `None` where the trial did not look at it.
fn verdict(trial: &Trial, judged: Option<&Verdict>) -> Option<Verdict> {
    match &trial.outcome {
        Err(because) => Some(Verdict::Unchecked(because.clone())),
        Ok(_) => judged.cloned(),
    }
}

/// Whether a verdict comes before what is known: of several programs and versions, the worst counts.
pub(super) fn is_worse(verdict: &Verdict, known: Option<&Verdict>) -> bool {
    known.is_none_or(|known| verdict.rank() < known.rank())
}

fn version(trial: &Trial, verdict: &Verdict, observed: Option<String>) -> VersionLine {
    let program = &trial.program;
    let asked = || format!("{} {}", program.language.name(), program.wants.toolchain.as_deref().unwrap_or_default());
    let because = match verdict {
        Verdict::Unchecked(because) => Some(because),
        _ => None,
    };
    VersionLine {
        toolchain: trial
            .outcome
            .as_ref()
            .map_or_else(|_| asked().trim_end().to_owned(), |outcome| outcome.toolchain.clone()),
        verdict: Some(verdict.clone()),
        reason: because.map(|because| because.reason),
        detail: because.map(|because| because.detail.clone()),
        observed,
    }
}

fn edits(program: &Program) -> Vec<EditLine> {
    let line = |edit: &crate::languages::completion::Edit| EditLine {
        text: edit.text.clone(),
        reason: edit.reason.clone(),
        faithful: edit.faith != Faith::Guess,
    };
    program.edits().map(line).collect()
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
