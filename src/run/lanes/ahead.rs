//! What a lane makes once for each toolchain, of nothing but the files of its recipe.
//!
//! It is made in sandboxes, as everything is that a toolchain is used for, and kept in a folder of ours.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::bundle::{new_folder, show};
use super::together::{compiling, source, telling};
use crate::cache::{Key, Parts};
use crate::dependencies::set_mode;
use crate::run::SandboxRunner;
use crate::sandbox::File;
use crate::toolchains::{Ahead, Together, Toolchain};

/// The folder with all that there is to be made for a toolchain; `None` where nothing of it can be had.
pub(super) fn folder(runner: &SandboxRunner, toolchain: &Toolchain, recipe: &Together) -> Option<PathBuf> {
    let lanes = runner.cache.join("lanes");
    let folder = lanes.join(format!("ahead-{}", &key(toolchain, recipe).to_string()[..16]));
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
fn key(toolchain: &Toolchain, together: &Together) -> Key {
    let recipe = &toolchain.recipe;
    let mut parts = Parts::of("ahead");
    parts.add(toolchain.program.as_os_str().as_encoded_bytes()).add(&toolchain.version);
    parts.add(&recipe.driver).add(&recipe.smoke).add(format!("{:?}", together.ahead)).key()
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
    task.commands = ahead.run.iter().map(|words| telling(toolchain, words, tried.len())).collect();
    task.collect = vec![ahead.makes.clone()];
    show(folder, &mut task);
    let execution = runner.sandbox.execute(&task, None).map_err(io::Error::other)?;
    let (_, contents) = execution.collected.first().ok_or(io::ErrorKind::NotFound)?;
    let file = folder.join(&ahead.makes);
    fs::write(&file, contents)?;
    set_mode(&file, 0o644)
}
