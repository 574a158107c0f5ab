//! Finding the files that settings are read from.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::ConfigError;
use super::value::{Entry, entries, entries_of_tool};

/// The file of a repository that settings are read from.
pub const FILE: &str = "recant.toml";

/// The file of a Python project, in which a table may stand instead.
const PYPROJECT: &str = "pyproject.toml";

/// The user's own file, below the folder for configuration of the XDG base directory specification.
const OWN_FILE: &str = "recant/config.toml";

/// The settings of a repository.
pub(super) struct Found {
    /// The folder of the file.
    pub(super) folder: PathBuf,
    /// The file, as seen from where recant was started.
    pub(super) shown: PathBuf,
    pub(super) entries: Vec<Entry>,
}

/// The settings of the nearest `recant.toml`, or `pyproject.toml` with a table for recant, in a folder
/// or above it. Of two in one folder recant's own file counts.
pub(super) fn nearest(start: &Path) -> Result<Option<Found>, ConfigError> {
    for folder in start.ancestors() {
        let seen = |name: &str| folder.join(name).strip_prefix(start).map_or_else(|_| folder.join(name), PathBuf::from);
        let found = |shown, entries| Some(Found { folder: folder.to_owned(), shown, entries });
        if let Some(text) = read(&folder.join(FILE))? {
            let entries = entries(&seen(FILE), &text)?;
            return Ok(found(seen(FILE), entries));
        }
        if let Some(text) = read(&folder.join(PYPROJECT))?
            && let Some(entries) = entries_of_tool(&seen(PYPROJECT), &text)?
        {
            return Ok(found(seen(PYPROJECT), entries));
        }
    }
    Ok(None)
}

/// The settings of the user's own file, if there is one.
pub(super) fn own(variable: &impl Fn(&str) -> Option<String>) -> Result<Option<(PathBuf, Vec<Entry>)>, ConfigError> {
    let Some(path) = own_folder(variable).map(|folder| folder.join(OWN_FILE)) else { return Ok(None) };
    let Some(text) = read(&path)? else { return Ok(None) };
    let entries = entries(&path, &text)?;
    Ok(Some((path, entries)))
}

/// The folder for the user's own configuration.
fn own_folder(variable: &impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let given = variable("XDG_CONFIG_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    given.or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".config")))
}

/// What a file holds, if there is one.
fn read(path: &Path) -> Result<Option<String>, ConfigError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(cause) => Err(ConfigError::Unreadable { path: path.to_owned(), cause }),
    }
}
