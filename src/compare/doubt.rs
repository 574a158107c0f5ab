//! Doubts: texts that differ, and that may nevertheless both be right.

use super::relax::{Context, MAX_BYTES, Pair, agree};
use super::{compilers, errors, messages, missing, numbers, order, places};
use crate::reasons::{Because, Reason};

/// A claim of fewer lines is all that its author saw.
const FEWEST_LINES: usize = 3;

// A line of an output that reads like a comment.
pattern!(REMARK, r"^\s*(?://|#\s|--\s|/\*)");

/// Why texts that differ may still both be right, where that is so.
pub(super) fn doubt(context: &Context, claimed: &str, seen: &str) -> Option<Because> {
    if claimed.len().max(seen.len()) > MAX_BYTES {
        return None;
    }
    if order::same_lines(claimed, seen) {
        return Some(Because::new(Reason::Nondeterministic, "it prints the same lines in another order"));
    }
    if places::shows_own_file(&Pair::new(claimed, seen)) {
        return Some(Because::new(Reason::Platform, "it shows the file that recant wrote the code to"));
    }
    if let Some(because) = errors::doubt(context, claimed, seen) {
        return Some(because);
    }
    if numbers::shows_fewer_digits(claimed, seen) {
        return Some(Because::new(Reason::UnsureOutput, "the numbers are those claimed, with fewer digits"));
    }
    if let Some(because) = compilers::doubt(claimed, seen) {
        return Some(because);
    }
    if messages::is_foreign(claimed, seen) {
        return Some(Because::new(Reason::Platform, "it is a message of another language setting than recant's"));
    }
    if let Some(because) = missing::reason(claimed, seen) {
        return Some(because);
    }
    if is_labelled(claimed, seen) {
        return Some(Because::new(Reason::UnsureOutput, "the code prints what is claimed behind a label"));
    }
    if agrees_without_remarks(context, claimed, seen) {
        return Some(Because::new(
            Reason::UnsureOutput,
            "a line of it reads like a remark of the author's, and the others are what is printed",
        ));
    }
    if is_beginning(context, claimed, seen) {
        return Some(Because::new(
            Reason::UnsureOutput,
            "the output goes on behind what the note shows, and begins like it",
        ));
    }
    let pair = places::without_what_varies(Pair::new(claimed, seen));
    let varies = agree(context, &pair.claimed, &pair.seen).is_some();
    varies.then(|| {
        Because::new(Reason::Nondeterministic, "it differs only in names and numbers that differ between machines")
    })
}

/// Whether a claim of several lines is how the output begins: the author may have left the rest out.
fn is_beginning(context: &Context, claimed: &str, seen: &str) -> bool {
    let count = claimed.trim_end().lines().count();
    let end = memchr::memchr_iter(b'\n', seen.trim_end().as_bytes()).nth(count.saturating_sub(1));
    count >= FEWEST_LINES && end.is_some_and(|end| agree(context, claimed.trim_end(), &seen[..end]).is_some())
}

/// Whether each line is printed as it is claimed, some of them behind a label that the author left out:
/// `length: 10` for `10`.
fn is_labelled(claimed: &str, seen: &str) -> bool {
    let (claimed, seen) = (claimed.trim(), seen.trim());
    claimed.lines().count() == seen.lines().count()
        && claimed.lines().zip(seen.lines()).all(|(claimed, seen)| {
            let (claimed, seen) = (claimed.trim(), seen.trim());
            claimed == seen
                || !claimed.is_empty() && seen.strip_suffix(claimed).is_some_and(|label| labels(label, claimed))
        })
}

/// Whether a text is the label of what stands behind it: it ends in a sign that says so, or a word runs into
/// a number.
fn labels(label: &str, value: &str) -> bool {
    let is_word = label.contains(char::is_alphabetic);
    let sign = label.trim_end().ends_with([':', '：', '=', '→']) || label.trim_end().ends_with("->");
    let runs_in = label.ends_with(char::is_alphabetic) && value.starts_with(|c: char| c.is_ascii_digit());
    is_word && (sign || runs_in)
}

/// Whether the texts agree once lines are taken out of the claim that read like comments, of which the
/// program prints none.
fn agrees_without_remarks(context: &Context, claimed: &str, seen: &str) -> bool {
    if !claimed.lines().any(|line| REMARK.is_match(line)) || seen.lines().any(|line| REMARK.is_match(line)) {
        return false;
    }
    let kept: Vec<&str> = claimed.lines().filter(|line| !REMARK.is_match(line)).collect();
    agree(context, &kept.join("\n"), seen).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_labelled;

    #[test]
    fn a_label_that_the_note_leaves_out_is_told_from_another_value() {
        for (claimed, seen) in
            [("10", "length: 10\n"), ("10", "b.length10"), ("[1, 2]", "sum = [1, 2]"), ("a\n3", "a\nn -> 3")]
        {
            assert!(is_labelled(claimed, seen), "{seen}");
        }
        for (claimed, seen) in
            [("0", "10"), ("true", "not true"), ("5", "-5"), ("5", "1: 15"), ("5", "3.5"), ("a\n3", "n: 3")]
        {
            assert!(!is_labelled(claimed, seen), "{seen}");
        }
    }
}
