//! An executable in which several programs are, where each of them is started by a name of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::dependencies::set_mode;
use crate::sandbox::{Access, Bind, Task};

/// Where programs see their executable, under each of its numbers.
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
        fs::create_dir_all(within)?;
        sweep(within);
        // The host's other users have no way in; whoever is shown it has one of his own.
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(within)?;
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
        let (source, target) = (self.folder.path().into(), PLACE.into());
        task.policy.view.push(Bind { source, target, access: Access::ReadOnly });
        for command in task.commands.iter_mut().filter(|command| command.program.ends_with(&self.alone)) {
            command.program = Path::new(PLACE).join(number.to_string());
        }
    }
}

/// What folders of executables are called in front of something random.
const PREFIX: &str = "linked-";

/// A check takes no longer.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Removes what checks left behind that were killed.
fn sweep(within: &Path) {
    let entries = fs::read_dir(within).into_iter().flatten().flatten();
    let is_ours = |entry: &fs::DirEntry| entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
    let is_old = |entry: &fs::DirEntry| {
        let changed = entry.metadata().and_then(|metadata| metadata.modified());
        changed.is_ok_and(|changed| changed.elapsed().is_ok_and(|age| age > A_DAY))
    };
    for entry in entries.filter(|entry| is_ours(entry) && is_old(entry)) {
        // One that stays takes room, and nothing else.
        let _ = fs::remove_dir_all(entry.path());
    }
}
