//! The project that lives beside the notes.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What of the project beside the notes programs see: the table `[project]` of a `recant.toml`. All
/// paths are relative to that file's folder, and lead nowhere beyond it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ProjectSettings {
    /// Its folder; the one of the `recant.toml` where it is empty.
    #[serde(skip_serializing_if = "is_here")]
    pub path: PathBuf,
    /// The folders in it that Python imports from; `src`, or else the folder itself, where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub python: Vec<PathBuf>,
    /// The folders of programs that were built; the usual ones where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub programs: Vec<PathBuf>,
    /// Python's virtual environment; `.venv` or `venv` where it is not named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<PathBuf>,
}

/// What to write into the table.
pub(super) const EXPECTED: &str = "a table with `path` and `environment`, and the lists `python` and `programs`";

fn is_here(path: &std::path::Path) -> bool {
    path.as_os_str().is_empty()
}
