//! What a person says would make a note true, in words.

use super::RepairLine;
use super::text::{fit, visible};
use crate::compare::Verdict;

/// A repair in a sentence: the edit, what came of it, and why it is the one.
#[must_use]
pub fn repaired(repair: &RepairLine) -> String {
    let (replace, with) = (one_line(&repair.replace), one_line(&repair.with));
    let (came, seen) = came_of(repair);
    let seen = seen.map_or_else(String::new, |seen| format!(" `{}`", one_line(seen)));
    format!("with `{with}` for `{replace}`: {came}{seen}, because {}", visible(&repair.why))
}

/// What came of a repair in words, and what was seen behind them.
pub(super) fn came_of(repair: &RepairLine) -> (String, Option<&str>) {
    let seen = repair.observed.as_deref();
    match (&repair.verdict, seen) {
        (Some(Verdict::Holds), Some(_)) => ("holds:".to_owned(), seen),
        (Some(Verdict::Holds), None) => ("holds".to_owned(), None),
        (Some(Verdict::Runs), Some(_)) => ("prints".to_owned(), seen),
        (Some(Verdict::Runs), None) => ("runs".to_owned(), None),
        (Some(Verdict::Drifted), _) => ("does not hold either:".to_owned(), seen),
        (Some(Verdict::Fails), _) => ("fails too".to_owned(), None),
        (Some(Verdict::Unchecked(because)), _) => {
            (format!("could not be told ({}): {}", because.reason, visible(&because.detail)), None)
        }
        (None, _) => ("was not run".to_owned(), None),
    }
}

/// Columns of a text in a sentence.
const SHOWN: usize = 200;

/// Text with its line ends as `⏎`, which keep a sentence a sentence.
pub(super) fn one_line(text: &str) -> String {
    fit(&visible(text.trim_end()).replace('\n', " ⏎ "), SHOWN)
}
