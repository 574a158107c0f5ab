//! `recant accept`.

use std::process::ExitCode;

use super::arguments::Mend;
use super::output::Console;
use super::progress::Progress;
use super::{CliError, engine, input, keep, offer, settings, status};
use crate::claims::Notation;
use crate::compare::Verdict;
use crate::mend;
use crate::pipeline::{self, Checked, Study};
use crate::snippets::StoredOutcome;

pub(super) fn accept(arguments: &Mend, console: &Console) -> Result<ExitCode, CliError> {
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    config.attribution.flag(Some(false));
    let mut selection = input::select(&arguments.input, &config, console)?.proposing();
    let (runner, _) = engine::engine(&arguments.engine, &config, console)?;
    let studies = selection.study(console);
    // Notes with claims of their own are nothing to accept.
    let wanted = |study: &Study, snippet: usize| selection.wants(study, snippet) && is_open(study, snippet);
    let progress = Progress::new(false);
    let checked = pipeline::check(studies, &runner, &wanted, &|step| progress.hear(step));
    progress.end();

    let usage = |error: crate::snippets::SnippetsError| CliError::Usage(error.to_string());
    let mut changes = Vec::new();
    for (index, checked) in checked.iter().enumerate() {
        tell(checked, &wanted, console);
        let outcomes = outcomes(checked, &wanted);
        changes.extend(keep::changes((index, &checked.study), outcomes, &selection, &config).map_err(usage)?);
    }
    let offered = changes.len();
    let chosen = offer::chosen(changes, &arguments.writing, console)?;
    let studies: Vec<&Study> = checked.iter().map(|checked| &checked.study).collect();
    let (written, failed) = keep::write(&chosen, &studies, &selection, &config, console);
    let noun = if written == 1 { "outcome" } else { "outcomes" };
    console.note(&format!("{written} {noun} accepted, {} left", offered - written));
    Ok(ExitCode::from(match (failed || selection.failed, offered - written) {
        (true, _) => status::USAGE,
        (false, 0) => 0,
        (false, _) => status::DRIFTED,
    }))
}

/// Whether nothing is claimed of a snippet but what was accepted before, or could be now.
fn is_open(study: &Study, snippet: usize) -> bool {
    study.claims.iter().any(|claim| claim.snippet == snippet && claim.notation == Notation::Accepted)
}

/// What there is to keep: the snippet, its claim, and what was seen.
pub(super) fn outcomes(
    checked: &Checked,
    wanted: &dyn Fn(&Study, usize) -> bool,
) -> Vec<(usize, usize, StoredOutcome)> {
    let study = &checked.study;
    let mut seen: Vec<(usize, String)> = mend::accepted(&study.claims, &checked.trials)
        .corrections
        .into_iter()
        .map(|correction| (correction.claim, correction.text))
        .collect();
    // What still holds may be of code that was edited since.
    let judged = checked.trials.iter().flat_map(|trial| trial.judgements.iter().flat_map(|of| &of.claims));
    let holds = judged.filter(|judged| judged.verdict == Verdict::Holds).map(|judged| judged.claim);
    let holds = holds.filter(|claim| study.claims[*claim].notation == Notation::Accepted);
    seen.extend(holds.map(|claim| (claim, study.claims[claim].expectation.shown())));
    seen.sort();
    seen.dedup_by_key(|(claim, _)| *claim);
    let kept = |(claim, text): (usize, String)| {
        let snippet = study.claims[claim].snippet;
        let stored = keep::outcome(study, snippet);
        let hash = StoredOutcome::of(study.snippets[snippet].block.code.text()).hash;
        let new = StoredOutcome { hash, prints: Some(text.clone()), ..stored.clone() };
        (wanted(study, snippet) && !text.is_empty() && new != stored).then_some((snippet, claim, new))
    };
    seen.into_iter().filter_map(kept).collect()
}

/// Says of what cannot be accepted why not.
fn tell(checked: &Checked, wanted: &dyn Fn(&Study, usize) -> bool, console: &Console) {
    let study = &checked.study;
    let say = |claim: usize, words: &str| {
        let at = study.document.position(study.claims[claim].span.start);
        console.note(&format!("{}:{} is not accepted: {words}", study.document.path, at.line));
    };
    for left in mend::accepted(&study.claims, &checked.trials).left {
        say(left.claim, left.obstacle.words());
    }
    for judgement in checked.trials.iter().flat_map(|trial| &trial.judgements) {
        for judged in &judgement.claims {
            let is_open = study.claims[judged.claim].notation == Notation::Accepted;
            if let Verdict::Unchecked(because) = &judged.verdict
                && is_open
                && wanted(study, judgement.snippet)
            {
                say(judged.claim, &because.detail);
            }
        }
    }
}
