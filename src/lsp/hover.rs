//! The program that a block became, beside the block.

use std::fmt::Write;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::note::Note;
use super::places::range;
use crate::compare::Verdict;
use crate::languages::completion::Faith;
use crate::report::{Line, visible};

/// What is told of the block on a line of the file, counted from 1.
pub(super) fn hover(note: &Note, line: usize) -> Option<Hover> {
    let stands = |found: &&Line| (found.place.start_line..=found.place.end_line).contains(&line);
    let claims = |found: &&Line| found.claims.iter().any(|claim| covers(claim.place, line));
    let lines = || note.lines.iter();
    let found = lines().find(stands).or_else(|| lines().find(claims))?;
    let own = lines().position(|line| std::ptr::eq(line, found))?;
    // An output block is told of by the code that prints it.
    let speaker = note.study().claims.iter().find(|claim| claim.output == Some(own));
    let snippet = speaker.map_or(own, |claim| claim.snippet);
    let code = &note.study().snippets[own].block.code;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: told(note, snippet) }),
        range: Some(range(note.document(), &code.span())),
    })
}

fn covers(place: crate::report::Place, line: usize) -> bool {
    (place.start_line..=place.end_line).contains(&line)
}

fn told(note: &Note, snippet: usize) -> String {
    let line = &note.lines[snippet];
    let mut head = format!("**{}**", line.verdict.as_ref().map_or("not run", Verdict::word));
    if let Some(reason) = line.reason {
        let _ = write!(head, " ({reason})");
    }
    if let Some(toolchain) = &line.toolchain {
        let _ = write!(head, " · {}", visible(toolchain));
    }
    let mut parts = vec![head];
    // What comes from the note stands between fences, where it is text and nothing else.
    parts.extend(line.detail.as_deref().map(|detail| fenced("text", &visible(detail))));
    let trial = note.checked.trials.iter().find(|trial| trial.program.members.contains(&snippet));
    if let Some(trial) = trial {
        let program = &trial.program;
        let text: String = program.shown(&note.study().snippets).map(|(text, _)| text).collect();
        parts.push(format!("The program, {}:", program.how().word()));
        parts.push(fenced(program.language.name(), &visible(text.trim_matches('\n'))));
        let said = program.edits().map(|edit| {
            let guess = if edit.faith == Faith::Guess { " (a guess)" } else { "" };
            format!("recant {}{guess}\n", visible(&edit.reason))
        });
        let said: String = said.collect();
        parts.extend((!said.is_empty()).then(|| fenced("text", &said)));
    }
    parts.join("\n\n")
}

/// A text between fences that are longer than any in it.
fn fenced(label: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{label}\n{}\n{fence}", text.trim_end())
}
