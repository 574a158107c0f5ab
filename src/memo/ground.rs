//! What the accounts of all documents stand on: which toolchains were found, and how programs are isolated.

use std::collections::BTreeSet;

use crate::cache::{Key, Parts, Stamp, What, held};
use crate::sandbox::Level;

/// What a system says of how far it lets programs be isolated: which boot and which container this is, and
/// what may be switched off.
const KERNEL: [&str; 6] = [
    "/proc/sys/kernel/random/boot_id",
    "/proc/self/attr/current",
    "/proc/sys/user/max_user_namespaces",
    "/proc/sys/kernel/unprivileged_userns_clone",
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
    "/proc/sys/kernel/osrelease",
];

/// The namespaces that this process is in.
const NAMESPACES: [&str; 3] = ["/proc/self/ns/user", "/proc/self/ns/mnt", "/proc/self/ns/net"];

/// What the accounts of all documents stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    level: Level,
    stamps: Vec<Stamp>,
}

held!(struct Ground { level, stamps });

impl Ground {
    /// The ground as it is now: the level at which programs are isolated, and what decides which
    /// toolchains are found.
    #[must_use]
    pub fn now(level: Level, deciders: BTreeSet<What>) -> Self {
        let kernel = KERNEL.map(|path| What::Text(path.into())).into_iter();
        let namespaces = NAMESPACES.map(|path| What::Link(path.into()));
        Self { level, stamps: kernel.chain(namespaces).chain(deciders).map(What::stamp).collect() }
    }

    /// The level at which programs are isolated.
    pub(super) const fn level(&self) -> Level {
        self.level
    }

    /// Whether all of it is as it was.
    pub(super) fn stands(&self) -> bool {
        self.stamps.iter().all(|stamp| stamp.what.now() == stamp.was)
    }

    /// A hash of it.
    pub(super) fn digest(&self) -> Key {
        let mut parts = Parts::of("ground");
        parts.add(format!("{:?}", self.level));
        for stamp in &self.stamps {
            parts.add(format!("{:?}", stamp.what)).add(&stamp.was);
        }
        parts.key()
    }
}
