//! Many patterns at once, over many short lines.
//!
//! They are put into sets that are each matched in one pass. One set for all of them would be one pass
//! too, but its automaton has so many states that most are built for one line and never met again: small
//! sets are several times faster. Those that need the same bytes share a set, which is left out where a
//! line has none of them.

use std::sync::OnceLock;

use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind, PatternSet};
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::notes::ByteSet;

/// How many patterns share a set.
const SHARED: usize = 16;

/// Patterns, known by their indices.
pub(super) struct Patterns(Vec<Set>);

struct Set {
    patterns: Vec<Hir>,
    indices: Vec<usize>,
    /// Bytes of which every match of any of the patterns has one, where that can be told.
    needed: Option<ByteSet>,
    /// Compiled when a line needs it: that of all sets is most of what it takes to read a short note.
    automaton: OnceLock<DFA>,
}

struct Pattern {
    index: usize,
    hir: Hir,
    needed: Option<ByteSet>,
}

/// What one thread searches with: of each set's automaton the states that it has met so far.
pub(super) struct Searchers {
    caches: Vec<Option<Cache>>,
    found: PatternSet,
}

impl Patterns {
    /// Patterns over bytes, with classes of ASCII.
    pub(super) fn new(patterns: &[&str]) -> Self {
        let mut parsed: Vec<Pattern> =
            patterns.iter().enumerate().map(|(index, pattern)| Pattern::parse(index, pattern)).collect();
        parsed.sort_by_cached_key(|pattern| {
            pattern.needed.map_or((usize::MAX, ByteSet::default()), |bytes| (commonness(bytes), bytes))
        });
        Self(parsed.chunks(SHARED).map(Set::of).collect())
    }

    /// What a thread searches with.
    pub(super) fn searchers(&self) -> Searchers {
        Searchers { caches: self.0.iter().map(|_| None).collect(), found: PatternSet::new(SHARED) }
    }

    /// Hands over the index of each pattern that matches somewhere in a line.
    pub(super) fn matching(&self, searchers: &mut Searchers, line: &[u8], mut matched: impl FnMut(usize)) {
        let present = ByteSet::of(line);
        let Searchers { caches, found } = searchers;
        for (set, cache) in
            self.0.iter().zip(caches).filter(|(set, _)| set.needed.is_none_or(|needed| needed.meets(present)))
        {
            let automaton = set.automaton.get_or_init(|| set.compile());
            let cache = cache.get_or_insert_with(|| automaton.create_cache());
            found.clear();
            automaton
                .try_which_overlapping_matches(cache, &Input::new(line), found)
                .expect("it has no bytes at which it would quit, and no limit after which it would give up");
            found.iter().for_each(|pattern| matched(set.indices[pattern.as_usize()]));
        }
    }
}

impl Pattern {
    fn parse(index: usize, pattern: &str) -> Self {
        let dialect = syntax::Config::new().unicode(false).utf8(false);
        let hir = syntax::parse_with(pattern, &dialect).expect("the clues are regular expressions, which a test holds");
        Self { index, needed: needed_by(&hir), hir }
    }
}

impl Set {
    fn of(patterns: &[Pattern]) -> Self {
        Self {
            patterns: patterns.iter().map(|pattern| pattern.hir.clone()).collect(),
            indices: patterns.iter().map(|pattern| pattern.index).collect(),
            needed: patterns.iter().try_fold(ByteSet::default(), |all, pattern| Some(all.or(pattern.needed?))),
            automaton: OnceLock::new(),
        }
    }

    fn compile(&self) -> DFA {
        let config = thompson::Config::new().utf8(false).which_captures(WhichCaptures::None);
        let nfa = NFA::compiler().configure(config).build_many_from_hir(&self.patterns);
        let config = DFA::config().match_kind(MatchKind::All);
        let automaton = DFA::builder().configure(config).build_from_nfa(nfa.expect(SMALL));
        automaton.expect(SMALL)
    }
}

const SMALL: &str = "the clues are far from all limits, which a test holds";

/// Bytes of which every match of a pattern has one, where that can be told.
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
        let patterns = Patterns::new(&clues);
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
