//! What can be done with a note, above the lines that it concerns.

use lsp_types::{CodeLens, Command, Uri};
use serde_json::json;

use super::accept::{correctable, keepable};
use super::note::Note;
use super::places::{first_line, range};
use super::{ACCEPT, KEEP, RUN};
use crate::compare::Verdict;
use crate::report::{Line, visible};

/// Columns of a correction that a lens shows.
const SHOWN: usize = 60;

/// The lenses of a note: above each program, above each claim that can be corrected, and above each program
/// that prints what can be kept.
pub(super) fn lenses(note: &Note, uri: &Uri) -> Vec<CodeLens> {
    let lens = |range, title: String, command: &str, index: usize| {
        // The number makes a command one of what a lens said, and of nothing that was checked since.
        let arguments = vec![json!(uri), json!(index), json!(note.number)];
        CodeLens { range, command: Some(Command::new(title, command.to_owned(), Some(arguments))), data: None }
    };
    let above = |snippet: usize| first_line(note.document(), note.lines[snippet].place);
    let ran = |snippet: &usize| note.checked.trials.iter().any(|trial| trial.program.members.contains(snippet));
    let programs = (0..note.lines.len()).filter(ran);
    let run =
        programs.map(|snippet| lens(above(snippet), format!("run ({})", verdict(&note.lines[snippet])), RUN, snippet));
    let accept = correctable(note).map(|(claim, observed)| {
        let mut range = range(note.document(), &note.study().claims[claim].span);
        range.end = range.start;
        lens(range, format!("accept {}", brief(observed)), ACCEPT, claim)
    });
    let keep = keepable(note).map(|snippet| lens(above(snippet), "accept what it prints".to_owned(), KEEP, snippet));
    run.chain(accept).chain(keep).collect()
}

/// The beginning of what was observed.
fn brief(observed: &str) -> String {
    let text: String = visible(observed.lines().next().unwrap_or("nothing")).chars().take(SHOWN).collect();
    let more = if observed.lines().count() > 1 || text.chars().count() == SHOWN { " …" } else { "" };
    format!("{text}{more}")
}

/// The verdict in words as short as a lens has room for.
fn verdict(line: &Line) -> String {
    let word = line.verdict.as_ref().map_or("not run", Verdict::word);
    line.reason.map_or_else(|| word.to_owned(), |reason| format!("{word}: {reason}"))
}
