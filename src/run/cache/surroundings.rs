//! What programs see beside what they are given: the machine, its packages, and their toolchains.

use std::sync::Arc;

use super::Outcomes;
use crate::cache::{Key, Parts, Stamp, Stamps, What};
use crate::toolchains::Toolchain;

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

/// Something that programs see, as a part of their keys.
#[derive(Debug)]
pub(super) struct Surroundings {
    pub(super) key: Key,
    pub(super) files: Stamps,
}

impl Outcomes {
    /// What is the same for all programs: recant itself, which may run them otherwise than another one would, the
    /// machine, and the system's packages.
    pub(super) fn common(&self) -> &Surroundings {
        self.common.get_or_init(|| {
            let mut parts = Parts::of("common");
            let recant = std::env::current_exe().ok().and_then(|path| self.identities.of(&path));
            parts.add(machine()).add_each(recant.iter().map(|recant| &recant.hash));
            let system = SYSTEM.map(|path| What::File(path.into())).into_iter().chain([What::Tree(LOCAL.into())]);
            let system: Vec<Arc<Stamp>> = system.map(|what| self.identities.stamp(what)).collect();
            parts.add_each(system.iter().map(|stamp| &stamp.was));
            let files = system.into_iter().chain(recant.map(|recant| recant.stamp.clone())).collect();
            Surroundings { key: parts.key(), files }
        })
    }

    /// A toolchain, with the packages that are installed in it.
    pub(super) fn around(&self, toolchain: &Toolchain) -> Arc<Surroundings> {
        let place = (toolchain.recipe.name.clone(), toolchain.program.clone());
        let mut known = self.toolchains.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(known.entry(place).or_insert_with(|| Arc::new(self.look_around(toolchain))))
    }

    fn look_around(&self, toolchain: &Toolchain) -> Surroundings {
        let mut parts = Parts::of("toolchain");
        parts.add(&toolchain.recipe.name).add(toolchain.label());
        let program = self.identities.of(&toolchain.program);
        parts.add(toolchain.program.as_os_str().as_encoded_bytes());
        parts.add_each(program.iter().map(|program| &program.hash));
        let own = toolchain.root.iter().filter(|root| !root.starts_with("/usr"));
        let trees = own.chain(&toolchain.recipe.view).map(|tree| self.identities.stamp(What::Tree(tree.clone())));
        let trees: Vec<Arc<Stamp>> = trees.collect();
        parts.add_each(trees.iter().map(|stamp| &stamp.was));
        Surroundings {
            key: parts.key(),
            files: trees.into_iter().chain(program.map(|seen| seen.stamp.clone())).collect(),
        }
    }
}

/// What programs can tell of the machine.
fn machine() -> String {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{} {} {processors} {}", std::env::consts::OS, std::env::consts::ARCH, kernel.trim())
}
