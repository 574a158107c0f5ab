//! What can be wrong with the settings.

use std::io;
use std::path::{Path, PathBuf};

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The system does not let the file be read.
    #[error("\"{}\" cannot be read ({cause}); check that you may read it", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The file is not TOML.
    #[error("\"{}\", line {line}: this is not TOML ({problem}); see https://toml.io", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        problem: String,
    },
    /// There is no such setting.
    #[error("\"{}\", line {line}: there is no setting `{key}`; {advice}", path.display())]
    UnknownKey {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// What to write instead.
        advice: String,
    },
    /// A setting cannot have this value.
    #[error("\"{}\", line {line}: `{key}` has to be {expected}", path.display())]
    Value {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// What it can be.
        expected: &'static str,
    },
    /// A repository wants to decide what is the user's to decide.
    #[error(
        "\"{}\", line {line}: a repository cannot set `{key}`; it belongs into your own configuration, \
         ~/.config/recant/config.toml",
        path.display()
    )]
    NotYours {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// A variable of the environment cannot have this value.
    #[error("the environment variable {name} has to be {expected}; correct or unset it")]
    Variable {
        /// Its name.
        name: String,
        /// What it can be.
        expected: &'static str,
    },
}

impl ConfigError {
    /// An unknown key, with the known one that was probably meant.
    pub(super) fn unknown(path: &Path, line: usize, key: String, known: &[&str]) -> Self {
        // The least likeness at which a misspelt word is still told from another one, as in Python's difflib.
        const CUTOFF: f32 = 0.6;
        let advice = match similar::get_close_matches(key.as_str(), known, 1, CUTOFF).first() {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("there are {}", known.join(", ")),
        };
        Self::UnknownKey { path: path.to_owned(), line, key, advice }
    }
}
