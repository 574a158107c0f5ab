//! From the command line's words to what runs programs.

use std::path::PathBuf;

use super::arguments::{Engine, SandboxLevel};
use super::output::Console;
use super::{CliError, settings};
use crate::config::Config;
use crate::run::{Grants, SandboxRunner};
use crate::sandbox::{Level, Request, Sandbox};
use crate::toolchains::Toolchains;

/// The runner that the command line asks for, and the level at which it isolates.
pub(super) fn engine(
    arguments: &Engine,
    config: &Config,
    console: &Console,
) -> Result<(SandboxRunner, Level), CliError> {
    // It can only fail where a pool is there already, which then does as well.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(config.jobs.value).build_global();
    let request = arguments.sandbox.map_or(Request::Best, |level| Request::Level(level.into()));
    let sandbox = Sandbox::open(request).map_err(|error| CliError::Usage(error.to_string()))?;
    if arguments.sandbox == Some(SandboxLevel::None) {
        console.warn("nothing is isolated: the notes' code runs with all your rights");
    }
    settings::warn_of_refused(config, console);
    let level = sandbox.level();
    let toolchains = toolchains(arguments.sandboxes.as_deref())?;
    let grants = Grants { network: config.allow_net.value.clone() };
    warn_of(&grants, level, console);
    Ok((SandboxRunner::new(sandbox, toolchains, config.limits.clone(), cache()).granting(grants), level))
}

/// Says aloud what programs can do that they could not do by themselves, or why they cannot.
fn warn_of(grants: &Grants, level: Level, console: &Console) {
    for endpoint in &grants.network {
        console.warn(&match level {
            Level::Full => format!("the notes' code can reach {endpoint}, as you allow"),
            Level::None => format!("without a sandbox the notes' code can reach more than {endpoint}"),
            Level::Landlock => format!(
                "the notes' code cannot reach {endpoint}: only at the full level of the sandbox it has a network of \
                 its own that a host can be put into; `recant doctor` tells what is missing"
            ),
        });
    }
}

pub(super) fn toolchains(own: Option<&std::path::Path>) -> Result<Toolchains, CliError> {
    Toolchains::load(own).map_err(|error| CliError::Usage(error.to_string()))
}

/// The folder that recant keeps things in, by the XDG base directory specification.
fn cache() -> PathBuf {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let base = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    base.or_else(home).unwrap_or_else(std::env::temp_dir).join("recant")
}
