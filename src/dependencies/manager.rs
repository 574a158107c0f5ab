//! Calling a package manager on manifests that recant wrote, so that it fills a folder: in a sandbox where
//! there is one for it, or else as the user would call it.

use std::path::{Path, PathBuf};

use super::order::Order;
use super::reach::Reach;
use super::trouble::Trouble;
use super::{inside, outside};
use crate::sandbox::{Access, Bind, Command, File, Level, Policy, Task};
use crate::toolchains::HOME;

/// Where things that are not kept lie in a sandbox.
const SCRATCH: &str = "/tmp/scratch";

/// Calls of a package manager, one after the other; the first that fails is the last.
pub(super) struct Call {
    /// Programs with their arguments.
    pub(super) commands: Vec<(PathBuf, Vec<String>)>,
    /// Manifests that they find in the folder where they work.
    pub(super) files: Vec<(&'static str, String)>,
    /// Variables.
    pub(super) environment: Vec<(&'static str, String)>,
    /// Variables that name files of that folder.
    pub(super) places: Vec<(&'static str, &'static str)>,
    /// Variables that name a place for what is not kept.
    pub(super) scratch: &'static [&'static str],
    /// Folders that the programs live in.
    pub(super) view: Vec<PathBuf>,
    /// The files and folders that are kept.
    pub(super) kept: &'static [&'static str],
}

/// Has a package manager do its work; `reach` tells what it may connect to from a sandbox.
pub(super) fn call(
    order: &Order<'_>,
    call: &Call,
    reach: impl FnOnce() -> Result<Reach, Trouble>,
) -> Result<(), Trouble> {
    match order.sandbox.level() {
        Level::Full => inside::run(order, task(call), &reach()?.complete(), call.kept),
        // There nothing can be put between it and the network; it runs no code of what it fetches.
        Level::Landlock | Level::None => outside::run(order, call),
    }
}

/// The same calls in a sandbox.
fn task(call: &Call) -> Task {
    let folders = call.commands.iter().filter_map(|(program, _)| Some(program.parent()?.display().to_string()));
    let path = folders.chain(["/usr/local/bin:/usr/bin:/bin".to_owned()]).collect::<Vec<_>>().join(":");
    let fixed = [("PATH", path), ("LANG", "C.UTF-8".to_owned())];
    let places = call.places.iter().map(|(name, file)| (*name, format!("{HOME}/{file}")));
    let scratch = call.scratch.iter().map(|name| (*name, SCRATCH.to_owned()));
    let environment = fixed.into_iter().chain(call.environment.iter().cloned()).chain(places).chain(scratch);
    let file = |(path, text): &(&str, String)| File::plain(path, text.clone());
    let command = |(program, arguments): &(PathBuf, Vec<String>)| Command {
        program: program.clone(),
        arguments: arguments.clone(),
        stdin: Vec::new(),
        may_fail: false,
    };
    Task {
        policy: Policy {
            view: call.view.iter().filter(|path| path.exists()).map(|path| read_only(path)).collect(),
            environment: environment.map(|(name, value)| (name.to_owned(), value)).collect(),
            ..Policy::default()
        },
        files: call.files.iter().map(file).collect(),
        commands: call.commands.iter().map(command).collect(),
        collect: Vec::new(),
    }
}

/// A folder that is seen at its own place.
pub(super) fn read_only(path: &Path) -> Bind {
    Bind { source: path.into(), target: path.into(), access: Access::ReadOnly }
}

/// What a program says of the user's own configuration; nothing where it fails.
pub(super) fn asked(program: &Path, arguments: &[&str]) -> String {
    // Not in the folder of the notes, whose configuration is someone else's.
    duct::cmd(program, arguments).dir("/").stdin_null().stderr_null().read().unwrap_or_default()
}

/// A program on `PATH`, by its absolute path: a folder of someone else's must not lend its own.
pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let absolute = std::env::split_paths(&path).filter(|folder| folder.is_absolute());
    absolute.map(|folder| folder.join(name)).find(|program| program.is_file())
}
