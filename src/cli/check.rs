//! `recant check`.

use std::collections::HashMap;
use std::process::ExitCode;

use super::arguments::{Check, Results};
use super::input::{Note, Numbered, Selection};
use super::output::Console;
use super::progress::Progress;
use super::remembered::{Recalled, Remembered};
use super::reports::Reports;
use super::{CliError, engine, input, settings, status};
use crate::config::{Config, NoSnippets};
use crate::memo::Account;
use crate::notes::Document;
use crate::pipeline::{self, Study};
use crate::report::{Blob, Granted, Report};
use crate::sandbox::Level;

pub(super) fn check(arguments: &Check, console: &Console) -> Result<ExitCode, CliError> {
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    settings::take_results(&mut config, &arguments.results);
    let reports = Reports::new(&arguments.results.output)?;
    arguments.sharding.can_be_had()?;
    let mut selection = input::select(&arguments.input, &config, console)?;
    if !selection.is_small() {
        engine::threads(&config);
    }
    let mut remembered = Remembered::open(arguments, &selection, &config, console);
    let (recalled, new) = selection.read(&|note| remembered.recall(note), console);
    let mut done = match remembered.level().filter(|_| new.is_empty()) {
        Some(level) => {
            settings::warn_of_refused(&config, console);
            Done::at(level)
        }
        None => check_new(arguments, &config, (&mut selection, &mut remembered), new, console)?,
    };
    for (number, recalled) in recalled {
        done.add_recalled(number, recalled);
    }
    done.accounts.sort_by_key(|(number, _)| *number);
    let mut report = pipeline::report_of(done.accounts.into_iter().map(|(_, account)| account).collect(), done.level);
    arguments.known.mark(&mut report, &done.whole, &config)?;
    report.granted = done.granted;
    let status = exit_status(&report, &config, selection.only_files, done.found);
    arguments.sharding.write(|shard| Blob {
        shard,
        found: done.found,
        only_files: selection.only_files,
        failed: selection.failed,
        report: report.clone(),
        notes: done.documents.iter().map(|document| (document.path.clone(), document.text().to_owned())).collect(),
    })?;
    let documents: Vec<_> = done.documents.iter().collect();
    reports.write(&of_verdicts(report, &arguments.results), &documents, arguments.results.quiet, console)?;
    Ok(ExitCode::from(if selection.failed { status::USAGE } else { status }))
}

/// What came of a check.
struct Done {
    level: Level,
    granted: Granted,
    /// What is said of each document, by its number.
    accounts: Vec<(usize, Account)>,
    /// Those that were checked now.
    documents: Vec<Document>,
    /// The paths of all, and whether they were checked as a whole.
    whole: HashMap<String, bool>,
    /// How many examples were found.
    found: usize,
}

impl Done {
    fn at(level: Level) -> Self {
        let (accounts, documents) = (Vec::new(), Vec::new());
        Self { level, granted: Granted::default(), accounts, documents, whole: HashMap::new(), found: 0 }
    }

    /// Adds a document of which all is known already.
    fn add_recalled(&mut self, number: usize, Recalled { path, account }: Recalled) {
        self.found += account.lines.len();
        self.whole.insert(path, true);
        self.accounts.push((number, account));
    }
}

/// Checks the documents of which nothing is remembered.
fn check_new(
    arguments: &Check,
    config: &Config,
    (selection, remembered): (&mut Selection, &mut Remembered),
    new: Vec<Numbered<Note>>,
    console: &Console,
) -> Result<Done, CliError> {
    let (runner, level) = engine::engine_with(&arguments.engine, config, remembered.cache.clone(), console)?;
    remembered.stand_on(level, &runner);
    // It may be known again what came of them on this ground.
    let (recalled, new) = remembered.recall_each(new);
    let keyed = new.into_iter().map(|(number, note)| ((number, remembered.key(&note)), note)).collect();
    let (tags, studies): (Vec<_>, Vec<Study>) = selection.study_notes(keyed, console).into_iter().unzip();
    let share = arguments.sharding.share(&studies, &runner);
    let wanted = |study: &Study, snippet: usize| selection.wants(study, snippet) && share.holds(study, snippet);
    let progress = Progress::new(arguments.results.quiet);
    let checked = pipeline::check(studies, &runner, &wanted, &|step| progress.hear(step));
    progress.end();
    let mut done = Done { granted: Granted::of(runner.grants(), level), ..Done::at(level) };
    for (number, recalled) in recalled {
        done.add_recalled(number, recalled);
    }
    for ((number, key), checked) in tags.into_iter().zip(checked) {
        let account = pipeline::account(&checked, &wanted);
        remembered.keep(key, &account, &checked);
        done.accounts.push((number, account));
        let study = &checked.study;
        done.found += (0..study.snippets.len()).filter(|snippet| selection.wants(study, *snippet)).count();
        done.whole.insert(study.document.path.clone(), is_whole(study, &wanted));
        done.documents.push(checked.study.document);
    }
    Ok(done)
}

/// Whether all of a document is wanted.
pub(super) fn is_whole(study: &Study, wanted: &dyn Fn(&Study, usize) -> bool) -> bool {
    (0..study.snippets.len()).all(|snippet| wanted(study, snippet))
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
