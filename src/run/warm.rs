//! Compiling ahead what many programs import, once, from a file that recant writes itself.
//!
//! Nothing of a note gets into the cache but the names of packages that the toolchain itself lists
//! as its standard library, so no note can put code there that another one runs.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::toolchains::{StandardLibrary, Toolchain, Warm};

/// Where the compiled packages of a toolchain are.
pub(super) fn folder(cache: &Path, toolchain: &Toolchain) -> PathBuf {
    cache.join("warm").join(format!("{}-{}", toolchain.recipe.name, toolchain.version))
}

/// The packages that were compiled ahead.
pub(super) fn compiled(cache: &Path, toolchain: &Toolchain) -> BTreeSet<String> {
    std::fs::read_to_string(record(cache, toolchain)).unwrap_or_default().lines().map(str::to_owned).collect()
}

fn record(cache: &Path, toolchain: &Toolchain) -> PathBuf {
    cache.join("warm").join(format!("{}-{}.imports", toolchain.recipe.name, toolchain.version))
}

/// Compiles what the programs import of the standard library and is not in the cache yet. Where that
/// fails, programs compile it themselves, which is only slower.
pub(super) fn warm<'a>(
    cache: &Path,
    toolchain: &Toolchain,
    library: Option<&StandardLibrary>,
    programs: impl Iterator<Item = &'a str>,
) {
    let (Some(warm), Some(library)) = (&toolchain.recipe.warm, library) else { return };
    let folder = folder(cache, toolchain);
    let before = compiled(cache, toolchain);
    let mut wanted = before.clone();
    for program in programs {
        let names = warm.imports.captures_iter(program).map(|found| found[1].to_owned());
        wanted.extend(names.filter(|name| library.has(name)));
    }
    if (wanted != before || !folder.is_dir()) && compile(warm, toolchain, &folder, &wanted).is_ok() {
        // A record that cannot be written costs the next check some time, and nothing else.
        let _ = std::fs::write(record(cache, toolchain), wanted.into_iter().collect::<Vec<_>>().join("\n"));
    }
}

fn compile(warm: &Warm, toolchain: &Toolchain, folder: &Path, names: &BTreeSet<String>) -> std::io::Result<()> {
    let imports: String = names.iter().map(|name| warm.each.replace("{name}", name)).collect();
    let source = format!("{}{imports}{}", warm.before, warm.after);
    // A folder that is named by what is in it, and stays: two checks at once write the same bytes,
    // and one that is interrupted leaves nothing that the next would not use.
    let scratch = folder.join("sources").join(&blake3::hash(source.as_bytes()).to_hex()[..16]);
    std::fs::create_dir_all(&scratch)?;
    std::fs::write(scratch.join(&toolchain.recipe.file), source)?;
    command(warm, toolchain, folder, &warm.run).dir(scratch).stdout_null().run().map(|_| ())
}

/// A command of the toolchain's own, outside of any sandbox, that uses what is compiled ahead.
pub(super) fn command(warm: &Warm, toolchain: &Toolchain, folder: &Path, words: &[String]) -> duct::Expression {
    let words: Vec<_> =
        words.iter().map(|word| toolchain.expand(word).replace("{file}", &toolchain.recipe.file)).collect();
    let mut environment: BTreeMap<OsString, OsString> = std::env::vars_os().collect();
    for (name, value) in &toolchain.recipe.environment {
        environment.insert(name.into(), toolchain.expand(value).into());
    }
    environment.insert((&warm.variable).into(), folder.into());
    duct::cmd(&words[0], &words[1..]).full_env(environment).stdin_null().stderr_null()
}
