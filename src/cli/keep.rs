//! Keeping in the corpus what a person accepts of what was seen.

use std::collections::{BTreeSet, HashMap};
use std::fs;

use super::input::Selection;
use super::offer::{self, Change};
use super::output::Console;
use crate::config::Config;
use crate::mend::Edit;
use crate::pipeline::{self, Study};
use crate::snippets::{self, OUTCOME_TOML, SnippetsError, StoredOutcome};

/// What is stored of a snippet, or would be.
pub(super) fn outcome(study: &Study, snippet: usize) -> StoredOutcome {
    let stored = study.by_hand.outcomes.iter().find(|(index, _)| *index == snippet);
    let code = study.snippets[snippet].block.code.text();
    stored.map_or_else(|| StoredOutcome::of(code), |(_, outcome)| outcome.clone())
}

/// The changes of the corpus that keep these outcomes, each with the claim that it is for, of the study
/// of this index.
pub(super) fn changes(
    (of, study): (usize, &Study),
    outcomes: Vec<(usize, usize, StoredOutcome)>,
    selection: &Selection,
    config: &Config,
) -> Result<Vec<Change>, SnippetsError> {
    if outcomes.is_empty() {
        return Ok(Vec::new());
    }
    let folder = selection.home_of(study, config)?;
    let names = snippets::names(&folder, &study.document, &study.snippets[..found(study)])?;
    let stored: HashMap<usize, String> =
        study.by_hand.outcomes.iter().map(|(index, outcome)| (*index, outcome.text())).collect();
    let change = |(snippet, claim, outcome): (usize, usize, StoredOutcome)| {
        let path = folder.join(names.get(snippet)?.as_ref()?).join(OUTCOME_TOML);
        let old = fs::read(&path).ok().or_else(|| stored.get(&snippet).map(|text| text.clone().into_bytes()));
        let range = 0..old.as_ref().map_or(0, Vec::len);
        let edits = vec![Edit { claim, range, text: outcome.text() }];
        Some(Change { path, old, edits, of: Some(of) })
    };
    Ok(outcomes.into_iter().filter_map(change).collect())
}

/// How many snippets the notes hold by themselves.
fn found(study: &Study) -> usize {
    study.snippets.len() - study.by_hand.anchored
}

/// Writes changes, and the folders of the corpus that they stand in: how many edits were written, and
/// whether something could not be.
pub(super) fn write(
    changes: &[Change],
    studies: &[&Study],
    selection: &Selection,
    config: &Config,
    console: &Console,
) -> (usize, bool) {
    let mut failed = false;
    let mut heard = |result: Result<(), String>| {
        result.inspect_err(|problem| {
            console.complain(problem);
            failed = true;
        })
    };
    let at_home: BTreeSet<usize> = changes.iter().filter_map(|change| change.of).collect();
    for of in at_home {
        let _ = heard(extract(studies[of], selection, config).map_err(|error| error.to_string()));
    }
    let written = changes.iter().filter(|change| heard(offer::write(change)).is_ok());
    (written.map(|change| change.edits.len()).sum(), failed)
}

/// The corpus of a document as `recant extract` writes it: of the note by itself.
fn extract(study: &Study, selection: &Selection, config: &Config) -> Result<(), SnippetsError> {
    let folder = selection.home_of(study, config)?;
    let alone = pipeline::study(study.document.clone());
    snippets::write(&folder, &alone.document, &alone.snippets, &alone.claims).map(drop)
}
