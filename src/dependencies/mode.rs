//! Who may do what with a file, where the system tells that by a mode.

use std::fs;
use std::io;
use std::path::Path;

/// Gives a file or a folder a mode; elsewhere, what of it can be had.
#[cfg(unix)]
pub(crate) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))
}

/// Gives a file or a folder a mode; elsewhere, what of it can be had.
#[cfg(not(unix))]
pub(crate) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(mode & 0o200 == 0);
    fs::set_permissions(path, permissions)
}
