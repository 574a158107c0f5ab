//! What can be done with a note, above the lines that it concerns.

use lsp_types::{CodeLens, Command, Uri};
use serde_json::json;

use super::accept::corrections;
use super::note::Note;
use super::places::{first_line, range};
use super::{ACCEPT, RUN};
use crate::compare::Verdict;
use crate::report::{Line, visible};

/// Columns of a correction that a lens shows.
const SHOWN: usize = 60;

/// The lenses of a note: one above each program, and one above each claim with a plain correction.
pub(super) fn lenses(note: &Note, uri: &Uri) -> Vec<CodeLens> {
    let ran = |snippet: &usize| note.checked.trials.iter().any(|trial| trial.program.members.contains(snippet));
    let run = (0..note.lines.len()).filter(ran).map(|snippet| {
        let line = &note.lines[snippet];
        let title = format!("run ({})", verdict(line));
        let command = Command::new(title, RUN.to_owned(), Some(vec![json!(uri), json!(snippet)]));
        CodeLens { range: first_line(note.document(), line.place), command: Some(command), data: None }
    });
    let accept = corrections(note).into_iter().map(|correction| {
        let text: String = visible(correction.text.lines().next().unwrap_or("nothing")).chars().take(SHOWN).collect();
        let more = if correction.text.lines().count() > 1 || text.chars().count() == SHOWN { " …" } else { "" };
        // The number makes an edit out of what a lens said, and of nothing that was checked since.
        let arguments = vec![json!(uri), json!(correction.claim), json!(note.number)];
        let command = Command::new(format!("accept {text}{more}"), ACCEPT.to_owned(), Some(arguments));
        let mut range = range(note.document(), &note.study().claims[correction.claim].span);
        range.end = range.start;
        CodeLens { range, command: Some(command), data: None }
    });
    run.chain(accept).collect()
}

/// The verdict in words as short as a lens has room for.
fn verdict(line: &Line) -> String {
    let word = line.verdict.as_ref().map_or("not run", Verdict::word);
    line.reason.map_or_else(|| word.to_owned(), |reason| format!("{word}: {reason}"))
}
