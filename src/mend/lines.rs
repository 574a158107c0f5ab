//! From the lines that a note claims to those that it should claim.

use std::sync::LazyLock;

use regex::Regex;

use super::align::{Likeness, Pieces, Step, align};
use crate::compare::is_elision;

/// What becomes of a line of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// It stays.
    Keep,
    /// It becomes this.
    Become(String),
    /// It goes.
    Drop,
    /// A new line stands here.
    Insert(String),
}

/// Pairs of lines that are compared with everything that may be relaxed; of more, exactly.
const MAX_RELAXED: usize = 4_096;

/// What becomes of each line of a claim, in order, where `same` tells whether two lines say the same;
/// `None` where there are too many of them.
pub(super) fn changes(claimed: &[&str], seen: &[&str], same: &dyn Fn(&str, &str) -> bool) -> Option<Vec<Change>> {
    let relaxed = claimed.len() * seen.len() <= MAX_RELAXED;
    let steps = align(&Pieces {
        claimed: claimed.len(),
        seen: seen.len(),
        elides: &|i| is_elision(claimed[i]),
        likeness: &|i, j| {
            let (one, other) = (claimed[i].trim_end(), seen[j].trim_end());
            if one == other || (relaxed && same(claimed[i], seen[j])) { Likeness::Same } else { likeness(one, other) }
        },
    })?;
    let change = |step| match step {
        Step::Keep(_) => Change::Keep,
        Step::Become(i, j) => Change::Become(line(claimed[i], seen[j])),
        Step::Drop(_) => Change::Drop,
        Step::Insert(j) => Change::Insert(seen[j].trim_end().to_owned()),
    };
    Some(steps.into_iter().map(change).collect())
}

/// Whether a line may well have become another: half of the longer one stands at the ends of both.
fn likeness(one: &str, other: &str) -> Likeness {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = |(one, other): &(&u8, &u8)| one == other;
    let head = one.iter().zip(other).take_while(same).count();
    let tail = one[head..].iter().rev().zip(other[head..].iter().rev()).take_while(same).count();
    if 2 * (head + tail) >= one.len().max(other.len()) { Likeness::Near } else { Likeness::Far }
}

// Dots that stand for what is left out, words, and all other characters by themselves.
static TOKEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[\.{2,}\]|\.{3,}|…+|⋮|0x|\w+|[^\w]").expect("a pattern of our own"));

/// A seen line, with what the author left out of the claimed one left out of it.
fn line(claimed: &str, seen: &str) -> String {
    let seen = seen.trim_end();
    let tokens = |text| TOKEN.find_iter(text).map(|token| token.as_str()).collect::<Vec<_>>();
    let (said, shown) = (tokens(claimed.trim_end()), tokens(seen));
    if !said.iter().any(|token| is_elision(token)) {
        return seen.to_owned();
    }
    let steps = align(&Pieces {
        claimed: said.len(),
        seen: shown.len(),
        elides: &|i| is_elision(said[i]),
        likeness: &|i, j| if said[i] == shown[j] { Likeness::Same } else { Likeness::Near },
    });
    let Some(steps) = steps else { return seen.to_owned() };
    let token = |step| match step {
        Step::Keep(i) => said[i],
        Step::Become(_, j) | Step::Insert(j) => shown[j],
        Step::Drop(_) => "",
    };
    steps.into_iter().map(token).collect()
}

#[cfg(test)]
mod tests {
    use super::{Change, changes, line};

    fn become_(claimed: &str, seen: &str) -> Vec<Change> {
        let lines = |text: &'static str| text.lines().collect::<Vec<_>>();
        let (claimed, seen) = (claimed.to_owned().leak(), seen.to_owned().leak());
        changes(&lines(claimed), &lines(seen), &|one, other| one == other).unwrap()
    }

    #[test]
    fn only_the_line_that_is_wrong_changes() {
        let new = |text: &str| Change::Become(text.into());
        assert_eq!(become_("a\nb\nc", "a\nx\nc"), [Change::Keep, new("x"), Change::Keep]);
        assert_eq!(become_("a\nc", "a\nb\nc"), [Change::Keep, Change::Insert("b".into()), Change::Keep]);
        assert_eq!(become_("a\nb\nc", "a\nc"), [Change::Keep, Change::Drop, Change::Keep]);
        assert_eq!(become_("one\ntwo\nsum: 3", "sum: 4"), [Change::Drop, Change::Drop, new("sum: 4")]);
    }

    #[test]
    fn what_the_author_left_out_stays_out() {
        let new = |text: &str| Change::Become(text.into());
        assert_eq!(become_("1\n...\n9", "1\n2\n3\n10"), [Change::Keep, Change::Keep, new("10")]);
        assert_eq!(become_("0\n...", "1\n2\n3"), [new("1"), Change::Keep]);
        assert_eq!(line("[1, ..., 9]", "[1, 2, 3, 10]"), "[1, ..., 10]");
        assert_eq!(line("<Old at 0x...>", "<New at 0x7f00>"), "<New at 0x...>");
        assert_eq!(line("<Old at ...>", "<New at 0x7f00>"), "<New at ...>");
    }
}
