//! One setting, and where it came from.

use std::fmt;
use std::path::PathBuf;

/// A setting's value with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a setting came from. What a repository's file may ask for, others may cap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is recant's own.
    Default,
    /// From this file of the user's own, which no repository can write.
    User(PathBuf),
    /// From this `recant.toml`.
    File(PathBuf),
    /// From this variable of the environment.
    Environment(String),
    /// From the command line.
    Flag,
}

impl<T> Setting<T> {
    /// A default.
    pub(super) fn new(value: T) -> Self {
        Self { value, origin: Origin::Default }
    }

    pub(super) fn take(&mut self, value: T, origin: &Origin) {
        *self = Self { value, origin: origin.clone() };
    }

    /// Takes the value of a flag, if the flag was given.
    pub fn flag(&mut self, given: Option<T>) {
        if let Some(value) = given {
            self.take(value, &Origin::Flag);
        }
    }
}

impl Origin {
    /// Whether it is the user's own word, and not one that a repository may have put there.
    #[must_use]
    pub const fn is_the_users(&self) -> bool {
        matches!(self, Self::User(_) | Self::Flag)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::User(path) | Self::File(path) => write!(f, "{}", path.display()),
            Self::Environment(name) => f.write_str(name),
            Self::Flag => f.write_str("command line"),
        }
    }
}
