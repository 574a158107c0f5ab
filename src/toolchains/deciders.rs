//! What decides which toolchains are found: as long as nothing of it changes, neither do they.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::places::{expanded, matching};
use super::recipe::Find;
use super::{Toolchains, places};
use crate::cache::What;

impl Toolchains {
    /// All that is looked at to find toolchains, whether it is there or not.
    #[must_use]
    pub fn deciders(&self) -> BTreeSet<What> {
        let mut all = BTreeSet::from([What::Variable("PATH".into()), What::Variable("HOME".into())]);
        for slot in &self.slots {
            let find = &slot.recipe.find;
            find.programs.iter().chain(&find.elsewhere).for_each(|pattern| looked_at(pattern, &mut all));
            all.extend(shims(find));
        }
        all
    }
}

/// What is looked at for a name or a pattern of paths.
fn looked_at(pattern: &str, all: &mut BTreeSet<What>) {
    let (patterns, found): (Vec<String>, Vec<PathBuf>) = if pattern.contains('/') {
        all.extend(variable(pattern));
        let path = expanded(pattern);
        let found = path.iter().flat_map(|path| matching(path)).collect();
        (path.into_iter().collect(), found)
    } else {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let below = std::env::split_paths(&path).map(|folder| folder.join(pattern).to_string_lossy().into_owned());
        (below.collect(), places::on_path(pattern))
    };
    // Something new in a folder changes the folder.
    all.extend(patterns.iter().map(|pattern| What::File(fixed(pattern))));
    all.extend(found.iter().filter_map(|path| path.parent()).map(|folder| What::File(folder.to_owned())));
    all.extend(found.into_iter().map(What::File));
}

/// The part of a pattern in front of its first folder that is none.
fn fixed(pattern: &str) -> PathBuf {
    let is_name = |part: &std::path::Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']);
    Path::new(pattern).components().take_while(is_name).collect()
}

/// What decides for the shims of a recipe: see [`places::decided`].
fn shims(find: &Find) -> Vec<What> {
    let here = std::env::current_dir().unwrap_or_default();
    let of = |source: &String| match source.strip_prefix('$') {
        Some(name) if !name.contains('/') => vec![What::Variable(name.to_owned())],
        _ if source.contains('/') => {
            let paths =
                expanded(source).into_iter().flat_map(|path| [vec![path.clone().into()], matching(&path)].concat());
            variable(source).into_iter().chain(paths.map(What::File)).collect()
        }
        _ => here.ancestors().map(|folder| What::File(folder.join(source))).collect(),
    };
    find.shims.values().flatten().flat_map(of).collect()
}

/// The variable that a pattern begins with.
fn variable(pattern: &str) -> Option<What> {
    let name = pattern.split('/').next()?.strip_prefix('$')?;
    Some(What::Variable(name.to_owned()))
}
