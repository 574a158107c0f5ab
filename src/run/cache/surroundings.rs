//! From a task to its key: the task itself, and all that its program sees beside it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::{PROJECT, SandboxRunner, Standing};
use super::{Entry, Outcomes};
use crate::cache::{Parts, Stamp, What};
use crate::complete::Program;
use crate::sandbox::{Level, Network, Task};

/// What changes whenever the system's own packages do: libraries, headers and commands below `/usr` are too
/// many to be looked at one by one.
const SYSTEM: [&str; 5] = [
    "/var/lib/dpkg/status",
    "/var/lib/rpm/rpmdb.sqlite",
    "/lib/apk/db/installed",
    "/var/lib/pacman/local",
    "/nix/var/nix/profiles/system",
];

/// What people install beside their system's packages and beside their toolchains.
const LOCAL: &str = "/usr/local/lib";

/// Longer words are no names of commands.
const LONGEST: usize = 64;

impl Outcomes {
    /// What is the same for all programs: recant itself, which may run them otherwise than another one would, the
    /// machine, and the system's packages.
    fn common(&self) -> &(Parts, BTreeSet<Stamp>) {
        self.common.get_or_init(|| {
            let mut parts = Parts::of("outcome");
            let recant = std::env::current_exe().ok().and_then(|path| self.identities.of(&path));
            parts.add(machine()).add_each(recant.iter().map(|recant| &recant.hash));
            let system = SYSTEM.map(|path| What::File(path.into())).into_iter().chain([What::Tree(LOCAL.into())]);
            let system: Vec<Stamp> = system.map(|what| self.identities.stamp(what)).collect();
            parts.add_each(system.iter().map(|stamp| &stamp.was));
            let files = system.into_iter().chain(recant.map(|recant| recant.stamp)).collect();
            (parts, files)
        })
    }
}

impl SandboxRunner {
    /// Where the outcome of a task is kept; `None` where it must not be, because it sees what no key holds.
    pub(super) fn entry(&self, outcomes: &Outcomes, program: &Program, task: &Task, repetition: u32) -> Option<Entry> {
        let level = self.sandbox.level();
        let is_closed = level != Level::None && matches!(task.policy.network, Network::None | Network::Loopback);
        if !is_closed || self.grants().project.is_some() {
            return None;
        }
        let (mut parts, mut files) = outcomes.common().clone();
        parts.add(repetition.to_le_bytes()).add(format!("{level:?}"));
        let mut trees = Vec::new();
        let mut see = |parts: &mut Parts, path: &Path| {
            let Some(identity) = outcomes.identities.of(path) else { return false };
            parts.add(path.as_os_str().as_encoded_bytes()).add(&identity.hash);
            files.insert(identity.stamp);
            true
        };
        self.add_task(&mut parts, program, task)?;
        for command in &task.commands {
            see(&mut parts, &command.program);
        }
        let toolchain = super::super::versions::choose(&self.toolchains, program).ok()?;
        let shown = self.toolchains.called_by(&program.text).filter(|_| toolchain.recipe.borrows);
        for toolchain in std::iter::once(toolchain).chain(shown) {
            parts.add(&toolchain.recipe.name).add(toolchain.label());
            see(&mut parts, &toolchain.program);
            let own = toolchain.root.iter().filter(|root| !root.starts_with("/usr"));
            for tree in own.chain(&toolchain.recipe.view) {
                let stamp = outcomes.identities.stamp(What::Tree(tree.clone()));
                parts.add(&stamp.was);
                trees.push(stamp);
            }
        }
        if toolchain.recipe.borrows {
            // Of several the last one counts.
            let path = task.policy.environment.iter().rfind(|(name, _)| name == "PATH");
            let folders: Vec<PathBuf> =
                path.into_iter().flat_map(|(_, folders)| folders.split(':')).map(PathBuf::from).collect();
            for word in words(task) {
                folders.iter().any(|folder| see(&mut parts, &folder.join(word)));
            }
        }
        files.extend(trees);
        Some(Entry { key: parts.key(), standing: Standing::on(files) })
    }

    /// Adds what a task says. Folders of the host are known by what is added for their toolchains, and those
    /// of the store by their names; what else is in view has to stand in the key itself.
    fn add_task(&self, parts: &mut Parts, program: &Program, task: &Task) -> Option<()> {
        let mut view = task.policy.view.iter().collect::<Vec<_>>();
        // What was compiled ahead makes programs faster and nothing else.
        view.retain(|bind| !bind.source.starts_with(self.cache.join("warm")));
        if view.iter().any(|bind| bind.target.starts_with(PROJECT)) {
            return None;
        }
        let view = view.iter().map(|bind| serde_json::to_vec(bind).unwrap_or_default());
        parts.add_each(view.collect::<Vec<_>>().into_iter());
        for fixture in program.wants.fixtures.iter() {
            parts.add(fixture.path.as_os_str().as_encoded_bytes()).add(&fixture.contents);
        }
        let environment = task.policy.environment.iter().flat_map(|(name, value)| [name, value]);
        parts.add_each(environment.collect::<Vec<_>>().into_iter());
        parts.add(format!("{:?} {:?}", task.policy.network, task.policy.limits));
        parts.add((task.files.len() as u64).to_le_bytes());
        for file in &task.files {
            parts.add(file.path.as_os_str().as_encoded_bytes()).add([u8::from(file.executable)]).add(&file.contents);
        }
        parts.add((task.commands.len() as u64).to_le_bytes());
        for command in &task.commands {
            parts.add(command.program.as_os_str().as_encoded_bytes());
            parts.add_each(command.arguments.iter()).add(&command.stdin).add([u8::from(command.may_fail)]);
        }
        parts.add_each(task.collect.iter().map(|path| path.as_os_str().as_encoded_bytes()));
        Some(())
    }
}

/// What programs can tell of the machine.
fn machine() -> String {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{} {} {processors} {}", std::env::consts::OS, std::env::consts::ARCH, kernel.trim())
}

/// The words of a task's files that may be commands.
fn words(task: &Task) -> BTreeSet<&str> {
    let texts = task.files.iter().filter_map(|file| std::str::from_utf8(&file.contents).ok());
    let words = texts.flat_map(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || "._-+".contains(c))));
    words.filter(|word| (1..=LONGEST).contains(&word.len()) && !word.chars().all(|c| c == '.')).collect()
}

impl Standing {
    fn on(files: BTreeSet<Stamp>) -> Self {
        Self { since: crate::cache::now(), files }
    }
}
