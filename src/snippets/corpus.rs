//! Finding the folder of the corpus that belongs to a file of notes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::name::SNIPPET_TOML;
use super::read::{COMPLETION_TOML, folders_in};
use crate::notes::{SOURCE_FILE, notes_of};

/// Which folders hold what is stored of which notes.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The folders whose `source.toml` names notes elsewhere, by these notes.
    elsewhere: HashMap<PathBuf, PathBuf>,
    /// Folders that notes stand in, and whether folders of snippets stand there too: a folder of a thousand
    /// notes is looked through once and not a thousand times.
    looked_at: Arc<Mutex<HashMap<PathBuf, bool>>>,
}

impl Corpus {
    /// What stands in these folders: each may hold the folders of several notes, or be that of one.
    #[must_use]
    pub fn open<'a>(roots: impl IntoIterator<Item = &'a Path>) -> Self {
        let mut corpus = Self::default();
        for root in roots {
            corpus.take(root);
            for name in folders_in(root).unwrap_or_default() {
                corpus.take(&root.join(name));
            }
        }
        corpus
    }

    fn take(&mut self, folder: &Path) {
        // What is wrong with a `source.toml` is said by whoever looks for notes.
        let named = notes_of(&folder.join(SOURCE_FILE)).ok().flatten();
        if let Some(notes) = named.and_then(|named| fs::canonicalize(named).ok()) {
            self.elsewhere.entry(notes).or_insert_with(|| folder.to_owned());
        }
    }

    /// The folder of the snippets of a file of notes, where there is one: the one that the notes stand
    /// in themselves, or one that names them.
    #[must_use]
    pub fn folder_of(&self, notes: &Path) -> Option<PathBuf> {
        let known = fs::canonicalize(notes).ok().filter(|path| path.is_file())?;
        let own = notes.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
        own.filter(|folder| self.holds_snippets(folder))
            .map(Path::to_owned)
            .or_else(|| self.elsewhere.get(&known).cloned())
    }

    fn holds_snippets(&self, folder: &Path) -> bool {
        let mut known = self.looked_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(holds) = known.get(folder) {
            return *holds;
        }
        let holds = holds_snippets(folder);
        known.insert(folder.to_owned(), holds);
        holds
    }
}

/// Whether folders of snippets stand in a folder.
fn holds_snippets(folder: &Path) -> bool {
    let is_snippet =
        |name: &String| [SNIPPET_TOML, COMPLETION_TOML].iter().any(|file| folder.join(name).join(file).is_file());
    folders_in(folder).is_ok_and(|names| names.iter().any(is_snippet))
}
