//! What a document makes likely: which languages its other blocks are in, those next to a block above
//! all, and which its prose speaks of in front of it. All tell between what a text leaves open, and
//! prove nothing.

use std::collections::HashMap;

use super::SURE;
use super::lines::Lines;
use super::syntax::may_be;
use super::weigh::Weighed;
use crate::extract::Block;
use crate::languages::Lang;
use crate::notes::{Document, floor_char_boundary};

/// What a document whose other blocks are all in one language is worth for it. It falls with the square
/// of their share: a document of many languages says nothing.
const OTHER_BLOCKS: f32 = 3.0;

/// What the name of a language in front of a block is worth for it.
const NAMED: f32 = 1.1;

/// How far in front of a block a name counts, in bytes.
const IN_FRONT: usize = 200;

/// The most that the language of one neighbour is worth.
const NEIGHBOUR: f32 = 1.5;

/// What a neighbour in another annotation is worth of that: people change the subject between two.
const ELSEWHERE: f32 = 0.6;

/// The languages of a document's blocks, as far as each block tells by itself.
pub(super) struct Habits {
    languages: Vec<Option<Lang>>,
    counts: HashMap<&'static str, usize>,
    /// For each block the nearest that tells before it and behind it.
    neighbours: Vec<[Option<usize>; 2]>,
    /// What a neighbour's language is worth here.
    neighbour: f32,
}

impl Habits {
    /// Those of the document whose blocks these are.
    pub(super) fn of(blocks: &[Block], alone: &[Weighed]) -> Self {
        let languages: Vec<_> = blocks.iter().zip(alone).map(|(block, weighed)| language(block, weighed)).collect();
        let mut counts = HashMap::new();
        for lang in languages.iter().flatten() {
            *counts.entry(lang.name()).or_default() += 1;
        }
        let (neighbours, neighbour) = (neighbours(&languages), worth_of_a_neighbour(&languages));
        Self { languages, counts, neighbours, neighbour }
    }

    /// Adds to a block's scores what speaks for languages outside it; `index` is the block's own.
    pub(super) fn weigh(&self, weighed: &mut Weighed, document: &Document, blocks: &[Block], index: usize) {
        self.weigh_all_others(weighed, index);
        self.weigh_neighbours(weighed, blocks, index);
        let in_front = in_front(document, &blocks[index]);
        let lower = in_front.to_lowercase();
        for lang in Lang::all() {
            let is_named = lang.labels().iter().any(|label| label.len() > 2 && names(&lower, label));
            if is_named || lang.topics().iter().any(|topic| names(&in_front, topic)) {
                weighed.say(lang, NAMED, format!("the text in front speaks of {}", lang.name()));
            }
        }
    }

    fn weigh_all_others(&self, weighed: &mut Weighed, index: usize) {
        let own = self.languages[index];
        let others = self.counts.values().sum::<usize>() - usize::from(own.is_some());
        for lang in Lang::all() {
            let same = self.counts.get(lang.name()).copied().unwrap_or_default() - usize::from(own == Some(lang));
            if same > 0 {
                #[expect(clippy::cast_precision_loss, reason = "a share needs no more than a float holds")]
                let share = same as f32 / (others + 1) as f32;
                weighed.say(lang, OTHER_BLOCKS * share * share, format!("other blocks are {}", lang.name()));
            }
        }
    }

    fn weigh_neighbours(&self, weighed: &mut Weighed, blocks: &[Block], index: usize) {
        let text = Lines::of(&blocks[index]).lines;
        for neighbour in self.neighbours[index].into_iter().flatten() {
            let Some(lang) = self.languages[neighbour].filter(|lang| may_be(*lang, &text)) else { continue };
            let together = blocks[neighbour].part.annotation == blocks[index].part.annotation;
            let worth = if together { self.neighbour } else { self.neighbour * ELSEWHERE };
            let side = if neighbour < index { "before" } else { "behind" };
            weighed.say(lang, worth, format!("the block {side} it is {}", lang.name()));
        }
    }
}

fn neighbours(languages: &[Option<Lang>]) -> Vec<[Option<usize>; 2]> {
    let mut neighbours = vec![[None; 2]; languages.len()];
    let (mut before, mut behind) = (None, None);
    for index in 0..languages.len() {
        neighbours[index][0] = before;
        before = languages[index].map(|_| index).or(before);
        let from_end = languages.len() - 1 - index;
        neighbours[from_end][1] = behind;
        behind = languages[from_end].map(|_| from_end).or(behind);
    }
    neighbours
}

/// Half the logarithm of how much likelier than by chance a block is in the language of the one before
/// it, as this document's own blocks tell: nothing where languages take turns.
fn worth_of_a_neighbour(languages: &[Option<Lang>]) -> f32 {
    let told: Vec<Lang> = languages.iter().copied().flatten().collect();
    let same = told.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let pairs = told.len().saturating_sub(1);
    let others = Lang::all().count() - 1;
    #[expect(clippy::cast_precision_loss, reason = "a ratio needs no more than a float holds")]
    let ratio = (2 * same + 1) as f32 / (2 * (pairs - same) + 3) as f32 * others as f32;
    (ratio.ln() / 2.0).clamp(0.0, NEIGHBOUR)
}

fn language(block: &Block, weighed: &Weighed) -> Option<Lang> {
    match &block.label {
        Some(label) => Lang::labelled(&label.language),
        None => Some(weighed.class()).filter(|class| class.confidence >= SURE)?.language,
    }
}

fn in_front(document: &Document, block: &Block) -> String {
    let Some(part) = document.part(block.part) else { return String::new() };
    let text = part.passage.text();
    let end = block.outer.start.min(text.len());
    let start = floor_char_boundary(text, end.saturating_sub(IN_FRONT));
    text.get(start..end).unwrap_or_default().to_owned()
}

/// Whether a word stands in a text by itself: `C` does not stand in `C++`.
fn names(text: &str, word: &str) -> bool {
    let joins = |char: char| char.is_ascii_alphanumeric() || "+#".contains(char);
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + word.len()..].chars().next();
        !before.is_some_and(joins) && !behind.is_some_and(joins)
    })
}
