//! Where there is no sandbox to be had: nothing is run, and what it would take is said.

use std::io;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::ExitCode;

use super::{Execution, Layer, Level, Listener, SandboxError, Stream, Task};
use crate::config::Endpoint;

/// Whoever wants to see output as it comes, if someone does.
pub type Watch<'a> = Option<&'a mut dyn FnMut(Stream, &[u8])>;

/// Serves a connection that a program in a sandbox has made to a listener.
pub type Serve<'a> = &'a (dyn Fn(&Listener, &TcpStream) + Sync);

/// Would connect programs with the hosts that listeners stand for.
#[derive(Debug)]
pub struct Forwarder;

impl Forwarder {
    /// One that would hand on `most` bytes in all.
    #[must_use]
    pub const fn new(_most: u64) -> Self {
        Self
    }

    /// Does nothing, as nobody can have made the connection.
    pub fn serve(&self, _listener: &Listener, _inner: &TcpStream) {}

    /// Nobody to connect to.
    ///
    /// # Errors
    /// Always.
    pub fn connect(_endpoint: &Endpoint) -> io::Result<TcpStream> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Nothing.
    #[must_use]
    pub const fn left(&self) -> u64 {
        0
    }

    /// Hands on nothing.
    ///
    /// # Errors
    /// Always.
    pub fn hand_over(&self, _from: &TcpStream, _to: &TcpStream) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Hands on nothing.
    ///
    /// # Errors
    /// Always.
    pub fn pump(&self, _inner: &TcpStream, _outer: &TcpStream) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// What it would take.
const NEEDED: &str = "recant isolates programs by what Linux has (namespaces, seccomp, Landlock); \
                      a virtual machine or a container with Linux runs them";

/// Nobody, as there is nothing to help with.
#[derive(Debug)]
pub(super) struct Helpers;

impl Helpers {
    pub(super) fn new(_program: PathBuf) -> Self {
        Self
    }

    pub(super) fn run(
        &self,
        _level: Level,
        _task: &Task,
        _copied: bool,
        _serve: Serve<'_>,
        _watch: Watch<'_>,
    ) -> Result<Execution, SandboxError> {
        Err(SandboxError::TooWeak(NEEDED.to_owned()))
    }
}

/// This process is no helper.
#[must_use]
pub fn helper_main() -> Option<ExitCode> {
    None
}

/// The one layer that is missing.
pub(super) fn layers(_helpers: &Helpers) -> Vec<Layer> {
    vec![Layer { name: "Linux", enforced: false, why: NEEDED.to_owned(), fix: None }]
}
