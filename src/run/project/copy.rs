//! A copy of the working copy without what is nobody's business: history, secrets, and all that the
//! repository itself ignores.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use ignore::WalkBuilder;
use tempfile::TempDir;

use super::{ProjectError, canonical};
use crate::dependencies::set_mode;

/// Names that are left out although they may not be ignored.
const SECRET: [&str; 12] =
    [".git", ".hg", ".svn", ".jj", ".env", ".envrc", ".netrc", ".npmrc", ".pypirc", ".aws", ".ssh", ".gnupg"];

/// What a copy holds at most, in words and in figures.
pub(super) const MOST: &str = "100,000 files or 1 GB that are not ignored";
const MOST_FILES: usize = 100_000;
const MOST_BYTES: u64 = 1 << 30;

const PREFIX: &str = "recant-project-";

/// How long the copy of a recant that was killed lies about at least.
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// Copies what programs may see of a folder.
pub(super) fn copy(root: &Path) -> Result<TempDir, ProjectError> {
    sweep();
    let failed = |cause| ProjectError::Unreadable { path: root.to_owned(), cause };
    let copy = make().map_err(failed)?;
    let into = inside(&copy);
    let is_open = |name: &str| !SECRET.contains(&name) && !name.starts_with(".env.");
    let walk = WalkBuilder::new(root)
        .hidden(false)
        .require_git(false)
        .filter_entry(move |entry| entry.file_name().to_str().is_none_or(is_open))
        .build();
    let (mut files, mut bytes) = (0, 0);
    for entry in walk {
        // What cannot be read by the user is not there for the user's programs either.
        let Ok(entry) = entry else { continue };
        let Ok(path) = entry.path().strip_prefix(root) else { continue };
        if path.as_os_str().is_empty() {
            continue;
        }
        files += 1;
        bytes += entry.metadata().map_or(0, |metadata| metadata.len());
        if files > MOST_FILES || bytes > MOST_BYTES {
            return Err(ProjectError::TooLarge(root.to_owned()));
        }
        let target = into.join(path);
        match entry.file_type() {
            Some(kind) if kind.is_dir() => make_directory(&target).map_err(failed)?,
            Some(kind) if kind.is_file() => copy_file(entry.path(), &target).map_err(failed)?,
            Some(kind) if kind.is_symlink() => copy_link(root, entry.path(), &target).map_err(failed)?,
            _ => {}
        }
    }
    Ok(copy)
}

/// Where in its folder a copy is. The folder itself cannot be listed by others.
pub(super) fn inside(copy: &TempDir) -> PathBuf {
    copy.path().join(copy.path().file_name().unwrap_or_default())
}

fn make() -> io::Result<TempDir> {
    let copy = TempDir::with_prefix(PREFIX)?;
    make_directory(&inside(&copy))?;
    // Programs may run as another user than recant: they know the name, and others do not.
    set_mode(copy.path(), 0o711)?;
    Ok(copy)
}

fn make_directory(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    set_mode(path, 0o755)
}

/// Copies a file, to be read by any user.
fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    // One that has gone since it was listed, or that the user cannot read, is not there.
    let Ok(mut source) = fs::File::open(from) else { return Ok(()) };
    io::copy(&mut source, &mut fs::File::create(to)?)?;
    set_mode(to, if is_executable(&source)? { 0o755 } else { 0o644 })
}

/// Copies a link that leads somewhere within the project; what it leads to may be left out.
fn copy_link(root: &Path, from: &Path, to: &Path) -> io::Result<()> {
    let target = fs::read_link(from)?;
    if target.is_absolute() || !canonical(from).is_ok_and(|real| real.starts_with(root)) {
        return Ok(());
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(target, to)?;
    #[cfg(not(unix))]
    let _ = to;
    Ok(())
}

#[cfg(unix)]
fn is_executable(file: &fs::File) -> io::Result<bool> {
    Ok(std::os::unix::fs::PermissionsExt::mode(&file.metadata()?.permissions()) & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_file: &fs::File) -> io::Result<bool> {
    Ok(false)
}

/// Removes copies that a recant which was killed has left behind.
fn sweep() {
    let entries = fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)) {
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        let age = changed.ok().and_then(|changed| SystemTime::now().duration_since(changed).ok());
        if age.is_some_and(|age| age > STALE) {
            // Another user's cannot be removed, and need not be.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_secrets_and_what_is_ignored_stay_out_and_links_out_too() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("key"), "secret").unwrap();
        let project = tempfile::tempdir().unwrap();
        let root = project.path().canonicalize().unwrap();
        for folder in ["src", ".git", "ignored", ".github"] {
            fs::create_dir(root.join(folder)).unwrap();
        }
        let files =
            ["src/a.py", ".git/config", "ignored/b", ".env", ".env.local", ".npmrc", ".github/ci.yml", "src/notes.log"];
        for file in files {
            fs::write(root.join(file), "x").unwrap();
        }
        fs::write(root.join(".gitignore"), "ignored/\n*.log\n").unwrap();
        for (target, link) in [("src/a.py", "good"), ("/etc/passwd", "absolute"), (".env", "hidden")] {
            std::os::unix::fs::symlink(target, root.join(link)).unwrap();
        }
        std::os::unix::fs::symlink(outside.path(), root.join("away")).unwrap();
        let copy = copy(&root).unwrap();
        let walk = WalkBuilder::new(inside(&copy)).standard_filters(false).build();
        let mut names: Vec<_> = walk
            .map(|entry| entry.unwrap().path().strip_prefix(inside(&copy)).unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        let expected = ["", ".github", ".github/ci.yml", ".gitignore", "good", "hidden", "src", "src/a.py"];
        assert_eq!(names, expected);
        assert!(fs::read(inside(&copy).join("hidden")).is_err(), "the link leads to what was left out");
    }
}
