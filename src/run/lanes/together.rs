//! One compiler process for many programs: a driver of the recipe's compiles each to an archive of its own,
//! which an interpreter then runs without compiling anything.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;

use super::ahead;
use super::bundle::{PLACE, show};
use super::command;
use super::made::Made;
use crate::complete::Wants;
use crate::run::SandboxRunner;
use crate::sandbox::{Command, Execution, File, Task};
use crate::toolchains::{Together, Toolchain};

/// How many programs one process compiles: a compiler gets faster as it goes, and what one program does to
/// it is borne by all.
const COMPILED: usize = 100;

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// How large all archives of a process may become, in bytes.
const LARGEST: u64 = 64 << 20;

/// A program that was compiled.
#[derive(Debug)]
pub(in crate::run) struct Compiled {
    archive: File,
    /// What stands for the program's file where it is started.
    start: Vec<String>,
}

impl Compiled {
    /// Lets a task start the compiled program in the place of this file.
    pub(super) fn stand_in(&self, file: &str, task: &mut Task) {
        task.files.push(self.archive.clone());
        let Some(run) = task.commands.last_mut() else { return };
        if let Some(at) = run.arguments.iter().position(|word| word == file) {
            run.arguments.splice(at..=at, self.start.iter().cloned());
        }
    }
}

/// Compiles programs in few processes; for each, what it became, or why it did not.
pub(super) fn compile(
    runner: &SandboxRunner,
    toolchain: &Toolchain,
    recipe: &Together,
    texts: &[&str],
) -> Vec<Result<Made, String>> {
    let each = |some: &[&str]| {
        let mut compiled = compiled(runner, toolchain, recipe, some);
        let became =
            |number| compiled.remove(&number).ok_or_else(|| "is refused by the compiler, or warned of".to_owned());
        (1..=some.len()).map(became).map(|each| Ok(Made::Compiled(Arc::new(each?)))).collect::<Vec<_>>()
    };
    texts.par_chunks(COMPILED).flat_map_iter(each).collect()
}

/// What a process made of some programs, by their numbers from 1 on.
fn compiled(
    runner: &SandboxRunner,
    toolchain: &Toolchain,
    recipe: &Together,
    texts: &[&str],
) -> HashMap<usize, Compiled> {
    let archive = |number: usize| PathBuf::from(recipe.archive.replace("{id}", &number.to_string()));
    let Some(folder) = ahead::folder(runner, toolchain, recipe) else { return HashMap::new() };
    let mut task = compiling(runner, toolchain);
    show(&folder, &mut task);
    task.files = (1..).zip(texts).map(|(number, text)| source(toolchain, number, text)).collect();
    task.files.push(File::plain(&recipe.driver, &*toolchain.recipe.driver));
    task.commands = vec![telling(toolchain, &recipe.compile, texts.len())];
    task.collect = (1..=texts.len()).map(archive).collect();
    let Ok(Execution { finished, collected }) = runner.sandbox.execute(&task, None) else { return HashMap::new() };
    let mut archives: HashMap<PathBuf, Vec<u8>> = collected.into_iter().collect();
    let said = finished.first().map(|done| String::from_utf8_lossy(&done.stdout.bytes)).unwrap_or_default();
    let one = |line: &str| {
        let (number, name) = line.split_once(' ')?;
        let number = number.parse().ok()?;
        let contents = archives.remove(&archive(number)).filter(|_| is_name(name))?;
        let path = PathBuf::from(recipe.archive.replace("{id}", "program"));
        let word = |word: &String| word.replace("{archive}", &path.to_string_lossy()).replace("{name}", name);
        let start = recipe.start.iter().map(word).collect();
        Some((number, Compiled { archive: File::plain(path, contents), start }))
    };
    said.lines().filter_map(one).collect()
}

/// A task without commands for a compiler.
pub(super) fn compiling(runner: &SandboxRunner, toolchain: &Toolchain) -> Task {
    let mut task = runner.task(toolchain, "", &[], &Wants::default());
    task.commands = Vec::new();
    let limits = &mut task.policy.limits;
    limits.output = LARGEST;
    limits.wall = PATIENCE.max(limits.wall);
    limits.cpu = PATIENCE.max(limits.cpu);
    task
}

/// The file of a program by its number.
pub(super) fn source(toolchain: &Toolchain, number: usize, text: &str) -> File {
    File::plain(format!("{number}/{}", toolchain.recipe.file), text)
}

/// A command that is told of so many programs.
pub(super) fn telling(toolchain: &Toolchain, words: &[String], count: usize) -> Command {
    command(toolchain, words, &[("{count}", &*count.to_string()), ("{ahead}", PLACE)])
}

/// Whether a word cannot be taken for an option, or for several words.
fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !word.contains(|c: char| c.is_whitespace() || c.is_control())
}
