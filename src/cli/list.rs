//! `recant list`.

use std::process::ExitCode;

use super::arguments::List;
use super::input::Selection;
use super::output::Console;
use super::reports::Reports;
use super::{CliError, input, settings, status};
use crate::pipeline::{self, Study};
use crate::report::Shown;

pub(super) fn list(arguments: &List, console: &Console) -> Result<ExitCode, CliError> {
    let reports = Reports::new(&arguments.output)?;
    let mut selection = input::select(&arguments.input, &settings::load()?, console)?;
    let shown = reports.shown();
    let take = |selection: &Selection, study: Study| {
        let account = pipeline::listed(&study, shown, &|study, snippet| selection.wants(study, snippet));
        (account, (shown == Shown::Notes).then_some(study.document))
    };
    let (accounts, documents): (_, Vec<_>) = selection.study_each(&take, console).into_iter().unzip();
    let documents: Vec<_> = documents.iter().flatten().collect();
    reports.write(&pipeline::list(accounts), &documents, false, console)?;
    Ok(if selection.failed { ExitCode::from(status::USAGE) } else { ExitCode::SUCCESS })
}
