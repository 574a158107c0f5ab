//! What both copies of the activity page have in common.

use super::Notice;
use super::lines::{Line, lines};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The line `135 Matching Annotations`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    count: usize,
    line: usize,
}

impl Header {
    /// The first line of the text that is not blank, if it is such a line.
    pub(super) fn find(text: &str, start: usize) -> Option<Self> {
        let (index, line) = lines(text, start).enumerate().find(|(_, line)| !line.is_blank())?;
        Some(Self { count: Self::parse(&line)?, line: index + 1 })
    }

    /// The number that such a line gives.
    pub(super) fn parse(line: &Line<'_>) -> Option<usize> {
        let (count, words) = line.text.trim().split_once(' ')?;
        let known = matches!(words, "Matching Annotations" | "Matching Annotation");
        if known { count.replace(',', "").parse().ok() } else { None }
    }

    /// The notice that the copy does not hold as many annotations as the page said.
    pub(super) fn partial(self, found: usize) -> Option<Notice> {
        let Self { count, line } = self;
        if found == count {
            return None;
        }
        let message = if found < count {
            format!(
                "This copy is partial: the page had {count} annotations and {found} are here. \
                 Copy the page again, or export the annotations as JSON."
            )
        } else {
            format!("The page had {count} annotations, but {found} are here: some quotes or notes may be cut in two.")
        };
        Some(Notice { line: Some(line), message })
    }
}

/// Whether a text is `Nov 2019`.
pub(super) fn is_month_and_year(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(month, year)| {
        MONTHS.contains(&month) && year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a text is `05 Mar 2024`.
pub(super) fn is_date(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(day, rest)| {
        matches!(day.len(), 1 | 2) && day.bytes().all(|byte| byte.is_ascii_digit()) && is_month_and_year(rest)
    })
}
