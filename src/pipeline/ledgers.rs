//! From documents to the report on them.

use super::{Checked, Study};
use crate::report::{FileNotice, Line, Report, Results, ledger};
use crate::sandbox::Level;

/// The report on documents that were checked, as far as `wanted` wants their snippets.
pub fn report(checked: &[Checked], level: Level, wanted: &dyn Fn(&Study, usize) -> bool) -> Report {
    let lines = checked.iter().flat_map(|checked| {
        let study = &checked.study;
        let results = Results { trials: &checked.trials, refused: &checked.refused, repairs: &checked.repairs };
        let lines = ledger(&study.document, &study.snippets, &study.claims, Some(results));
        wanted_lines(study, lines, wanted)
    });
    Report::new(
        checked.len(),
        lines.collect(),
        checked.iter().flat_map(|checked| notices(&checked.study)).collect(),
        Some(level),
    )
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
