//! What recant remembers from one run to the next: values by the hash of all that they follow from.
//!
//! ```text
//! ~/.cache/recant/outcomes/segment   sorted by key, written once and put in place as a whole
//!                          tail      what came since, appended
//!                          lock      held by who writes
//! ```
//!
//! Any number of processes may read and write at once, and each may be killed at any moment: a record that
//! is half written counts as none, and the next writer cuts it off. Whoever can write here can forge
//! verdicts, so the folder has to be the user's own and closed to everyone else.

mod folder;
mod held;
mod key;
mod segment;
mod stamp;
mod standing;
mod tail;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

pub use folder::secure;
pub(crate) use held::held;
pub use held::{Held, read_all};
pub use key::{Key, Parts};
use segment::Segment;
pub use stamp::{Stamp, What, with_lacking};
pub use standing::{Stamps, Standing};
use tail::Tail;

/// How many bytes are kept; beyond, what is oldest goes.
pub const MOST: u64 = 512 << 20;

/// What is not written yet is written once it has so many bytes, or is so old: a check that is killed
/// keeps nearly all that it has learnt.
const WAITING: (usize, Duration) = (64 << 10, Duration::from_secs(1));

/// The tail is taken into the segment when it has more bytes than this, or than this part of the segment.
const LONG_TAIL: (u64, u64) = (1 << 20, 16);

/// Why the cache cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// The system does not let it be read or written.
    #[error("the cache in {} cannot be used: {cause}", path.display())]
    Access {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Someone else could write there.
    #[error("the cache in {} belongs to someone else, who could forge verdicts with it", .0.display())]
    NotYours(PathBuf),
}

/// A value that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The value.
    pub value: Vec<u8>,
    /// When it was put there, in seconds since 1970.
    pub since: u64,
}

/// Which of the values that are there are to be recalled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// How old they may be.
    pub oldest: Option<Duration>,
    /// Whether none is, so that all are made anew.
    pub refreshes: bool,
}

impl Wanted {
    /// Whether what was found out then is.
    #[must_use]
    pub fn takes(&self, since: u64) -> bool {
        !self.refreshes && self.oldest.is_none_or(|oldest| now().saturating_sub(since) <= oldest.as_secs())
    }
}

/// A cache in a folder of the user's own.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    segment: Option<Segment>,
    tail: Tail,
    new: Mutex<New>,
}

/// What this process adds.
#[derive(Debug)]
struct New {
    values: HashMap<Key, Found>,
    /// Records that are not written yet, and since when.
    waiting: Vec<u8>,
    written: Instant,
}

/// What is in a cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// How many values.
    pub values: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// How many were damaged, and are gone.
    pub damaged: usize,
}

impl Cache {
    /// The cache in a folder, which is made where it is not there.
    ///
    /// # Errors
    /// Where it cannot be read, or could be written by someone else.
    pub fn open(folder: &Path) -> Result<Self, CacheError> {
        folder::secure(folder)?;
        let access = |cause| CacheError::Access { path: folder.to_owned(), cause };
        // First the tail: a writer that takes it into the segment meanwhile then shows it twice, not never.
        let tail = Tail::read(folder).map_err(access)?;
        let segment = Segment::open(folder).map_err(access)?;
        let new = New { values: HashMap::new(), waiting: Vec::new(), written: Instant::now() };
        Ok(Self { folder: folder.to_owned(), segment, tail, new: Mutex::new(new) })
    }

    /// The folder that it is in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<Found> {
        if let Some(found) = self.unwritten().values.get(key) {
            return Some(found.clone());
        }
        self.tail.get(key).or_else(|| self.segment.as_ref()?.get(key))
    }

    /// When the value of a key was put there, where there is one; whether it is whole is not looked at.
    #[must_use]
    pub fn since(&self, key: &Key) -> Option<u64> {
        let new = self.unwritten().values.get(key).map(|found| found.since);
        new.or_else(|| self.tail.since(key)).or_else(|| self.segment.as_ref()?.since(key))
    }

    /// Keeps a value. What cannot be written costs the next run some time, and nothing else.
    pub fn put(&self, key: Key, value: Vec<u8>) {
        let found = Found { value, since: now() };
        let mut new = self.unwritten();
        tail::append(&mut new.waiting, &key, &found);
        new.values.insert(key, found);
        if new.waiting.len() >= WAITING.0 || new.written.elapsed() >= WAITING.1 {
            let _ = self.write(&mut new);
        }
    }

    /// What is in it.
    #[must_use]
    pub fn contents(&self) -> Contents {
        let segment = self.segment.as_ref().map_or((0, 0), Segment::size);
        let tail = self.tail.size();
        Contents { values: segment.0 + tail.0, bytes: segment.1 + tail.1, damaged: 0 }
    }

    /// Removes all values.
    ///
    /// # Errors
    /// Where the system does not let it.
    pub fn clear(&self) -> io::Result<()> {
        let _held = folder::lock(&self.folder)?;
        Segment::remove(&self.folder)?;
        Tail::empty(&self.folder)
    }

    /// Reads all values, and throws away those that are damaged.
    ///
    /// # Errors
    /// Where the folder cannot be read or written.
    pub fn verify(&self) -> io::Result<Contents> {
        let _held = folder::lock(&self.folder)?;
        segment::rewrite(&self.folder, MOST)
    }

    fn unwritten(&self) -> MutexGuard<'_, New> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, new: &mut New) -> io::Result<()> {
        new.written = Instant::now();
        if new.waiting.is_empty() {
            return Ok(());
        }
        let records = std::mem::take(&mut new.waiting);
        let _held = folder::lock(&self.folder)?;
        let length = Tail::add(&self.folder, &records)?;
        if length > LONG_TAIL.0.max(Segment::length(&self.folder) / LONG_TAIL.1) {
            segment::rewrite(&self.folder, MOST)?;
        }
        Ok(())
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        let _ = self.write(&mut self.unwritten());
    }
}

/// The seconds since 1970.
#[must_use]
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
