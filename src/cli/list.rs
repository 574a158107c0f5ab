//! `recant list`.

use std::process::ExitCode;

use super::arguments::List;
use super::output::Console;
use super::reports::Reports;
use super::{CliError, input, settings, status};
use crate::pipeline::{self, Study};

pub(super) fn list(arguments: &List, console: &Console) -> Result<ExitCode, CliError> {
    let reports = Reports::new(&arguments.output)?;
    let mut selection = input::select(&arguments.input, &settings::load()?, console)?;
    let studies = selection.study(console);
    let report = pipeline::list(&studies, &|study: &Study, snippet| selection.wants(study, snippet));
    let documents: Vec<_> = studies.iter().map(|study| &study.document).collect();
    reports.write(&report, &documents, false, console)?;
    Ok(if selection.failed { ExitCode::from(status::USAGE) } else { ExitCode::SUCCESS })
}
