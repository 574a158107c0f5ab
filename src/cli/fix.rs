//! `recant fix`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::Mend;
use super::offer::{self, Change};
use super::output::Console;
use super::progress::Progress;
use super::{CliError, engine, input, keep, settings, status};
use crate::mend::{self, Mended};
use crate::notes;
use crate::pipeline::{self, Checked, Study};
use crate::snippets::{StoredOutcome, which};

pub(super) fn fix(arguments: &Mend, console: &Console) -> Result<ExitCode, CliError> {
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    // Since when something is wrong is of no use here, and takes time.
    config.attribution.flag(Some(false));
    if arguments.input.paths.contains(&PathBuf::from("-")) {
        return Err(CliError::Usage("standard input cannot be rewritten; name the file".into()));
    }
    let mut selection = input::select(&arguments.input, &config, console)?;
    let (runner, _) = engine::engine(&arguments.engine, &config, console)?;
    let studies = selection.study(console);
    let wanted = |study: &Study, snippet: usize| selection.wants(study, snippet);
    let progress = Progress::new(false);
    let checked = pipeline::check(studies, &runner, &wanted, &|step| progress.hear(step));
    progress.end();

    let mut left = 0;
    let mut changes = Vec::new();
    for (index, checked) in checked.iter().enumerate() {
        let mended = wanted_of(mended(checked), &checked.study, &wanted);
        left += tell(&mended, &checked.study, console);
        let corrected = corrected(&checked.study, &mended);
        let kept = keep::changes((index, &checked.study), corrected, &selection, &config);
        changes.extend(kept.map_err(|error| CliError::Usage(error.to_string()))?);
        changes.extend(change(&checked.study, mended)?);
    }
    let offered: usize = changes.iter().map(|change: &Change| change.edits.len()).sum();
    let chosen = offer::chosen(changes, &arguments.writing, console)?;
    let studies: Vec<&Study> = checked.iter().map(|checked| &checked.study).collect();
    let (written, failed) = keep::write(&chosen, &studies, &selection, &config, console);
    let failed = failed || selection.failed;
    let noun = if written == 1 { "change" } else { "changes" };
    console.note(&format!("{written} {noun} written, {} left", left + offered - written));
    Ok(ExitCode::from(match (failed, left + offered - written) {
        (true, _) => status::USAGE,
        (false, 0) => 0,
        (false, _) => status::DRIFTED,
    }))
}

pub(super) fn mended(checked: &Checked) -> Mended {
    mend::mend(&checked.study.document, &checked.study.claims, &checked.trials)
}

/// What concerns the examples that the command line wants.
pub(super) fn wanted_of(mut mended: Mended, study: &Study, wanted: &dyn Fn(&Study, usize) -> bool) -> Mended {
    let wants = |claim: usize| wanted(study, study.claims[claim].snippet);
    mended.edits.retain(|edit| wants(edit.claim));
    mended.corrections.retain(|correction| wants(correction.claim));
    mended.left.retain(|left| wants(left.claim));
    mended
}

/// Says of what stays wrong why it does; how much that is.
fn tell(mended: &Mended, study: &Study, console: &Console) -> usize {
    for left in &mended.left {
        let at = study.document.position(study.claims[left.claim].span.start);
        let words = left.obstacle.words();
        console.warn(&format!("{}:{}:{} stays as it is: {words}", study.document.path, at.line, at.column));
    }
    mended.left.len()
}

/// What the corpus says of a file that nobody edits: the snippet, one of its claims, and all that is
/// true instead of them.
pub(super) fn corrected(study: &Study, mended: &Mended) -> Vec<(usize, usize, StoredOutcome)> {
    let mut outcomes: BTreeMap<usize, (usize, StoredOutcome)> = BTreeMap::new();
    for correction in &mended.corrections {
        let claim = &study.claims[correction.claim];
        let known = || (correction.claim, keep::outcome(study, claim.snippet));
        let (_, outcome) = outcomes.entry(claim.snippet).or_insert_with(known);
        outcome.correct(claim, which(&study.claims, correction.claim), correction.text.clone());
    }
    outcomes.into_iter().map(|(snippet, (claim, outcome))| (snippet, claim, outcome)).collect()
}

/// The edits of a file, over its bytes as they are now.
fn change(study: &Study, mended: Mended) -> Result<Option<Change>, CliError> {
    if mended.edits.is_empty() {
        return Ok(None);
    }
    let document = &study.document;
    let cannot = |error| CliError::Usage(format!("{} cannot be read: {error}", document.path));
    let bytes = fs::read(&document.path).map_err(cannot)?;
    if notes::read(&document.path, bytes.clone()).text() != document.text() {
        return Err(CliError::Usage(format!("{} has changed meanwhile; try again", document.path)));
    }
    Ok(Some(Change { path: Path::new(&document.path).to_owned(), old: Some(bytes), edits: mended.edits, of: None }))
}
