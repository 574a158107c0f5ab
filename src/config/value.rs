//! Values of settings as people write them.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use toml::{Spanned, Value};

use super::{ConfigError, Endpoint, Origin};

/// What becomes of a `check` that finds no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSnippets {
    /// It passes.
    Pass,
    /// It fails.
    Fail,
}

/// On whose word packages are fetched that code needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prepare {
    /// On nobody's: none are.
    None,
    /// On the word of a person who declared them beside the code, or of a lock file.
    #[default]
    Declared,
    /// On the word of the code itself, which imports them.
    Imports,
}

impl NoSnippets {
    /// The word that settings have for it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
        }
    }
}

impl Prepare {
    /// The word that settings have for it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Declared => "declared",
            Self::Imports => "imports",
        }
    }
}

/// A setting of a file.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Value,
    /// The line on which it begins, from 1.
    pub(super) line: usize,
}

/// The settings of a file, in the order in which they stand there.
pub(super) fn entries(path: &Path, text: &str) -> Result<Vec<Entry>, ConfigError> {
    toml::from_str(text).map(|table| in_order(table, text)).map_err(|error| syntax(path, text, &error))
}

/// The settings in the table `[tool.recant]` of a `pyproject.toml`, if it has one. What is wrong elsewhere
/// in that file is for others to say.
pub(super) fn entries_of_tool(path: &Path, text: &str) -> Result<Option<Vec<Entry>>, ConfigError> {
    #[derive(Default, Deserialize)]
    struct PyProject {
        #[serde(default)]
        tool: Tool,
    }
    #[derive(Default, Deserialize)]
    struct Tool {
        recant: Option<Keys>,
    }
    match toml::from_str::<PyProject>(text) {
        Ok(project) => Ok(project.tool.recant.map(|table| in_order(table, text))),
        Err(error) if text.contains("tool.recant") => Err(syntax(path, text, &error)),
        Err(_) => Ok(None),
    }
}

type Keys = BTreeMap<Spanned<String>, Value>;

fn in_order(table: Keys, text: &str) -> Vec<Entry> {
    let all = table.into_iter().map(|(key, value)| {
        let line = line_at(text, key.span().start);
        Entry { key: key.into_inner(), value, line }
    });
    let mut entries: Vec<_> = all.collect();
    entries.sort_by_key(|entry| entry.line);
    entries
}

fn syntax(path: &Path, text: &str, error: &toml::de::Error) -> ConfigError {
    let line = line_at(text, error.span().map_or(0, |span| span.start));
    ConfigError::Syntax { path: path.to_owned(), line, problem: error.message().to_owned() }
}

fn line_at(text: &str, byte: usize) -> usize {
    text.get(..byte).unwrap_or(text).matches('\n').count() + 1
}

/// The value of a variable of the environment: what TOML would have without quotes, lists with commas.
pub(super) fn from_text(text: &str) -> Value {
    if let Ok(number) = text.parse() {
        return Value::Integer(number);
    }
    text.parse().map_or_else(|_| Value::String(text.to_owned()), Value::Boolean)
}

pub(super) fn duration(value: &Value) -> Result<Duration, &'static str> {
    const EXPECTED: &str = "a time such as \"10s\", \"500ms\" or \"2m\"";
    let milliseconds = scaled(value, 1000, &[("ms", 1), ("s", 1000), ("m", 60_000)]).filter(|time| *time > 0);
    milliseconds.map(Duration::from_millis).ok_or(EXPECTED)
}

/// An age as people write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age(pub Duration);

impl std::str::FromStr for Age {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        age(&from_text(text)).map(Self)
    }
}

/// The units of ages, in seconds, the largest first.
const AGES: [(&str, u64); 4] = [("d", 24 * 3600), ("h", 3600), ("m", 60), ("s", 1)];

pub(super) fn age(value: &Value) -> Result<Duration, &'static str> {
    scaled(value, 1, &AGES).map(Duration::from_secs).ok_or("an age such as \"7d\", \"12h\" or \"30m\"")
}

/// An age in the largest unit of which it is a whole number.
pub(super) fn age_shown(age: Duration) -> String {
    let seconds = age.as_secs();
    let (unit, size) = AGES.into_iter().find(|(_, size)| seconds.is_multiple_of(*size)).unwrap_or(("s", 1));
    format!("{}{unit}", seconds / size)
}

pub(super) fn bytes(value: &Value) -> Result<u64, &'static str> {
    const EXPECTED: &str = "a size such as \"512MB\", \"64KB\" or \"2GB\"";
    scaled(value, 1, &[("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30), ("B", 1)])
        .filter(|size| *size > 0)
        .ok_or(EXPECTED)
}

pub(super) fn count(value: &Value) -> Result<usize, &'static str> {
    let count = value.as_integer().and_then(|number| usize::try_from(number).ok());
    count.filter(|count| *count > 0).ok_or("a number from 1 on")
}

pub(super) fn no_snippets(value: &Value) -> Result<NoSnippets, &'static str> {
    let known = [NoSnippets::Pass, NoSnippets::Fail];
    known.into_iter().find(|what| value.as_str() == Some(what.word())).ok_or("\"pass\" or \"fail\"")
}

pub(super) fn prepare(value: &Value) -> Result<Prepare, &'static str> {
    let known = [Prepare::None, Prepare::Declared, Prepare::Imports];
    let found = known.into_iter().find(|which| value.as_str() == Some(which.word()));
    found.ok_or("\"none\", \"declared\" or \"imports\"")
}

/// The list of what is known to be wrong; none where the text is empty. A repository names a file of its own.
pub(super) fn known(value: &Value, origin: &Origin) -> Result<Option<PathBuf>, &'static str> {
    let path = Path::new(value.as_str().ok_or("the path of a file that `recant check --write-known` wrote")?);
    let stays_inside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if matches!(origin, Origin::File(_)) && !stays_inside {
        return Err("the path of a file in this folder or below it");
    }
    Ok((!path.as_os_str().is_empty()).then(|| path.to_owned()))
}

/// So much memory that a program can at least start: with less, its end would tell of the limit alone.
pub(super) fn memory(value: &Value) -> Result<u64, &'static str> {
    const LEAST: u64 = 16 << 20;
    Some(bytes(value)?).filter(|size| *size >= LEAST).ok_or("16MB or more, such as \"512MB\" or \"2GB\"")
}

/// A list of texts; one text is a list with commas between its parts.
pub(super) fn list(value: &Value) -> Result<Vec<String>, &'static str> {
    const EXPECTED: &str = "a list of texts such as [\"a\", \"b\"]";
    match value {
        Value::String(text) => {
            Ok(text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect())
        }
        Value::Array(parts) => {
            parts.iter().map(|part| part.as_str().map(str::to_owned)).collect::<Option<_>>().ok_or(EXPECTED)
        }
        _ => Err(EXPECTED),
    }
}

/// A list of ports of hosts.
pub(super) fn endpoints(value: &Value) -> Result<Vec<Endpoint>, &'static str> {
    let endpoints = list(value)?.iter().map(|text| text.parse()).collect::<Result<_, String>>();
    endpoints.map_err(|_| "a list of ports of hosts such as [\"db.example.com:5432\"]")
}

/// Versions by language: a table, or one text such as `go=1.22,1.26 python=3.11`.
pub(super) fn versions(value: &Value) -> Result<BTreeMap<String, Vec<String>>, &'static str> {
    const EXPECTED: &str = "versions by language, such as { go = [\"1.22\", \"1.26\"] }";
    match value {
        Value::String(text) => text.split_whitespace().map(|part| versions_of(part).ok_or(EXPECTED)).collect(),
        Value::Table(table) => table
            .iter()
            .map(|(language, versions)| Ok((language.clone(), list(versions).map_err(|_| EXPECTED)?)))
            .collect(),
        _ => Err(EXPECTED),
    }
}

/// The versions that a text asks for of a language: `go=1.22,1.26`.
#[must_use]
pub fn versions_of(text: &str) -> Option<(String, Vec<String>)> {
    let (language, versions) = text.split_once('=')?;
    let versions = list(&Value::String(versions.to_owned())).ok().filter(|versions| !versions.is_empty())?;
    (!language.trim().is_empty()).then(|| (language.trim().to_owned(), versions))
}

/// A number with a unit, in the smallest one; a bare number is in units of `bare`.
fn scaled(value: &Value, bare: u64, units: &[(&str, u64)]) -> Option<u64> {
    match value {
        Value::Integer(number) => u64::try_from(*number).ok()?.checked_mul(bare),
        Value::String(text) => {
            let (unit, factor) = *units.iter().find(|(unit, _)| text.trim().ends_with(unit)).unwrap_or(&("", bare));
            let number: u64 = text.trim().strip_suffix(unit)?.trim().parse().ok()?;
            number.checked_mul(factor)
        }
        _ => None,
    }
}
