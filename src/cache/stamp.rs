//! What results stand on that is not part of their key: files that are too many or too large to be read
//! each time, and what the environment says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::held::held;

/// Something that a result stands on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A file or folder, known by inode, size, and times of change.
    File(PathBuf),
    /// The folders of a tree, down to where languages keep their packages: what is installed there, or taken
    /// away, changes one of them.
    Tree(PathBuf),
    /// Where a link leads.
    Link(PathBuf),
    /// What a small file holds.
    Text(PathBuf),
    /// A variable of the environment.
    Variable(String),
    /// What is not there.
    Lacking(Lacking),
}

/// Names that a folder does not have. As long as the folder is as it was, none of them has come, and where it
/// is not, they are looked for one by one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lacking {
    folder: PathBuf,
    names: BTreeSet<String>,
}

/// Something that a result stands on, and what it was then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// What.
    pub what: What,
    /// What it was; empty where it was not there.
    pub was: String,
}

held!(enum What { 0 File(path), 1 Link(path), 2 Text(path), 3 Variable(name), 4 Tree(path), 5 Lacking(lacking) });
held!(struct Lacking { folder, names });
held!(struct Stamp { what, was });

impl What {
    /// What it is now.
    #[must_use]
    pub fn stamp(self) -> Stamp {
        Stamp { was: self.now(), what: self }
    }

    /// What it is now; empty where it is not there.
    #[must_use]
    pub fn now(&self) -> String {
        match self {
            Self::File(path) => identity(path).unwrap_or_default(),
            Self::Tree(path) => tree(path),
            Self::Lacking(lacking) => identity(&lacking.folder).unwrap_or_default(),
            Self::Link(path) => path.read_link().map_or_else(|_| String::new(), |to| to.to_string_lossy().into_owned()),
            Self::Text(path) => std::fs::read_to_string(path).unwrap_or_default(),
            Self::Variable(name) => {
                // One that is set to nothing is not one that is not set.
                std::env::var_os(name).map_or_else(String::new, |value| format!("={}", value.to_string_lossy()))
            }
        }
    }
}

impl Stamp {
    /// Whether it is now what it was.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.what.now() == self.was || matches!(&self.what, What::Lacking(lacking) if lacking.stands())
    }
}

impl Lacking {
    fn stands(&self) -> bool {
        !self.names.iter().any(|name| self.folder.join(name).exists())
    }
}

/// The same things, with all that is not there put together by folders: there are many folders on a `PATH`,
/// and each command is in few of them.
#[must_use]
pub fn with_lacking(all: BTreeSet<What>) -> BTreeSet<What> {
    let mut lacking: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let mut whats = BTreeSet::new();
    for what in all {
        let absent = if let What::File(path) = &what { first_lacking(path) } else { None };
        if let Some((folder, name)) = absent {
            lacking.entry(folder.to_owned()).or_default().insert(name.to_owned());
        } else {
            whats.insert(what);
        }
    }
    whats.extend(lacking.into_iter().map(|(folder, names)| What::Lacking(Lacking { folder, names })));
    whats
}

/// The folder of a path that is there, and the name in it that is not; `None` where all of the path is there.
fn first_lacking(path: &Path) -> Option<(&Path, &str)> {
    let folder = path.ancestors().skip(1).find(|folder| folder.exists()).filter(|_| !path.exists())?;
    let name = path.strip_prefix(folder).ok()?.components().next()?;
    Some((folder, name.as_os_str().to_str()?))
}

/// How deep packages lie in a tree: `lib/python3.11/site-packages`.
const DEPTH: usize = 3;

/// What changes when one of the upper folders of a tree does.
fn tree(root: &Path) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut left = vec![(root.to_owned(), 0)];
    while let Some((folder, depth)) = left.pop() {
        hasher.update(folder.as_os_str().as_encoded_bytes()).update(&[0]);
        hasher.update(identity(&folder).unwrap_or_default().as_bytes()).update(&[0]);
        let entries = if depth < DEPTH { std::fs::read_dir(&folder).ok() } else { None };
        let is_folder = |entry: &std::fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
        let mut below: Vec<_> =
            entries.into_iter().flatten().flatten().filter(is_folder).map(|entry| entry.path()).collect();
        below.sort();
        left.extend(below.into_iter().map(|folder| (folder, depth + 1)));
    }
    hasher.finalize().to_hex().to_string()
}

/// What changes when a file does. Its time of change (`ctime`) cannot be set back by who writes to it.
#[cfg(unix)]
fn identity(path: &Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let meta = path.metadata().ok()?;
    let numbers = [meta.dev(), meta.ino(), meta.size(), u64::from(meta.mode())];
    let times = [meta.mtime(), meta.mtime_nsec(), meta.ctime(), meta.ctime_nsec()];
    let words = numbers.map(|number| format!("{number:x}")).into_iter().chain(times.map(|time| format!("{time:x}")));
    Some(words.collect::<Vec<_>>().join(" "))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<String> {
    let meta = path.metadata().ok()?;
    Some(format!("{:x} {:?}", meta.len(), meta.modified().ok()?))
}
