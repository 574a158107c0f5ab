//! `recant.lock`: what was fetched, so that the next machine fetches the same.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::package::Package;
use super::request::{Request, Resolved};

/// The file's name; it stands beside `recant.toml`.
pub const FILE: &str = "recant.lock";

const HEAD: &str = "# Written by `recant prepare`: the packages that the code in these notes is run with.\n\n";

/// A lock file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    #[serde(default, rename = "set")]
    sets: Vec<Pinned>,
}

/// A request with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Pinned {
    #[serde(flatten)]
    request: Request,
    resolved: Vec<Resolved>,
}

/// Why a lock file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// It cannot be read or written.
    #[error("\"{}\" cannot be read or written: {cause}", path.display())]
    Access {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// It is none.
    #[error("\"{}\" is no lock file of recant ({problem}); delete it, and `recant prepare` writes it anew", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}

impl Lock {
    /// Reads the lock file of a folder; one that is not there pins nothing.
    ///
    /// # Errors
    /// Where there is one and it cannot be read, or is none.
    pub fn read(folder: &Path) -> Result<Self, LockError> {
        let path = folder.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(cause) => return Err(LockError::Access { path, cause }),
        };
        toml::from_str(&text).map_err(|error| LockError::Content { path, problem: error.message().to_owned() })
    }

    /// Writes the lock file of a folder, unless it holds just this already.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), LockError> {
        let path = folder.join(FILE);
        let body = toml::to_string(self);
        let body = body.map_err(|error| LockError::Content { path: path.clone(), problem: error.to_string() })?;
        let text = format!("{HEAD}{body}");
        if std::fs::read_to_string(&path).is_ok_and(|held| held == text) {
            return Ok(());
        }
        std::fs::write(&path, text).map_err(|cause| LockError::Access { path, cause })
    }

    /// What answers a request, where that is pinned.
    #[must_use]
    pub fn pins(&self, request: &Request) -> Option<&[Resolved]> {
        let found = self.sets.iter().find(|pinned| pinned.request == *request);
        found.map(|pinned| pinned.resolved.as_slice())
    }

    /// Whether a package is among what is pinned.
    #[must_use]
    pub fn names(&self, package: &Package) -> bool {
        self.sets
            .iter()
            .flat_map(|pinned| &pinned.request.packages)
            .any(|pinned| pinned.ecosystem == package.ecosystem && pinned.known_as() == package.known_as())
    }

    /// Pins what answers a request.
    pub fn pin(&mut self, request: &Request, resolved: &[Resolved]) {
        self.sets.retain(|pinned| pinned.request != *request);
        self.sets.push(Pinned { request: request.clone(), resolved: resolved.to_vec() });
        self.sets.sort_by(|one, other| one.request.cmp(&other.request));
    }
}

#[cfg(test)]
mod tests {
    use super::{Lock, Request, Resolved};
    use crate::toolchains::Ecosystem;

    fn request(package: &str) -> Request {
        Request {
            ecosystem: Ecosystem::Pypi,
            platform: "python 3.11 x86_64-linux".into(),
            packages: [package.parse().unwrap()].into(),
            rehearsal: None,
        }
    }

    #[test]
    fn what_is_pinned_is_found_again_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let resolved = [Resolved { name: "a".into(), version: "1.0".into(), hash: "blake3:00".into() }];
        let mut lock = Lock::read(folder.path()).unwrap();
        lock.pin(&request("pypi:b"), &[]);
        lock.pin(&request("pypi:a==1.0"), &resolved);
        lock.write(folder.path()).unwrap();
        insta::assert_snapshot!(std::fs::read_to_string(folder.path().join(super::FILE)).unwrap());
        let read = Lock::read(folder.path()).unwrap();
        assert_eq!(read, lock);
        assert_eq!(read.pins(&request("pypi:a==1.0")), Some(resolved.as_slice()));
        assert_eq!(read.pins(&request("pypi:a")), None);
    }

    #[test]
    fn a_file_that_is_no_lock_says_so() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(super::FILE), "sets = 1").unwrap();
        let message = Lock::read(folder.path()).unwrap_err().to_string();
        assert!(message.contains("is no lock file of recant (unknown field `sets`"), "{message}");
    }
}
