//! A directory of the host that a program may write over, into memory.

use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, unlinkat};
use rustix::mount::{UnmountFlags, unmount};

use super::failure::{During, Failure};
use super::policy::Limits;
use super::root::{PLAIN, attach, make_directories, memory, mounted, relative};
use super::view::Part;

/// Where the layers are mounted until the overlay holds on to them.
const LAYERS: &str = "/.layers";

/// Mounts a part where it is to be seen, under a layer of memory.
pub(super) fn show(root: &OwnedFd, part: &Part, limits: &Limits) -> Result<(), Failure> {
    put_together(root, part, limits).during(format_args!("lay memory over {}", part.target.display()))
}

fn put_together(root: &OwnedFd, part: &Part, limits: &Limits) -> std::io::Result<()> {
    let layers = Path::new(LAYERS);
    let (lower, upper) = (layers.join("lower"), layers.join("upper"));
    make_directories(root, &lower)?;
    make_directories(root, &upper)?;
    attach(&part.tree, root, relative(&lower))?;
    attach(&memory("0755", limits.disk, limits.inodes)?, root, relative(&upper))?;
    for name in ["changes", "work"] {
        make_directories(root, &upper.join(name))?;
    }
    // The new root is not the root yet, so the layers are named by way of the current directory.
    rustix::process::fchdir(root)?;
    let overlay = mounted(
        "overlay",
        &[
            ("source", "overlay"),
            ("lowerdir", ".layers/lower"),
            ("upperdir", ".layers/upper/changes"),
            ("workdir", ".layers/upper/work"),
            ("userxattr", ""),
        ],
        PLAIN,
    )?;
    make_directories(root, &part.target)?;
    attach(&overlay, root, relative(&part.target))?;
    for layer in [&lower, &upper] {
        unmount(relative(layer), UnmountFlags::DETACH)?;
    }
    for directory in [lower.as_path(), upper.as_path(), layers] {
        unlinkat(root, relative(directory), AtFlags::REMOVEDIR)?;
    }
    Ok(())
}
