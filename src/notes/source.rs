//! A file that was found or named, and how it is read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::{Document, NotesError};

/// A file of notes that is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    shown: String,
    path: Option<PathBuf>,
}

impl Source {
    /// A file, shown relative to `base` where it is below it.
    pub(super) fn file(base: &Path, path: PathBuf) -> Self {
        Self { shown: shown(base, &path), path: Some(path) }
    }

    /// The standard input, under a name of the caller's choice.
    pub(super) fn stdin(name: String) -> Self {
        Self { shown: name, path: None }
    }

    /// The path as reports show it, with `/` between its parts.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The file, where it is one and not the standard input.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Reads it, and takes it apart.
    ///
    /// # Errors
    /// Where it cannot be read, or has more than `limit` bytes.
    pub fn read(&self, limit: u64) -> Result<Document, NotesError> {
        Ok(self.document(self.bytes(limit)?))
    }

    /// What its bytes are, taken apart.
    #[must_use]
    pub fn document(&self, bytes: Vec<u8>) -> Document {
        super::read(&self.shown, bytes)
    }

    /// Reads it.
    ///
    /// # Errors
    /// Where it cannot be read, or has more than `limit` bytes.
    pub fn bytes(&self, limit: u64) -> Result<Vec<u8>, NotesError> {
        let bytes = match &self.path {
            Some(path) => File::open(path).and_then(|file| read_file(file, limit + 1)),
            None => read_up_to(io::stdin().lock(), limit + 1),
        };
        let bytes = bytes.map_err(|cause| NotesError::Unreadable { path: self.shown.clone(), cause })?;
        if bytes.len() as u64 > limit {
            return Err(NotesError::TooLarge { path: self.shown.clone(), limit });
        }
        Ok(bytes)
    }
}

/// The first bytes of a file, in as few reads as it takes.
fn read_file(file: File, limit: u64) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len().min(limit);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The first bytes of what is read, or all of them where there are no more.
pub(super) fn read_up_to(file: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A path as reports show it: below `base` relative to it, with `/`, and without `.` parts.
pub(super) fn shown(base: &Path, path: &Path) -> String {
    let path = path.strip_prefix(base).unwrap_or(path);
    let parts = path.components().filter(|part| *part != Component::CurDir);
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    match parts.split_first() {
        None => ".".into(),
        Some((root, rest)) if root == "/" => format!("/{}", rest.join("/")),
        Some(_) => parts.join("/"),
    }
}
