//! The directories that a program may write to, and what is laid into and taken out of them.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, RenameFlags, ResolveFlags, openat, openat2, renameat_with, statfs};
use rustix::io::Errno;

use super::failure::{During, Failure};
use super::policy::Bind;
use super::task::LimitHit;
use super::{WORK_DIRECTORY, task};

/// Where a job is run.
pub(super) struct Place {
    /// The work directory.
    pub(super) work: PathBuf,
    /// Temporary files.
    pub(super) temporary: PathBuf,
    /// Whether these are file systems of their own, whose fill level means something.
    pub(super) is_own: bool,
    /// What is to be found elsewhere than at the full level, and where.
    moved: Vec<(PathBuf, PathBuf)>,
}

impl Place {
    /// In a file system that was built for the job.
    pub(super) fn inner() -> Self {
        Self { work: WORK_DIRECTORY.into(), temporary: "/tmp".into(), is_own: true, moved: Vec::new() }
    }

    /// In a directory of the host, where nothing can be shown at another place than its own.
    pub(super) fn outer(scratch: &Path, view: &[Bind]) -> Self {
        let (work, temporary) = (scratch.join("note"), scratch.join("tmp"));
        let own = [(WORK_DIRECTORY.into(), work.clone()), ("/tmp".into(), temporary.clone())];
        let shown = view.iter().filter(|bind| bind.source != bind.target);
        let shown = shown.map(|bind| (bind.target.clone(), bind.source.clone()));
        Self { work, temporary, is_own: false, moved: shown.chain(own).collect() }
    }

    /// A path, or any other word, as it is to be written here.
    pub(super) fn here(&self, word: &str) -> String {
        let path = Path::new(word);
        let moved = self.moved.iter().find_map(|(from, to)| path.strip_prefix(from).ok().map(|rest| (to, rest)));
        match moved {
            Some((to, rest)) if rest.as_os_str().is_empty() => to.to_string_lossy().into_owned(),
            Some((to, rest)) => to.join(rest).to_string_lossy().into_owned(),
            None => word.to_owned(),
        }
    }

    /// The policy's environment, with the home and the place for temporary files where it does not
    /// name others.
    pub(super) fn environment(&self, given: &[(String, String)]) -> Vec<(String, String)> {
        let own = [("HOME", &self.work), ("PWD", &self.work), ("TMPDIR", &self.temporary)];
        let own = own.into_iter().filter(|(name, _)| given.iter().all(|(given, _)| given != name));
        let own = own.map(|(name, path)| (name.to_owned(), path.to_string_lossy().into_owned()));
        let here = |list: &str| list.split(':').map(|word| self.here(word)).collect::<Vec<_>>().join(":");
        own.chain(given.iter().map(|(name, value)| (name.clone(), here(value)))).collect()
    }

    /// What is used up in one of the file systems, if something is: the blocks or the files.
    pub(super) fn full(&self) -> Option<LimitHit> {
        let places = [self.work.as_path(), &self.temporary, Path::new("/dev/shm")];
        let mut levels = places.iter().filter(|_| self.is_own).filter_map(|path| statfs(*path).ok());
        levels.find_map(|level| match (level.f_bfree, level.f_ffree) {
            (0, _) => Some(LimitHit::Disk),
            (_, 0) => Some(LimitHit::Files),
            _ => None,
        })
    }
}

/// Lays files into the work directory, which no program has had its hands on yet.
pub(super) fn lay_in(work: &Path, files: &[task::File]) -> Result<(), Failure> {
    for file in files {
        lay_one_in(work, file).during(format_args!("write {} into the work directory", file.path.display()))?;
    }
    Ok(())
}

fn lay_one_in(work: &Path, file: &task::File) -> io::Result<()> {
    if !file.path.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path leaves the work directory"));
    }
    let path = work.join(&file.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mode = if file.executable { 0o755 } else { 0o644 };
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(path)?.write_all(&file.contents)
}

/// What a regular file in the work directory holds; `None` where there is none, where it is larger
/// than `most` bytes, or where the way to it leads over a link.
pub(super) fn collect(work: &Path, path: &Path, most: u64) -> Option<Vec<u8>> {
    let work = openat(CWD, work, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()).ok()?;
    // A FIFO must not be waited for, nor a device be opened for good.
    let how = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY | OFlags::CLOEXEC;
    let within = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
    let file = File::from(openat2(work, path, how, Mode::empty(), within).ok()?);
    let metadata = file.metadata().ok()?;
    if !metadata.is_file() || metadata.len() > most {
        return None;
    }
    let mut contents = Vec::new();
    file.take(most).read_to_end(&mut contents).ok()?;
    Some(contents)
}

/// Removes a directory that a program has had its hands on: of any depth, with any permissions.
/// Directories below it are moved up before they are emptied, so that neither names nor open
/// directories pile up.
pub(super) fn remove(directory: &Path) -> io::Result<()> {
    let mut moved = 0_u64;
    let mut left = vec![directory.to_owned()];
    while let Some(current) = left.pop() {
        make_writable(&current)?;
        for entry in fs::read_dir(&current)? {
            let entry = entry?;
            if !entry.file_type()?.is_dir() {
                fs::remove_file(entry.path())?;
            } else if current == directory {
                left.push(entry.path());
            } else if fs::remove_dir(entry.path()).is_err() {
                // To move a directory takes the right to write to it, too.
                make_writable(&entry.path())?;
                left.push(move_up(&entry.path(), directory, &mut moved)?);
            }
        }
        if current != directory {
            fs::remove_dir(&current)?;
        }
    }
    fs::remove_dir(directory)
}

/// Moves a directory into another under a name that is free, and returns that.
fn move_up(from: &Path, into: &Path, moved: &mut u64) -> io::Result<PathBuf> {
    loop {
        *moved += 1;
        let to = into.join(format!(".removed-{moved}"));
        match renameat_with(CWD, from, CWD, &to, RenameFlags::NOREPLACE) {
            Err(Errno::EXIST) => {}
            result => return result.map(|()| to).map_err(Into::into),
        }
    }
}

/// Takes back the rights to a directory. It is no link to elsewhere: it was seen to be a directory,
/// and no program is left to change that.
fn make_writable(directory: &Path) -> io::Result<()> {
    let mode = fs::symlink_metadata(directory)?.permissions().mode();
    if mode & 0o700 == 0o700 { Ok(()) } else { fs::set_permissions(directory, fs::Permissions::from_mode(0o700)) }
}

#[cfg(test)]
mod tests {
    use super::super::policy::Access;
    use super::*;

    #[test]
    fn a_directory_goes_with_all_that_is_in_it_and_nothing_that_is_linked_to() {
        let outside = tempfile::tempdir().expect("a directory is made");
        fs::write(outside.path().join("kept"), "").expect("it is written");
        let parent = tempfile::tempdir().expect("a directory is made");
        let directory = parent.path().join("scratch");
        fs::create_dir_all(directory.join("a/b/c")).expect("they are made");
        fs::create_dir_all(directory.join(".removed-1/x")).expect("they are made");
        fs::write(directory.join("a/b/file"), "").expect("it is written");
        std::os::unix::fs::symlink(outside.path(), directory.join("a/link")).expect("it is linked");
        fs::set_permissions(directory.join("a/b"), fs::Permissions::from_mode(0o000)).expect("it is shut");
        remove(&directory).expect("it is removed");
        assert!(!directory.exists());
        assert!(outside.path().join("kept").exists());
    }

    #[test]
    fn the_environment_names_the_home_unless_the_policy_does() {
        let own = |given: &[(&str, &str)]| {
            let given: Vec<_> = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            Place::inner()
                .environment(&given)
                .into_iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(own(&[]), ["HOME=/home/note", "PWD=/home/note", "TMPDIR=/tmp"]);
        assert_eq!(own(&[("HOME", "/tmp")]), ["PWD=/home/note", "TMPDIR=/tmp", "HOME=/tmp"]);
    }

    #[test]
    fn paths_are_written_as_they_are_where_nothing_can_be_moved() {
        let bind = Bind { source: "/var/cache/x".into(), target: "/tmp/cache".into(), access: Access::Overlay };
        let place = Place::outer(Path::new("/tmp/s"), &[bind]);
        let words =
            ["/home/note", "/home/note/a", "/home/notes", "/tmp/go", "/tmp/cache/00", "-x", "", "/usr/bin/python3"];
        let here = words.map(|word| place.here(word));
        let expected = [
            "/tmp/s/note",
            "/tmp/s/note/a",
            "/home/notes",
            "/tmp/s/tmp/go",
            "/var/cache/x/00",
            "-x",
            "",
            "/usr/bin/python3",
        ];
        assert_eq!(here, expected);
        let path = [("PATH".to_owned(), "/home/note/bin:/usr/bin".to_owned())];
        assert!(place.environment(&path).contains(&("PATH".to_owned(), "/tmp/s/note/bin:/usr/bin".to_owned())));
    }
}
