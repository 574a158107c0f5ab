//! What the accounts of all documents stand on: which toolchains were found, and how programs are isolated.

use std::collections::BTreeSet;

use crate::cache::{Key, Parts, Stamp, What, held, with_lacking};
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
    /// What this level was found out from. A machine that starts anew is asked again, and the accounts of
    /// documents are as good as before where it offers the same.
    offered: Vec<Stamp>,
    /// What decides which toolchains are found.
    deciders: Vec<Stamp>,
}

held!(struct Ground { level, offered, deciders });

impl Ground {
    /// The ground as it is now: the level at which programs are isolated, and what decides which
    /// toolchains are found.
    #[must_use]
    pub fn now(level: Level, deciders: BTreeSet<What>) -> Self {
        let kernel = KERNEL.map(|path| What::Text(path.into())).into_iter();
        let namespaces = NAMESPACES.map(|path| What::Link(path.into()));
        let offered = kernel.chain(namespaces).map(What::stamp).collect();
        Self { level, offered, deciders: with_lacking(deciders).into_iter().map(What::stamp).collect() }
    }

    /// The level at which programs are isolated.
    pub(super) const fn level(&self) -> Level {
        self.level
    }

    /// Whether all of it is as it was.
    pub(super) fn stands(&self) -> bool {
        self.offered.iter().chain(&self.deciders).all(Stamp::stands)
    }

    /// A hash of what results depend on.
    pub(super) fn digest(&self) -> Key {
        let mut parts = Parts::of("ground");
        parts.add(format!("{:?}", self.level));
        for stamp in &self.deciders {
            // What is not there makes no difference, whatever else came into its folder.
            let was = if matches!(stamp.what, What::Lacking(_)) { "" } else { &stamp.was };
            parts.add(format!("{:?}", stamp.what)).add(was);
        }
        parts.key()
    }
}
