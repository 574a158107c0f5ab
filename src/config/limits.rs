//! How much programs may use: what is asked for, by whom, and how much of it is granted.
//!
//! A repository's file, the environment and what lies beside a snippet may ask for anything, and get
//! it up to a ceiling. The command line and the user's own configuration are not held to it.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use toml::Value;

use super::setting::{Origin, Setting};
use super::value;

/// What a program can have too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Wall-clock time of one command, in milliseconds.
    Timeout,
    /// Processor time of one process, in milliseconds.
    Cpu,
    /// Memory of a program and its children together, in bytes.
    Memory,
    /// Processes and threads at one time.
    Processes,
    /// Files and directories in each place that can be written to.
    Files,
    /// Bytes in each place that can be written to.
    Disk,
    /// Bytes printed.
    Output,
}

impl Limit {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Timeout, Self::Cpu, Self::Memory, Self::Processes, Self::Files, Self::Disk, Self::Output];

    /// The setting's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Cpu => "cpu",
            Self::Memory => "memory",
            Self::Processes => "processes",
            Self::Files => "files",
            Self::Disk => "disk",
            Self::Output => "output",
        }
    }

    /// The limit of this name.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|limit| limit.key() == key)
    }

    /// What holds where nobody says anything, and the most that a repository can have.
    const fn defaults(self) -> (u64, u64) {
        match self {
            Self::Timeout => (10_000, 120_000),
            Self::Cpu => (20_000, 240_000),
            Self::Memory => (2 << 30, 4 << 30),
            Self::Processes => (256, 1024),
            Self::Files => (16_384, 131_072),
            Self::Disk => (256 << 20, 1 << 30),
            Self::Output => (1 << 20, 16 << 20),
        }
    }

    /// Reads an amount, or says what it has to be.
    pub(super) fn amount(self, value: &Value) -> Result<u64, &'static str> {
        match self {
            Self::Timeout | Self::Cpu => {
                value::duration(value).map(|time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX))
            }
            Self::Memory => value::memory(value),
            Self::Disk | Self::Output => value::bytes(value),
            Self::Processes | Self::Files => value::count(value).map(|count| count as u64),
        }
    }

    /// An amount as people write it in a setting.
    #[must_use]
    pub fn shown(self, amount: u64) -> String {
        let units: &[(u64, &str)] = match self {
            Self::Timeout | Self::Cpu => &[(60_000, "m"), (1000, "s"), (1, "ms")],
            Self::Memory | Self::Disk | Self::Output => &[(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"), (1, "B")],
            Self::Processes | Self::Files => &[(1, "")],
        };
        let whole = units.iter().find(|(size, _)| amount >= *size && amount.is_multiple_of(*size));
        whole.map_or_else(|| amount.to_string(), |(size, unit)| format!("{}{unit}", amount / size))
    }
}

/// Limits that someone asks for, as a table such as `limits` in a `sandbox.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes([Option<u64>; Limit::ALL.len()]);

impl<'de> Deserialize<'de> for Wishes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut wishes = Self::default();
        for (key, value) in BTreeMap::<String, Value>::deserialize(deserializer)? {
            let limit = Limit::named(&key).ok_or_else(|| D::Error::custom(unknown(&key)))?;
            let amount = limit.amount(&value);
            let amount = amount.map_err(|expected| D::Error::custom(format!("`{key}` has to be {expected}")))?;
            wishes.0[limit as usize] = Some(amount);
        }
        Ok(wishes)
    }
}

impl Wishes {
    /// Asks for an amount as people write it.
    ///
    /// # Errors
    /// Where the limit cannot be this much, in words.
    pub fn ask(&mut self, limit: Limit, text: &str) -> Result<(), String> {
        let amount = limit.amount(&value::from_text(text));
        self.0[limit as usize] = Some(amount.map_err(|expected| format!("`{}` has to be {expected}", limit.key()))?);
        Ok(())
    }

    /// These wishes, and where they say nothing, those.
    #[must_use]
    pub fn or(&self, those: &Self) -> Self {
        Self(std::array::from_fn(|limit| self.0[limit].or(those.0[limit])))
    }
}

fn unknown(key: &str) -> String {
    format!("there is no limit `{key}`; there are {}", Limit::ALL.map(Limit::key).join(", "))
}

/// How much is asked for of each limit, and how much a repository may have of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    asked: [Setting<u64>; Limit::ALL.len()],
    ceilings: [Setting<u64>; Limit::ALL.len()],
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            asked: Limit::ALL.map(|limit| Setting::new(limit.defaults().0)),
            ceilings: Limit::ALL.map(|limit| Setting::new(limit.defaults().1)),
        }
    }
}

/// How much a program gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Of what.
    pub limit: Limit,
    /// How much.
    pub amount: u64,
    /// Whether that is all that a repository can have.
    pub at_ceiling: bool,
}

impl Allowance {
    /// Asks for an amount.
    pub(super) fn ask(&mut self, limit: Limit, amount: u64, origin: &Origin) {
        self.asked[limit as usize].take(amount, origin);
    }

    /// Says how much a repository may have.
    pub(super) fn lift(&mut self, limit: Limit, amount: u64, origin: &Origin) {
        self.ceilings[limit as usize].take(amount, origin);
    }

    /// How much is asked for.
    pub(super) const fn asked(&self, limit: Limit) -> &Setting<u64> {
        &self.asked[limit as usize]
    }

    /// How much a repository may have.
    pub(super) const fn ceiling(&self, limit: Limit) -> &Setting<u64> {
        &self.ceilings[limit as usize]
    }

    /// Takes the amount of a flag, if the flag was given.
    pub fn flag(&mut self, limit: Limit, given: Option<u64>) {
        self.asked[limit as usize].flag(given);
    }

    /// Takes a flag of the form `memory=4GB`.
    ///
    /// # Errors
    /// Where there is no such limit or it cannot be this much, in words.
    pub fn flag_text(&mut self, text: &str) -> Result<(), String> {
        let (key, amount) = text.split_once('=').ok_or("it has to be written as in memory=4GB")?;
        let limit = Limit::named(key).ok_or_else(|| unknown(key))?;
        let amount =
            limit.amount(&value::from_text(amount)).map_err(|expected| format!("`{key}` has to be {expected}"))?;
        self.flag(limit, Some(amount));
        Ok(())
    }

    /// How much a program gets whose toolchain has these wishes, which count where nobody else has any.
    #[must_use]
    pub fn grant(&self, limit: Limit, wishes: &Wishes) -> Grant {
        let (asked, ceiling) = (&self.asked[limit as usize], self.ceilings[limit as usize].value);
        let own_wish = wishes.0[limit as usize].filter(|_| asked.origin == Origin::Default);
        let amount = match own_wish {
            None if asked.origin.is_the_users() => asked.value,
            None => asked.value.min(ceiling),
            Some(amount) => amount.min(ceiling),
        };
        // Processor time that nobody has set is at least the time that there is.
        let unset = limit == Limit::Cpu && own_wish.is_none() && asked.origin == Origin::Default;
        let amount = if unset { amount.max(self.grant(Limit::Timeout, wishes).amount) } else { amount };
        Grant { limit, amount, at_ceiling: amount >= ceiling }
    }

    /// What a repository or the environment asked for and did not get, in words.
    pub fn refused(&self) -> impl Iterator<Item = String> {
        let over = |limit: &Limit| {
            let (asked, ceiling) = (&self.asked[*limit as usize], &self.ceilings[*limit as usize]);
            !asked.origin.is_the_users() && asked.value > ceiling.value
        };
        Limit::ALL.into_iter().filter(over).map(|limit| {
            let (asked, ceiling) = (&self.asked[limit as usize], &self.ceilings[limit as usize]);
            let (key, most) = (limit.key(), limit.shown(ceiling.value));
            let wanted = limit.shown(asked.value);
            format!(
                "{} asks for {key} = {wanted}, and gets {most}; `--limit {key}={wanted}` or your own configuration \
                 (`{key}` below [ceiling]) allows more",
                asked.origin
            )
        })
    }
}

impl Grant {
    /// The amount as people write it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.limit.shown(self.amount)
    }

    /// The amount as a time.
    #[must_use]
    pub const fn time(&self) -> Duration {
        Duration::from_millis(self.amount)
    }

    /// What raises it.
    #[must_use]
    pub fn advice(&self) -> String {
        let key = self.limit.key();
        if self.at_ceiling {
            format!("that is the ceiling, which `--limit {key}=…` or your own configuration lifts")
        } else {
            format!("`{key}` in {} or `--limit {key}=…` raises that", super::FILE)
        }
    }
}
