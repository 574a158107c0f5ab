//! `sandbox.toml`: how the snippets of a language are run.

use std::collections::BTreeMap;
use std::path::PathBuf;

use regex::Regex;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Lane, ToolchainError};
use crate::config::Wishes;
use crate::reasons::Reason;

/// How the snippets of one language, or of one dialect of it, are run: the content of a folder
/// of `sandboxes/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The folder's name.
    #[serde(skip)]
    pub name: String,
    /// The language that it runs.
    pub language: String,
    /// Which dialect of it, where there are several.
    pub dialect: Option<String>,
    /// What people call the language; its name where nothing is said.
    #[serde(default)]
    pub title: String,
    /// What the program's file is called.
    pub file: String,
    /// How to get the toolchain: a clause that reads on after "is not installed; ".
    pub install: String,
    /// Whether its programs may call the other toolchains.
    #[serde(default)]
    pub borrows: bool,
    /// Paths of the host that its programs see, read-only, besides the toolchain's own folder.
    #[serde(default)]
    pub view: Vec<PathBuf>,
    /// Names and contents of files in `/etc` that its programs see and the host does not have.
    #[serde(default)]
    pub etc: BTreeMap<String, String>,
    /// How much its programs may use, where the user does not say.
    #[serde(default)]
    pub limits: Wishes,
    /// How to find the toolchain on this machine.
    pub find: Find,
    /// The environment of its programs.
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    /// The commands that build and run a program, in order.
    pub commands: Vec<Step>,
    /// What is compiled ahead, once for all programs.
    pub warm: Option<Warm>,
    /// How several programs share work, and which of them run alone all the same.
    pub lane: Option<Lane>,
    /// How to ask the toolchain what its standard library holds.
    pub standard: Option<Standard>,
    /// Where its programs' packages come from.
    pub packages: Option<Packages>,
    /// Which of its programs may depend on what their comments say; all of them where nothing is said.
    pub comments: Option<Comments>,
    /// How its messages about a program look.
    pub messages: Option<Messages>,
    /// What it prints when something is missing, and what is to be said of it.
    #[serde(default)]
    pub failures: Vec<Failure>,
    /// How to get commands that programs may call and that have no recipe of their own.
    #[serde(default)]
    pub hints: BTreeMap<String, String>,
    /// A program that prints `OK`.
    #[serde(skip)]
    pub smoke: String,
    /// The text of the file that drives its lane, where that has one.
    #[serde(skip)]
    pub driver: String,
}

/// How to find a toolchain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// Names to look for on `PATH`, and glob patterns of paths; the first that answers is the one that
    /// programs run on where nobody asks for a version.
    pub programs: Vec<String>,
    /// Names and patterns of where other versions may be.
    #[serde(default)]
    pub elsewhere: Vec<String>,
    /// Folders of shims, by how their paths end, with what decides for which version these answer.
    #[serde(default)]
    pub shims: BTreeMap<PathBuf, Vec<String>>,
    /// Variables that make a program speak for itself and for no other version.
    #[serde(default, deserialize_with = "pairs")]
    pub environment: Vec<(String, String)>,
    /// The arguments with which the program tells what it is.
    pub identify: Vec<String>,
    /// Takes `version`, and maybe `program` and `root`, out of what it prints.
    #[serde(deserialize_with = "regex")]
    pub pattern: Regex,
    /// The arguments with which the program tells `root`, where `identify` does not.
    pub locate: Option<Vec<String>>,
    /// The program's real path, where it does not tell.
    pub program: Option<String>,
}

/// One command of a recipe.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The program and its arguments; `{program}`, `{root}`, `{home}` and `{file}` are replaced.
    pub run: Vec<String>,
    /// Whether it builds the program; what it prints is then no output of the program.
    #[serde(default)]
    pub builds: bool,
}

/// What is compiled ahead.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warm {
    /// Where programs see the cache.
    pub cache: String,
    /// Takes the names of imported packages out of a program's text.
    #[serde(deserialize_with = "regex")]
    pub imports: Regex,
    /// What stands before the imports in the file that recant writes.
    pub before: String,
    /// One import; `{name}` is replaced.
    pub each: String,
    /// What stands behind them.
    pub after: String,
    /// The command that compiles the file.
    pub run: Vec<String>,
    /// The environment variable that tells it where the cache is.
    pub variable: String,
}

/// How to ask a toolchain what its standard library holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// The command that lists the packages, one a line.
    pub list: Vec<String>,
    /// The folder of a package's sources.
    pub sources: Option<String>,
    /// The ending of its source files.
    pub extension: Option<String>,
    /// A pattern that finds `{name}` where a source file exports it.
    pub export: Option<String>,
}

/// Where packages come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ecosystem {
    /// The Python Package Index.
    Pypi,
    /// Go's modules.
    Go,
    /// The registry of npm.
    Npm,
    /// Maven repositories.
    Maven,
}

/// Where the packages of a toolchain's programs come from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packages {
    /// The ecosystem.
    pub from: Ecosystem,
    /// Takes names out of a program's text that it imports: each group holds one, or several between commas.
    #[serde(deserialize_with = "regex")]
    pub imports: Regex,
}

impl Ecosystem {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pypi, Self::Go, Self::Npm, Self::Maven];

    /// The word in front of a package's name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pypi => "pypi",
            Self::Go => "go",
            Self::Npm => "npm",
            Self::Maven => "maven",
        }
    }

    /// What people call the place.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pypi => "PyPI",
            Self::Go => "Go's module proxy",
            Self::Npm => "npm's registry",
            Self::Maven => "Maven's repository",
        }
    }
}

/// Which programs may depend on what their comments say.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comments {
    /// Finds something in those.
    #[serde(deserialize_with = "regex")]
    pub matter: Regex,
}

/// How messages about a program look.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// Takes `line`, and maybe `text` and `column`, out of a message.
    #[serde(deserialize_with = "regex")]
    pub pattern: Regex,
    /// Whether the last of its words tell what is wrong, below a trace, and not the first.
    #[serde(default)]
    pub trace: bool,
    /// Takes what is wrong out of its words, where neither the first nor the last of them tell: `pattern` then
    /// only says where, and the first place counts.
    #[serde(default, deserialize_with = "optional_regex")]
    pub complaint: Option<Regex>,
}

/// What a toolchain prints when something is missing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// Finds the message.
    #[serde(deserialize_with = "regex")]
    pub pattern: Regex,
    /// The reason's code.
    pub reason: Reason,
    /// What is to be said, with `$1` for what the pattern's first group found, and `{hint}` for how to
    /// get the command of that name: then it is said only where that is known.
    pub detail: String,
    /// Whether it counts although the program succeeds, where its standard error shows it: a shell goes
    /// on behind a command that is missing.
    #[serde(default)]
    pub always: bool,
}

impl Recipe {
    /// Reads a recipe from the text of a `sandbox.toml`.
    ///
    /// # Errors
    /// Where the text is not TOML, lacks a key, or has one that recant does not know.
    pub fn parse(name: &str, text: &str, smoke: &str) -> Result<Self, ToolchainError> {
        let recipe: Self = toml::from_str(text).map_err(|error| ToolchainError::Recipe {
            path: format!("{name}/sandbox.toml"),
            message: error.to_string(),
        })?;
        let title = if recipe.title.is_empty() { recipe.language.clone() } else { recipe.title };
        Ok(Self { name: name.to_owned(), smoke: smoke.to_owned(), title, ..recipe })
    }

    /// The same, with its lane's driver, which `read` reads from its folder.
    #[must_use]
    pub(super) fn driven(self, read: impl Fn(&str) -> Option<String>) -> Self {
        let named = self.lane.as_ref().and_then(|lane| lane.together.as_ref());
        let driver = named.and_then(|together| read(&together.driver)).unwrap_or_default();
        Self { driver, ..self }
    }

    /// How many of its commands build a program, before the others run it.
    #[must_use]
    pub fn builds(&self) -> usize {
        self.commands.iter().take_while(|step| step.builds).count()
    }

    /// Whether it runs this dialect of this language.
    #[must_use]
    pub fn runs(&self, language: &str, dialect: Option<&str>) -> bool {
        self.language == language && self.dialect.as_deref() == dialect
    }
}

fn pairs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, String)>, D::Error> {
    Ok(BTreeMap::deserialize(deserializer)?.into_iter().collect())
}

pub(super) fn optional_regex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Regex>, D::Error> {
    regex(deserializer).map(Some)
}

pub(super) fn regex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Regex, D::Error> {
    let pattern = String::deserialize(deserializer)?;
    Regex::new(&pattern).map_err(serde::de::Error::custom)
}
