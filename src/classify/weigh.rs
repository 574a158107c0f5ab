//! Weighing a block's lines, and choosing.

use super::lines::Lines;
use super::vocabulary::{Candidate, VOCABULARY};
use super::{Class, Kind, labels, syntax};
use crate::extract::{Block, Prompt};
use crate::languages::{Lang, Role};

/// What a prompt is worth for the language whose it is: nearly all.
const PROMPT_WEIGHT: f32 = 9.0;

/// A clue counts as one plus the logarithm of its lines, for they are not independent; at most this often.
const REPEATS: f32 = 3.0;

/// The score of "nothing that recant knows", which takes part like a candidate: of 0.5, 0.8, 1.0 and 1.3
/// the one with the least logarithmic loss (`languages::clues` says on what).
const NOTHING: f32 = 1.0;

/// What the least clue says of a block that is code.
const HINT: f32 = 0.2;

/// Below this confidence recant does not answer: one of four that fit alike is no answer.
const ENOUGH: f32 = 0.25;

/// A lead from which on nothing else is asked.
const DECIDED: f32 = 6.0;

/// What decides nothing is not told.
const WORTH_SAYING: f32 = 0.15;

/// Phrases of evidence that a reader wants.
const PHRASES: usize = 4;

/// A block's scores, one for each candidate of the vocabulary.
pub(super) struct Weighed {
    scores: Vec<f32>,
    seen: Vec<(usize, f32)>,
    said: Vec<(usize, f32, String)>,
    /// Whether prompts say what of it was typed.
    pub(super) session: bool,
    /// The language of its label, where nothing else that is weighed could change that.
    pub(super) settled: Option<Lang>,
}

/// Weighs a block by its own text alone; the grammars are asked where its label leaves them a say.
pub(super) fn weigh(block: &Block) -> Weighed {
    weigh_where(block, labels::settled)
}

/// The same, with the grammars' word also where it changes nothing.
pub(super) fn weigh_all(block: &Block) -> Weighed {
    weigh_where(block, |_, _| None)
}

fn weigh_where(block: &Block, settled: fn(&Block, &Weighed) -> Option<Lang>) -> Weighed {
    let Lines { lines, prompt } = Lines::of(block);
    let mut weighed = Weighed::scan(&lines);
    weighed.session = prompt.is_some();
    if let Some((lang, says)) = prompt.and_then(language_of_prompt) {
        weighed.say(lang, PROMPT_WEIGHT, says);
    }
    weighed.settled = settled(block, &weighed);
    if weighed.settled.is_none() {
        syntax::weigh(&mut weighed, &lines);
    }
    weighed
}

fn language_of_prompt(prompt: Prompt) -> Option<(Lang, &'static str)> {
    let (name, says) = match prompt {
        Prompt::Shell => ("shell", "the prompt of a shell"),
        Prompt::Python => ("python", "the prompt of Python"),
        Prompt::Sqlite => ("sql", "the prompt of a database"),
        Prompt::Other => return None,
    };
    Some((Lang::named(name)?, says))
}

impl Weighed {
    fn scan(lines: &[&str]) -> Self {
        let mut matched = Vec::new();
        for line in lines {
            VOCABULARY.patterns_in(line, |pattern| matched.push(pattern));
        }
        matched.sort_unstable();
        let mut scores = vec![0.0; VOCABULARY.candidates.len()];
        let mut seen = Vec::new();
        for same in matched.chunk_by(|one, other| one == other) {
            let (pattern, count) = (same[0], u16::try_from(same.len()).unwrap_or(u16::MAX));
            let times = (1.0 + f32::from(count).ln()).min(REPEATS);
            seen.push((pattern, times));
            for voice in VOCABULARY.voices(pattern) {
                scores[voice.candidate] += voice.weight * times;
            }
        }
        Self { scores, seen, said: Vec::new(), session: false, settled: None }
    }

    /// Adds to a language's score, for a reason of which people are told.
    pub(super) fn say(&mut self, lang: Lang, weight: f32, says: impl Into<String>) {
        if let Some(candidate) = VOCABULARY.index_of(lang) {
            self.scores[candidate] += weight;
            self.said.push((candidate, weight, says.into()));
        }
    }

    /// Whether the text looks like a language, and leaves a choice which; where it `is_code` for other
    /// reasons, the likeliest need not say more than "nothing that recant knows" does.
    pub(super) fn is_open(&self, is_code: bool) -> bool {
        let ranking = self.ranking();
        let ((likeliest, best), (_, second)) = (ranking[0], ranking[1]);
        let Candidate::Language(likeliest) = likeliest else { return false };
        let enough = if is_code && likeliest.role() == Role::Program { HINT } else { NOTHING };
        best > enough && best - second < DECIDED
    }

    /// The score of a language.
    pub(super) fn score(&self, lang: Lang) -> f32 {
        VOCABULARY.index_of(lang).map_or(0.0, |index| self.scores[index])
    }

    /// The likeliest candidate with its score, as [`ranking`](Self::ranking) begins.
    pub(super) fn winner(&self) -> (Candidate, f32) {
        let mut best = 0;
        for index in 1..self.scores.len() {
            if self.scores[index].total_cmp(&self.scores[best]).is_gt() {
                best = index;
            }
        }
        (VOCABULARY.candidates[best], self.scores[best])
    }

    /// Whether no candidate but `own` would stand `lead` above a score of `floor`, if the grammars said the most
    /// that they can for it; what `printed` tells of output, of which they say nothing.
    pub(super) fn has_no_rival(&self, own: Lang, floor: f32, lead: f32, printed: Option<f32>) -> bool {
        VOCABULARY.candidates.iter().zip(&self.scores).all(|(candidate, score)| match candidate {
            Candidate::Language(lang) => *lang == own || score + syntax::MOST_FOR < floor + lead,
            Candidate::Output => printed.is_none_or(|lead| *score < floor + lead),
            Candidate::Prose => true,
        })
    }

    /// The candidates with their scores, the likeliest first.
    pub(super) fn ranking(&self) -> Vec<(Candidate, f32)> {
        let mut ranking: Vec<_> = VOCABULARY.candidates.iter().copied().zip(self.scores.iter().copied()).collect();
        ranking.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranking
    }

    /// What the block is by its text.
    pub(super) fn class(&self) -> Class {
        let ranking = self.ranking();
        let (winner, best) = ranking[0];
        let rivals = ranking.iter().filter(|(_, score)| *score > 0.0);
        let rest: f32 = rivals.map(|(_, score)| (score - best).exp()).sum();
        let confidence = 1.0 / (rest + (NOTHING - best).exp());
        let evidence = self.evidence(winner);
        if confidence < ENOUGH || best <= NOTHING {
            return Class { kind: Kind::Unknown, language: None, confidence, evidence };
        }
        let (kind, language) = match winner {
            Candidate::Language(lang) => (kind_of(lang), Some(lang)),
            Candidate::Output => (Kind::Output, None),
            Candidate::Prose => (Kind::Unknown, None),
        };
        Class { kind, language, confidence, evidence }
    }

    /// What speaks for a candidate, the weightiest first.
    pub(super) fn evidence(&self, of: Candidate) -> Vec<String> {
        let Some(index) = VOCABULARY.candidates.iter().position(|candidate| *candidate == of) else {
            return Vec::new();
        };
        let seen = self.seen.iter().flat_map(|(pattern, times)| {
            let voices = VOCABULARY.voices(*pattern).iter().filter(|voice| voice.candidate == index);
            voices.map(|voice| (voice.weight * *times, voice.says.to_owned()))
        });
        let said = self.said.iter().filter(|(candidate, ..)| *candidate == index);
        let mut all: Vec<_> = seen.chain(said.map(|(_, weight, says)| (*weight, says.clone()))).collect();
        all.retain(|(weight, _)| *weight > WORTH_SAYING);
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut phrases: Vec<String> = Vec::new();
        for (_, says) in all {
            if phrases.len() < PHRASES && !phrases.contains(&says) {
                phrases.push(says);
            }
        }
        phrases
    }
}

/// What text of a language is.
pub(super) fn kind_of(lang: Lang) -> Kind {
    match lang.role() {
        Role::Program => Kind::Code,
        Role::Data => Kind::Data,
    }
}
