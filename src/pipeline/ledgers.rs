//! From documents to the report on them.

use super::{Checked, Study};
use crate::memo::Account;
use crate::report::{FileNotice, Line, Report, Results, Shown, ledger};
use crate::sandbox::Level;

/// What is said of a document that was checked, as far as `wanted` wants its snippets.
pub fn account(checked: &Checked, wanted: &dyn Fn(&Study, usize) -> bool) -> Account {
    let study = &checked.study;
    let results = Results { trials: &checked.trials, refused: &checked.refused, repairs: &checked.repairs };
    let lines = ledger(&study.document, &study.snippets, &study.claims, Some(results));
    Account { lines: wanted_lines(study, lines, wanted), notices: notices(study) }
}

/// The report that documents add up to.
#[must_use]
pub fn report_of(accounts: Vec<Account>, level: Level) -> Report {
    sum(accounts, Some(level))
}

fn sum(accounts: Vec<Account>, level: Option<Level>) -> Report {
    let documents = accounts.len();
    let mut lines = Vec::with_capacity(accounts.iter().map(|account| account.lines.len()).sum());
    let mut notices = Vec::new();
    for account in accounts {
        lines.extend(account.lines);
        notices.extend(account.notices);
    }
    Report::new(documents, lines, notices, level)
}

/// The report on documents that were checked, as far as `wanted` wants their snippets.
pub fn report(checked: &[Checked], level: Level, wanted: &dyn Fn(&Study, usize) -> bool) -> Report {
    report_of(checked.iter().map(|checked| account(checked, wanted)).collect(), level)
}

/// What is said of a document of which nothing was run, as far as `wanted` wants its snippets and reports that
/// show so much of the notes need it.
pub fn listed(study: &Study, shown: Shown, wanted: &dyn Fn(&Study, usize) -> bool) -> Account {
    let lines = ledger(&study.document, &study.snippets, &study.claims, None);
    let mut lines = wanted_lines(study, lines, wanted);
    for line in &mut lines {
        line.keep(shown);
    }
    Account { lines, notices: notices(study) }
}

/// The report on documents of which nothing was run.
#[must_use]
pub fn list(accounts: Vec<Account>) -> Report {
    sum(accounts, None)
}

fn wanted_lines(study: &Study, lines: Vec<Line>, wanted: &dyn Fn(&Study, usize) -> bool) -> Vec<Line> {
    lines.into_iter().enumerate().filter(|(index, _)| wanted(study, *index)).map(|(_, line)| line).collect()
}

fn notices(study: &Study) -> Vec<FileNotice> {
    let path = &study.document.path;
    let notice = |notice: &crate::notes::Notice| FileNotice {
        path: path.clone(),
        line: notice.line,
        message: notice.message.clone(),
    };
    study.document.notices.iter().chain(&study.by_hand.notices).map(notice).collect()
}
