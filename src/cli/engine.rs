//! From the command line's words to what runs programs.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::arguments::{Engine, SandboxLevel};
use super::output::Console;
use super::{CliError, folders, prepare, settings};
use crate::cache::Cache;
use crate::config::Config;
use crate::dependencies::{Lock, Package, Store, Supplies, Terms};
use crate::languages::Lang;
use crate::run::{Grants, Outcomes, Project, ProjectError, SandboxRunner};
use crate::sandbox::{Level, Request, Sandbox};
use crate::toolchains::Toolchains;

/// The runner that the command line asks for, and the level at which it isolates.
pub(super) fn engine(
    arguments: &Engine,
    config: &Config,
    console: &Console,
) -> Result<(SandboxRunner, Level), CliError> {
    let cache = arguments.remembering.cache(console);
    engine_with(arguments, config, cache, console)
}

/// As many threads as the settings say.
pub(super) fn threads(config: &Config) {
    // It can only fail where there are some already, which then do as well.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(config.jobs.value).build_global();
}

/// The same, which remembers in this cache.
pub(super) fn engine_with(
    arguments: &Engine,
    config: &Config,
    cache: Option<Arc<Cache>>,
    console: &Console,
) -> Result<(SandboxRunner, Level), CliError> {
    threads(config);
    let request = arguments.sandbox.map_or(Request::Best, |level| Request::Level(level.into()));
    let sandbox = Sandbox::open(request).map_err(|error| CliError::Usage(error.to_string()))?;
    if arguments.sandbox == Some(SandboxLevel::None) {
        console.warn("nothing is isolated: the notes' code runs with all your rights");
    }
    settings::warn_of_refused(config, console);
    let level = sandbox.level();
    let toolchains = toolchains(arguments.sandboxes.as_deref())?;
    let grants = grants(arguments, config)?;
    warn_of(&grants, level, console);
    let folder = folders::for_work()?;
    if let Some(warning) = folder.warning {
        console.warn(&warning);
    }
    let runner = SandboxRunner::new(sandbox, toolchains, config.limits.clone(), folder.path).granting(grants);
    let wanted = arguments.remembering.wanted(config);
    let runner = runner.remembering(cache.map(|cache| Outcomes::in_cache(cache, wanted)));
    let runner = runner.supplied(supplies(config, false, console)?);
    let runner = runner.on(versions(config)?).attributing(config.attribution.value);
    Ok((if config.lanes.value { runner } else { runner.without_lanes() }, level))
}

/// What the user grants on the command line and in their own configuration, and the project that the
/// repository shows.
fn grants(arguments: &Engine, config: &Config) -> Result<Grants, CliError> {
    let usage = |error: ProjectError| CliError::Usage(error.to_string());
    let active = || std::env::var_os("VIRTUAL_ENV").map(PathBuf::from);
    let project = match (&arguments.with_project, &config.project.value) {
        (Some(folder), _) => Some(Project::of_user(folder, active()).map_err(usage)?),
        (None, Some(settings)) => Some(Project::of_repository(settings, &config.root).map_err(usage)?),
        (None, None) => None,
    };
    let mut grants = Grants { network: config.allow_net.value.clone(), project, ..Grants::default() };
    for text in &arguments.env {
        grants.pass_variable(text).map_err(|why| CliError::Usage(format!("--env {text}: {why}")))?;
    }
    for text in &arguments.file {
        grants.pass_file(text).map_err(|why| CliError::Usage(format!("--file {text}: {why}")))?;
    }
    Ok(grants)
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

/// The versions that programs are to run on, by the names that languages have in reports.
fn versions(config: &Config) -> Result<BTreeMap<String, Vec<String>>, CliError> {
    let asked = config.toolchain.value.iter();
    let named = asked.map(|(name, versions)| match Lang::labelled(name) {
        Some(language) => Ok((language.name().to_owned(), versions.clone())),
        None => Err(CliError::Usage(format!(
            "there is no language \"{name}\" to choose a toolchain for ({})",
            config.toolchain.origin
        ))),
    });
    named.collect()
}

/// Where programs get their packages from; with `update`, everything anew.
pub(super) fn supplies(config: &Config, update: bool, console: &Console) -> Result<Supplies, CliError> {
    let declared = config.dependencies.value.iter().map(|text| text.parse::<Package>());
    let declared = declared
        .collect::<Result<_, _>>()
        .map_err(|why| CliError::Usage(format!("{}: `dependencies`: {why}", config.dependencies.origin)))?;
    let (prepare, offline) = (config.prepare.value, config.offline.value);
    let terms = Terms { prepare, offline, update, declared, ..Terms::default() };
    let lock = Lock::read(&config.root).map_err(|error| CliError::Usage(error.to_string()))?;
    let console = console.clone();
    Ok(Supplies::new(store()?, terms, lock, move |news| prepare::tell(news, &console)))
}

/// What is installed; what it answers is kept where nobody else can write.
pub(super) fn toolchains(own: Option<&std::path::Path>) -> Result<Toolchains, CliError> {
    let toolchains = Toolchains::load(own).map_err(|error| CliError::Usage(error.to_string()))?;
    Ok(match folders::own_cache() {
        Some(folder) => toolchains.remembering(folder.join("toolchains.json")),
        None => toolchains,
    })
}

/// Where packages are kept.
pub(super) fn store() -> Result<Store, CliError> {
    Ok(Store::new(folders::for_work()?.path.join("store")))
}
