//! What no match of a pattern can do without.

use std::cmp::Reverse;

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::notes::ByteSet;

/// Longer words are as good as this: a line that has so much of one most likely has the rest.
const TELLING: usize = 4;

/// Words in small letters of which every match has one, be it in capitals; none where that cannot be told.
pub(super) fn words(hir: &Hir) -> Vec<Vec<u8>> {
    match hir.kind() {
        HirKind::Literal(_) | HirKind::Class(_) => spelt(hir).into_iter().collect(),
        HirKind::Repetition(repetition) if repetition.min > 0 => words(&repetition.sub),
        HirKind::Empty | HirKind::Look(_) | HirKind::Repetition(_) => Vec::new(),
        HirKind::Capture(capture) => words(&capture.sub),
        HirKind::Concat(parts) => words_of_all(parts),
        HirKind::Alternation(ways) => {
            let each: Vec<_> = ways.iter().map(words).collect();
            if each.iter().any(Vec::is_empty) { Vec::new() } else { each.concat() }
        }
    }
}

/// The best words of parts that follow one another.
fn words_of_all(parts: &[Hir]) -> Vec<Vec<u8>> {
    let (mut best, mut word) = (Vec::new(), Vec::new());
    for part in parts {
        if let Some(more) = spelt(part) {
            word.extend(more);
        } else {
            best = better(better(best, vec![std::mem::take(&mut word)]), words(part));
        }
    }
    better(best, vec![word])
}

/// What a part spells, be it in capitals; what has no width spells nothing and parts nothing.
fn spelt(hir: &Hir) -> Option<Vec<u8>> {
    match hir.kind() {
        HirKind::Look(_) => Some(Vec::new()),
        HirKind::Literal(literal) => Some(literal.0.to_ascii_lowercase()),
        HirKind::Class(Class::Bytes(class)) => match class.ranges() {
            [capital, small]
                if [capital, small].iter().all(|range| range.start() == range.end())
                    && small.start() == capital.start().to_ascii_lowercase() =>
            {
                Some(vec![small.start()])
            }
            _ => None,
        },
        HirKind::Capture(capture) => spelt(&capture.sub),
        _ => None,
    }
}

/// Of two sets of words the one that fewer lines have.
fn better(one: Vec<Vec<u8>>, other: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let rank = |words: &[Vec<u8>]| (shortest(words).min(TELLING), Reverse(words.len()));
    if rank(&other) > rank(&one) { other } else { one }
}

/// The length of the shortest of some words.
pub(super) fn shortest(words: &[Vec<u8>]) -> usize {
    words.iter().map(Vec::len).min().unwrap_or(0)
}

/// Bytes of which every match has one, where that can be told.
pub(super) fn bytes(hir: &Hir) -> Option<ByteSet> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Unicode(_)) => None,
        HirKind::Literal(literal) => {
            literal.0.iter().map(|byte| ByteSet::of(&[*byte])).min_by_key(|byte| commonness(*byte))
        }
        HirKind::Class(Class::Bytes(class)) => {
            let ranges = class.ranges().iter().flat_map(|range| range.start()..=range.end());
            Some(ByteSet::of(&ranges.collect::<Vec<u8>>()))
        }
        HirKind::Repetition(repetition) => bytes(&repetition.sub).filter(|_| repetition.min > 0),
        HirKind::Capture(capture) => bytes(&capture.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(bytes).min_by_key(|bytes| commonness(*bytes)),
        HirKind::Alternation(ways) => {
            ways.iter().map(bytes).try_fold(ByteSet::default(), |all, bytes| Some(all.or(bytes?)))
        }
    }
}

/// How likely a line of code is to have one of some bytes, as a rough weight.
pub(super) fn commonness(bytes: ByteSet) -> usize {
    let weight = |byte: u8| match byte {
        b' ' => 40,
        b'a' | b'e' | b'i' | b'n' | b'o' | b'r' | b's' | b't' => 20,
        b'a'..=b'z' => 8,
        b'A'..=b'Z' | b'0'..=b'9' | b'(' | b')' | b'.' | b'"' | b'=' => 4,
        _ => 1,
    };
    bytes.iter().map(weight).sum()
}

#[cfg(test)]
mod tests {
    use regex_automata::util::syntax;

    fn words(pattern: &str) -> String {
        let dialect = syntax::Config::new().unicode(false).utf8(false);
        let words = super::words(&syntax::parse_with(pattern, &dialect).unwrap());
        words.iter().map(|word| String::from_utf8_lossy(word)).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn the_longest_words_that_no_match_is_without_are_found() {
        assert_eq!(words(r"\bfunc \w+\("), "func ");
        assert_eq!(words(r"^\s*(?:var|const) x"), "var | const");
        assert_eq!(words(r"\b(?i:select)\b.*\b(?i:from)\b"), "select");
        assert_eq!(words(r"a\bb"), "ab");
        assert_eq!(words(r"(?:if|else)? ?\{"), "{");
        assert_eq!(words(r"abc*"), "ab");
        assert_eq!(words(r"(?:ab)+c"), "ab");
        assert_eq!(words(r"Name(?:Error|Space)"), "name");
    }

    #[test]
    fn patterns_that_may_do_without_words_have_none() {
        for pattern in [r"\w+", r"foo|\d+", r"(?:foo)*", r"^$", "[ab]"] {
            assert_eq!(words(pattern), "", "{pattern}");
        }
    }
}
