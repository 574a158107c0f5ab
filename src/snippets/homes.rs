//! Which snippets of today the folders of a corpus are of.

use std::path::Path;

use super::SnippetsError;
use super::completion::Completion;
use super::follow::Known;
use super::home::path_from;
use super::outcome::StoredOutcome;
use super::read::{COMPLETION_TOML, anchored};
use super::stored::hash_of;
use super::write::{entries_of, followed};
use crate::classify::{Kind, Snippet};
use crate::notes::Document;

/// A folder of the corpus, and the snippet of today that it is of.
pub(super) struct Home {
    /// Its name.
    pub(super) name: String,
    /// What a person added.
    pub(super) completion: Option<Completion>,
    /// What a person accepted of what was seen.
    pub(super) outcome: Option<StoredOutcome>,
    /// The snippet's index; `None` where the notes no longer hold it, or where it has none.
    pub(super) snippet: Option<usize>,
}

/// The folders of the corpus of a document, in the order of their numbers.
pub(super) fn homes(folder: &Path, document: &Document, snippets: &[Snippet]) -> Result<Vec<Home>, SnippetsError> {
    let path = path_from(folder, Path::new(&document.path)).unwrap_or_default();
    let entries = entries_of(folder, &path)?;
    let code = |index: &usize| snippets[*index].block.code.text();
    // Output is part of a claim, and has no folder.
    let now: Vec<usize> = (0..snippets.len()).filter(|index| snippets[*index].kind != Kind::Output).collect();
    let hashes: Vec<String> = now.iter().map(|index| hash_of(code(index))).collect();
    let known: Vec<_> = now.iter().zip(&hashes).map(|(index, hash)| Known { hash, code: code(index) }).collect();
    let mut snippet_of = vec![None; entries.len()];
    for (index, entry) in now.iter().zip(followed(&entries, &known)) {
        if let Some(entry) = entry {
            snippet_of[entry] = Some(*index);
        }
    }
    let stored = entries.into_iter().zip(snippet_of);
    let mut homes: Vec<Home> = stored
        .map(|(entry, snippet)| Home {
            name: entry.name,
            completion: entry.completion,
            outcome: entry.outcome,
            snippet,
        })
        .collect();
    for (name, completion) in anchored(folder)? {
        if completion.anchor.is_none() {
            let problem = "there is no snippet.toml beside it, so it needs `anchor`, words of the note";
            return Err(SnippetsError::wrong(&folder.join(&name).join(COMPLETION_TOML), "", problem));
        }
        homes.push(Home { name, completion: Some(completion), outcome: None, snippet: None });
    }
    Ok(homes)
}
