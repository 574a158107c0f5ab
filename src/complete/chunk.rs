//! From blocks to what completers work on.

use std::borrow::Cow;
use std::ops::Range;

use crate::claims::Claim;
use crate::classify::Snippet;
use crate::extract::{Block, FoundBy};
use crate::languages::completion::Chunk;

/// The texts of a document's blocks as completers are to read them: blanks stand where a claim
/// stands among the code, so that every other byte keeps its place.
pub(super) fn texts<'a>(snippets: &'a [Snippet], claims: &[Claim]) -> Vec<Cow<'a, str>> {
    let mut texts: Vec<Cow<'a, str>> =
        snippets.iter().map(|snippet| Cow::Borrowed(snippet.block.code.text())).collect();
    for claim in claims {
        if let (Some(within), Some(text)) = (&claim.within, texts.get_mut(claim.snippet)) {
            blank(text.to_mut(), within);
        }
    }
    texts
}

fn blank(text: &mut String, range: &Range<usize>) {
    if text.get(range.clone()).is_some() {
        text.replace_range(range.clone(), &" ".repeat(range.len()));
    }
}

/// The code that a block gives to run: all of its text, or what was typed at its prompts.
pub(super) fn typed(block: &Block, text: &str) -> String {
    if block.session.is_empty() {
        return text.to_owned();
    }
    let lines = block.session.iter().flat_map(|entry| &entry.input);
    lines.map(|line| text[line.clone()].trim_end_matches(['\r', '\n'])).collect::<Vec<_>>().join("\n")
}

/// A snippet as a chunk of a fragment; `text` is its code.
pub(super) fn chunk<'a>(snippet: &Snippet, text: &'a str, borrowed: bool) -> Chunk<'a> {
    let block = &snippet.block;
    Chunk {
        flattened: block.found_by == FoundBy::Flattened,
        lossy: block.lossy,
        borrowed,
        cell: block.found_by == FoundBy::Cell,
        entries: block.session.iter().map(|entry| entry.input.clone()).collect(),
        ..Chunk::plain(text)
    }
}
