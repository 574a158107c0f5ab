//! What of the host is in view at the full level, as handles: a handle stays good after the
//! privileges are gone that opening it took (an interpreter under `/root`, say).

use std::fs;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::CWD;
use rustix::mount::{MountAttrFlags, OpenTreeFlags, open_tree};

use super::failure::{During, Failure};
use super::identity::OwnerMap;
use super::policy::{Access, Policy};
use super::system;

/// Where programs live. On most systems all but the first are links into it.
const PROGRAMS: [&str; 7] = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

/// What of `/etc` programs cannot do without and that tells nothing of this machine or its users.
const SETTINGS: [&str; 5] = ["alternatives", "ssl", "pki", "ca-certificates", "crypto-policies"];

/// The devices that hold no state of the host.
const DEVICES: [&str; 5] = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"];

/// A part of the host's file tree and where it is to be seen.
pub(super) struct Part {
    pub(super) tree: OwnedFd,
    pub(super) target: PathBuf,
    pub(super) is_directory: bool,
    pub(super) access: Access,
}

/// All that is in view.
pub(super) struct View {
    /// The system's own parts.
    pub(super) system: Vec<Part>,
    /// Links such as `/bin`, with where they lead.
    pub(super) links: Vec<(PathBuf, PathBuf)>,
    /// What the policy adds.
    pub(super) added: Vec<Part>,
}

/// Opens all that is to be in view. The files of an overlay belong to the program inside, as far
/// as `owners` says whose they are.
pub(super) fn open(policy: &Policy, owners: Option<&OwnerMap>) -> Result<View, Failure> {
    let mut view = View { system: Vec::new(), links: Vec::new(), added: Vec::new() };
    for path in PROGRAMS.map(Path::new) {
        if let Ok(target) = fs::read_link(path) {
            view.links.push((path.into(), target));
        } else if path.is_dir() {
            view.system.push(Part::open(path, path, Access::ReadOnly)?);
        }
    }
    for path in settings() {
        view.system.push(Part::open(&path, &path, Access::ReadOnly)?);
    }
    if let Ok(target) = fs::read_link("/etc/localtime") {
        view.links.push(("/etc/localtime".into(), target));
    }
    for path in DEVICES.map(Path::new) {
        view.system.push(Part::open_device(path)?);
    }
    for bind in &policy.view {
        let is_there_already =
            bind.access == Access::ReadOnly && bind.source == bind.target && bind.source.starts_with("/usr");
        if is_there_already {
            continue;
        }
        let mut part = Part::open(&bind.source, &bind.target, bind.access)?;
        if let (Access::Overlay, Some(owners)) = (bind.access, owners)
            && owners.apply(&part.tree).is_err()
        {
            // A file system that cannot map owners: nothing of it could be copied up.
            part.access = Access::ReadOnly;
        }
        view.added.push(part);
    }
    Ok(view)
}

/// The directories of `/etc` that are in view; Java's carry its version in their names.
fn settings() -> Vec<PathBuf> {
    let java = fs::read_dir("/etc").into_iter().flatten().flatten().map(|entry| entry.path());
    let java = java.filter(|path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"java")));
    let fixed = SETTINGS.iter().map(|name| Path::new("/etc").join(name));
    fixed.chain(java).filter(|path| path.is_dir()).collect()
}

/// What lies at a path, to be mounted once more.
pub(super) fn again(below: impl AsFd, path: &Path) -> io::Result<OwnedFd> {
    let how = OpenTreeFlags::OPEN_TREE_CLONE | OpenTreeFlags::OPEN_TREE_CLOEXEC | OpenTreeFlags::AT_RECURSIVE;
    Ok(open_tree(below, path, how)?)
}

impl Part {
    pub(super) fn open(source: &Path, target: &Path, access: Access) -> Result<Self, Failure> {
        let shut =
            MountAttrFlags::MOUNT_ATTR_RDONLY | MountAttrFlags::MOUNT_ATTR_NOSUID | MountAttrFlags::MOUNT_ATTR_NODEV;
        Self::open_with(source, target, access, shut).during(format_args!("open {}", source.display()))
    }

    pub(super) fn open_device(path: &Path) -> Result<Self, Failure> {
        let shut = MountAttrFlags::MOUNT_ATTR_NOSUID | MountAttrFlags::MOUNT_ATTR_NOEXEC;
        Self::open_with(path, path, Access::ReadOnly, shut).during(format_args!("open {}", path.display()))
    }

    fn open_with(source: &Path, target: &Path, access: Access, shut: MountAttrFlags) -> io::Result<Self> {
        let is_directory = fs::metadata(source)?.is_dir();
        let tree = again(CWD, source)?;
        system::set_mount_attributes(&tree, shut, true)?;
        Ok(Self { tree, target: target.into(), is_directory, access })
    }
}
