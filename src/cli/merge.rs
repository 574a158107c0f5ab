//! `recant merge`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::arguments::Results;
use super::check::{exit_status, of_verdicts};
use super::output::Console;
use super::reports::Reports;
use super::{CliError, settings, status};
use crate::report::{self, Blob};

#[derive(Debug, Args)]
pub(super) struct Merge {
    /// The files that `recant check --blob` wrote, one for each shard
    #[arg(value_name = "BLOBS", required = true)]
    blobs: Vec<PathBuf>,
    #[command(flatten)]
    results: Results,
}

pub(super) fn merge(arguments: &Merge, console: &Console) -> Result<ExitCode, CliError> {
    let mut config = settings::load()?;
    settings::take_results(&mut config, &arguments.results);
    let reports = Reports::new(&arguments.results.output)?;
    let blobs = arguments.blobs.iter().map(|file| read(file)).collect::<Result<_, _>>()?;
    let whole = report::merge(blobs).map_err(|error| CliError::Usage(error.to_string()))?;
    let status = exit_status(&whole.report, &config, whole.only_files, whole.found);
    let (documents, failed) = (whole.documents(), whole.failed);
    let report = of_verdicts(whole.report, &arguments.results);
    reports.write(&report, &documents.iter().collect::<Vec<_>>(), arguments.results.quiet, console)?;
    Ok(ExitCode::from(if failed { status::USAGE } else { status }))
}

fn read(file: &Path) -> Result<Blob, CliError> {
    let wrong = |error: &dyn std::fmt::Display| CliError::Usage(format!("{}: {error}", file.display()));
    let text = fs::read_to_string(file).map_err(|error| wrong(&error))?;
    Blob::read(&text).map_err(|error| wrong(&error))
}
