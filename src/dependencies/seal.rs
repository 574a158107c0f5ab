//! Folders that nobody writes to any more, and who may write to one meanwhile.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use super::mode::set_mode;

/// Takes the right to write from a folder and all that is in it, and gives everyone that to read: the
/// programs that will use it run as nobody. What they only see below a layer of memory (`layered`) leaves
/// its owner that right, without which the layer would refuse what it is there to take.
pub(super) fn seal(folder: &Path, layered: bool) -> io::Result<()> {
    let write = if layered { 0o200 } else { 0 };
    visit(folder, &mut |path, is_directory| {
        let executable = is_directory || is_executable(path);
        set_mode(path, write | if executable { 0o555 } else { 0o444 })
    })
}

/// Removes a folder, be it sealed or not.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    // A folder whose rights cannot be changed may be removable nevertheless.
    let _ = unseal(folder);
    fs::remove_dir_all(folder)
}

/// Gives the right to write back to its owner, so that it can be removed; from the outside in.
fn unseal(folder: &Path) -> io::Result<()> {
    set_mode(folder, 0o755)?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            unseal(&entry.path())?;
        }
    }
    Ok(())
}

/// How many bytes the files of a folder have.
pub(super) fn size(folder: &Path) -> u64 {
    let mut total = 0;
    // A file that is gone by now takes up nothing.
    let _ = visit(folder, &mut |path, is_directory| {
        total += if is_directory { 0 } else { fs::symlink_metadata(path).map_or(0, |meta| meta.len()) };
        Ok(())
    });
    total
}

/// Visits all files and folders, a folder behind what is in it. Links are left alone.
pub(super) fn visit(path: &Path, seen: &mut dyn FnMut(&Path, bool) -> io::Result<()>) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            visit(&entry.path(), seen)?;
        } else if kind.is_file() {
            seen(&entry.path(), false)?;
        }
    }
    seen(path, true)
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|meta| meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_path: &Path) -> bool {
    false
}

/// Waits until nobody else holds a lock, and holds it until the file is dropped, or the process ends in
/// whatever way.
pub(super) fn hold(path: &Path) -> io::Result<File> {
    let file = open(path)?;
    lock(&file, true)?;
    Ok(file)
}

/// Holds a lock unless someone else does.
pub(super) fn try_hold(path: &Path) -> io::Result<Option<File>> {
    let file = open(path)?;
    Ok(lock(&file, false)?.then_some(file))
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

#[cfg(unix)]
fn lock(file: &File, wait: bool) -> io::Result<bool> {
    use rustix::fs::{FlockOperation, flock};
    let how = if wait { FlockOperation::LockExclusive } else { FlockOperation::NonBlockingLockExclusive };
    loop {
        match flock(file, how) {
            Ok(()) => return Ok(true),
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
    }
}

#[cfg(not(unix))]
fn lock(_file: &File, _wait: bool) -> io::Result<bool> {
    Ok(true)
}
