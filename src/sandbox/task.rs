//! What a sandbox is asked to do, and what came of it.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::policy::Policy;

/// Commands to be run one after the other in one fresh sandbox. The first that does not exit
/// with 0 ends it, unless it says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What the commands may see and use.
    pub policy: Policy,
    /// Files laid into the work directory, which is the commands' current directory and `$HOME`.
    pub files: Vec<File>,
    /// The commands.
    pub commands: Vec<Command>,
    /// Paths, relative to the work directory, of regular files to copy out at the end, as far as
    /// they are there and no larger than `limits.output`.
    pub collect: Vec<PathBuf>,
}

/// A file that is laid into the work directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Relative to the work directory; one that leaves it is refused.
    pub path: PathBuf,
    /// What it holds.
    pub contents: Vec<u8>,
    /// Whether it may be executed.
    pub executable: bool,
}

impl File {
    /// One that may not be executed.
    pub fn plain(path: impl Into<PathBuf>, contents: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), contents: contents.into(), executable: false }
    }
}

/// One command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// The program, by its absolute path in the sandbox, or `./` and a path in the work directory.
    pub program: PathBuf,
    /// Its arguments, without its own name.
    pub arguments: Vec<String>,
    /// What it reads from standard input; an end of file at once where empty.
    pub stdin: Vec<u8>,
    /// Whether the commands behind it run although it did not exit with 0.
    pub may_fail: bool,
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Execution {
    /// What came of each command that was started, in order.
    pub finished: Vec<Finished>,
    /// The files that were copied out.
    pub collected: Vec<(PathBuf, Vec<u8>)>,
}

/// What came of one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// How it ended.
    pub exit: Exit,
    /// What it printed on standard output.
    pub stdout: Captured,
    /// What it printed on standard error.
    pub stderr: Captured,
    /// The limit that ended it or that it ran into, if one did.
    pub limit: Option<LimitHit>,
    /// How long it took.
    pub wall: Duration,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exit {
    /// It exited with this status.
    Status(i32),
    /// This signal ended it.
    Signal(i32),
}

/// What a command printed on one stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captured {
    /// The bytes; the first and the last part of them where the limit cut the middle out.
    pub bytes: Vec<u8>,
    /// How many bytes are missing, and at which offset of `bytes`.
    pub cut: Option<(usize, u64)>,
}

/// A limit that a command ran into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitHit {
    /// Wall-clock time.
    Wall,
    /// Processor time.
    Cpu,
    /// Memory.
    Memory,
    /// Processes.
    Processes,
    /// Bytes written.
    Disk,
    /// Files and directories made.
    Files,
    /// Output.
    Output,
}

/// One of a command's two streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

impl Task {
    /// A task without commands: the sandbox is set up, tried on and taken down again.
    pub(super) fn rehearsal() -> Self {
        let policy = Policy::default();
        Self { policy, files: Vec::new(), commands: Vec::new(), collect: Vec::new() }
    }
}
