//! Offering changes of files: they are shown first, and written where the user wants them.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::Args;
use similar::{ChangeTag, TextDiff};

use super::output::Console;
use super::save::save;
use crate::complete::text_of;
use crate::mend::{Edit, applied};
use crate::report::visible;

/// Who decides what is written.
#[derive(Debug, Args)]
pub(super) struct Writing {
    /// Write without asking
    #[arg(short, long, conflicts_with = "review")]
    yes: bool,
    /// Ask about each change by itself
    #[arg(short, long)]
    review: bool,
}

/// A file that would change.
pub(super) struct Change {
    /// The file.
    pub(super) path: PathBuf,
    /// What it holds; nothing where it is not there.
    pub(super) old: Option<Vec<u8>>,
    /// The edits, in its order.
    pub(super) edits: Vec<Edit>,
    /// The index of the study whose corpus it stands in, where it does.
    pub(super) of: Option<usize>,
}

/// What the user says to an edit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    All,
    Quit,
}

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// Shows the changes, and leaves those that the user wants; the others are dropped.
pub(super) fn chosen(changes: Vec<Change>, writing: &Writing, console: &Console) -> io::Result<Vec<Change>> {
    if writing.review {
        return reviewed(changes, console);
    }
    for change in &changes {
        console.show(&diff(change, &change.edits))?;
    }
    if writing.yes || changes.is_empty() {
        return Ok(changes);
    }
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        console.note("nothing is written: `--yes` writes this, and `--review` asks about each change");
        return Ok(Vec::new());
    }
    let wanted = ask(&Question { text: "Write this?", keys: "[y]es, [n]o" })? == Answer::Yes;
    Ok(if wanted { changes } else { Vec::new() })
}

/// Asks about each edit by itself.
fn reviewed(changes: Vec<Change>, console: &Console) -> io::Result<Vec<Change>> {
    let mut all = None;
    let mut wanted = Vec::new();
    for mut change in changes {
        let mut kept = Vec::new();
        for edit in std::mem::take(&mut change.edits) {
            let answer = if let Some(answer) = all {
                answer
            } else {
                console.show(&diff(&change, std::slice::from_ref(&edit)))?;
                ask(&Question { text: "Write this?", keys: "[y]es, [n]o, [a]ll that follow, [q]uit" })?
            };
            if matches!(answer, Answer::All | Answer::Quit) {
                all = Some(answer);
            }
            if matches!(answer, Answer::Yes | Answer::All) {
                kept.push(edit);
            }
        }
        if !kept.is_empty() {
            wanted.push(Change { edits: kept, ..change });
        }
    }
    Ok(wanted)
}

/// A question, and the keys that answer it.
struct Question {
    text: &'static str,
    keys: &'static str,
}

/// The answer to a question. Where nobody answers any more, it is no, now and for all that follows.
fn ask(question: &Question) -> io::Result<Answer> {
    loop {
        write!(io::stderr(), "{} ({}) ", question.text, question.keys)?;
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            return Ok(Answer::Quit);
        }
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => return Ok(Answer::Yes),
            "n" | "no" | "" => return Ok(Answer::No),
            "a" | "all" => return Ok(Answer::All),
            "q" | "quit" => return Ok(Answer::Quit),
            _ => {}
        }
    }
}

/// Writes a change, unless the file is no longer what was shown.
pub(super) fn write(change: &Change) -> Result<(), String> {
    let shown = change.path.display();
    if fs::read(&change.path).ok() != change.old {
        return Err(format!("{shown} has changed meanwhile, so it is left as it is; try again"));
    }
    let new = applied(change.old.as_deref().unwrap_or_default(), &change.edits);
    save(&change.path, &new).map_err(|error| format!("{shown} cannot be written: {error}"))
}

/// The change that these of its edits make, as a unified diff.
fn diff(change: &Change, edits: &[Edit]) -> String {
    let old = change.old.as_deref().unwrap_or_default();
    // Line ends stay as they are, and are nothing to look at.
    let shown = |bytes: &[u8]| text_of(bytes).replace("\r\n", "\n");
    let (before, after) = (shown(old), shown(&applied(old, edits)));
    let path = visible(&change.path.display().to_string());
    let from = if change.old.is_some() { format!("a/{path}") } else { "/dev/null".to_owned() };
    let mut out = format!("{BOLD}--- {from}{BOLD:#}\n{BOLD}+++ b/{path}{BOLD:#}\n");
    let text = TextDiff::from_lines(before.as_str(), after.as_str());
    for hunk in text.unified_diff().context_radius(CONTEXT).iter_hunks() {
        let _ = writeln!(out, "{HUNK}{}{HUNK:#}", hunk.header());
        for line in hunk.iter_changes() {
            let (sign, style) = match line.tag() {
                ChangeTag::Equal => (' ', Style::new()),
                ChangeTag::Delete => ('-', OLD),
                ChangeTag::Insert => ('+', NEW),
            };
            let text = visible(line.value().trim_end_matches('\n'));
            let _ = writeln!(out, "{style}{sign}{text}{style:#}");
        }
    }
    out
}

const BOLD: Style = Style::new().bold();
const HUNK: Style = AnsiColor::Cyan.on_default();
const OLD: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
