//! What of a note can be accepted as it was observed, and keeping it in the corpus.

use std::path::Path;

use super::Engine;
use super::note::Note;
use crate::claims::Notation;
use crate::compare::Verdict;
use crate::pipeline;
use crate::report::visible;

/// The claims that can be corrected, by an edit of the note or in the corpus, each with what is true instead.
pub(super) fn correctable(note: &Note) -> impl Iterator<Item = (usize, &str)> {
    let edited = note.mended.edits.iter().map(|edit| edit.claim);
    let corrected = note.mended.corrections.iter().map(|correction| correction.claim);
    edited.chain(corrected).map(|claim| (claim, observed(note, claim)))
}

fn observed(note: &Note, claim: usize) -> &str {
    let judged = note.checked.trials.iter().flat_map(|trial| trial.judgements.iter().flat_map(|of| &of.claims));
    let mut wrong = judged.filter(|judged| judged.claim == claim && judged.verdict == Verdict::Drifted);
    wrong.find_map(|judged| judged.observed.as_deref()).unwrap_or_default()
}

/// The programs of which the note claims nothing, and which print what can be kept.
pub(super) fn keepable(note: &Note) -> impl Iterator<Item = usize> {
    let study = note.study();
    note.lines.iter().enumerate().filter_map(move |(snippet, line)| {
        let mut claims = study.claims.iter().filter(|claim| claim.snippet == snippet).peekable();
        let is_new = claims.peek().is_none() && line.verdict == Some(Verdict::Runs) && prints(note, snippet);
        let is_old = line.verdict == Some(Verdict::Drifted) && claims.any(|it| it.notation == Notation::Accepted);
        (is_new || is_old).then_some(snippet)
    })
}

/// Whether the program of a snippet printed something.
fn prints(note: &Note, snippet: usize) -> bool {
    let mut own = note.checked.trials.iter().filter(|trial| trial.program.members.contains(&snippet));
    own.any(|trial| trial.outcome.as_ref().is_ok_and(|outcome| !outcome.stdout.trim_ascii().is_empty()))
}

/// Keeps in the corpus what was seen instead of a snippet's claims, or what a snippet prints that has none;
/// the message says where, or why not.
pub(super) fn keep(note: &Note, path: &Path, snippet: usize, engine: &Engine) -> Result<String, String> {
    if note.mended.corrections.iter().any(|correction| note.study().claims[correction.claim].snippet == snippet) {
        return (engine.keep)(&note.checked, snippet);
    }
    let study = (engine.propose)(path)?;
    if !note.is_of(study.document.text()) {
        return Err("the note has changed since it was checked: save it, and try again".to_owned());
    }
    let wanted = |_: &pipeline::Study, other: usize| other == snippet;
    let checked = pipeline::check(vec![study], &*engine.runner, &wanted, &|_| ()).pop();
    let checked = checked.ok_or("the note cannot be checked")?;
    (engine.keep)(&checked, snippet).map(|message| visible(&message))
}
