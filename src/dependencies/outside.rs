//! Package managers outside of any sandbox, where the machine offers none with a network of its own: with the
//! user's own configuration, as they read that themselves, within bounds.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::manager::Call;
use super::order::Order;
use super::seal::size;
use super::trouble::Trouble;

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

/// Runs a package manager to its end in the folder that it fills.
pub(super) fn run(order: &Order<'_>, call: &Call) -> Result<(), Trouble> {
    for (name, text) in &call.files {
        fs::write(order.folder.join(name), text)?;
    }
    let scratch = tempfile::tempdir()?;
    let mut environment: Vec<(OsString, OsString)> = std::env::vars_os().collect();
    environment.retain(|(name, _)| !MISLEADING.iter().any(|misleading| name == misleading));
    let own = call.environment.iter().map(|(name, value)| (*name, OsString::from(value)));
    let places = call.places.iter().map(|(name, file)| (*name, order.folder.join(file).into()));
    let unkept = call.scratch.iter().map(|name| (*name, scratch.path().into()));
    environment.extend(own.chain(places).chain(unkept).map(|(name, value)| (OsString::from(name), value)));
    call.commands.iter().try_for_each(|command| one(order, command, &environment))
}

fn one(
    order: &Order<'_>,
    (program, arguments): &(PathBuf, Vec<String>),
    environment: &[(OsString, OsString)],
) -> Result<(), Trouble> {
    let started = duct::cmd(program, arguments)
        .dir(order.folder)
        .full_env(environment.iter().cloned())
        .stdin_null()
        .stderr_to_stdout()
        .stdout_capture()
        .unchecked()
        .start();
    let lost = |error: std::io::Error| Trouble::NoManager(format!("{}: {error}", program.display()));
    let handle = started.map_err(lost)?;
    let began = Instant::now();
    let output = loop {
        if let Some(output) = handle.wait_timeout(INTERVAL).map_err(lost)? {
            break output;
        }
        let bytes = size(order.folder);
        (order.so_far)(bytes);
        let over = if began.elapsed() > order.bounds.time { Some(order.bounds.too_slow()) } else { None };
        if let Some(over) = over.or_else(|| (bytes > order.bounds.bytes).then(|| order.bounds.too_large())) {
            // One that has ended by itself meanwhile needs no end.
            let _ = handle.kill();
            return Err(Trouble::Stopped(over));
        }
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(()) } else { Err(Trouble::Said(said)) }
}
