//! Where programs are: names on `PATH`, and patterns of paths with `~` and `$VARIABLES`.

use std::path::{Path, PathBuf};

/// The programs that a name or a pattern stands for, in the order in which they are tried.
///
/// A name, which may be a pattern (`gcc-[0-9]*`), is looked for in every folder of `PATH`. What has a
/// folder is a path; a variable in it that is not set makes it stand for nothing.
pub(super) fn programs(pattern: &str) -> Vec<PathBuf> {
    let found = if pattern.contains('/') {
        expanded(pattern).map_or_else(Vec::new, |path| matching(&path))
    } else {
        on_path(pattern)
    };
    found.into_iter().filter(|path| is_executable(path)).collect()
}

pub(super) fn on_path(name: &str) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
    if !name.contains(['*', '?', '[']) {
        return folders.map(|folder| folder.join(name)).collect();
    }
    folders
        .flat_map(|folder| matching(&format!("{}/{name}", glob::Pattern::escape(&folder.to_string_lossy()))))
        .collect()
}

pub(super) fn matching(pattern: &str) -> Vec<PathBuf> {
    glob::glob(pattern).into_iter().flatten().flatten().collect()
}

/// A path with its `~` or leading `$VARIABLE` replaced; `None` where that is not set.
pub(super) fn expanded(pattern: &str) -> Option<String> {
    let (first, rest) = pattern.split_once('/')?;
    let base = match (first, first.strip_prefix('$')) {
        ("", _) => String::new(),
        ("~", _) => std::env::var("HOME").ok()?,
        (_, Some(name)) => std::env::var(name).ok()?,
        _ => return None,
    };
    let is_root = first.is_empty();
    (is_root || Path::new(&base).is_absolute()).then(|| format!("{}/{rest}", glob::Pattern::escape(&base)))
}

/// What decides which version a shim stands for, as text that changes when that may.
///
/// `$NAME` is a variable of the environment, a path is what the file holds, and a name is what the
/// nearest file of that name holds, in the folder that recant was started in or above.
pub(super) fn decided(by: &[String]) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let mut hasher = blake3::Hasher::new();
    for source in by {
        let value = match source.strip_prefix('$') {
            Some(name) if !name.contains('/') => std::env::var(name).unwrap_or_default().into_bytes(),
            _ if source.contains('/') => {
                let files = expanded(source).map_or_else(Vec::new, |path| matching(&path));
                files.iter().find_map(|file| choice(file)).unwrap_or_default()
            }
            _ => here.ancestors().find_map(|folder| choice(&folder.join(source))).unwrap_or_default(),
        };
        hasher.update(&value).update(&[0]);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// What a file by which someone chooses a version holds: a few words, in a repository maybe something else.
fn choice(file: &Path) -> Option<Vec<u8>> {
    const LARGEST: u64 = 1 << 16;
    let is_choice = file.metadata().is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST);
    is_choice.then(|| std::fs::read(file).ok()).flatten()
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    use super::{expanded, programs};

    #[test]
    fn a_pattern_below_a_variable_that_is_not_set_stands_for_nothing() {
        assert_eq!(expanded("$NO_SUCH_VARIABLE_OF_RECANT/bin/x"), None);
        assert_eq!(expanded("relative/bin/x"), None);
        assert_eq!(expanded("/opt/*/bin/x").as_deref(), Some("/opt/*/bin/x"));
        assert_eq!(expanded("~/x"), std::env::var("HOME").ok().map(|home| format!("{home}/x")));
    }

    #[test]
    fn names_and_patterns_of_names_are_looked_for_on_path() {
        assert!(!programs("sh").is_empty());
        assert!(programs("s[h]").iter().all(|path| path.ends_with("sh")));
        assert!(!programs("s[h]").is_empty());
        assert!(programs("no-such-program").is_empty());
    }
}
