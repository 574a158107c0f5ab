//! `source.toml`: where the notes are of a folder of the corpus that does not hold them itself.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// The file in which a folder of the corpus says where its notes are.
pub const SOURCE_FILE: &str = "source.toml";

/// The notes that a `source.toml` names; none where it has no such key and is another tool's.
///
/// # Errors
/// What is wrong with the file, as a clause.
pub fn notes_of(path: &Path) -> Result<Option<PathBuf>, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let Some(notes) = table.get("notes") else { return Ok(None) };
    let notes = notes.as_str().ok_or("`notes` is not a string")?;
    if Path::new(notes).is_absolute() {
        return Err("`notes` has to be relative to this folder".into());
    }
    Ok(Some(tidy(path.parent().unwrap_or(Path::new(".")), Path::new(notes))))
}

/// The path of `notes` in `folder`, each leading `..` taken off the folder where that can be.
fn tidy(folder: &Path, notes: &Path) -> PathBuf {
    let mut path = folder.to_owned();
    let mut rest = notes.components().peekable();
    while rest.peek() == Some(&Component::ParentDir) && path.file_name().is_some() {
        path.pop();
        rest.next();
    }
    path.extend(rest);
    path
}
