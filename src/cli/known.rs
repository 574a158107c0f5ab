//! Drift that the command line says is known.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::CliError;
use super::save::save;
use super::settings;
use crate::config::{Config, Origin};
use crate::report::{Known, Report};

/// The flags that concern what is known to be wrong.
#[derive(Debug, Args)]
pub(super) struct KnownDrift {
    /// A list of what is known to be wrong, which does not make the check fail
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Fail for what is known to be wrong, too, whatever the configuration says
    #[arg(long, conflicts_with = "known")]
    no_known: bool,
    /// Write the list of what is wrong today, for `--known`
    #[arg(long, value_name = "FILE", conflicts_with = "known")]
    write_known: Option<PathBuf>,
}

impl KnownDrift {
    /// Takes drift that is listed for known, and writes the list where that is asked for. What is listed and
    /// not there any more is told of the documents that were checked as a whole.
    pub(super) fn mark(
        &self,
        report: &mut Report,
        documents: &HashMap<String, bool>,
        config: &Config,
    ) -> Result<(), CliError> {
        let known = match (&self.write_known, self.list(config)) {
            (Some(file), _) => {
                let known = Known::of(report);
                let listed = known.clone().renamed(&|path| listed(path, &config.root));
                save(file, listed.text().as_bytes()).map_err(|error| usage(file, &error.to_string()))?;
                known
            }
            (None, Some(file)) => {
                if self.known.is_none() {
                    stays_inside(&file, config)?;
                }
                of(&file, config, documents.keys().map(String::as_str))?
            }
            (None, None) => return Ok(()),
        };
        known.mark(report, &|path| documents.get(path) == Some(&true));
        Ok(())
    }

    /// The list that counts.
    fn list(&self, config: &Config) -> Option<PathBuf> {
        self.known.clone().or_else(|| configured(config).filter(|_| !self.no_known))
    }
}

/// What the configuration says is known of a file.
pub(super) fn known_of(path: &str, config: &Config) -> Result<Known, CliError> {
    let Some(file) = configured(config) else { return Ok(Known::default()) };
    stays_inside(&file, config)?;
    of(&file, config, std::iter::once(path))
}

/// The list that the configuration names, as seen from here.
fn configured(config: &Config) -> Option<PathBuf> {
    config.known.value.as_ref().map(|file| settings::as_seen_from_here(file, config))
}

/// What a list says of these files, by the names that they have here.
fn of<'a>(file: &Path, config: &Config, paths: impl Iterator<Item = &'a str>) -> Result<Known, CliError> {
    let paths: HashMap<String, &str> = paths.map(|path| (listed(path, &config.root), path)).collect();
    let named = |name: &str| paths.get(name).map_or_else(|| name.to_owned(), |path| (*path).to_owned());
    Ok(read(file)?.renamed(&named))
}

/// A repository could have a link lead out of it, and have lines of other files told as mistakes.
fn stays_inside(file: &Path, config: &Config) -> Result<(), CliError> {
    let whole = |path: &Path| fs::canonicalize(path);
    let leads_out = match (whole(file), whole(&config.root)) {
        (Ok(file), Ok(root)) => !file.starts_with(root),
        _ => false,
    };
    match &config.known.origin {
        Origin::File(_) if leads_out => Err(usage(file, "it leads out of the folder of the configuration")),
        _ => Ok(()),
    }
}

fn usage(file: &Path, problem: &str) -> CliError {
    CliError::Usage(format!("{}: {problem}", file.display()))
}

fn read(file: &Path) -> Result<Known, CliError> {
    let text = fs::read_to_string(file).map_err(|error| {
        usage(
            file,
            &match error.kind() {
                ErrorKind::NotFound => "there is no such list; `recant check --write-known` writes one".to_owned(),
                _ => error.to_string(),
            },
        )
    })?;
    Known::read(&text).map_err(|problem| usage(file, &problem))
}

/// A file as the list names it, wherever recant was started: relative to the folder of the `recant.toml`.
fn listed(path: &str, root: &Path) -> String {
    let Ok(whole) = std::path::absolute(path) else { return path.to_owned() };
    let mut plain = PathBuf::new();
    for part in whole.components() {
        if part == Component::ParentDir {
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    plain.strip_prefix(root).map_or_else(|_| path.to_owned(), |inside| inside.to_string_lossy().into_owned())
}
