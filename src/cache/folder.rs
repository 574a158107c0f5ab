//! The folder of a cache: the user's own, and closed to everyone else.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use super::CacheError;

/// Makes sure that a folder is there and that nobody but this user can write to it.
///
/// # Errors
/// Where it cannot be made, or is another user's.
pub fn secure(folder: &Path) -> Result<(), CacheError> {
    let access = |cause| CacheError::Access { path: folder.to_owned(), cause };
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above).map_err(access)?;
    }
    match make(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(access(error)),
        _ => {}
    }
    // The folder itself, and not what a link makes of it.
    let meta = fs::symlink_metadata(folder).map_err(access)?;
    if !meta.is_dir() || !is_own(&meta) {
        return Err(CacheError::NotYours(folder.to_owned()));
    }
    close(folder, &meta).map_err(access)
}

/// Holds the right to write until what is returned is dropped, also where its holder is killed.
pub(super) fn lock(folder: &Path) -> io::Result<File> {
    let file = open(&folder.join("lock"), OpenOptions::new().create(true).truncate(false).write(true))?;
    #[cfg(unix)]
    rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive)?;
    Ok(file)
}

/// Opens a file that only its owner may read.
pub(super) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// Reads bytes from a place in a file, whoever else reads it.
#[cfg(unix)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(unix)]
fn make(folder: &Path) -> io::Result<()> {
    std::os::unix::fs::DirBuilderExt::mode(&mut fs::DirBuilder::new(), 0o700).create(folder)
}

#[cfg(unix)]
fn is_own(meta: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(meta) == rustix::process::geteuid().as_raw()
}

#[cfg(unix)]
fn close(folder: &Path, meta: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    const OF_OTHERS: u32 = 0o077;
    if meta.permissions().mode() & OF_OTHERS == 0 {
        return Ok(());
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

// Where programs do not run there are no outcomes to keep; a cache is a folder like any other.
#[cfg(not(unix))]
mod elsewhere {
    use std::fs::{self, File};
    use std::io::{self, Read, Seek, SeekFrom};
    use std::path::Path;

    pub(super) fn make(folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    pub(super) fn is_own(_: &fs::Metadata) -> bool {
        true
    }

    pub(super) fn close(_: &Path, _: &fs::Metadata) -> io::Result<()> {
        Ok(())
    }

    pub(in super::super) fn read_at(mut file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
        file.seek(SeekFrom::Start(offset))?;
        file.read_exact(bytes)
    }
}

#[cfg(not(unix))]
pub(super) use elsewhere::read_at;
#[cfg(not(unix))]
use elsewhere::{close, is_own, make};
