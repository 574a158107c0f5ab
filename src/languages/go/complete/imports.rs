//! Imports of the standard library by the names that code uses.

use std::collections::BTreeSet;

use super::names::Names;
use crate::languages::completion::{Faith, Known};

/// An import that is missing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// Its path.
    pub(super) path: String,
    /// Whether another package fits as well.
    pub(super) faith: Faith,
}

/// The packages of the standard library that the code names and does not import.
pub(super) fn missing(names: &Names, known: &dyn Known) -> Vec<Import> {
    let missing = names.selected.iter().filter(|(name, _)| {
        !names.declared.contains(*name) && !names.imported.iter().any(|(_, imported)| imported == *name)
    });
    missing.filter_map(|(name, members)| standard(name, members, known)).collect()
}

/// The package of this name that exports all that is used of it. Of several the first is taken,
/// and it is a guess.
pub(super) fn standard(name: &str, members: &BTreeSet<String>, known: &dyn Known) -> Option<Import> {
    let mut fits: Vec<String> = known.standard(name);
    fits.retain(|path| members.iter().all(|member| known.exports(path, member)));
    // A second major version stands beside the first, which unversioned examples mean.
    let versioned = |path: &str| path.rsplit('/').next().is_some_and(|last| last != name);
    if fits.iter().any(|path| !versioned(path)) {
        fits.retain(|path| !versioned(path));
    }
    fits.sort_by_key(|path| (path.starts_with("crypto/") || path.starts_with("html/"), path.clone()));
    let faith = if fits.len() > 1 { Faith::Guess } else { Faith::Faithful };
    Some(Import { path: fits.into_iter().next()?, faith })
}
