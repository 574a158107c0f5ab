//! What a compiler is told of the packages that are compiled ahead, asked once of a toolchain.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use crate::run::warm;
use crate::toolchains::{Linked, Toolchain};

/// The compiled packages of the standard library that programs have imported so far, as a toolchain's tools
/// are told of them: with the paths that they have in a sandbox.
pub(super) fn exports(cache: &Path, toolchain: &Toolchain, recipe: &Linked) -> Option<String> {
    let warm = toolchain.recipe.warm.as_ref()?;
    let names = warm::compiled(cache, toolchain);
    let folder = warm::folder(cache, toolchain);
    let record = folder.with_extension("exports");
    let words: Vec<String> = recipe.exports.iter().cloned().chain(names.iter().cloned()).collect();
    let listed = recall(&record, &names).or_else(|| {
        let listed = warm::command(warm, toolchain, &folder, &words).dir(&folder).read().ok()?;
        // One that cannot be kept costs the next check some time, and nothing else.
        let _ = keep(&record, &format!("{}\n{listed}\n", heading(&names)));
        Some(listed)
    })?;
    Some(listed.replace(&*folder.to_string_lossy(), &toolchain.expand(&warm.cache)) + "\n")
}

/// What was listed before for these names, where every file of it is still there: Go removes from its
/// cache what was not used for days.
fn recall(record: &Path, names: &BTreeSet<String>) -> Option<String> {
    let kept = std::fs::read_to_string(record).ok()?;
    let (first, listed) = kept.split_once('\n')?;
    let file = |line: &str| line.split_once('=').is_none_or(|(_, path)| Path::new(path).is_file());
    (first == heading(names) && listed.lines().all(file)).then(|| listed.trim_end().to_owned())
}

/// Writes a record so that whoever reads it meanwhile has all of one.
fn keep(record: &Path, text: &str) -> std::io::Result<()> {
    let mut written = tempfile::NamedTempFile::new_in(record.parent().unwrap_or(Path::new(".")))?;
    written.write_all(text.as_bytes())?;
    written.persist(record)?;
    Ok(())
}

fn heading(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}
