//! The folders that recant keeps things in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::CliError;
use crate::cache;

/// The user's own, by the XDG base directory specification, where they have one.
pub(super) fn own_cache() -> Option<PathBuf> {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let base = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    base.or_else(home).map(|base| base.join("recant"))
}

/// A folder for what is made ahead and fetched, and what to tell the user of it.
pub(super) struct Folder {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Why it is not their own cache, where they have one that cannot be used.
    pub(super) warning: Option<String>,
}

/// The user's own cache, or, where that cannot be had, a folder of theirs among the temporary ones: without any,
/// each program would compile what its language comes with.
pub(super) fn for_work() -> Result<Folder, CliError> {
    let own = own_cache();
    let cause = match &own {
        Some(path) => match use_of(path) {
            Ok(()) => return Ok(Folder { path: path.clone(), warning: None }),
            Err(cause) => Some(cause),
        },
        None => None,
    };
    let path = std::env::temp_dir().join(for_user());
    cache::secure(&path).map_err(|error| CliError::Usage(error.to_string()))?;
    let warning = own.zip(cause).map(|(own, cause)| {
        format!(
            "the cache in {} cannot be used ({cause}): nothing is remembered, and what is compiled ahead is put into {}",
            own.display(),
            path.display()
        )
    });
    Ok(Folder { path, warning })
}

/// Whether files can be written there; it is made where it is not there.
fn use_of(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    tempfile::tempfile_in(folder).map(|_| ())
}

#[cfg(unix)]
fn for_user() -> String {
    format!("recant-{}", rustix::process::geteuid().as_raw())
}

#[cfg(not(unix))]
fn for_user() -> String {
    "recant".to_owned()
}
