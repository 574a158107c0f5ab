//! The settings of this run: file, environment and flags together.

use std::path::{Path, PathBuf};

use super::CliError;
use super::arguments::{Engine, NoSnippets, Results};
use super::output::Console;
use crate::config::{self, Config, Limit};

/// The settings that the folder in which recant was started has.
pub(super) fn load() -> Result<Config, CliError> {
    let here = std::env::current_dir().unwrap_or_default();
    Config::load(&here).map_err(|error| CliError::Usage(error.to_string()))
}

/// A path of the settings' folder as it is called where recant was started.
pub(super) fn as_seen_from_here(path: &Path, config: &Config) -> PathBuf {
    let whole = config.root.join(path);
    let here = std::env::current_dir().unwrap_or_default();
    whole.strip_prefix(&here).map(Path::to_owned).unwrap_or(whole)
}

/// Puts the flags that concern running on top.
pub(super) fn take_engine(config: &mut Config, flags: &Engine) -> Result<(), CliError> {
    if let Some(time) = &flags.timeout {
        let flag = format!("{}={time}", Limit::Timeout.key());
        config.limits.flag_text(&flag).map_err(|why| CliError::Usage(format!("--timeout {time}: {why}")))?;
    }
    for text in &flags.limit {
        config.limits.flag_text(text).map_err(|why| CliError::Usage(format!("--limit {text}: {why}")))?;
    }
    if !flags.allow_net.is_empty() {
        // The user's own file and the flags are the same person's words.
        config.allow_net.flag(Some([&*config.allow_net.value, &*flags.allow_net].concat()));
    }
    config.prepare_with(flags.prepare.map(Into::into));
    config.max_age.flag(flags.remembering.max_age.map(|age| age.0));
    config.offline.flag(flags.offline.then_some(true));
    config.jobs.flag(flags.jobs);
    config.attribution.flag(flags.no_attribution.then_some(false));
    config.lanes.flag(flags.no_lanes.then_some(false));
    let mut versions = config.toolchain.value.clone();
    for text in &flags.toolchain {
        let wanted = config::versions_of(text).ok_or_else(|| {
            CliError::Usage(format!("--toolchain {text}: it has to be a language and versions such as go=1.22,1.26"))
        })?;
        versions.extend([wanted]);
    }
    config.toolchain.flag((!flags.toolchain.is_empty()).then_some(versions));
    Ok(())
}

/// Says which wishes of a repository were not granted.
pub(super) fn warn_of_refused(config: &Config, console: &Console) {
    if let Some(origin) = &config.prepare_refused {
        console.warn(&format!(
            "{origin} asks for more packages than those that are declared; `--prepare=imports` or your own \
             configuration (prepare = \"imports\") allows that"
        ));
    }
    for refused in config.limits.refused() {
        console.warn(&refused);
    }
}

/// Puts the flags on top that say what results amount to.
pub(super) fn take_results(config: &mut Config, flags: &Results) {
    config.strict.flag(flags.strict.then_some(true));
    config.no_snippets.flag(flags.no_snippets.map(|what| {
        Some(match what {
            NoSnippets::Pass => config::NoSnippets::Pass,
            NoSnippets::Fail => config::NoSnippets::Fail,
        })
    }));
}
