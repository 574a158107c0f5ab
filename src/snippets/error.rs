//! What can be wrong with the corpus.

use std::io;
use std::path::{Path, PathBuf};

/// Why the corpus could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SnippetsError {
    /// The system does not let a file or folder be read or written.
    #[error("\"{}\" cannot be read or written ({cause}); check that you may", path.display())]
    Access {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A file of the corpus is not what it should be.
    #[error("\"{}\", line {line}: {problem}; correct it, or delete a snippet.toml, which `recant extract` writes anew", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, with the key that it is about.
        problem: String,
    },
    /// More lies beside a program than is laid into a sandbox.
    #[error("\"{}\" holds more than 16 MB or 1000 files; keep what the program needs", path.display())]
    TooMuch {
        /// The folder.
        path: PathBuf,
    },
    /// The notes are not a file, so nothing can say later where the snippets are from.
    #[error("the snippets of \"{path}\" cannot be kept because it is not a file; name the file instead")]
    NotAFile {
        /// The notes.
        path: String,
    },
}

impl SnippetsError {
    /// For what is wrong with a file that is no error of its syntax; `key` tells the line.
    pub(super) fn wrong(path: &Path, key: &str, problem: impl Into<String>) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let line = text.lines().position(|line| line.contains(key)).map_or(1, |line| line + 1);
        Self::Content { path: path.to_owned(), line, problem: problem.into() }
    }

    /// For `map_err` at a call that reads or writes `path`.
    pub(super) fn access(path: &Path) -> impl Fn(io::Error) -> Self {
        move |cause| Self::Access { path: path.to_owned(), cause }
    }
}

/// What is wrong with a file, in one line.
pub(super) fn content(path: PathBuf, text: &str, error: &toml::de::Error) -> SnippetsError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    SnippetsError::Content { path, line, problem: error.message().trim_end().replace('\n', ", ") }
}
