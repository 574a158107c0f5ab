//! What programs did before: the flags that concern it, and `recant cache`.

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::output::Console;
use super::prepare::size;
use super::{CliError, folders, status};
use crate::cache::{Cache, CacheError, Contents, Wanted};
use crate::config::{Age, Config};

/// The flags that say what is recalled of earlier runs.
#[derive(Debug, Args)]
pub(super) struct Remembering {
    /// Run all programs, and do not remember what they do
    #[arg(long)]
    no_cache: bool,
    /// Run all programs, and remember what they do now
    #[arg(long, conflicts_with = "no_cache")]
    refresh: bool,
    /// Run what last ran longer ago than this, as in 12h; by default 7d
    #[arg(long, value_name = "AGE")]
    pub(super) max_age: Option<Age>,
}

#[derive(Debug, Args)]
pub(super) struct CacheArguments {
    #[arg(value_name = "WHAT")]
    act: CacheAct,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CacheAct {
    /// Print the folder that it is in
    Dir,
    /// Tell how large it is
    Size,
    /// Remove all of it
    Clear,
    /// Look for what is damaged, and remove that
    Verify,
}

impl Remembering {
    /// Which of the values in it are to be recalled.
    pub(super) fn wanted(&self, config: &Config) -> Wanted {
        Wanted { oldest: Some(config.max_age.value), refreshes: self.refresh }
    }

    /// The cache, where there is one to be used.
    pub(super) fn cache(&self, console: &Console) -> Option<Arc<Cache>> {
        if self.no_cache {
            return None;
        }
        match open()? {
            Ok(cache) => Some(Arc::new(cache)),
            Err(error @ CacheError::NotYours(_)) => {
                console.warn(&format!("{error}; nothing is remembered"));
                None
            }
            // Without it everything takes longer, and is as right.
            Err(CacheError::Access { .. }) => None,
        }
    }
}

/// The cache in the user's own folder, wherever recant is started: no repository has a say in it.
fn open() -> Option<Result<Cache, CacheError>> {
    folders::own_cache().map(|folder| Cache::open(&folder.join("outcomes")))
}

pub(super) fn cache(arguments: &CacheArguments, console: &Console) -> Result<ExitCode, CliError> {
    let none = || CliError::Usage("there is no folder for a cache: neither XDG_CACHE_HOME nor HOME is set".into());
    let cache = open().ok_or_else(none)?.map_err(|error| CliError::Usage(error.to_string()))?;
    let mut status = 0;
    let text = match arguments.act {
        CacheAct::Dir => cache.folder().display().to_string(),
        CacheAct::Size => shown(cache.contents()),
        CacheAct::Clear => {
            let contents = cache.contents();
            cache.clear()?;
            format!("removed {}", shown(contents))
        }
        CacheAct::Verify => {
            let contents = cache.verify()?;
            status = if contents.damaged > 0 { status::DRIFTED } else { 0 };
            format!("{}; {} damaged", shown(contents), contents.damaged)
        }
    };
    console.show(&(text + "\n"))?;
    Ok(ExitCode::from(status))
}

fn shown(contents: Contents) -> String {
    let noun = if contents.values == 1 { "entry" } else { "entries" };
    format!("{} {noun}, {}", contents.values, size(contents.bytes))
}
