//! A directory of the host that a program may write over, into memory.

use std::io;
use std::os::fd::OwnedFd;

use rustix::mount::{UnmountFlags, unmount};

use super::policy::Limits;
use super::root::{PLAIN, attach, make_directories, memory, mounted};

/// Where the layer of memory is mounted until the overlay holds on to it: a directory that every root has.
const STAGE: &str = "dev/shm";

/// Makes an overlay of what lies at a path below a root, and mounts it nowhere yet.
pub(super) fn over(root: &OwnedFd, lower: &str, limits: &Limits) -> io::Result<OwnedFd> {
    attach(&memory("0755", limits.disk, limits.inodes)?, root, STAGE)?;
    let (changes, work) = (format!("{STAGE}/changes"), format!("{STAGE}/work"));
    for directory in [&changes, &work] {
        make_directories(root, directory.as_ref())?;
    }
    // The root may not be the root yet, so the layers are named by way of the current directory.
    rustix::process::fchdir(root)?;
    let layers = [("lowerdir", lower), ("upperdir", &*changes), ("workdir", &*work)];
    let options = [("source", "overlay"), ("userxattr", "")].into_iter().chain(layers).collect::<Vec<_>>();
    let overlay = mounted("overlay", &options, PLAIN);
    unmount(STAGE, UnmountFlags::DETACH)?;
    overlay
}
