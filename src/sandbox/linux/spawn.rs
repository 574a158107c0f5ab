//! Starts one command with pipes for its output.

use std::fs::File;
use std::io::{self, ErrorKind, PipeReader, Seek, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use rustix::fs::{MemfdFlags, memfd_create};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, pidfd_open};

use super::confinement::Confinement;
use super::failure::{During, Failure};
use super::system;
use super::task::Command;

/// A command that has been started.
pub(super) struct Started {
    pub(super) main: Main,
    pub(super) stdout: PipeReader,
    pub(super) stderr: PipeReader,
}

/// The process that was started for a command, and from whom its end is known.
pub(super) enum Main {
    /// A child of this process.
    Child(Pid),
    /// A copy of an interpreter, whose keeper tells.
    Copy(UnixStream),
}

impl Main {
    /// What has something to read when it has ended.
    pub(super) fn watched(&self) -> io::Result<OwnedFd> {
        match self {
            Self::Child(pid) => Ok(pidfd_open(*pid, PidfdFlags::empty())?),
            Self::Copy(keeper) => Ok(keeper.try_clone()?.into()),
        }
    }
}

/// What came of starting a command.
pub(super) enum Start {
    /// It runs.
    Started(Started),
    /// There is no such program, or it cannot be executed: the status that a shell gives, and
    /// what it would say.
    Refused(i32, String),
}

/// What commands are started with.
pub(super) struct Surroundings {
    pub(super) confinement: Arc<Confinement>,
    pub(super) environment: Vec<(String, String)>,
    pub(super) directory: std::path::PathBuf,
}

/// The error by which the child tells that it could not be confined, as the standard library
/// passes nothing but an error number from there.
const NOT_CONFINED: Errno = Errno::NOTRECOVERABLE;

/// Starts a command.
pub(super) fn start(command: &Command, surroundings: &Surroundings) -> Result<Start, Failure> {
    start_after(command, surroundings, || Ok(()))
}

/// Starts a command, after a last step of its process.
pub(super) fn start_after(
    command: &Command,
    surroundings: &Surroundings,
    last: impl Fn() -> io::Result<()> + Send + Sync + 'static,
) -> Result<Start, Failure> {
    let step = format!("start {}", command.program.display());
    let (stdout, stdout_end) = io::pipe().during(&step)?;
    let (stderr, stderr_end) = io::pipe().during(&step)?;
    let mut process = std::process::Command::new(&command.program);
    process
        .args(&command.arguments)
        .env_clear()
        .envs(surroundings.environment.iter().map(|(name, value)| (name, value)))
        .current_dir(&surroundings.directory)
        .stdin(standard_input(&command.stdin).during(&step)?)
        .stdout(stdout_end)
        .stderr(stderr_end);
    let confinement = Arc::clone(&surroundings.confinement);
    system::before_exec(&mut process, move || {
        confinement.put_on().map_err(|_| NOT_CONFINED)?;
        last()
    });
    match process.spawn() {
        Ok(child) => {
            let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
            let pid = pid.ok_or("it has no process id").during(&step)?;
            Ok(Start::Started(Started { main: Main::Child(pid), stdout, stderr }))
        }
        Err(error) => refused(&command.program, error).during(&step),
    }
}

fn refused(program: &Path, error: io::Error) -> io::Result<Start> {
    let status = match error.kind() {
        ErrorKind::NotFound => 127,
        ErrorKind::PermissionDenied | ErrorKind::IsADirectory => 126,
        _ if error.raw_os_error() == Some(Errno::NOEXEC.raw_os_error()) => 126,
        _ if error.raw_os_error() == Some(NOT_CONFINED.raw_os_error()) => {
            return Err(io::Error::other("it could not be confined"));
        }
        _ => return Err(error),
    };
    Ok(Start::Refused(status, format!("{}: {error}\n", program.display())))
}

fn standard_input(bytes: &[u8]) -> io::Result<Stdio> {
    if bytes.is_empty() {
        return Ok(Stdio::null());
    }
    let mut file = File::from(memfd_create("stdin", MemfdFlags::CLOEXEC)?);
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file.into())
}
