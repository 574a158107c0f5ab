//! The reports that the command line asks for: each in its format, to its place.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use anstream::adapter::strip_str;

use super::CliError;
use super::arguments::{Format, Output, Target};
use super::output::{COLUMNS, Console, columns, follows_links};
use crate::notes::Document;
use crate::report::{self, Look, Report, Shown};

/// How much GitHub takes as the summary of a step, less what a line may have.
const SUMMARY: usize = 1_000_000;

/// The reports to write.
#[derive(Debug)]
pub(super) struct Reports(Vec<Target>);

impl Reports {
    /// What the command line asks for; told before anything is run if it cannot be had.
    pub(super) fn new(output: &Output) -> Result<Self, CliError> {
        let mut targets = output.format.clone();
        if let Some(file) = &output.output {
            let Some(target) = targets.iter_mut().find(|target| target.file.is_none()) else {
                return Err(CliError::Usage(
                    "each --format names a file of its own; --output is for one that names none".into(),
                ));
            };
            target.file = Some(file.clone());
        }
        if targets.iter().filter(|target| target.file.is_none()).count() > 1 {
            return Err(CliError::Usage(
                "only one report can go to standard output; give the others a file, as in --format html=page.html"
                    .into(),
            ));
        }
        targets.iter().filter_map(|target| target.file.as_deref()).try_for_each(is_writable)?;
        // What is printed comes last: who reads it finds the files written.
        targets.sort_by_key(|target| target.file.is_none());
        Ok(Self(targets))
    }

    /// How much of the notes they show.
    pub(super) fn shown(&self) -> Shown {
        self.0.iter().map(|target| shown(target.format)).max().unwrap_or(Shown::Rows)
    }

    /// Writes them all.
    pub(super) fn write(
        &self,
        report: &Report,
        documents: &[&Document],
        quiet: bool,
        console: &Console,
    ) -> Result<(), CliError> {
        let here = std::env::current_dir().ok().filter(|_| follows_links());
        for target in &self.0 {
            let columns = if target.file.is_some() { COLUMNS } else { columns() };
            let text = text(
                report,
                documents,
                target.format,
                Look { columns, quiet, links: here.as_deref().filter(|_| target.file.is_none()) },
            );
            match &target.file {
                // Colour is for screens.
                Some(file) if target.format == Format::Terminal => save(file, &strip_str(&text).to_string())?,
                Some(file) => save(file, &text)?,
                None if target.format == Format::Terminal => console.show(&text)?,
                None => console.print(&text)?,
            }
            if target.format == Format::Github {
                summarise(report)?;
            }
        }
        Ok(())
    }
}

fn shown(format: Format) -> Shown {
    match format {
        Format::Terminal => Shown::Rows,
        Format::Html | Format::Sarif => Shown::Notes,
        Format::Json | Format::Jsonl | Format::Junit | Format::Github | Format::Markdown | Format::Tap => Shown::Lines,
    }
}

fn text(report: &Report, documents: &[&Document], format: Format, look: Look<'_>) -> String {
    match format {
        Format::Terminal => report::terminal(report, look),
        Format::Json => report::json(report),
        Format::Jsonl => report::json_lines(report),
        Format::Junit => report::junit(report),
        Format::Sarif => report::sarif(report),
        Format::Github => report::github(report, &folder_in_repository()),
        Format::Markdown => report::markdown(report),
        Format::Html => report::html(report, documents),
        Format::Tap => report::tap(report),
    }
}

/// Nobody should wait for a check only to hear that there is no such folder.
pub(super) fn is_writable(file: &Path) -> Result<(), CliError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder {
        Some(folder) if !folder.is_dir() => {
            Err(CliError::Usage(format!("{}: there is no folder {}", file.display(), folder.display())))
        }
        _ if file.is_dir() => Err(CliError::Usage(format!("{} is a folder", file.display()))),
        _ => Ok(()),
    }
}

fn save(file: &Path, text: &str) -> Result<(), CliError> {
    fs::write(file, text).map_err(|error| CliError::Usage(format!("{} cannot be written: {error}", file.display())))
}

/// The way from the repository's root to here, as a workflow of GitHub tells it; else nothing.
fn folder_in_repository() -> String {
    let root = std::env::var_os("GITHUB_WORKSPACE").and_then(|root| fs::canonicalize(root).ok());
    let here = std::env::current_dir().and_then(fs::canonicalize);
    match (root, here) {
        (Some(root), Ok(here)) => here.strip_prefix(root).unwrap_or(Path::new("")).to_string_lossy().into_owned(),
        _ => String::new(),
    }
}

/// Adds the report to the summary of a step, where a workflow of GitHub gives it a place.
fn summarise(report: &Report) -> Result<(), CliError> {
    let Some(file) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty()) else { return Ok(()) };
    let mut text = report::markdown(report);
    if text.len() > SUMMARY {
        text.truncate(memchr::memrchr(b'\n', &text.as_bytes()[..SUMMARY]).unwrap_or(0));
        text.push_str("\n\n… and more than fits here.\n");
    }
    let file = Path::new(&file);
    let written =
        OpenOptions::new().create(true).append(true).open(file).and_then(|mut out| out.write_all(text.as_bytes()));
    written.map_err(|error| CliError::Usage(format!("{} cannot be written: {error}", file.display())))
}
