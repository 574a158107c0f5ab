//! Settings, each with where it came from.
//!
//! A setting is recant's own default, then what the nearest `recant.toml` above the start says, then
//! what `RECANT_…` in the environment says, then a flag of the command line; the later wins.

mod error;
mod setting;
#[cfg(test)]
mod tests;
mod value;

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{self, Path, PathBuf};
use std::thread;
use std::time::Duration;

pub use error::ConfigError;
pub use setting::{Origin, Setting};
pub use value::NoSnippets;
use value::{Entry, entries, from_text};

/// The file that settings are read from.
pub const FILE: &str = "recant.toml";

/// The keys of the file. A variable of the environment is called after its key: `RECANT_NO_SNIPPETS`.
const KEYS: [&str; 9] =
    ["timeout", "memory", "output", "max-file-size", "jobs", "strict", "no-snippets", "languages", "exclude"];

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// How long one command may run, in wall-clock time.
    pub timeout: Setting<Duration>,
    /// How much memory a program and its children may use together, in bytes.
    pub memory: Setting<u64>,
    /// How much a program may print, in bytes.
    pub output: Setting<u64>,
    /// How large a file of notes may be, in bytes.
    pub max_file_size: Setting<u64>,
    /// How many programs run at one time.
    pub jobs: Setting<usize>,
    /// Whether what could not be checked makes `check` fail.
    pub strict: Setting<bool>,
    /// What becomes of a `check` that finds no code; `None` leaves it to how the notes were named.
    pub no_snippets: Setting<Option<NoSnippets>>,
    /// The languages to look at, by name; all where empty.
    pub languages: Setting<Vec<String>>,
    /// Files in folders to leave out, as in a `.gitignore` in `root`.
    pub exclude: Setting<Vec<String>>,
    /// The folder that holds the `recant.toml`, or where recant was started if there is none.
    pub root: PathBuf,
}

impl Config {
    /// The settings that hold without file, environment and flags.
    #[must_use]
    pub fn defaults(root: PathBuf) -> Self {
        Self {
            timeout: Setting::new(Duration::from_secs(10)),
            memory: Setting::new(2 << 30),
            output: Setting::new(1 << 20),
            max_file_size: Setting::new(256 << 20),
            jobs: Setting::new(thread::available_parallelism().map_or(1, usize::from)),
            strict: Setting::new(false),
            no_snippets: Setting::new(None),
            languages: Setting::new(Vec::new()),
            exclude: Setting::new(Vec::new()),
            root,
        }
    }

    /// The settings of a run that starts in a folder; flags come on top with [`Setting::flag`].
    ///
    /// # Errors
    /// Where the file or the environment has a setting that recant does not know, or a value that the
    /// setting cannot have.
    pub fn load(start: &Path) -> Result<Self, ConfigError> {
        Self::load_with(start, |name| env::var(name).ok())
    }

    fn load_with(start: &Path, variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        // A relative path has no folders above it to look into.
        let start = path::absolute(start).unwrap_or_else(|_| start.to_owned());
        let file = nearest_file(&start)?;
        let root = file.as_ref().and_then(|(path, _)| path.parent()).unwrap_or(&start);
        let mut config = Self::defaults(root.to_owned());
        if let Some((path, text)) = &file {
            config.take_file(path, text)?;
        }
        for key in KEYS {
            let name = format!("RECANT_{}", key.replace('-', "_").to_uppercase());
            if let Some(text) = variable(&name) {
                let value = from_text(&text);
                config
                    .take(key, &value, &Origin::Environment(name.clone()))
                    .map_err(|expected| ConfigError::Variable { name, expected })?;
            }
        }
        Ok(config)
    }

    fn take_file(&mut self, path: &Path, text: &str) -> Result<(), ConfigError> {
        let origin = Origin::File(path.to_owned());
        for Entry { key, value, line } in entries(path, text)? {
            if !KEYS.contains(&key.as_str()) {
                return Err(ConfigError::unknown(path, line, key, &KEYS));
            }
            self.take(&key, &value, &origin).map_err(|expected| {
                let path = path.to_owned();
                ConfigError::Value { path, line, key: key.clone(), expected }
            })?;
        }
        Ok(())
    }

    /// Takes one setting over, or says what its value has to be.
    fn take(&mut self, key: &str, value: &toml::Value, origin: &Origin) -> Result<(), &'static str> {
        match key {
            "timeout" => self.timeout.take(value::duration(value)?, origin),
            "memory" => self.memory.take(value::bytes(value)?, origin),
            "output" => self.output.take(value::bytes(value)?, origin),
            "max-file-size" => self.max_file_size.take(value::bytes(value)?, origin),
            "jobs" => self.jobs.take(value::count(value)?, origin),
            "strict" => self.strict.take(value.as_bool().ok_or("true or false")?, origin),
            "no-snippets" => self.no_snippets.take(Some(value::no_snippets(value)?), origin),
            "languages" => self.languages.take(value::list(value)?, origin),
            "exclude" => self.exclude.take(value::list(value)?, origin),
            _ => {}
        }
        Ok(())
    }
}

/// The nearest `recant.toml`, in a folder or above it.
fn nearest_file(start: &Path) -> Result<Option<(PathBuf, String)>, ConfigError> {
    for folder in start.ancestors() {
        let path = folder.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => return Ok(Some((path, text))),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(cause) => return Err(ConfigError::Unreadable { path, cause }),
        }
    }
    Ok(None)
}
