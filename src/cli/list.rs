//! `recant list`.

use std::process::ExitCode;

use super::arguments::List;
use super::output::Console;
use super::{CliError, input, settings, status};
use crate::pipeline::{self, Study};

pub(super) fn list(arguments: &List, console: &Console) -> Result<ExitCode, CliError> {
    let mut selection = input::select(&arguments.input, &settings::load()?, console)?;
    let studies = selection.study(console);
    let report = pipeline::list(&studies, &|study: &Study, snippet| selection.wants(study, snippet));
    console.report(&report, arguments.output.format, false)?;
    Ok(if selection.failed { ExitCode::from(status::USAGE) } else { ExitCode::SUCCESS })
}
