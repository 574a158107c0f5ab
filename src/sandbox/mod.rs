//! Isolation: runs commands where they can neither see nor change what is not theirs.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
mod layer;
#[cfg(target_os = "linux")]
mod linux;
mod policy;
mod task;

use std::path::PathBuf;
use std::sync::Arc;

#[cfg(not(target_os = "linux"))]
use elsewhere as platform;
#[cfg(target_os = "linux")]
use linux as platform;

pub use layer::Layer;
use platform::Helpers;
pub use platform::{Forwarder, Serve, Watch, helper_main};
pub use policy::{Access, Bind, Limits, Listener, Network, Policy};
pub use task::{Captured, Command, Execution, Exit, File, Finished, LimitHit, Stream, Task};

/// The work directory: the current directory and `$HOME`. Below the full level it is a directory of
/// the host that differs from task to task; arguments and values of the environment that are paths
/// into it, into `/tmp` or into a [`Bind`]'s target are rewritten to what they are there.
pub const WORK_DIRECTORY: &str = "/home/note";

/// The program that this process runs, also when its file has been replaced meanwhile.
const SELF: &str = "/proc/self/exe";

/// How strongly programs are isolated, the weakest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Not at all: only where a person typed `--sandbox=none`.
    None,
    /// Landlock and seccomp.
    Landlock,
    /// Namespaces of every kind, seccomp, and Landlock where the kernel has it.
    Full,
}

/// Which level is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// The strongest that this machine offers, but not [`Level::None`].
    Best,
    /// This one and no other.
    Level(Level),
}

/// Why a task could not be run at all.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// This machine offers less than what was asked for.
    #[error("this machine has no sandbox that is strong enough: {0}; `recant doctor` tells what is missing")]
    TooWeak(String),
    /// Setting it up failed.
    #[error("the sandbox could not be set up: {0}")]
    Setup(String),
}

/// A sandbox of the level that this machine offers; tasks run in fresh ones, also in parallel.
#[derive(Clone, Debug)]
pub struct Sandbox {
    level: Level,
    helpers: Arc<Helpers>,
}

impl Sandbox {
    /// Finds out whether this machine offers what is asked for, by trying it.
    ///
    /// The program that this process runs serves as the helper; its `main` begins with
    /// [`helper_main`].
    ///
    /// # Errors
    ///
    /// [`SandboxError::TooWeak`] where the machine offers less, with what it lacks.
    pub fn open(request: Request) -> Result<Self, SandboxError> {
        Self::open_with(request, SELF.into())
    }

    /// As [`Sandbox::open`], with another program as the helper: one whose `main` begins with
    /// [`helper_main`].
    ///
    /// # Errors
    ///
    /// As [`Sandbox::open`].
    pub fn open_with(request: Request, helper: PathBuf) -> Result<Self, SandboxError> {
        let helpers = Arc::new(Helpers::new(helper));
        let levels: &[Level] = match request {
            Request::Best => &[Level::Full, Level::Landlock],
            Request::Level(Level::Full) => &[Level::Full],
            Request::Level(Level::Landlock) => &[Level::Landlock],
            Request::Level(Level::None) => &[Level::None],
        };
        let mut missing = Vec::new();
        for level in levels.iter().copied() {
            let sandbox = Self { level, helpers: Arc::clone(&helpers) };
            match sandbox.execute(&Task::rehearsal(), None) {
                Ok(_) => return Ok(sandbox),
                Err(SandboxError::Setup(why) | SandboxError::TooWeak(why)) => missing.push(why),
            }
        }
        Err(SandboxError::TooWeak(missing.join("; ")))
    }

    /// The level at which tasks run.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// Runs a task's commands one after the other in one fresh sandbox. `watch` is given output as
    /// it comes.
    ///
    /// # Errors
    ///
    /// [`SandboxError::Setup`] where the sandbox, not the task, failed.
    pub fn execute(&self, task: &Task, watch: Watch<'_>) -> Result<Execution, SandboxError> {
        self.execute_serving(task, &|_, _| {}, watch)
    }

    /// As [`Sandbox::execute`], where the task is a program that an interpreter runs: one command with the
    /// name of a file among its arguments. Where that can be had, the interpreter is a copy of one that
    /// has started and waits where it is about to look at its program, and which serves all tasks that
    /// differ in their files alone. The sandbox is as fresh, and isolates as strongly.
    ///
    /// What such an interpreter draws by lot at its start, such as a seed for hashes, its copies share.
    ///
    /// # Errors
    ///
    /// As [`Sandbox::execute`].
    pub fn execute_copied(&self, task: &Task, watch: Watch<'_>) -> Result<Execution, SandboxError> {
        self.helpers.run(self.level, task, self.level == Level::Full, &|_, _| {}, watch)
    }

    /// As [`Sandbox::execute`]; connections to the listeners of the task's network are given to
    /// `serve`, outside of the sandbox. All have been served when this returns.
    ///
    /// # Errors
    ///
    /// As [`Sandbox::execute`], and [`SandboxError::TooWeak`] where there are listeners and the level
    /// has no loopback of its own to have them on.
    pub fn execute_serving(&self, task: &Task, serve: Serve<'_>, watch: Watch<'_>) -> Result<Execution, SandboxError> {
        if self.level != Level::Full && !task.policy.network.listeners().is_empty() {
            let why = "below the full level programs have no network of their own that hosts could be put into";
            return Err(SandboxError::TooWeak(why.to_owned()));
        }
        self.helpers.run(self.level, task, false, serve, watch)
    }
}

/// Tries each layer of the sandbox on this machine, for `recant doctor`. The program that this
/// process runs serves as the helper, as for [`Sandbox::open`].
#[must_use]
pub fn layers() -> Vec<Layer> {
    layers_with(SELF.into())
}

/// As [`layers`], with another program as the helper.
#[must_use]
pub fn layers_with(helper: PathBuf) -> Vec<Layer> {
    platform::layers(&Helpers::new(helper))
}
