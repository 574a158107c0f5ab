//! Running: from a program to its outcome.

mod cache;
mod granted;
mod grants;
mod lanes;
mod limits;
mod outcome;
mod outside;
mod project;
mod recorder;
mod sandboxed;
mod smoke;
mod task;
mod versions;
mod warm;

use std::time::Duration;

pub use crate::cache::Standing;
use crate::complete::Program;
use crate::languages::Lang;
use crate::languages::completion::{Known, Message};
use crate::reasons::Because;
use crate::sandbox::Exit;
pub use crate::sandbox::Watch;

pub use cache::Outcomes;
pub use grants::Grants;
pub use lanes::Way;
pub use project::{PROJECT, Project, ProjectError};
pub use sandboxed::SandboxRunner;
pub use versions::{Installed, on_each};

/// Runs programs. A pretend one makes the pipeline testable with no toolchain.
pub trait Runner: Sync {
    /// Runs a program once.
    ///
    /// # Errors
    /// Where it cannot be run at all, with the reason.
    fn run(&self, program: &Program, watch: Watch<'_>) -> Result<Outcome, Because>;

    /// Runs a program once more, so that two runs can be compared: what is remembered of one `repetition`
    /// never stands for another. The first run is number 0.
    ///
    /// # Errors
    /// As [`Runner::run`].
    fn again(&self, program: &Program, _repetition: u32) -> Result<Outcome, Because> {
        self.run(program, None)
    }

    /// On what it stands that a program was not run; `None` where the next try may end otherwise.
    fn refusal(&self, _program: &Program) -> Option<Standing> {
        None
    }

    /// How long a program may be expected to take.
    fn expected(&self, _program: &Program) -> Duration {
        Duration::ZERO
    }

    /// What the language's standard library holds, as far as its toolchain can tell.
    fn known(&self, language: Lang) -> Option<&dyn Known>;

    /// The versions that a language's programs are to run on, each one as people write it: `1.22`; none
    /// where the one that runs by default is meant.
    fn pins(&self, _language: Lang) -> &[String] {
        &[]
    }

    /// Every toolchain that is installed and may run a program, the newest first.
    fn versions(&self, _program: &Program) -> Vec<Installed> {
        Vec::new()
    }

    /// Whether what is wrong is to be tried on older toolchains, to tell since when it is.
    fn attributes(&self) -> bool {
        true
    }

    /// Does once what several programs need, before they run.
    fn prepare(&self, _programs: &[&Program]) {}

    /// The way by which it runs a program.
    fn way(&self, _program: &Program) -> Way {
        Way::Plain
    }

    /// Runs a program once together with others, where it was prepared for that: what it says counts
    /// where all of it is well, and else only what [`Runner::run`] says.
    fn together(&self, _program: &Program) -> Option<Outcome> {
        None
    }
}

/// What came of running a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The toolchain with its exact version: `go 1.26.8`.
    pub toolchain: String,
    /// Whether it got as far as running: `false` where a compiler refused it.
    pub built: bool,
    /// What it printed on standard output, probes' marks included.
    pub stdout: Vec<u8>,
    /// What it printed on standard error, or what the compiler did.
    pub stderr: Vec<u8>,
    /// How it ended.
    pub exit: Exit,
    /// The limit that ended it, if one did.
    pub limit: Option<Because>,
    /// Whether part of its output was cut out.
    pub cut: bool,
    /// The toolchain's messages about the program.
    pub messages: Vec<Message>,
    /// The line of its words that says what is wrong; empty where it says nothing.
    pub complaint: String,
    /// What was missing, where the toolchain's words tell.
    pub missing: Option<Because>,
    /// The requests that it sent, in the order in which the recorder received them.
    pub requests: Vec<Request>,
    /// Of the files that the program was to leave in its work directory, those that are there, with
    /// what they hold.
    pub files: Vec<(String, Vec<u8>)>,
    /// On what it stands; `None` where it must not be remembered.
    pub standing: Option<Standing>,
}

/// A request as the recorder received it that stands in for the hosts of a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `PUT`.
    pub method: String,
    /// The host that it was meant for: `example.com`.
    pub host: String,
    /// Its path with the query, as it was sent.
    pub path: String,
    /// Names and values, in the order in which they were sent.
    pub headers: Vec<(String, String)>,
    /// How many bytes its body has.
    pub body_len: u64,
    /// The BLAKE3 hash of its body, in hexadecimal.
    pub body_blake3: String,
}

impl Outcome {
    /// Whether it was built, ran, and exited with 0.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        self.built && self.limit.is_none() && self.exit == Exit::Status(0)
    }

    /// The exact version of the toolchain that ran it.
    #[must_use]
    pub fn version(&self) -> &str {
        self.toolchain.rsplit(' ').next().unwrap_or_default()
    }

    /// Why it did not come to an end of its own, where a limit ended it.
    #[must_use]
    pub fn limit(&self) -> Option<Because> {
        self.limit.clone()
    }
}
