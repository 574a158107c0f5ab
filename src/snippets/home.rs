//! Which folder of the corpus belongs to which file of notes.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::SnippetsError;
use super::read::folders_in;
use crate::notes::{SOURCE_FILE, notes_of};

/// The folder below `root` for the snippets of a file of notes, whether it is there yet or not.
///
/// Notes that stand in a folder of the corpus are at home in it. Others are at home where a
/// `source.toml` names them, or else in a folder that is called after the file, with as many of the
/// folders above it as no other folder has already.
///
/// # Errors
/// Where the notes are not a file, or the corpus cannot be read.
pub fn home(root: &Path, notes: &Path) -> Result<PathBuf, SnippetsError> {
    let not_a_file = || SnippetsError::NotAFile { path: notes.display().to_string() };
    let notes = fs::canonicalize(notes).ok().filter(|path| path.is_file()).ok_or_else(not_a_file)?;
    let parent = notes.parent().unwrap_or(Path::new("/"));
    if let Some(name) = parent.file_name()
        && fs::canonicalize(root).is_ok_and(|root| parent.parent() == Some(&root))
    {
        return Ok(root.join(name));
    }
    let folders = folders_in(root)?;
    for folder in &folders {
        let folder = root.join(folder);
        let named = notes_of(&folder.join(SOURCE_FILE)).ok().flatten().and_then(|named| fs::canonicalize(named).ok());
        if named.as_ref() == Some(&notes) {
            return Ok(folder);
        }
    }
    let free = names_for(&notes).find(|name| !folders.contains(name)).ok_or_else(not_a_file)?;
    Ok(root.join(free))
}

/// Names for the folder of some notes, the shortest first.
fn names_for(notes: &Path) -> impl Iterator<Item = String> {
    let stem = notes.file_stem().map(|stem| vec![stem.to_string_lossy().into_owned()]);
    let above = notes.parent().into_iter().flat_map(Path::ancestors).filter_map(Path::file_name);
    let longer = above.scan(stem.unwrap_or_default(), |parts, folder| {
        let name = parts.join("-");
        parts.insert(0, folder.to_string_lossy().into_owned());
        Some(name)
    });
    let file = notes.file_name().map(|name| name.to_string_lossy().replace('.', "-")).unwrap_or_default();
    let numbered = (2_usize..1000).map(move |number| format!("{file}-{number}"));
    longer.chain(numbered).filter(|name| !name.is_empty() && !name.starts_with('.'))
}

/// The path of a file as seen from a folder, with `/`; both have to be there.
pub(super) fn path_from(folder: &Path, file: &Path) -> std::io::Result<String> {
    let (folder, file) = (fs::canonicalize(folder)?, fs::canonicalize(file)?);
    let common = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(common).map(|_| Component::ParentDir);
    let path: Vec<_> =
        up.chain(file.components().skip(common)).map(|part| part.as_os_str().to_string_lossy()).collect();
    Ok(path.join("/"))
}
