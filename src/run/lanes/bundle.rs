//! An executable in which several programs are, where each of them is started by a name of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::dependencies::set_mode;
use crate::sandbox::{Access, Bind, Task};

/// Where what a lane has made is seen in sandboxes: executables, under each of their numbers.
pub(super) const PLACE: &str = "/recant.lane";

/// Programs that were linked together.
#[derive(Debug)]
pub(in crate::run) struct Bundle {
    /// What each of them is started as where it is alone.
    alone: PathBuf,
    /// A folder of ours with the executable, under the numbers of all that are in it.
    folder: TempDir,
}

impl Bundle {
    /// Keeps an executable in a folder under several numbers.
    pub(super) fn new(
        alone: &Path,
        within: &Path,
        bytes: &[u8],
        numbers: impl Iterator<Item = u32>,
    ) -> io::Result<Self> {
        let folder = new_folder(within)?;
        let executable = folder.path().join(alone);
        fs::write(&executable, bytes)?;
        set_mode(&executable, 0o755)?;
        for number in numbers {
            fs::hard_link(&executable, folder.path().join(number.to_string()))?;
        }
        Ok(Self { alone: alone.into(), folder })
    }

    /// Has a task start the program of this number.
    pub(super) fn stand_in(&self, number: u32, task: &mut Task) {
        // What is laid open for who compiles, nobody here writes over.
        for bind in &mut task.policy.view {
            bind.access = Access::ReadOnly;
        }
        show(self.folder.path(), task);
        for command in task.commands.iter_mut().filter(|command| command.program.ends_with(&self.alone)) {
            command.program = Path::new(PLACE).join(number.to_string());
        }
    }
}

/// Makes a folder to be shown in sandboxes, where programs run as nobody. The host's other users have no way
/// there.
pub(super) fn new_folder(within: &Path) -> io::Result<TempDir> {
    fs::create_dir_all(within)?;
    set_mode(within, 0o700)?;
    sweep(within);
    let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(within)?;
    set_mode(folder.path(), 0o755)?;
    Ok(folder)
}

/// Shows a folder of ours to the commands of a task.
pub(super) fn show(folder: &Path, task: &mut Task) {
    task.policy.view.push(Bind { source: folder.into(), target: PLACE.into(), access: Access::ReadOnly });
}

/// What folders that do not stay are called, in front of something random.
const PREFIX: &str = "passing-";

/// A check takes no longer.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes what checks left behind that were killed.
fn sweep(within: &Path) {
    let entries = fs::read_dir(within).into_iter().flatten().flatten();
    let passes = |entry: &fs::DirEntry| entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
    let is_old = |entry: &fs::DirEntry| {
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|age| age > A_DAY))
    };
    for entry in entries.filter(|entry| passes(entry) && is_old(entry)) {
        // One that stays takes room, and nothing else.
        let _ = fs::remove_dir_all(entry.path());
    }
}
