//! Settings, each with where it came from.
//!
//! A setting is recant's own default, then what the user's own configuration says, then what the
//! nearest `recant.toml` above the start says (or the table `[tool.recant]` of a `pyproject.toml`), then
//! what `RECANT_…` in the environment says, then a flag of the command line; the later wins. What a repository asks for has ceilings: see [`Limit`].

mod endpoint;
mod error;
mod files;
mod limits;
mod project;
mod setting;
mod shown;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;
use std::env;
use std::path::{self, Path, PathBuf};
use std::thread;
use std::time::Duration;

pub use endpoint::Endpoint;
pub use error::ConfigError;
pub use files::FILE;
pub use limits::{Allowance, Grant, Limit, Wishes};
pub use project::ProjectSettings;
pub use setting::{Origin, Setting};
pub use shown::Shown;
pub use value::{Age, NoSnippets, Prepare, versions_of};
use value::{Entry, from_text};

/// What `recant init` writes: every setting of a repository, each switched off, with what it is for.
pub const STARTER: &str = include_str!("starter.toml");

/// The table of the user's own file that says how much a repository may ask for.
const CEILING: &str = "ceiling";

/// The key of the user's own file that says what programs may reach beyond their sandbox.
const ALLOW_NET: &str = "allow-net";

/// The table of a repository that says what of its project programs see.
const PROJECT: &str = "project";

/// How old outcomes may be where nobody says: what holds by chance does not hold for ever.
const MAX_AGE: Duration = Duration::from_secs(7 * 24 * 3600);

/// The keys of both files. A variable of the environment is called after its key: `RECANT_NO_SNIPPETS`.
const KEYS: [&str; 23] = [
    "timeout",
    "cpu",
    "memory",
    "processes",
    "files",
    "disk",
    "output",
    "max-file-size",
    "jobs",
    "strict",
    "no-snippets",
    "known",
    "languages",
    "exclude",
    ALLOW_NET,
    "toolchain",
    "attribution",
    "max-age",
    "lanes",
    "prepare",
    "offline",
    "dependencies",
    "corpus",
];

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// How much a program may use.
    pub limits: Allowance,
    /// How large a file of notes may be, in bytes.
    pub max_file_size: Setting<u64>,
    /// How many programs run at one time.
    pub jobs: Setting<usize>,
    /// Whether what could not be checked makes `check` fail.
    pub strict: Setting<bool>,
    /// What becomes of a `check` that finds no code; `None` leaves it to how the notes were named.
    pub no_snippets: Setting<Option<NoSnippets>>,
    /// The list of what is known to be wrong and fails no check, relative to `root`.
    pub known: Setting<Option<PathBuf>>,
    /// The languages to look at, by name; all where empty.
    pub languages: Setting<Vec<String>>,
    /// Files in folders to leave out, as in a `.gitignore` in `root`.
    pub exclude: Setting<Vec<String>>,
    /// What programs may reach beyond their sandbox; no repository has a say in it.
    pub allow_net: Setting<Vec<Endpoint>>,
    /// The versions that programs run on, by language; the one on `PATH` where nothing is said.
    pub toolchain: Setting<BTreeMap<String, Vec<String>>>,
    /// Whether what drifted or fails is tried on older toolchains, to tell since when.
    pub attribution: Setting<bool>,
    /// How old what programs did may be for them not to be run again.
    pub max_age: Setting<Duration>,
    /// Whether programs may share work with others, where that changes nothing that they print.
    pub lanes: Setting<bool>,
    /// On whose word packages are fetched that code needs.
    pub prepare: Setting<Prepare>,
    /// Who asked for more of that than what was granted.
    pub prepare_refused: Option<Origin>,
    /// Whether nothing is fetched at all.
    pub offline: Setting<bool>,
    /// Packages that code may import, in the words in which they are declared: `pypi:numpy==1.26.4`.
    pub dependencies: Setting<Vec<String>>,
    /// The folder of what people stored for notes that stand elsewhere, relative to `root`.
    pub corpus: Setting<PathBuf>,
    /// The project beside the notes, where programs are to see it.
    pub project: Setting<Option<ProjectSettings>>,
    /// The folder that holds the `recant.toml`, or where recant was started if there is none.
    pub root: PathBuf,
    /// The file that a repository's settings came from, if there is one.
    pub file: Option<PathBuf>,
}

impl Config {
    /// The settings that hold without file, environment and flags.
    #[must_use]
    pub fn defaults(root: PathBuf) -> Self {
        Self {
            limits: Allowance::default(),
            max_file_size: Setting::new(16 << 20),
            jobs: Setting::new(thread::available_parallelism().map_or(1, usize::from)),
            strict: Setting::new(false),
            no_snippets: Setting::new(None),
            known: Setting::new(None),
            languages: Setting::new(Vec::new()),
            exclude: Setting::new(Vec::new()),
            allow_net: Setting::new(Vec::new()),
            toolchain: Setting::new(BTreeMap::new()),
            attribution: Setting::new(true),
            max_age: Setting::new(MAX_AGE),
            lanes: Setting::new(true),
            prepare: Setting::new(Prepare::default()),
            prepare_refused: None,
            offline: Setting::new(false),
            dependencies: Setting::new(Vec::new()),
            corpus: Setting::new(PathBuf::from("snippets")),
            project: Setting::new(None),
            root,
            file: None,
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
        let file = files::nearest(&start)?;
        let root = file.as_ref().map_or(&*start, |file| &*file.folder);
        let mut config = Self::defaults(root.to_owned());
        if let Some((path, entries)) = files::own(&variable)? {
            config.take_file(&path, entries, &Origin::User(path.clone()))?;
        }
        if let Some(files::Found { shown, entries, .. }) = file {
            config.file = Some(shown.clone());
            config.take_file(&shown, entries, &Origin::File(shown.clone()))?;
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

    fn take_file(&mut self, path: &Path, entries: Vec<Entry>, origin: &Origin) -> Result<(), ConfigError> {
        for Entry { key, value, line } in entries {
            let wrong = |key, expected| ConfigError::Value { path: path.to_owned(), line, key, expected };
            if [CEILING, ALLOW_NET].contains(&key.as_str()) && !origin.is_the_users() {
                return Err(ConfigError::NotYours { path: path.to_owned(), line, key });
            }
            if key == PROJECT {
                let settings = value.try_into().map_err(|_| wrong(key, project::EXPECTED))?;
                self.project.take(Some(settings), origin);
                continue;
            }
            if key != CEILING {
                if !KEYS.contains(&key.as_str()) {
                    let known = KEYS.into_iter().filter(|known| *known != ALLOW_NET).chain([PROJECT]);
                    return Err(ConfigError::unknown(path, line, key, &known.collect::<Vec<_>>()));
                }
                self.take(&key, &value, origin).map_err(|expected| wrong(key, expected))?;
                continue;
            }
            let table = value.as_table().ok_or("a table of limits").map_err(|expected| wrong(key, expected))?;
            for (key, value) in table {
                let limit = Limit::named(key);
                let limit =
                    limit.ok_or_else(|| ConfigError::unknown(path, line, key.clone(), &Limit::ALL.map(Limit::key)))?;
                let amount = limit.amount(value).map_err(|expected| wrong(format!("{CEILING}.{key}"), expected))?;
                self.limits.lift(limit, amount, origin);
            }
        }
        Ok(())
    }

    /// Takes one setting over, or says what its value has to be.
    fn take(&mut self, key: &str, value: &toml::Value, origin: &Origin) -> Result<(), &'static str> {
        if let Some(limit) = Limit::named(key) {
            self.limits.ask(limit, limit.amount(value)?, origin);
            return Ok(());
        }
        match key {
            "max-file-size" => self.max_file_size.take(value::bytes(value)?, origin),
            "jobs" => self.jobs.take(value::count(value)?, origin),
            "strict" => self.strict.take(value.as_bool().ok_or("true or false")?, origin),
            "no-snippets" => self.no_snippets.take(Some(value::no_snippets(value)?), origin),
            "known" => self.known.take(value::known(value, origin)?, origin),
            "languages" => self.languages.take(value::list(value)?, origin),
            "exclude" => self.exclude.take(value::list(value)?, origin),
            // A variable may have been set by whoever set up the machine for a repository.
            ALLOW_NET if !origin.is_the_users() => return Err("given as the flag `--allow-net` instead"),
            ALLOW_NET => self.allow_net.take(value::endpoints(value)?, origin),
            "toolchain" => self.toolchain.take(value::versions(value)?, origin),
            "attribution" => self.attribution.take(value.as_bool().ok_or("true or false")?, origin),
            "max-age" => self.take_max_age(value::age(value)?, origin),
            "lanes" => self.lanes.take(value.as_bool().ok_or("true or false")?, origin),
            "prepare" => self.take_prepare(value::prepare(value)?, origin),
            "offline" => self.take_offline(value.as_bool().ok_or("true or false")?, origin),
            "dependencies" => self.dependencies.take(value::list(value)?, origin),
            "corpus" => self.corpus.take(value.as_str().ok_or("the path of a folder")?.into(), origin),
            _ => {}
        }
        Ok(())
    }
}

impl Config {
    /// Takes the flag that says on whose word packages are fetched, if it was given.
    pub fn prepare_with(&mut self, given: Option<Prepare>) {
        if given.is_some() {
            self.prepare_refused = None;
        }
        self.prepare.flag(given);
    }

    /// Takes over whether anything is fetched. What the user forbids, a repository does not allow.
    fn take_offline(&mut self, asked: bool, origin: &Origin) {
        self.offline.take(asked || (self.offline.value && !origin.is_the_users()), origin);
    }

    /// Takes over how old outcomes may be. A repository may want younger ones than its user, and no older ones.
    fn take_max_age(&mut self, asked: Duration, origin: &Origin) {
        let granted = if origin.is_the_users() { asked } else { asked.min(self.max_age.value) };
        self.max_age.take(granted, origin);
    }

    /// Takes over on whose word packages are fetched. That a note's own imports are enough is for the user
    /// to say: a repository gets no more than what the user allows already.
    fn take_prepare(&mut self, asked: Prepare, origin: &Origin) {
        let granted = if origin.is_the_users() { asked } else { asked.min(self.prepare.value) };
        self.prepare.take(granted, origin);
        self.prepare_refused = (granted < asked).then(|| origin.clone());
    }
}
