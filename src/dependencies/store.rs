//! What was fetched, kept: a folder of recant's own in which each entry is named by what is in it, is
//! complete from the moment at which it is there, and can be written by nobody afterwards.
//!
//! ```text
//! store/pypi/<key of the answer>/entry.toml, site/…      sealed
//!            <key of the request>.answer                 which entry answers a request
//!            <key of the request>.lock                   held by who is fetching
//!            <key of the request>.making-<random>/       what is being fetched
//! ```

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::request::{Request, Resolved};
use super::seal::{hold, remove, seal, try_hold};
use crate::toolchains::Ecosystem;

const ABOUT: &str = "entry.toml";

/// A store of packages.
#[derive(Clone, Debug)]
pub struct Store {
    /// The folder, with one below it for each ecosystem.
    pub(super) root: PathBuf,
}

/// What answers a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The folder that holds it.
    pub folder: PathBuf,
    /// What is in it.
    pub resolved: Vec<Resolved>,
    /// How many bytes it takes up.
    pub size: u64,
}

/// `entry.toml`.
#[derive(Serialize, Deserialize)]
struct About {
    size: u64,
    resolved: Vec<Resolved>,
}

impl Store {
    /// A store in a folder, which is made when something is put into it.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// What answers a request, if it is here: what is pinned, or else what was fetched for it before.
    #[must_use]
    pub fn find(&self, request: &Request, pins: Option<&[Resolved]>) -> Option<Entry> {
        let folder = self.place(request);
        let key = match pins {
            Some(pins) => request.key_of(pins),
            None => fs::read_to_string(folder.join(request.key()).with_extension("answer")).ok()?,
        };
        // What stands in a file is no path until it was looked at.
        let is_key = key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
        let entry = folder.join(key);
        let text = fs::read_to_string(entry.join(ABOUT)).ok().filter(|_| is_key)?;
        let about: About = toml::from_str(&text).ok()?;
        Some(Entry { folder: entry, resolved: about.resolved, size: about.size })
    }

    /// What answers a request: found here, or made by `fetch` in a folder that is empty. Who else wants the
    /// same meanwhile, in whatever process, waits for it.
    ///
    /// # Errors
    /// The inner error is that of `fetch`; the outer one says that the store cannot be written.
    pub fn obtain<E>(
        &self,
        request: &Request,
        pins: Option<&[Resolved]>,
        fetch: impl FnOnce(&Path) -> Result<Vec<Resolved>, E>,
    ) -> io::Result<Result<Entry, E>> {
        let folder = self.place(request);
        fs::create_dir_all(&folder)?;
        sweep(&folder);
        let key = request.key();
        let _held = hold(&folder.join(&key).with_extension("lock"))?;
        if let Some(entry) = self.find(request, pins) {
            return Ok(Ok(entry));
        }
        let making = tempfile::Builder::new().prefix(&format!("{key}{MAKING}")).tempdir_in(&folder)?;
        match fetch(making.path()) {
            Ok(resolved) => put(&folder, request, making, resolved).map(Ok),
            Err(error) => {
                remove(&making.keep())?;
                Ok(Err(error))
            }
        }
    }

    /// Forgets which entry answers a request, so that it is fetched anew. The entry stays.
    pub fn forget(&self, request: &Request) {
        // One that is not there is forgotten already.
        let _ = fs::remove_file(self.place(request).join(request.key()).with_extension("answer"));
    }

    /// What is there as soon as there is something that answers a request.
    pub(super) fn place_of(&self, request: &Request, pins: Option<&[Resolved]>) -> PathBuf {
        let folder = self.place(request);
        match pins {
            Some(pins) => folder.join(request.key_of(pins)).join(ABOUT),
            None => folder.join(request.key()).with_extension("answer"),
        }
    }

    fn place(&self, request: &Request) -> PathBuf {
        self.root.join(request.ecosystem.word())
    }
}

/// Seals what was fetched and gives it its name.
fn put(folder: &Path, request: &Request, making: tempfile::TempDir, resolved: Vec<Resolved>) -> io::Result<Entry> {
    // From here on it is no temporary folder, but swept up by the next one should this process end.
    let making = making.keep();
    let key = request.key_of(&resolved);
    let size = super::seal::size(&making);
    let about = About { size, resolved };
    fs::write(making.join(ABOUT), toml::to_string(&about).map_err(io::Error::other)?)?;
    // Maven installs into the repository that it fetched to.
    seal(&making, request.ecosystem == Ecosystem::Maven)?;
    let entry = folder.join(&key);
    // Another request may have had the same answer: one is as good as the other.
    if entry.join(ABOUT).is_file() || fs::rename(&making, &entry).is_err() {
        remove(&making)?;
        File::open(entry.join(ABOUT))?;
    }
    let note = tempfile::NamedTempFile::new_in(folder)?;
    fs::write(note.path(), &key)?;
    note.persist(folder.join(request.key()).with_extension("answer"))?;
    Ok(Entry { folder: entry, resolved: about.resolved, size })
}

/// The part of the name of what is being made that stands behind its request's key.
pub(super) const MAKING: &str = ".making-";

/// Removes what is half made and whose maker is gone: nobody holds its lock.
pub(super) fn sweep(folder: &Path) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some((key, _)) = name.split_once(MAKING)
            && let Ok(Some(_held)) = try_hold(&folder.join(key).with_extension("lock"))
        {
            // What cannot be removed now is tried again the next time.
            let _ = remove(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::seal::remove;
    use super::{Ecosystem, Entry, Request, Resolved, Store};

    fn request(package: &str) -> Request {
        let packages = [package.parse().unwrap()].into();
        Request { ecosystem: Ecosystem::Pypi, platform: "python 3.11".into(), packages, rehearsal: None }
    }

    /// Has a version of a package fetched, and returns what answers the request.
    fn fetched(store: &Store, package: &str, version: &str) -> Entry {
        let fetch = |folder: &Path| -> Result<_, ()> {
            std::fs::write(folder.join("version"), version).unwrap();
            Ok(vec![Resolved { name: "a".into(), version: version.into(), hash: String::new() }])
        };
        store.obtain(&request(package), None, fetch).unwrap().unwrap()
    }

    #[test]
    fn versions_live_side_by_side_and_the_same_answer_is_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("store"));
        let (old, new) = (fetched(&store, "pypi:a==1", "1"), fetched(&store, "pypi:a==2", "2"));
        let newest = fetched(&store, "pypi:a", "2");
        assert_ne!(old.folder, new.folder);
        assert_eq!(newest.folder, new.folder);
        assert_eq!(std::fs::read_to_string(old.folder.join("version")).unwrap(), "1");
        assert_eq!(store.find(&request("pypi:a==1"), None), Some(old));
        remove(&folder.path().join("store")).unwrap();
    }

    #[test]
    fn what_was_fetched_once_is_not_fetched_again_unless_it_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().join("store"));
        fetched(&store, "pypi:a", "1");
        assert_eq!(fetched(&store, "pypi:a", "2").resolved[0].version, "1");
        store.forget(&request("pypi:a"));
        assert_eq!(fetched(&store, "pypi:a", "2").resolved[0].version, "2");
        remove(&folder.path().join("store")).unwrap();
    }

    #[test]
    fn what_could_not_be_fetched_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().to_owned());
        let fail = |half: &Path| -> Result<Vec<Resolved>, &str> {
            std::fs::write(half.join("half"), "").unwrap();
            Err("no")
        };
        assert_eq!(store.obtain(&request("pypi:a"), None, fail).unwrap(), Err("no"));
        let left: Vec<_> = glob::glob(&format!("{}/pypi/*", folder.path().display())).unwrap().flatten().collect();
        assert!(left.iter().all(|path| path.extension().is_some_and(|end| end == "lock")), "{left:?}");
    }

    #[test]
    fn an_answer_that_is_no_name_of_an_entry_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().to_owned());
        let wanted = request("pypi:a");
        let place = folder.path().join("pypi");
        std::fs::create_dir(&place).unwrap();
        std::fs::write(folder.path().join("entry.toml"), "size = 0\nresolved = []").unwrap();
        std::fs::write(place.join(wanted.key()).with_extension("answer"), "..").unwrap();
        assert_eq!(store.find(&wanted, None), None);
    }
}
