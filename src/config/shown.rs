//! The settings as people read them: each in TOML, with where it came from.

use toml::Value;

use super::value::age_shown;
use super::{ALLOW_NET, CEILING, Config, KEYS, Limit, Origin, PROJECT, Setting};

/// A setting in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its key, with the table that it stands in: `ceiling.timeout`.
    pub key: String,
    /// Its value in TOML; `None` where there is none by default.
    pub value: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

impl Config {
    /// Every setting, in the order of the documentation.
    pub fn shown(&self) -> impl Iterator<Item = Shown> {
        let ceilings = Limit::ALL.map(|limit| {
            let of = self.limits.ceiling(limit);
            shown(&format!("{CEILING}.{}", limit.key()), of, |amount| Some(amount_of(limit, *amount)))
        });
        KEYS.into_iter().chain([PROJECT]).filter_map(|key| self.one(key)).chain(ceilings)
    }

    fn one(&self, key: &str) -> Option<Shown> {
        if let Some(limit) = Limit::named(key) {
            return Some(shown(key, self.limits.asked(limit), |amount| Some(amount_of(limit, *amount))));
        }
        Some(match key {
            "max-file-size" => shown(key, &self.max_file_size, |size| Some(amount_of(Limit::Disk, *size))),
            "jobs" => shown(key, &self.jobs, |jobs| i64::try_from(*jobs).ok().map(Value::from)),
            "strict" => shown(key, &self.strict, |strict| Some((*strict).into())),
            "no-snippets" => shown(key, &self.no_snippets, |what| what.map(|what| what.word().into())),
            "known" => shown(key, &self.known, |list| Some(list.as_ref()?.to_string_lossy().into_owned().into())),
            "languages" => shown(key, &self.languages, |names| Some(names.clone().into())),
            "exclude" => shown(key, &self.exclude, |globs| Some(globs.clone().into())),
            ALLOW_NET => shown(key, &self.allow_net, |ports| {
                Some(ports.iter().map(ToString::to_string).collect::<Vec<_>>().into())
            }),
            "toolchain" => shown(key, &self.toolchain, |versions| Value::try_from(versions).ok()),
            "attribution" => shown(key, &self.attribution, |tried| Some((*tried).into())),
            "max-age" => shown(key, &self.max_age, |age| Some(age_shown(*age).into())),
            "lanes" => shown(key, &self.lanes, |fast| Some((*fast).into())),
            "prepare" => shown(key, &self.prepare, |which| Some(which.word().into())),
            "offline" => shown(key, &self.offline, |offline| Some((*offline).into())),
            "dependencies" => shown(key, &self.dependencies, |packages| Some(packages.clone().into())),
            "corpus" => shown(key, &self.corpus, |folder| Some(folder.to_string_lossy().into_owned().into())),
            PROJECT => shown(key, &self.project, |project| project.as_ref().and_then(|it| Value::try_from(it).ok())),
            _ => return None,
        })
    }
}

fn shown<T>(key: &str, setting: &Setting<T>, in_toml: impl FnOnce(&T) -> Option<Value>) -> Shown {
    let value = in_toml(&setting.value).map(|value| value.to_string());
    Shown { key: key.to_owned(), value, origin: setting.origin.clone() }
}

/// An amount as it stands in a file: a number alone where it has no unit.
fn amount_of(limit: Limit, amount: u64) -> Value {
    let text = limit.shown(amount);
    text.parse::<i64>().map_or(Value::String(text), Value::Integer)
}
