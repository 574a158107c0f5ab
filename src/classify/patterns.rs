//! Many patterns at once, over many short lines.
//!
//! They are compiled into sets that are each matched in one pass. One set for all of them would be one pass
//! too, but its automaton has so many states that most are built for one line and never met again: small
//! sets are several times faster. Those that need the same bytes share a set, which is left out where a
//! line has none of them.

use regex_automata::meta::{self, Regex};
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind, PatternSet};
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::notes::ByteSet;

/// How many patterns share a set.
const SHARED: usize = 16;

/// Compiled patterns, known by their indices.
pub(super) struct Patterns(Vec<Set>);

struct Set {
    patterns: Regex,
    indices: Vec<usize>,
    /// Bytes of which every match of any of the patterns has one, where that can be told.
    needed: Option<ByteSet>,
}

/// What one thread searches with: sets share memory for their work between threads only at a price.
pub(super) struct Searchers {
    sets: Vec<Regex>,
    found: PatternSet,
}

impl Patterns {
    /// Patterns over bytes, with classes of ASCII.
    pub(super) fn compile(patterns: &[&str]) -> Self {
        let mut needed: Vec<(Option<ByteSet>, usize)> =
            patterns.iter().enumerate().map(|(index, pattern)| (needed(pattern), index)).collect();
        needed.sort_by_cached_key(|(bytes, _)| {
            bytes.map_or((usize::MAX, ByteSet::default()), |bytes| (commonness(bytes), bytes))
        });
        Self(needed.chunks(SHARED).map(|chunk| Set::compile(patterns, chunk)).collect())
    }

    /// What a thread searches with.
    pub(super) fn searchers(&self) -> Searchers {
        Searchers { sets: self.0.iter().map(|set| set.patterns.clone()).collect(), found: PatternSet::new(SHARED) }
    }

    /// Hands over the index of each pattern that matches somewhere in a line.
    pub(super) fn matching(&self, searchers: &mut Searchers, line: &[u8], mut matched: impl FnMut(usize)) {
        let present = ByteSet::of(line);
        let Searchers { sets, found } = searchers;
        for (set, own) in
            self.0.iter().zip(sets).filter(|(set, _)| set.needed.is_none_or(|needed| needed.meets(present)))
        {
            found.clear();
            own.which_overlapping_matches(&Input::new(line), found);
            found.iter().for_each(|pattern| matched(set.indices[pattern.as_usize()]));
        }
    }
}

impl Set {
    fn compile(patterns: &[&str], chunk: &[(Option<ByteSet>, usize)]) -> Self {
        let indices: Vec<usize> = chunk.iter().map(|(_, index)| *index).collect();
        let own: Vec<&str> = indices.iter().map(|index| patterns[*index]).collect();
        let config = meta::Config::new().match_kind(MatchKind::All).utf8_empty(false);
        let set = meta::Builder::new().syntax(dialect()).configure(config).build_many(&own);
        let needed = chunk.iter().try_fold(ByteSet::default(), |all, (bytes, _)| Some(all.or((*bytes)?)));
        Self { patterns: set.expect("the clues are regular expressions, which a test holds"), indices, needed }
    }
}

fn dialect() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false)
}

/// Bytes of which every match of a pattern has one, where that can be told.
fn needed(pattern: &str) -> Option<ByteSet> {
    needed_by(&syntax::parse_with(pattern, &dialect()).expect("the clues are regular expressions, which a test holds"))
}

fn needed_by(hir: &Hir) -> Option<ByteSet> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Unicode(_)) => None,
        HirKind::Literal(literal) => {
            literal.0.iter().map(|byte| ByteSet::of(&[*byte])).min_by_key(|byte| commonness(*byte))
        }
        HirKind::Class(Class::Bytes(class)) => {
            let ranges = class.ranges().iter().flat_map(|range| range.start()..=range.end());
            Some(ByteSet::of(&ranges.collect::<Vec<u8>>()))
        }
        HirKind::Repetition(repetition) => needed_by(&repetition.sub).filter(|_| repetition.min > 0),
        HirKind::Capture(capture) => needed_by(&capture.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(needed_by).min_by_key(|bytes| commonness(*bytes)),
        HirKind::Alternation(ways) => {
            ways.iter().map(needed_by).try_fold(ByteSet::default(), |all, bytes| Some(all.or(bytes?)))
        }
    }
}

/// How likely a line of code is to have one of some bytes, as a rough weight.
fn commonness(bytes: ByteSet) -> usize {
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
    use super::Patterns;

    #[test]
    fn a_line_matches_in_sets_what_it_matches_one_by_one() {
        let clues: Vec<&str> = crate::languages::Lang::known()
            .flat_map(|lang| lang.clues().iter().copied().flatten().map(|clue| clue.pattern))
            .chain(crate::languages::output::CLUES.iter().map(|clue| clue.pattern))
            .collect();
        let alone =
            clues.iter().map(|pattern| regex::bytes::RegexBuilder::new(pattern).unicode(false).build().unwrap());
        let alone: Vec<_> = alone.collect();
        let patterns = Patterns::compile(&clues);
        let mut searchers = patterns.searchers();
        for file in std::fs::read_dir("tests/classify").unwrap().filter(|file| file.as_ref().unwrap().path().is_file())
        {
            for line in std::fs::read_to_string(file.unwrap().path()).unwrap().lines().step_by(3).chain([""]) {
                let expected: Vec<_> =
                    (0..clues.len()).filter(|index| alone[*index].is_match(line.as_bytes())).collect();
                let mut found = Vec::new();
                patterns.matching(&mut searchers, line.as_bytes(), |index| found.push(index));
                found.sort_unstable();
                assert_eq!(found, expected, "{line}");
            }
        }
    }
}
