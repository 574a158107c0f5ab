//! On what a result stands: as long as that is as it was, the result is too.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::{Stamp, now};

/// On what a result stands beside its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When it was seen, in seconds since 1970; of several, the oldest.
    pub since: u64,
    /// When it has to be looked at again at the latest, where nobody here could tell that it has changed.
    pub until: Option<u64>,
    /// What of the machine it depends on, as it was.
    pub files: Stamps,
}

impl Standing {
    /// On nothing, from now on.
    #[must_use]
    pub fn now() -> Self {
        Self::on(Stamps::default())
    }

    /// On this, from now on.
    #[must_use]
    pub fn on(files: Stamps) -> Self {
        Self { since: now(), until: None, files }
    }

    /// The same, for so long.
    #[must_use]
    pub fn lasting(self, time: Duration) -> Self {
        Self { until: Some(self.since.saturating_add(time.as_secs())), ..self }
    }

    /// On both.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.since = self.since.min(other.since);
        self.until = self.until.into_iter().chain(other.until).min();
        self.files.extend(other.files);
        self
    }
}

/// Stamps that many results share. One is told from another by where it lies, as comparing paths takes time;
/// what was looked at twice may be in it twice.
#[derive(Clone, Debug, Default)]
pub struct Stamps(BTreeMap<usize, Arc<Stamp>>);

impl Stamps {
    /// Those that are in it.
    pub fn iter(&self) -> impl Iterator<Item = &Stamp> {
        self.0.values().map(|stamp| &**stamp)
    }

    /// Adds one.
    pub fn insert(&mut self, stamp: Arc<Stamp>) {
        self.0.insert(Arc::as_ptr(&stamp).addr(), stamp);
    }

    /// Adds those of others.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

impl FromIterator<Arc<Stamp>> for Stamps {
    fn from_iter<T: IntoIterator<Item = Arc<Stamp>>>(stamps: T) -> Self {
        Self(stamps.into_iter().map(|stamp| (Arc::as_ptr(&stamp).addr(), stamp)).collect())
    }
}

impl PartialEq for Stamps {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |stamps: &Self| stamps.iter().cloned().collect::<std::collections::BTreeSet<_>>();
        sorted(self) == sorted(other)
    }
}

impl Eq for Stamps {}
