//! The keeper of an interpreter, as process 1 of a sandbox knows it.

use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;

use rustix::process::{DumpableBehavior, set_dumpable_behavior};

use super::confinement::Confinement;
use super::failure::{During, Failure};
use super::outfit::Inheritance;
use super::spawn::{Main, Started};
use super::wire;

/// A keeper who makes one copy.
pub(super) struct Kept(UnixStream);

impl Kept {
    /// The one who is at the other end.
    pub(super) const fn new(keeper: UnixStream) -> Self {
        Self(keeper)
    }

    /// Has a copy made; `None` where there is none to be had. This process is open to the copy until then, and
    /// hidden from all others afterwards.
    pub(super) fn copy(self, confinement: &Confinement) -> Result<Option<Started>, Failure> {
        const STEP: &str = "have an interpreter copied";
        let (stdout, stdout_end) = io::pipe().during(STEP)?;
        let (stderr, stderr_end) = io::pipe().during(STEP)?;
        let rules = confinement.rules()?;
        let inherited = Inheritance {
            stdout: stdout_end.as_raw_fd(),
            stderr: stderr_end.as_raw_fd(),
            rules: rules.as_ref().map(AsRawFd::as_raw_fd),
        };
        wire::send(&self.0, &inherited).during(STEP)?;
        let is_made: bool = wire::receive(&self.0).during(STEP)?;
        set_dumpable_behavior(DumpableBehavior::NotDumpable).during("hide from other processes")?;
        if !is_made {
            return Ok(None);
        }
        wire::send(&self.0, &()).during(STEP)?;
        Ok(Some(Started { main: Main::Copy(self.0), stdout, stderr }))
    }
}
