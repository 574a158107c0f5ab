//! What is to be fetched, where to, and within which bounds.

use std::path::Path;
use std::time::Duration;

use super::request::{Request, Resolved};
use crate::sandbox::Sandbox;

/// How much one set of packages may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// How long one command of a package manager may run.
    pub time: Duration,
    /// How many bytes may come over the network, or be in the folder that is filled.
    pub bytes: u64,
    /// How many packages there may be, with all that they build on.
    pub packages: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { time: Duration::from_secs(600), bytes: 2 << 30, packages: 2000 }
    }
}

impl Bounds {
    pub(super) fn too_slow(&self) -> String {
        format!("fetching took longer than {}", shown(self.time))
    }

    pub(super) fn too_large(&self) -> String {
        format!("there is more to fetch than {} MB", self.bytes >> 20)
    }

    pub(super) fn too_many(&self, found: usize) -> String {
        format!("with all that they build on there are {found} packages, more than {}", self.packages)
    }
}

fn shown(time: Duration) -> String {
    match time.as_secs() {
        seconds if seconds >= 120 => format!("{} minutes", seconds / 60),
        seconds => format!("{seconds} seconds"),
    }
}

/// A request that is being answered.
pub(super) struct Order<'a> {
    pub(super) sandbox: &'a Sandbox,
    pub(super) request: &'a Request,
    /// What the answer has to be, where that is known.
    pub(super) pins: Option<&'a [Resolved]>,
    /// The folder that is filled; empty at first.
    pub(super) folder: &'a Path,
    pub(super) bounds: Bounds,
    /// Hears now and then how many bytes there are.
    pub(super) so_far: &'a (dyn Fn(u64) + Sync),
}
