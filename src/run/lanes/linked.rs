//! One link for many: each program is compiled as a package of its own, all are linked into one
//! executable, and the name by which that is started says which of them runs.
//!
//! All of it happens in sandboxes, for compilers are fed what strangers wrote. Into each executable goes
//! the recipe's smoke program too, and only where that prints `OK` the executable is used: what the trick
//! depends on in a toolchain is proven on that toolchain, each time.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::bundle::{Bundle, PLACE};
use super::command;
use super::exports::exports;
use super::made::Made;
use crate::complete::Wants;
use crate::run::SandboxRunner;
use crate::sandbox::{Command, Execution, File, Task};
use crate::toolchains::{Linked, Toolchain};

/// How many programs are compiled in one sandbox: enough to forget what that costs, and few enough that
/// all processors have some.
const COMPILED: usize = 8;

/// How many programs share an executable: where it cannot be linked, all of them run alone.
const LINKED: usize = 128;

/// How large an executable may become, in bytes.
const LARGEST: u64 = 64 << 20;

/// The number of the smoke program; the others are counted from 1.
const SMOKE: u32 = 0;

/// A package that a program was compiled to.
struct Package {
    number: u32,
    archive: Vec<u8>,
}

/// What is used of a toolchain to link its programs together.
struct Linker<'a> {
    runner: &'a SandboxRunner,
    toolchain: &'a Toolchain,
    recipe: &'a Linked,
    /// The folder of its tools.
    tools: PathBuf,
    /// What its tools are told of the packages at hand.
    packages: String,
}

/// Links programs together; for each, what it became part of, or why it did not.
pub(super) fn link(
    runner: &SandboxRunner,
    toolchain: &Toolchain,
    recipe: &Linked,
    texts: &[&str],
) -> Vec<Result<Made, String>> {
    let Some(linker) = Linker::new(runner, toolchain, recipe) else {
        return texts.iter().map(|_| Err("has no linker of that kind".to_owned())).collect();
    };
    let smoke = &*toolchain.recipe.smoke;
    let numbered: Vec<(u32, &str)> = (SMOKE..).zip(std::iter::once(smoke).chain(texts.iter().copied())).collect();
    let mut packages: Vec<Package> = numbered.par_chunks(COMPILED).flat_map(|some| linker.compile(some)).collect();
    packages.sort_by_key(|package| package.number);
    let bundles: HashMap<u32, Arc<Bundle>> = match packages.split_first() {
        Some((smoke, others)) if smoke.number == SMOKE => others
            .par_chunks(LINKED)
            .filter_map(|some| Some((some, linker.link(smoke, some)?)))
            .flat_map_iter(shared)
            .collect(),
        _ => HashMap::new(),
    };
    let compiled = |number| packages.binary_search_by_key(&number, |package| package.number).is_ok();
    let became = |number: u32| match bundles.get(&number) {
        Some(bundle) => Ok(Made::Linked(Arc::clone(bundle), number)),
        None if compiled(number) => Err("cannot be linked with others".to_owned()),
        None => Err("is refused by the compiler".to_owned()),
    };
    numbered[1..].iter().map(|(number, _)| became(*number)).collect()
}

/// Each package's number with the executable that it went into.
fn shared((packages, bundle): (&[Package], Bundle)) -> impl Iterator<Item = (u32, Arc<Bundle>)> {
    let bundle = Arc::new(bundle);
    packages.iter().map(move |package| (package.number, Arc::clone(&bundle)))
}

impl<'a> Linker<'a> {
    fn new(runner: &'a SandboxRunner, toolchain: &'a Toolchain, recipe: &'a Linked) -> Option<Self> {
        let packages = exports(&runner.cache, toolchain, recipe)?;
        let tools = glob::glob(&toolchain.expand(&recipe.tools)).ok()?.find_map(Result::ok)?;
        Some(Self { runner, toolchain, recipe, tools, packages })
    }

    /// The packages that some programs are compiled to, as far as the compiler takes them.
    fn compile(&self, programs: &[(u32, &str)]) -> Vec<Package> {
        let mut task = self.task(&self.packages);
        for (name, text) in &self.recipe.beside {
            task.files.push(File::plain(name, text.as_bytes()));
        }
        for (number, text) in programs {
            task.files.push(File::plain(format!("{number}/{}", self.toolchain.recipe.file), text.as_bytes()));
            // What the compiler refuses is left out, and refused again, in its own words, where it runs alone.
            task.commands.push(Command { may_fail: true, ..self.command(&self.recipe.compile, *number) });
            task.collect.push(archive(*number));
        }
        let Ok(execution) = self.runner.sandbox.execute(&task, None) else { return Vec::new() };
        let package = |(number, _): &(u32, &str)| {
            let (_, archive) = execution.collected.iter().find(|(path, _)| *path == archive(*number))?;
            Some(Package { number: *number, archive: archive.clone() })
        };
        programs.iter().filter_map(package).collect()
    }

    /// The executable of some packages, if it can be had and proves itself.
    fn link(&self, smoke: &Package, others: &[Package]) -> Option<Bundle> {
        let packages = || std::iter::once(smoke).chain(others);
        let each = |template: &str| -> String {
            let template = template.replace("{place}", PLACE);
            packages().map(|package| template.replace("{id}", &package.number.to_string())).collect()
        };
        let main = self.recipe.main.replace("{imports}", &each(&self.recipe.import));
        let main = main.replace("{cases}", &each(&self.recipe.case));
        let mut task = self.task(&format!("{}{}", self.packages, each(&self.recipe.package)));
        task.files.push(File::plain(&self.toolchain.recipe.file, main));
        for package in packages() {
            task.files.push(File::plain(archive(package.number), package.archive.clone()));
        }
        task.commands = self.recipe.link.iter().map(|words| self.command(words, SMOKE)).collect();
        task.collect.push(self.recipe.executable.clone());
        let execution = self.runner.sandbox.execute(&task, None).ok()?;
        let [(_, bytes)] = <[_; 1]>::try_from(execution.collected).ok()?;
        let numbers = packages().map(|package| package.number);
        let bundle = Bundle::new(&self.recipe.executable, &self.runner.cache.join("lanes"), &bytes, numbers).ok()?;
        self.proves(&bundle).then_some(bundle)
    }

    /// Whether the smoke program does in an executable what it does alone.
    fn proves(&self, bundle: &Bundle) -> bool {
        let mut task = self.runner.task(self.toolchain, "", &[], &Wants::default());
        task.commands.drain(..self.toolchain.recipe.builds());
        task.files = Vec::new();
        bundle.stand_in(SMOKE, &mut task);
        let said_ok = |execution: Execution| {
            execution.finished.last().is_some_and(|last| last.stdout.bytes.trim_ascii() == b"OK")
        };
        self.runner.sandbox.execute(&task, None).is_ok_and(said_ok)
    }

    /// A task without commands in which the tools work, told of these packages.
    fn task(&self, packages: &str) -> Task {
        let mut task = self.runner.task(self.toolchain, "", &[], &Wants::default());
        task.policy.limits.output = LARGEST;
        task.files = vec![File::plain("packages", packages)];
        task.commands = Vec::new();
        task
    }

    fn command(&self, words: &[String], number: u32) -> Command {
        let values = [("{tools}", &*self.tools.to_string_lossy()), ("{id}", &*number.to_string())];
        command(self.toolchain, words, &values)
    }
}

/// Where the package of a program goes.
fn archive(number: u32) -> PathBuf {
    Path::new(&number.to_string()).with_extension("a")
}
