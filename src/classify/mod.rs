//! Classifying: what a block is written in, with the right to say "cannot tell".
//!
//! A label is what the author says, prompts tell whose session it is, clues weigh single lines, and
//! the grammars of the likeliest languages have the last word. Other blocks of the document and its
//! prose are a weak prior, never proof.

mod document;
mod labels;
mod lines;
mod needed;
mod patterns;
mod results;
mod syntax;
mod vocabulary;
mod weigh;

#[cfg(test)]
mod growth;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use crate::extract::{Block, FoundBy};
use crate::languages::Lang;
use crate::notes::Document;

/// The confidence from which on a class may be built upon: of the blocks that reach it, 97 of 100 are
/// right. Below it a program that fails says nothing about the note.
pub const SURE: f32 = 0.75;

/// A block that recant knows: what it is, how sure that is, and why.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// The block.
    pub block: Block,
    /// Code, data, output or unknown.
    pub kind: Kind,
    /// Its language; `None` where recant cannot tell, and for output.
    pub language: Option<Lang>,
    /// How sure, from 0 to 1: the share of blocks of this confidence that are right.
    pub confidence: f32,
    /// Why, in words, the weightiest first, unless the label alone decides: [`evidence`] tells it for all.
    pub evidence: Vec<String>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A program or a fragment of one.
    Code,
    /// Configuration, markup, values.
    Data,
    /// What a program printed.
    Output,
    /// Recant cannot tell.
    Unknown,
}

/// What is known of one block: a [`Snippet`] without its block.
struct Class {
    kind: Kind,
    language: Option<Lang>,
    confidence: f32,
    evidence: Vec<String>,
}

/// Classifies a document's blocks, which are weak evidence for each other.
#[must_use]
pub fn classify(document: &Document, blocks: Vec<Block>) -> Vec<Snippet> {
    let mut weighed: Vec<weigh::Weighed> = blocks.par_iter().map(weigh::weigh).collect();
    let habits = document::Habits::of(&blocks, &weighed);
    for (index, weighed) in weighed.iter_mut().enumerate() {
        // Habits choose between what the text leaves open; they make no code of what has no clue.
        if blocks[index].label.is_none() && weighed.is_open(is_told_as_code(&blocks[index])) {
            habits.weigh(weighed, document, &blocks, index);
        }
    }
    let class = |(block, weighed): (&Block, &weigh::Weighed)| match weighed.settled {
        Some(lang) => labels::believed(lang),
        None => labels::class(block, weighed),
    };
    let mut classes: Vec<Class> = blocks.par_iter().zip(&weighed).map(class).collect();
    results::mark(&blocks, &mut classes);
    let snippets = blocks.into_iter().zip(classes).map(|(block, class)| {
        let Class { kind, language, confidence, evidence } = class;
        Snippet { block, kind, language, confidence, evidence }
    });
    snippets.collect()
}

/// Why a snippet is what it is, in words, the weightiest first. Where the label alone decided, the grammars are
/// asked now.
#[must_use]
pub fn evidence(snippet: &Snippet) -> Vec<String> {
    if weigh::weigh(&snippet.block).settled.is_some() {
        return labels::class(&snippet.block, &weigh::weigh_all(&snippet.block)).evidence;
    }
    snippet.evidence.clone()
}

/// Whether a block was found because it looks like code: then the least clue is enough to ask which.
fn is_told_as_code(block: &Block) -> bool {
    matches!(block.found_by, FoundBy::Prose | FoundBy::Inline | FoundBy::Flattened)
}
