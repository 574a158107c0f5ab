//! From documents to the report on them.

use super::{Checked, Study};
use crate::memo::Account;
use crate::report::{FileNotice, Line, Report, Results, ledger};
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
    let documents = accounts.len();
    let (lines, notices): (Vec<_>, Vec<_>) =
        accounts.into_iter().map(|account| (account.lines, account.notices)).unzip();
    let (lines, notices) = (lines.into_iter().flatten(), notices.into_iter().flatten());
    Report::new(documents, lines.collect(), notices.collect(), Some(level))
}

/// The report on documents that were checked, as far as `wanted` wants their snippets.
pub fn report(checked: &[Checked], level: Level, wanted: &dyn Fn(&Study, usize) -> bool) -> Report {
    report_of(checked.iter().map(|checked| account(checked, wanted)).collect(), level)
}

/// The report on documents of which nothing was run.
pub fn list(studies: &[Study], wanted: &dyn Fn(&Study, usize) -> bool) -> Report {
    let lines = studies
        .iter()
        .flat_map(|study| wanted_lines(study, ledger(&study.document, &study.snippets, &study.claims, None), wanted));
    Report::new(studies.len(), lines.collect(), studies.iter().flat_map(notices).collect(), None)
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
