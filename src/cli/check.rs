//! `recant check`.

use std::process::ExitCode;

use super::arguments::Check;
use super::output::Console;
use super::progress::Progress;
use super::reports::Reports;
use super::{CliError, engine, input, settings, status};
use crate::config::{Config, NoSnippets};
use crate::pipeline::{self, Study};
use crate::report::{Granted, Report};

pub(super) fn check(arguments: &Check, console: &Console) -> Result<ExitCode, CliError> {
    let mut config = settings::load()?;
    settings::take_check(&mut config, arguments)?;
    let reports = Reports::new(&arguments.output)?;
    let mut selection = input::select(&arguments.input, &config, console)?;
    let (runner, level) = engine::engine(&arguments.engine, &config, console)?;
    let studies = selection.study(console);
    let wanted = |study: &Study, snippet: usize| selection.wants(study, snippet);
    let progress = Progress::new();
    let checked = pipeline::check(studies, &runner, &wanted, &|ended, total| progress.show(ended, total));
    progress.end();
    let mut report = pipeline::report(&checked, level, &wanted);
    report.granted = Granted::of(runner.grants(), level);
    let status = exit_status(&report, &config, selection.only_files);
    let documents: Vec<_> = checked.iter().map(|checked| &checked.study.document).collect();
    reports.write(&of_verdicts(report, arguments), &documents, arguments.quiet, console)?;
    Ok(ExitCode::from(if selection.failed { status::USAGE } else { status }))
}

/// The report with only the lines of the verdicts that were asked for; its counts stay those of all.
fn of_verdicts(mut report: Report, arguments: &Check) -> Report {
    let words: Vec<_> = arguments.verdict.iter().map(|verdict| verdict.word()).collect();
    let asked = |word| words.is_empty() || words.contains(&word);
    report.snippets.retain(|line| line.verdict.as_ref().is_some_and(|verdict| asked(verdict.word())));
    report
}

/// What the report amounts to. Where several would fit, the gravest counts.
fn exit_status(report: &Report, config: &Config, only_files: bool) -> u8 {
    let counts = report.summary.verdicts;
    let nothing = config.no_snippets.value.unwrap_or(if only_files { NoSnippets::Pass } else { NoSnippets::Fail });
    if counts.drifted + counts.fails > 0 {
        status::DRIFTED
    } else if report.snippets.is_empty() && nothing == NoSnippets::Fail {
        status::NOTHING
    } else if config.strict.value && counts.unchecked > 0 {
        status::UNCHECKED
    } else {
        0
    }
}
