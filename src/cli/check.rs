//! `recant check`.

use std::process::ExitCode;

use super::arguments::{Check, Results};
use super::output::Console;
use super::progress::Progress;
use super::reports::Reports;
use super::{CliError, engine, input, settings, status};
use crate::config::{Config, NoSnippets};
use crate::pipeline::{self, Study};
use crate::report::{Blob, Granted, Report};

pub(super) fn check(arguments: &Check, console: &Console) -> Result<ExitCode, CliError> {
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    settings::take_results(&mut config, &arguments.results);
    let reports = Reports::new(&arguments.results.output)?;
    arguments.sharding.can_be_had()?;
    let mut selection = input::select(&arguments.input, &config, console)?;
    let (runner, level) = engine::engine(&arguments.engine, &config, console)?;
    let studies = selection.study(console);
    let share = arguments.sharding.share(&studies, &runner);
    let wanted = |study: &Study, snippet: usize| selection.wants(study, snippet) && share.holds(study, snippet);
    let progress = Progress::new(arguments.results.quiet);
    let checked = pipeline::check(studies, &runner, &wanted, &|step| progress.hear(step));
    progress.end();
    let mut report = pipeline::report(&checked, level, &wanted);
    arguments.known.mark(&mut report, &checked, &wanted, &config)?;
    report.granted = Granted::of(runner.grants(), level);
    let of = |study: &Study| (0..study.snippets.len()).filter(|snippet| selection.wants(study, *snippet)).count();
    let found = checked.iter().map(|checked| of(&checked.study)).sum();
    let status = exit_status(&report, &config, selection.only_files, found);
    let documents: Vec<_> = checked.iter().map(|checked| &checked.study.document).collect();
    arguments.sharding.write(|shard| Blob {
        shard,
        found,
        only_files: selection.only_files,
        failed: selection.failed,
        report: report.clone(),
        notes: documents.iter().map(|document| (document.path.clone(), document.text().to_owned())).collect(),
    })?;
    reports.write(&of_verdicts(report, &arguments.results), &documents, arguments.results.quiet, console)?;
    Ok(ExitCode::from(if selection.failed { status::USAGE } else { status }))
}

/// The report with only the lines of the verdicts that were asked for; its counts stay those of all.
pub(super) fn of_verdicts(mut report: Report, asked: &Results) -> Report {
    let words: Vec<_> = asked.verdict.iter().map(|verdict| verdict.word()).collect();
    let asked = |word| words.is_empty() || words.contains(&word);
    report.snippets.retain(|line| line.verdict.as_ref().is_some_and(|verdict| asked(verdict.word())));
    report
}

/// What the report amounts to, where so many examples were `found`, of which it may have a shard's part.
/// Where several would fit, the gravest counts.
pub(super) fn exit_status(report: &Report, config: &Config, only_files: bool, found: usize) -> u8 {
    let nothing = config.no_snippets.value.unwrap_or(if only_files { NoSnippets::Pass } else { NoSnippets::Fail });
    if report.is_wrong() {
        status::DRIFTED
    } else if found == 0 && nothing == NoSnippets::Fail {
        status::NOTHING
    } else if config.strict.value && report.summary.verdicts.unchecked > 0 {
        status::UNCHECKED
    } else {
        0
    }
}
