//! Many patterns at once, over many short lines.
//!
//! Most patterns have words of which no match can do without one, as `func` or `SELECT`: they are tried where a
//! line has such a word, and all words are looked for at once. The others are put into sets that are each
//! matched in one pass. One set for all of them would be one pass too, but its automaton has so many states
//! that most are built for one line and never met again: small sets are several times faster. Those that need
//! the same bytes share a set, which is left out where a line has none of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, NFA, WhichCaptures};
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind, PatternSet};
use regex_syntax::hir::Hir;

use super::needed;
use crate::notes::ByteSet;

/// How many patterns share a set.
const SHARED: usize = 4;

/// Nearly every line has words of one letter.
const SHORTEST: usize = 2;

/// Patterns, known by their indices.
pub(super) struct Patterns {
    sets: Vec<Set>,
    /// How many of the sets are tried by the bytes of a line.
    by_bytes: usize,
    words: AhoCorasick,
    /// Of each word the sets, of one pattern each, that are tried for it.
    wanted: Vec<Vec<usize>>,
}

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
    words: Vec<Vec<u8>>,
    bytes: Option<ByteSet>,
}

/// What one thread searches with: of each set's automaton the states that it has met so far.
pub(super) struct Searchers {
    caches: Vec<Option<Cache>>,
    found: PatternSet,
    /// The sets that a line's words ask for.
    asked: Vec<usize>,
}

impl Patterns {
    /// Patterns over bytes, with classes of ASCII.
    pub(super) fn new(patterns: &[&str]) -> Self {
        let parsed = patterns.iter().enumerate().map(|(index, pattern)| Pattern::parse(index, pattern));
        let (worded, mut others): (Vec<Pattern>, Vec<Pattern>) =
            parsed.partition(|pattern| needed::shortest(&pattern.words) >= SHORTEST);
        others.sort_by_cached_key(|pattern| {
            pattern.bytes.map_or((usize::MAX, ByteSet::default()), |bytes| (needed::commonness(bytes), bytes))
        });
        let mut sets: Vec<Set> = others.chunks(SHARED).map(Set::of).collect();
        let by_bytes = sets.len();
        let mut wanted: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
        for pattern in &worded {
            pattern.words.iter().for_each(|word| wanted.entry(word).or_default().push(sets.len()));
            sets.push(Set::of(std::slice::from_ref(pattern)));
        }
        let words = AhoCorasick::builder().ascii_case_insensitive(true).build(wanted.keys()).expect(SMALL);
        Self { sets, by_bytes, words, wanted: wanted.into_values().collect() }
    }

    /// What a thread searches with.
    pub(super) fn searchers(&self) -> Searchers {
        let caches = self.sets.iter().map(|_| None).collect();
        Searchers { caches, found: PatternSet::new(SHARED), asked: Vec::new() }
    }

    /// Hands over the index of each pattern that matches somewhere in a line.
    pub(super) fn matching(&self, searchers: &mut Searchers, line: &[u8], mut matched: impl FnMut(usize)) {
        let present = ByteSet::of(line);
        let Searchers { caches, found, asked } = searchers;
        let by_bytes = 0..self.by_bytes;
        asked.clear();
        asked.extend(by_bytes.filter(|set| self.sets[*set].needed.is_none_or(|needed| needed.meets(present))));
        for word in self.words.find_overlapping_iter(line) {
            asked.extend(&self.wanted[word.pattern()]);
        }
        asked.sort_unstable();
        asked.dedup();
        for &place in asked.iter() {
            let set = &self.sets[place];
            let automaton = set.automaton.get_or_init(|| set.compile());
            let cache = caches[place].get_or_insert_with(|| automaton.create_cache());
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
        Self { index, words: needed::words(&hir), bytes: needed::bytes(&hir), hir }
    }
}

impl Set {
    fn of(patterns: &[Pattern]) -> Self {
        Self {
            patterns: patterns.iter().map(|pattern| pattern.hir.clone()).collect(),
            indices: patterns.iter().map(|pattern| pattern.index).collect(),
            needed: patterns.iter().try_fold(ByteSet::default(), |all, pattern| Some(all.or(pattern.bytes?))),
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
