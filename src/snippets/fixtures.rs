//! `files/`: what a person lays beside a program.

use std::fs;
use std::path::{Path, PathBuf};

use super::SnippetsError;

/// The folder that stands for the root of the sandbox.
const FILES: &str = "files";

/// How much may lie in it, in bytes and in files.
const MOST: (u64, usize) = (16 << 20, 1000);

/// A file that a program finds in its sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixture {
    /// Where the program sees it, from the root: `/var/log/syslog`.
    pub path: PathBuf,
    /// Where it is.
    pub source: PathBuf,
    /// What it holds.
    pub contents: Vec<u8>,
}

/// The files below `files/` in a snippet's folder, sorted. Links are none of them: they may lead to
/// what is not the corpus's to give away.
pub(super) fn fixtures(folder: &Path) -> Result<Vec<Fixture>, SnippetsError> {
    let root = folder.join(FILES);
    // The sandbox is set up by a process that need not stand where this one does.
    let is_folder = root.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    let Some(root) = root.canonicalize().ok().filter(|_| is_folder) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut bytes = 0;
    let mut left = vec![root.clone()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(&folder).map_err(SnippetsError::access(&folder))? {
            let path = entry.map_err(SnippetsError::access(&folder))?.path();
            let metadata = path.symlink_metadata().map_err(SnippetsError::access(&path))?;
            if metadata.is_dir() {
                left.push(path);
            } else if metadata.is_file() {
                bytes += metadata.len();
                if bytes > MOST.0 || found.len() == MOST.1 {
                    return Err(SnippetsError::TooMuch { path: root });
                }
                let contents = fs::read(&path).map_err(SnippetsError::access(&path))?;
                let inside = Path::new("/").join(path.strip_prefix(&root).unwrap_or(&path));
                found.push(Fixture { path: inside, source: path, contents });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}
