//! Versions as toolchains write them: `1.22.4`, `1.27rc1`, `17.0.8+7`.

use std::cmp::Ordering;

/// Which of two versions is newer. What has a word behind its numbers came before the release
/// without: `1.27rc1` before `1.27`.
#[must_use]
pub fn compare(one: &str, other: &str) -> Ordering {
    let (mut ours, mut theirs) = (parts(one), parts(other));
    loop {
        let ordering = match (ours.next(), theirs.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(Part::Word(_))) | (Some(Part::Number(_)), Some(Part::Word(_)) | None) => Ordering::Greater,
            (None, Some(Part::Number(_))) | (Some(Part::Word(_)), Some(Part::Number(_)) | None) => Ordering::Less,
            (Some(Part::Number(a)), Some(Part::Number(b))) => a.cmp(&b),
            (Some(Part::Word(a)), Some(Part::Word(b))) => a.cmp(b),
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
    }
}

/// Whether a version is the one that people mean by its first parts: `3.1` is `3.1.4` and not `3.11.2`.
#[must_use]
pub fn begins(version: &str, wanted: &str) -> bool {
    let wanted = wanted.trim().trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches(".x");
    let rest = version.strip_prefix(wanted).filter(|_| !wanted.is_empty());
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// What versions share whose differences are repairs alone: the first two numbers.
pub(crate) fn line(version: &str) -> Vec<u64> {
    let numbers = parts(version).map_while(|part| match part {
        Part::Number(number) => Some(number),
        Part::Word(_) => None,
    });
    numbers.take(2).collect()
}

enum Part<'a> {
    Number(u64),
    Word(&'a str),
}

/// A version's numbers and words, without what stands between them.
fn parts(version: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = version;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let first = rest.chars().next()?;
        let same = |c: char| c.is_ascii_alphanumeric() && c.is_ascii_digit() == first.is_ascii_digit();
        let (part, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        rest = after;
        // What is too long for a number is newer than anything.
        Some(if first.is_ascii_digit() { Part::Number(part.parse().unwrap_or(u64::MAX)) } else { Part::Word(part) })
    })
}

#[cfg(test)]
mod tests {
    use super::{begins, compare, line};

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        let ordered =
            ["2.7.18", "3.6.15", "3.13.0rc2", "3.13.0", "3.13.0+7", "3.13.1", "17", "17.0.8", "99999999999999999999"];
        for pair in ordered.windows(2) {
            assert!(compare(pair[0], pair[1]).is_lt(), "{pair:?}");
            assert!(compare(pair[1], pair[0]).is_gt(), "{pair:?}");
        }
        assert!(compare("1.22", "1.22").is_eq());
    }

    #[test]
    fn a_version_is_meant_by_its_first_parts() {
        for wanted in ["3", "3.1", "3.1.4", "v3.1", "go3.1", "3.1.x"] {
            assert!(begins("3.1.4", wanted), "{wanted}");
        }
        for other in ["", "go", "3.11", "3.1.4.1", "1.4", "2"] {
            assert!(!begins("3.1.4", other), "{other}");
        }
        assert!(!begins("3.11.2", "3.1"));
        assert!(begins("1.27rc1", "1.27"));
    }

    #[test]
    fn repairs_are_of_one_line() {
        assert_eq!(line("3.11.7"), line("3.11.12"));
        assert_ne!(line("3.11.7"), line("3.1.7"));
    }
}
