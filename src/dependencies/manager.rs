//! Running a package manager: with the user's own configuration, as it reads that itself, on manifests
//! that recant wrote, within bounds.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::seal::size;
use super::trouble::Trouble;

/// How long fetching one set of packages may take.
const PATIENCE: Duration = Duration::from_secs(600);

/// How many bytes one set of packages may have.
const LARGEST: u64 = 4 << 30;

/// How often is looked whether a package manager keeps within its bounds.
const INTERVAL: Duration = Duration::from_millis(500);

/// Variables with which a person's shell sends a package manager's work elsewhere than it is told here.
const MISLEADING: [&str; 14] = [
    "PYTHONPATH",
    "PYTHONHOME",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_USER",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_REQUIREMENT",
    "PIP_NO_BINARY",
    "GOFLAGS",
    "GOWORK",
    "GOBIN",
    "NODE_OPTIONS",
    "NODE_PATH",
];

/// A call of a package manager.
pub(super) struct Call<'a> {
    pub(super) program: &'a Path,
    pub(super) arguments: Vec<String>,
    /// The folder that it works in, and that it may fill.
    pub(super) folder: &'a Path,
    /// Variables that it finds besides the user's own.
    pub(super) environment: Vec<(&'static str, OsString)>,
}

/// Runs a package manager to its end, and returns all that it said.
pub(super) fn call(call: &Call<'_>) -> Result<String, Trouble> {
    let mut environment: Vec<(OsString, OsString)> = std::env::vars_os().collect();
    environment.retain(|(name, _)| !MISLEADING.iter().any(|misleading| name == misleading));
    environment.extend(call.environment.iter().map(|(name, value)| (OsString::from(*name), value.clone())));
    let started = duct::cmd(call.program, &call.arguments)
        .dir(call.folder)
        .full_env(environment)
        .stdin_null()
        .stderr_to_stdout()
        .stdout_capture()
        .unchecked()
        .start();
    let handle = started.map_err(|error| Trouble::NoManager(format!("{}: {error}", call.program.display())))?;
    let began = Instant::now();
    let output = loop {
        match handle.wait_timeout(INTERVAL) {
            Ok(Some(output)) => break output,
            Ok(None) => {}
            Err(error) => return Err(Trouble::NoManager(format!("{}: {error}", call.program.display()))),
        }
        let over = if began.elapsed() > PATIENCE {
            Some(format!("fetching took longer than {} minutes", PATIENCE.as_secs() / 60))
        } else {
            (size(call.folder) > LARGEST).then(|| format!("there is more to fetch than {} GB", LARGEST >> 30))
        };
        if let Some(over) = over {
            // One that has ended by itself meanwhile needs no end.
            let _ = handle.kill();
            return Err(Trouble::Stopped(over));
        }
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(said) } else { Err(Trouble::Said(said)) }
}

/// A program on `PATH`, by its absolute path: a folder of someone else's must not lend its own.
pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let absolute = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
    absolute.map(|folder| folder.join(name)).find(|program| program.is_file())
}
