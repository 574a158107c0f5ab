//! What files are that programs run: hashes of what they hold.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::cache::{Cache, Parts, Stamp, What};

/// What files hold, read again only where a file has changed.
#[derive(Debug)]
pub(super) struct Identities {
    cache: Arc<Cache>,
    known: Mutex<HashMap<PathBuf, Option<Arc<Identity>>>>,
    stamps: Mutex<HashMap<What, Arc<Stamp>>>,
    /// Commands by the folders that they are looked for in, and by their names.
    commands: Mutex<HashMap<String, Commands>>,
}

/// What stands behind names of commands.
type Commands = HashMap<String, Option<Arc<Identity>>>;

/// A file as it is now.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) path: PathBuf,
    /// By what a change is told without reading it.
    pub(super) stamp: Arc<Stamp>,
    /// The hash of what it holds.
    pub(super) hash: Vec<u8>,
}

impl Identities {
    pub(super) fn new(cache: Arc<Cache>) -> Self {
        Self { cache, known: Mutex::default(), stamps: Mutex::default(), commands: Mutex::default() }
    }

    /// What something is now, looked at once.
    pub(super) fn stamp(&self, what: What) -> Arc<Stamp> {
        Arc::clone(held(&self.stamps).entry(what).or_insert_with_key(|what| Arc::new(what.clone().stamp())))
    }

    /// A file of the host as it is now; of a folder nothing is said.
    pub(super) fn of(&self, path: &Path) -> Option<Arc<Identity>> {
        if let Some(known) = held(&self.known).get(path) {
            return known.clone();
        }
        let identity = self.look(path).map(Arc::new);
        held(&self.known).insert(path.to_owned(), identity.clone());
        identity
    }

    /// The command of a name, where there is one in the folders of a `PATH`.
    pub(super) fn command(&self, path: &str, name: &str) -> Option<Arc<Identity>> {
        if let Some(known) = held(&self.commands).get(path).and_then(|known| known.get(name)) {
            return known.clone();
        }
        let command = path.split(':').find_map(|folder| self.look(&Path::new(folder).join(name))).map(Arc::new);
        held(&self.commands).entry(path.to_owned()).or_default().insert(name.to_owned(), command.clone());
        command
    }

    fn look(&self, path: &Path) -> Option<Identity> {
        if !path.is_absolute() || !path.is_file() {
            return None;
        }
        let stamp = What::File(path.to_owned()).stamp();
        let key = Parts::of("file").add(path.as_os_str().as_encoded_bytes()).add(&stamp.was).key();
        let found = self.cache.get(&key).map(|found| found.value);
        let hash = found.or_else(|| {
            let mut hasher = blake3::Hasher::new();
            hasher.update_reader(File::open(path).ok()?).ok()?;
            let hash = hasher.finalize().as_bytes().to_vec();
            self.cache.put(key, hash.clone());
            Some(hash)
        })?;
        Some(Identity { path: path.to_owned(), stamp: Arc::new(stamp), hash })
    }
}

fn held<T>(known: &Mutex<T>) -> MutexGuard<'_, T> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}
