//! Reading what is stored of a file of notes.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::completion::Completion;
use super::name::{SNIPPET_TOML, parts_of};
use super::outcome::{OUTCOME_TOML, StoredOutcome};
use super::stored::{StoredSnippet, hash_of};
use super::{SnippetsError, error};

/// The file that a person describes programs in.
pub(super) const COMPLETION_TOML: &str = "completion.toml";

/// A snippet's folder.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name: `012-closure`.
    pub name: String,
    /// What recant found.
    pub snippet: StoredSnippet,
    /// What a person added.
    pub completion: Option<Completion>,
    /// What a person accepted of what was seen.
    pub outcome: Option<StoredOutcome>,
    /// The file that holds the code, where there is one.
    pub(super) code: Option<CodeFile>,
}

/// The file that holds a snippet's code.
#[derive(Clone, Debug)]
pub(super) struct CodeFile {
    /// Its name: `snippet.go`.
    pub(super) name: String,
    /// What stands in it; `None` where that is not text, or the file is a link.
    pub(super) text: Option<String>,
}

impl Entry {
    /// Whether a person edited the file that holds the code.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.code.as_ref().is_some_and(|code| !code.holds(&self.snippet.hash))
    }
}

impl CodeFile {
    fn holds(&self, hash: &str) -> bool {
        self.text.as_ref().is_some_and(|text| hash_of(text) == hash)
    }
}

/// The snippets that are stored in the folder of a file of notes, in the order of their numbers; none
/// where there is no such folder.
///
/// # Errors
/// Where a file cannot be read, or holds a key that recant does not know.
pub fn read(folder: &Path) -> Result<Vec<Entry>, SnippetsError> {
    let mut entries = Vec::new();
    for name in folders_in(folder)? {
        let path = folder.join(&name);
        if let Some(snippet) = read_toml::<StoredSnippet>(&path.join(SNIPPET_TOML))? {
            let completion = read_toml(&path.join(COMPLETION_TOML))?;
            let outcome = read_toml(&path.join(OUTCOME_TOML))?;
            let code = code_file_in(&path, &snippet.hash)?;
            entries.push(Entry { name, snippet, completion, outcome, code });
        }
    }
    Ok(entries)
}

/// The completions in folders without a snippet: each has words of the note for an anchor. With the
/// names of the folders, in the order of their numbers.
pub(super) fn anchored(folder: &Path) -> Result<Vec<(String, Completion)>, SnippetsError> {
    let mut found = Vec::new();
    for name in folders_in(folder)? {
        let path = folder.join(&name);
        if !path.join(SNIPPET_TOML).exists()
            && let Some(completion) = read_toml(&path.join(COMPLETION_TOML))?
        {
            found.push((name, completion));
        }
    }
    Ok(found)
}

/// The names of the folders in a folder, in the order of their numbers. Links are not among them.
pub(super) fn folders_in(folder: &Path) -> Result<Vec<String>, SnippetsError> {
    let mut names = names_in(folder, fs::FileType::is_dir)?;
    names.sort_by(|one, other| (parts_of(one), one).cmp(&(parts_of(other), other)));
    Ok(names)
}

/// The names of what is in a folder and of one kind; names that are not UTF-8 are none of recant's.
fn names_in(folder: &Path, kind: impl Fn(&fs::FileType) -> bool) -> Result<Vec<String>, SnippetsError> {
    let access = SnippetsError::access(folder);
    let listing = match fs::read_dir(folder) {
        Err(missing) if missing.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(&access)?,
    };
    let mut names = Vec::new();
    for entry in listing {
        let entry = entry.map_err(&access)?;
        if kind(&entry.file_type().map_err(&access)?) {
            names.extend(entry.file_name().into_string());
        }
    }
    Ok(names)
}

/// The file of code in a snippet's folder: of several, the one that recant wrote.
fn code_file_in(folder: &Path, hash: &str) -> Result<Option<CodeFile>, SnippetsError> {
    let is_code = |name: &String| name.starts_with("snippet.") && name != SNIPPET_TOML;
    let mut names: Vec<_> = names_in(folder, |kind| !kind.is_dir())?.into_iter().filter(is_code).collect();
    names.sort();
    let mut files = Vec::new();
    for name in names {
        let path = folder.join(&name);
        let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        let bytes = if is_file { fs::read(&path).map_err(SnippetsError::access(&path))? } else { Vec::new() };
        let text = String::from_utf8(bytes).ok().filter(|_| is_file);
        files.push(CodeFile { name, text });
    }
    let written = files.iter().position(|file| file.holds(hash)).unwrap_or(0);
    Ok(files.into_iter().nth(written))
}

/// A file as a value, if it is there.
fn read_toml<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, SnippetsError> {
    let text = match fs::read_to_string(path) {
        Err(missing) if missing.kind() == ErrorKind::NotFound => return Ok(None),
        text => text.map_err(SnippetsError::access(path))?,
    };
    match toml::from_str(&text) {
        Ok(value) => Ok(Some(value)),
        Err(problem) => Err(error::content(PathBuf::from(path), &text, &problem)),
    }
}
