//! What people stored for a document, as part of a key.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cache::Parts;

/// Adds all that lies in the folders below that of a file of notes. Links are none of it, here as where the
/// corpus is read.
pub(super) fn add(parts: &mut Parts, folder: Option<&Path>) -> io::Result<()> {
    let Some(folder) = folder else { return Ok(()) };
    parts.add(folder.as_os_str().as_encoded_bytes());
    let mut left = folders(folder)?;
    left.reverse();
    while let Some(folder) = left.pop() {
        parts.add(folder.as_os_str().as_encoded_bytes());
        for file in listed(&folder, fs::FileType::is_file)? {
            parts.add(file.as_os_str().as_encoded_bytes()).add(fs::read(&file)?);
        }
        left.extend(folders(&folder)?.into_iter().rev());
    }
    Ok(())
}

fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    listed(folder, fs::FileType::is_dir)
}

/// What is of one kind in a folder, sorted.
fn listed(folder: &Path, kind: fn(&fs::FileType) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if kind(&entry.file_type()?) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
