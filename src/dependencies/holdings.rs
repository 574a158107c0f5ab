//! What a store holds, and how it is emptied.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::seal::{remove, size};
use super::store::{MAKING, Store, sweep};
use crate::toolchains::Ecosystem;

/// What a store holds of one ecosystem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Where it came from.
    pub ecosystem: Ecosystem,
    /// How many sets of packages there are.
    pub sets: usize,
    /// How many bytes these take up.
    pub bytes: u64,
}

impl Store {
    /// The folder that it is in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.root
    }

    /// What is in it; ecosystems of which there is nothing are left out.
    #[must_use]
    pub fn holdings(&self) -> Vec<Holding> {
        let of = |ecosystem: Ecosystem| {
            let entries = entries(&self.root.join(ecosystem.word()));
            Holding { ecosystem, sets: entries.len(), bytes: entries.iter().map(|entry| size(entry)).sum() }
        };
        Ecosystem::ALL.into_iter().map(of).filter(|holding| holding.sets > 0).collect()
    }

    /// Removes all that is in it, but for what someone is fetching at this moment.
    ///
    /// # Errors
    /// Where something cannot be removed.
    pub fn clear(&self) -> io::Result<()> {
        for folder in Ecosystem::ALL.map(|ecosystem| self.root.join(ecosystem.word())) {
            for entry in entries(&folder) {
                // Under another name first, so that nobody finds the half of it.
                let mut gone = entry.clone().into_os_string();
                gone.push(MAKING);
                gone.push("gone");
                fs::rename(&entry, &gone)?;
                remove(Path::new(&gone))?;
            }
            for answer in paths(&folder).filter(|path| path.extension().is_some_and(|end| end == "answer")) {
                fs::remove_file(answer)?;
            }
            sweep(&folder);
        }
        Ok(())
    }
}

/// The sets of packages in a folder: their names are keys alone.
fn entries(folder: &Path) -> Vec<PathBuf> {
    paths(folder).filter(|path| path.extension().is_none() && path.is_dir()).collect()
}

fn paths(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}
