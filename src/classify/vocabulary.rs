//! The clues of every language, compiled.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::patterns::{Patterns, Searchers};
use crate::languages::clues::Clue;
use crate::languages::{Lang, output, prose};

/// What a block may turn out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Candidate {
    /// Text of this language.
    Language(Lang),
    /// Something that a program printed.
    Output,
    /// Sentences.
    Prose,
}

/// A clue, seen from its pattern: for whom it speaks.
pub(super) struct Voice {
    /// Index of the candidate.
    pub(super) candidate: usize,
    /// As in [`Clue`].
    pub(super) weight: f32,
    /// As in [`Clue`].
    pub(super) says: &'static str,
}

/// The compiled clues.
pub(super) struct Vocabulary {
    /// Who is spoken for.
    pub(super) candidates: Vec<Candidate>,
    patterns: Patterns,
    voices: Vec<Vec<Voice>>,
}

/// Compiled when the first block is weighed.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::compile);

thread_local! {
    static SEARCHERS: RefCell<Searchers> = RefCell::new(VOCABULARY.patterns.searchers());
}

impl Vocabulary {
    fn compile() -> Self {
        let mut candidates = Vec::new();
        let mut patterns: Vec<&'static str> = Vec::new();
        let mut voices: Vec<Vec<Voice>> = Vec::new();
        let mut places = HashMap::new();
        for (candidate, clues) in speakers() {
            for clue in clues {
                let place = *places.entry(clue.pattern).or_insert_with(|| {
                    patterns.push(clue.pattern);
                    voices.push(Vec::new());
                    patterns.len() - 1
                });
                voices[place].push(Voice { candidate: candidates.len(), weight: clue.weight, says: clue.says });
            }
            candidates.push(candidate);
        }
        Self { candidates, patterns: Patterns::new(&patterns), voices }
    }

    /// Hands over the patterns that a line matches, as indices for [`voices`](Self::voices).
    pub(super) fn patterns_in(&self, line: &str, matched: impl FnMut(usize)) {
        SEARCHERS.with_borrow_mut(|searchers| self.patterns.matching(searchers, line.as_bytes(), matched));
    }

    /// For whom a pattern speaks.
    pub(super) fn voices(&self, pattern: usize) -> &[Voice] {
        &self.voices[pattern]
    }

    /// The index of a language among the candidates.
    pub(super) fn index_of(&self, lang: Lang) -> Option<usize> {
        self.candidates.iter().position(|candidate| *candidate == Candidate::Language(lang))
    }
}

fn speakers() -> Vec<(Candidate, Vec<&'static Clue>)> {
    let languages = Lang::known()
        .filter(|lang| !lang.clues().is_empty())
        .map(|lang| (Candidate::Language(lang), lang.clues().iter().copied().flatten().collect()));
    let others =
        [(Candidate::Output, output::CLUES.iter().collect()), (Candidate::Prose, prose::CLUES.iter().collect())];
    languages.chain(others).collect()
}
