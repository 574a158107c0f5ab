//! What whole documents came to: where nothing has changed on which that stands, nothing is run, nothing is
//! asked of toolchains, and no sandbox is tried.
//!
//! An account of a document is kept under the hash of its bytes, of what people stored for it, of the
//! settings, and of recant itself. Beside it stands what else it depends on, to be looked at before it
//! counts: see [`Ground`] for what all documents stand on.

mod ground;
mod record;
mod stored;

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::cache::{Cache, Held, Key, Parts, Stamp, Standing, Wanted, What, held, now, read_all};
use crate::report::{FileNotice, Line};
use crate::sandbox::Level;

pub use ground::Ground;

/// What is said of one document.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The lines of its ledger.
    pub lines: Vec<Line>,
    /// What is to be said of it as a whole.
    pub notices: Vec<FileNotice>,
}

/// What came of documents before.
#[derive(Debug)]
pub struct Memo {
    cache: Arc<Cache>,
    /// What is the same for all documents of a check.
    terms: Parts,
    /// Where the ground is kept that they stand on.
    place: Key,
    /// That ground, and the terms on it.
    ground: Option<(Ground, Parts)>,
    wanted: Wanted,
    /// What was looked at, and whether it is as it was.
    stands: Mutex<HashMap<Stamp, bool>>,
}

/// An account as it is kept.
struct Kept {
    since: u64,
    until: Option<u64>,
    files: BTreeSet<Stamp>,
    account: Account,
}

held!(struct Account { lines, notices });
held!(struct Kept { since, until, files, account });

impl Memo {
    /// What a cache holds of documents that were checked on these terms: recant itself, which level of
    /// isolation is asked for, and what the settings say.
    #[must_use]
    pub fn open(cache: Arc<Cache>, terms: &[&[u8]], wanted: Wanted) -> Self {
        let mut all = Parts::of("terms");
        let recant = std::env::current_exe().unwrap_or_default();
        all.add(recant.as_os_str().as_encoded_bytes()).add(What::File(recant.clone()).now());
        all.add_each(terms.iter());
        // Terminals and editors find other toolchains: each of them has a ground of its own.
        let place = all.clone().add(What::Variable("PATH".into()).now()).add("ground").key();
        let ground = cache.get(&place).and_then(|found| read_all::<Ground>(&found.value)).filter(Ground::stands);
        let ground = ground.map(|ground| on(&all, ground));
        Self { cache, terms: all, place, ground, wanted, stands: Mutex::default() }
    }

    /// The level at which programs were isolated, where that still stands.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.ground.as_ref().map(|(ground, _)| ground.level())
    }

    /// Puts the check on this ground, where it is another one than before.
    pub fn stand_on(&mut self, ground: Ground) {
        if self.ground.as_ref().is_none_or(|(known, _)| *known != ground) {
            let mut bytes = Vec::new();
            ground.hold(&mut bytes);
            self.cache.put(self.place, bytes);
            self.ground = Some(on(&self.terms, ground));
        }
    }

    /// The key of a document, by its [`content`]; `None` where nothing is known of the ground.
    #[must_use]
    pub fn key(&self, content: &Key) -> Option<Key> {
        Some(self.ground.as_ref()?.1.clone().add(content).key())
    }

    /// What came of a document, where all that it stands on is as it was.
    #[must_use]
    pub fn recall(&self, key: &Key) -> Option<Account> {
        let kept: Kept = read_all(&self.cache.get(key)?.value)?;
        let is_young = self.wanted.takes(kept.since) && kept.until.is_none_or(|until| now() < until);
        (is_young && kept.files.iter().all(|file| self.stands(file))).then_some(kept.account)
    }

    /// Keeps what came of a document.
    pub fn keep(&self, key: Key, account: &Account, standing: &Standing) {
        let mut bytes = Vec::new();
        standing.since.hold(&mut bytes);
        standing.until.hold(&mut bytes);
        // In order, so that the same account is the same bytes.
        standing.files.iter().cloned().collect::<BTreeSet<_>>().hold(&mut bytes);
        account.hold(&mut bytes);
        self.cache.put(key, bytes);
    }

    fn stands(&self, stamp: &Stamp) -> bool {
        let mut known = self.stands.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stands) = known.get(stamp) {
            return *stands;
        }
        let stands = stamp.stands();
        known.insert(stamp.clone(), stands);
        stands
    }
}

/// All that a document is, with what people stored for it in a folder; `None` where that cannot be read.
#[must_use]
pub fn content(path: &str, bytes: &[u8], stored: Option<&Path>) -> Option<Key> {
    let mut parts = Parts::of("document");
    parts.add(path).add(bytes);
    stored::add(&mut parts, stored).ok()?;
    Some(parts.key())
}

/// The terms on some ground.
fn on(terms: &Parts, ground: Ground) -> (Ground, Parts) {
    let mut terms = terms.clone();
    terms.add(ground.digest());
    (ground, terms)
}
