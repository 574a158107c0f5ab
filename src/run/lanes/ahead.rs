//! What a lane makes once for each toolchain, of nothing but the files of its recipe.
//!
//! It is made in sandboxes, as everything is that a toolchain is used for, and kept in a folder of ours.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::bundle::{new_folder, show};
use super::together::{command, compiling, source};
use crate::dependencies::set_mode;
use crate::run::SandboxRunner;
use crate::sandbox::File;
use crate::toolchains::{Ahead, Together, Toolchain};

/// The folder with all that there is to be made for a toolchain; `None` where nothing of it can be had.
pub(super) fn folder(runner: &SandboxRunner, toolchain: &Toolchain, recipe: &Together) -> Option<PathBuf> {
    let lanes = runner.cache.join("lanes");
    let folder = lanes.join(format!("ahead-{}", &name(toolchain, recipe)[..16]));
    if !folder.is_dir() {
        let making = new_folder(&lanes).ok()?;
        for ahead in &recipe.ahead {
            // What cannot be made costs time, or all of the lane, as whoever compiles will find.
            let _ = make(runner, toolchain, recipe, ahead, making.path());
        }
        // Another check may have been quicker; what it made is the same.
        let _ = fs::rename(making.path(), &folder);
    }
    folder.is_dir().then_some(folder)
}

/// What tells from each other what is made for several toolchains, and by several versions of a recipe.
fn name(toolchain: &Toolchain, recipe: &Together) -> String {
    let mut hasher = blake3::Hasher::new();
    let program = toolchain.program.to_string_lossy();
    let (recipe, ahead) = (&toolchain.recipe, format!("{:?}", recipe.ahead));
    for part in [&program, &*toolchain.version, &recipe.driver, &recipe.smoke, &ahead] {
        hasher.update(&part.len().to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_string()
}

/// Makes one thing, and puts it into the folder.
fn make(
    runner: &SandboxRunner,
    toolchain: &Toolchain,
    recipe: &Together,
    ahead: &Ahead,
    folder: &Path,
) -> io::Result<()> {
    // Both are programs, and between them use most of what a compiler has.
    let tried = [&toolchain.recipe.smoke, &toolchain.recipe.driver];
    let mut task = compiling(runner, toolchain);
    task.files = (1..).zip(tried).map(|(number, text)| source(toolchain, number, text)).collect();
    task.files.push(File::plain(&recipe.driver, &*toolchain.recipe.driver));
    task.commands = ahead.run.iter().filter_map(|words| command(toolchain, words, tried.len())).collect();
    task.collect = vec![ahead.makes.clone()];
    show(folder, &mut task);
    let execution = runner.sandbox.execute(&task, None).map_err(io::Error::other)?;
    let (_, contents) = execution.collected.first().ok_or(io::ErrorKind::NotFound)?;
    let file = folder.join(&ahead.makes);
    fs::write(&file, contents)?;
    set_mode(&file, 0o644)
}
