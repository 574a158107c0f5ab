//! On what an outcome stands: as long as that is as it was, the outcome is too.

use std::collections::BTreeSet;

use crate::cache::{self, Stamp};

/// On what an outcome stands beside its program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When it was seen, in seconds since 1970; of several, the oldest.
    pub since: u64,
    /// The files of the machine that it depends on, as they were.
    pub files: BTreeSet<Stamp>,
}

impl Standing {
    /// On nothing, from now on.
    #[must_use]
    pub fn now() -> Self {
        Self { since: cache::now(), files: BTreeSet::new() }
    }

    /// On both.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.since = self.since.min(other.since);
        self.files.extend(other.files);
        self
    }
}
