//! What files are that programs run: hashes of what they hold.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cache::{Cache, Parts, Stamp, What};

/// What files hold, read again only where a file has changed.
#[derive(Debug)]
pub(super) struct Identities {
    cache: Arc<Cache>,
    known: Mutex<HashMap<PathBuf, Option<Identity>>>,
    stamps: Mutex<HashMap<What, Stamp>>,
}

/// A file as it is now.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    /// By what a change is told without reading it.
    pub(super) stamp: Stamp,
    /// The hash of what it holds.
    pub(super) hash: Vec<u8>,
}

impl Identities {
    pub(super) fn new(cache: Arc<Cache>) -> Self {
        Self { cache, known: Mutex::default(), stamps: Mutex::default() }
    }

    /// What something is now, looked at once.
    pub(super) fn stamp(&self, what: What) -> Stamp {
        let mut stamps = self.stamps.lock().unwrap_or_else(PoisonError::into_inner);
        stamps.entry(what).or_insert_with_key(|what| what.clone().stamp()).clone()
    }

    /// A file as it is now; of a folder nothing is said.
    pub(super) fn of(&self, path: &Path) -> Option<Identity> {
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return known.clone();
        }
        let identity = self.look(path);
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), identity.clone());
        identity
    }

    fn look(&self, path: &Path) -> Option<Identity> {
        if !path.is_file() {
            return None;
        }
        let stamp = What::File(path.to_owned()).stamp();
        let key = Parts::of("file").add(path.as_os_str().as_encoded_bytes()).add(&stamp.was).key();
        if let Some(found) = self.cache.get(&key) {
            return Some(Identity { stamp, hash: found.value });
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(path).ok()?).ok()?;
        let hash = hasher.finalize().as_bytes().to_vec();
        self.cache.put(key, hash.clone());
        Some(Identity { stamp, hash })
    }
}
