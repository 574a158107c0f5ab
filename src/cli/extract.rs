//! `recant extract`.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::Extract;
use super::output::Console;
use super::{CliError, input, settings, status};
use crate::report::visible;
use crate::snippets::{Changes, home, write};

pub(super) fn extract(arguments: &Extract, console: &Console) -> Result<ExitCode, CliError> {
    let mut selection = input::select(&arguments.input, &settings::load()?, console)?.alone();
    let studies = selection.study(console);
    let mut failed = selection.failed;
    for study in &studies {
        let folder = home(&arguments.into, Path::new(&study.document.path))
            .and_then(|folder| Ok((write(&folder, &study.document, &study.snippets, &study.claims)?, folder)));
        match folder {
            Ok((changes, folder)) => console.print(&told(&changes, &folder.display().to_string()))?,
            Err(error) => {
                console.complain(&error.to_string());
                failed = true;
            }
        }
    }
    Ok(if failed { ExitCode::from(status::USAGE) } else { ExitCode::SUCCESS })
}

/// What changed in a folder of the corpus: all that a person may have to look at by name, the rest by count.
fn told(changes: &Changes, folder: &str) -> String {
    let mut out = String::new();
    for step in &changes.moved {
        let _ = writeln!(out, "moved     {} to {}", visible(&step.from), visible(&step.to));
    }
    for name in &changes.orphaned {
        let _ = writeln!(out, "orphaned  {}: the notes no longer hold its code; it stays as it is", visible(name));
    }
    for name in &changes.edited {
        let _ = writeln!(out, "edited    {}: a person changed it, so it is not written over", visible(name));
    }
    let (written, moved, unchanged) = (changes.written.len(), changes.moved.len(), changes.unchanged.len());
    let moved = if moved == 0 { String::new() } else { format!("{moved} moved, ") };
    let _ = writeln!(out, "{}: {written} written, {moved}{unchanged} unchanged", visible(folder));
    out
}
