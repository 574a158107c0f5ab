//! From blocks to what completers work on.

use crate::classify::Snippet;
use crate::extract::{Block, FoundBy};
use crate::languages::completion::Chunk;

/// The code that a block gives to run: all of it, or what was typed at its prompts.
pub(super) fn typed(block: &Block) -> String {
    let text = block.code.text();
    if block.session.is_empty() {
        return text.to_owned();
    }
    let lines = block.session.iter().flat_map(|entry| &entry.input);
    lines.map(|line| text[line.clone()].trim_end_matches(['\r', '\n'])).collect::<Vec<_>>().join("\n")
}

/// A snippet as a chunk of a fragment.
pub(super) fn chunk(snippet: &Snippet, borrowed: bool) -> Chunk<'_> {
    let block = &snippet.block;
    Chunk {
        flattened: block.found_by == FoundBy::Flattened,
        lossy: block.lossy,
        borrowed,
        entries: block.session.iter().map(|entry| entry.input.clone()).collect(),
        ..Chunk::plain(block.code.text())
    }
}
