//! What a document makes likely: which languages its other blocks are in, and which its prose names
//! in front of a block. Both tell between what a text leaves open, and prove nothing.

use std::collections::HashMap;

use super::SURE;
use super::lines::floor;
use super::weigh::Weighed;
use crate::extract::Block;
use crate::languages::Lang;
use crate::notes::Document;

/// What a document whose other blocks are all in one language is worth for it. It falls with the square
/// of their share: a document of many languages says nothing.
const OTHER_BLOCKS: f32 = 3.0;

/// What the name of a language in front of a block is worth for it.
const NAMED: f32 = 0.8;

/// How far in front of a block a name counts, in bytes.
const IN_FRONT: usize = 200;

/// The languages of a document's blocks, as far as each block tells by itself.
pub(super) struct Habits {
    languages: Vec<Option<Lang>>,
    counts: HashMap<&'static str, usize>,
}

impl Habits {
    /// Those of the document whose blocks these are.
    pub(super) fn of(blocks: &[Block], alone: &[Weighed]) -> Self {
        let languages: Vec<_> = blocks.iter().zip(alone).map(|(block, weighed)| language(block, weighed)).collect();
        let mut counts = HashMap::new();
        for lang in languages.iter().flatten() {
            *counts.entry(lang.name()).or_default() += 1;
        }
        Self { languages, counts }
    }

    /// Adds to a block's scores what speaks for languages outside it; `index` is the block's own.
    pub(super) fn weigh(&self, weighed: &mut Weighed, document: &Document, index: usize, block: &Block) {
        let own = self.languages[index];
        let others = self.counts.values().sum::<usize>() - usize::from(own.is_some());
        let in_front = in_front(document, block);
        for lang in Lang::all() {
            let same = self.counts.get(lang.name()).copied().unwrap_or_default() - usize::from(own == Some(lang));
            if same > 0 {
                #[expect(clippy::cast_precision_loss, reason = "a share needs no more than a float holds")]
                let share = same as f32 / (others + 1) as f32;
                weighed.say(lang, OTHER_BLOCKS * share * share, "other blocks of the document");
            }
            if lang.labels().iter().any(|label| names(&in_front, label)) {
                weighed.say(lang, NAMED, format!("the text in front names {}", lang.name()));
            }
        }
    }
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
    let start = floor(text, end.saturating_sub(IN_FRONT));
    text.get(start..end).unwrap_or_default().to_lowercase()
}

/// Whether a text names a language: `c` and `go` are too short to be told from other words.
fn names(text: &str, label: &str) -> bool {
    label.len() > 2
        && text.match_indices(label).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let behind = text[at + label.len()..].chars().next();
            !before.is_some_and(|c| c.is_ascii_alphanumeric()) && !behind.is_some_and(|c| c.is_ascii_alphanumeric())
        })
}
