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

const ABOUT: &str = "entry.toml";

/// A store of packages.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
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
        let folder = self.folder(request);
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
        let folder = self.folder(request);
        fs::create_dir_all(&folder)?;
        sweep(&folder);
        let key = request.key();
        let _held = hold(&folder.join(&key).with_extension("lock"))?;
        if let Some(entry) = self.find(request, pins) {
            return Ok(Ok(entry));
        }
        let making = tempfile::Builder::new().prefix(&format!("{key}.making-")).tempdir_in(&folder)?;
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
        let _ = fs::remove_file(self.folder(request).join(request.key()).with_extension("answer"));
    }

    fn folder(&self, request: &Request) -> PathBuf {
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
    seal(&making)?;
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

/// Removes what is half made and whose maker is gone: nobody holds its lock.
fn sweep(folder: &Path) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some((key, _)) = name.split_once(".making-")
            && let Ok(Some(_held)) = try_hold(&folder.join(key).with_extension("lock"))
        {
            // What cannot be removed now is tried again the next time.
            let _ = remove(&path);
        }
    }
}
