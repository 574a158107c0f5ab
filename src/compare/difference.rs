//! What differs, for people: claimed and observed lines side by side.

use similar::{ChangeTag, TextDiff};

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DiffLine {
    /// Whose line it is.
    pub side: Side,
    /// The line without its end.
    pub text: String,
}

/// Whose line of a difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Both have it.
    Both,
    /// The note claims it and it was not seen.
    Claimed,
    /// It was seen and the note does not claim it.
    Observed,
}

/// Lines of each text that are shown: finding differences takes time with their number squared.
const MAX_LINES: usize = 2_000;

/// The lines of a claim and of what was seen, in order; of very long texts the first 2,000.
#[must_use]
pub fn difference(claimed: &str, observed: &str) -> Vec<DiffLine> {
    let (claimed, observed) = (beginning(claimed), beginning(observed));
    let diff = TextDiff::from_lines(claimed, observed);
    let lines = diff.iter_all_changes().map(|change| DiffLine {
        side: match change.tag() {
            ChangeTag::Equal => Side::Both,
            ChangeTag::Delete => Side::Claimed,
            ChangeTag::Insert => Side::Observed,
        },
        text: change.value().trim_end_matches(['\r', '\n']).to_owned(),
    });
    lines.collect()
}

fn beginning(text: &str) -> &str {
    let end = memchr::memchr_iter(b'\n', text.as_bytes()).nth(MAX_LINES - 1);
    end.map_or(text, |newline| &text[..newline])
}

#[cfg(test)]
mod tests {
    use super::{DiffLine, Side, difference};

    #[test]
    fn lines_stand_in_order_each_with_its_side() {
        let line = |side, text: &str| DiffLine { side, text: text.to_owned() };
        assert_eq!(
            difference("a\nb", "a\nc"),
            [line(Side::Both, "a"), line(Side::Claimed, "b"), line(Side::Observed, "c")]
        );
    }
}
