//! The settings of this run: file, environment and flags together.

use std::time::Duration;

use super::CliError;
use super::arguments::{Check, Engine, NoSnippets};
use crate::config::{self, Config};
use crate::sandbox::Limits;

/// The settings that the folder in which recant was started has.
pub(super) fn load() -> Result<Config, CliError> {
    let here = std::env::current_dir().unwrap_or_default();
    Config::load(&here).map_err(|error| CliError::Usage(error.to_string()))
}

/// Puts the flags that concern running on top.
pub(super) fn take_engine(config: &mut Config, flags: &Engine) {
    config.timeout.flag(flags.timeout.map(Duration::from_secs));
    config.jobs.flag(flags.jobs);
}

/// Puts the flags of `check` on top.
pub(super) fn take_check(config: &mut Config, flags: &Check) {
    take_engine(config, &flags.engine);
    config.strict.flag(flags.strict.then_some(true));
    config.no_snippets.flag(flags.no_snippets.map(|what| {
        Some(match what {
            NoSnippets::Pass => config::NoSnippets::Pass,
            NoSnippets::Fail => config::NoSnippets::Fail,
        })
    }));
}

/// How much a program may use.
pub(super) fn limits(config: &Config) -> Limits {
    let defaults = Limits::default();
    let wall = config.timeout.value;
    Limits { wall, cpu: defaults.cpu.max(wall), memory: config.memory.value, output: config.output.value, ..defaults }
}
