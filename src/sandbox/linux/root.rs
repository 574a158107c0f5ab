//! The file system that a program sees at the full level.

use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat, symlinkat};
use rustix::mount::{
    FsMountFlags, FsOpenFlags, MountAttrFlags, MountPropagationFlags, MoveMountFlags, UnmountFlags, fsconfig_create,
    fsconfig_set_flag, fsconfig_set_string, fsmount, fsopen, mount_change, move_mount, unmount,
};
use rustix::process::{chdir, fchdir, pivot_root};

use super::failure::{During, Failure};
use super::identity::INSIDE;
use super::late::Late;
use super::policy::{Limits, Listener, Policy};
use super::view::{Part, View};
use super::{WORK_DIRECTORY, system};

/// Any directory that every system has: the new root is mounted over it, in a mount namespace of
/// our own, before it becomes the root.
pub(super) const STAGE: &str = "/usr";

/// Files of `/proc` that tell of the host's kernel; root's alone on most systems.
const MASKED: [&str; 3] = ["proc/kcore", "proc/keys", "proc/timer_list"];

/// Small files of `/etc` that are copied.
const COPIED: [&str; 5] = ["ld.so.cache", "mime.types", "protocols", "services", "timezone"];

/// Puts the view together and makes it the root: for a program with all that is its own, for sandboxes
/// without that, which each of them [adds](renew). Everything else is read-only.
pub(super) fn build(view: &View, policy: &Policy, user: User) -> Result<Vec<Late>, Failure> {
    let private = MountPropagationFlags::PRIVATE | MountPropagationFlags::REC;
    mount_change("/", private).during("separate the mounts from the host's")?;
    let copied = COPIED.map(|name| (name, fs::read(Path::new("/etc").join(name))));

    let root = memory("0755", 4 << 20, 4096).during("mount the root")?;
    attach(&root, CWD, STAGE).during("mount the root")?;
    fill_etc(&root, copied, policy).during("write /etc")?;
    for (path, target) in &view.links {
        symlinkat(target, &root, relative(path)).during(format_args!("link {}", path.display()))?;
    }
    for part in &view.system {
        show(&root, part, &part.target)?;
    }
    fill_dev(&root).during("fill /dev")?;
    for (target, _) in WRITABLE {
        make_directories(&root, Path::new(target)).during(format_args!("make {target}"))?;
    }
    let (late, early): (Vec<&Part>, _) = view.added.iter().partition(|part| Late::is_one(part));
    for part in early {
        show(&root, part, &part.target)?;
    }
    let late: Vec<Late> = late
        .into_iter()
        .enumerate()
        .map(|(number, part)| Late::lay_aside(&root, part, number))
        .collect::<Result<_, _>>()?;
    match user {
        User::Program => mount_own(&root, &policy.limits, &late)?,
        User::Sandboxes => mount_proc(&root).during("mount /proc")?,
    }
    system::set_mount_attributes(&root, MountAttrFlags::MOUNT_ATTR_RDONLY, false).during("make the root read-only")?;
    enter(&root).during("enter the root")?;
    Ok(late)
}

/// Adds to a root that was built by another process, in a mount namespace of our own, what is new in
/// each sandbox.
pub(super) fn renew(limits: &Limits, late: &[Late]) -> Result<(), Failure> {
    let root = openat(CWD, "/", OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty());
    mount_own(&root.during("open the root")?, limits, late)?;
    chdir("/").during("enter the root")
}

/// Who uses a root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum User {
    /// A program.
    Program,
    /// Sandboxes that are made within, and [renewed](renew). The kernel lets these have no `/proc` of their
    /// own where not all of this one is to be seen.
    Sandboxes,
}

/// Mounts what belongs to a program alone: what it may write to, and what tells of its processes.
fn mount_own(root: &OwnedFd, limits: &Limits, late: &[Late]) -> Result<(), Failure> {
    let ready: Vec<OwnedFd> = late.iter().map(|late| late.take_up(root, limits)).collect::<Result<_, _>>()?;
    let options = [("ptmxmode", "0666"), ("mode", "0620")];
    let terminals = mounted("devpts", &options, MountAttrFlags::MOUNT_ATTR_NOSUID);
    terminals.and_then(|terminals| attach(&terminals, root, "dev/pts")).during("mount /dev/pts")?;
    mount_proc(root).and_then(|()| shut_proc(root)).during("mount /proc")?;
    for (target, mode) in WRITABLE {
        memory(mode, limits.disk, limits.inodes)
            .and_then(|memory| attach(&memory, root, relative(Path::new(target))))
            .during(format_args!("mount {target}"))?;
    }
    for (tree, late) in ready.iter().zip(late) {
        mount(root, tree, &late.target, late.is_directory).during(format_args!("mount {}", late.target.display()))?;
    }
    Ok(())
}

/// Directories in memory, and who may write there.
pub(super) const WRITABLE: [(&str, &str); 3] = [("/dev/shm", "1777"), ("/tmp", "1777"), (WORK_DIRECTORY, "0755")];

/// Mounts a part somewhere.
pub(super) fn show(root: &OwnedFd, part: &Part, target: &Path) -> Result<(), Failure> {
    mount(root, &part.tree, target, part.is_directory).during(format_args!("mount {}", part.target.display()))
}

fn mount(root: &OwnedFd, tree: &OwnedFd, target: &Path, is_directory: bool) -> io::Result<()> {
    make_target(root, target, is_directory)?;
    attach(tree, root, relative(target))
}

/// Nothing there gains privileges by being executed, or is a device.
pub(super) const PLAIN: MountAttrFlags = MountAttrFlags::MOUNT_ATTR_NOSUID.union(MountAttrFlags::MOUNT_ATTR_NODEV);

/// Makes a file system in memory.
pub(super) fn memory(mode: &str, bytes: u64, inodes: u64) -> io::Result<OwnedFd> {
    let (bytes, inodes) = (bytes.to_string(), inodes.to_string());
    mounted("tmpfs", &[("size", &bytes), ("nr_inodes", &inodes), ("mode", mode)], PLAIN)
}

/// Makes a file system of a type with options, and mounts it nowhere yet. Options without a value
/// are flags.
pub(super) fn mounted(kind: &str, options: &[(&str, &str)], shut: MountAttrFlags) -> io::Result<OwnedFd> {
    let context = fsopen(kind, FsOpenFlags::FSOPEN_CLOEXEC)?;
    for (key, value) in options {
        if value.is_empty() { fsconfig_set_flag(&context, *key)? } else { fsconfig_set_string(&context, *key, *value)? }
    }
    fsconfig_create(&context)?;
    Ok(fsmount(&context, FsMountFlags::FSMOUNT_CLOEXEC, shut)?)
}

/// Mounts what a handle stands for at a path below a directory.
pub(super) fn attach(mount: &OwnedFd, below: impl std::os::fd::AsFd, path: impl AsRef<Path>) -> io::Result<()> {
    Ok(move_mount(mount, "", below, path.as_ref(), MoveMountFlags::MOVE_MOUNT_F_EMPTY_PATH)?)
}

/// The path as seen from the new root while it is not the root yet.
pub(super) fn relative(path: &Path) -> &Path {
    path.strip_prefix("/").unwrap_or(path)
}

/// Makes a directory with its parents below the new root.
pub(super) fn make_directories(root: &OwnedFd, path: &Path) -> io::Result<()> {
    let mut parents: Vec<_> = relative(path).ancestors().filter(|path| !path.as_os_str().is_empty()).collect();
    parents.reverse();
    for directory in parents {
        let made = mkdirat(root, directory, Mode::from_raw_mode(0o755));
        // One that is there already in a read-only mount need not say so.
        if let Err(error) = made
            && openat(root, directory, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()).is_err()
        {
            return Err(error.into());
        }
    }
    Ok(())
}

fn make_target(root: &OwnedFd, path: &Path, is_directory: bool) -> io::Result<()> {
    if is_directory {
        return make_directories(root, path);
    }
    if let Some(parent) = path.parent() {
        make_directories(root, parent)?;
    }
    // One that is there already in a read-only mount cannot be written, nor need it be.
    let there = openat(root, relative(path), OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty());
    if there.is_ok() { Ok(()) } else { write(root, relative(path), b"") }
}

fn write(root: &OwnedFd, path: &Path, contents: &[u8]) -> io::Result<()> {
    let how = OFlags::WRONLY | OFlags::CREATE | OFlags::CLOEXEC;
    let file = openat(root, path, how, Mode::from_raw_mode(0o644))?;
    io::Write::write_all(&mut fs::File::from(file), contents)
}

fn fill_etc(root: &OwnedFd, copied: [(&str, io::Result<Vec<u8>>); 5], policy: &Policy) -> io::Result<()> {
    make_directories(root, Path::new("/etc"))?;
    let home = WORK_DIRECTORY;
    let made_up = [
        ("passwd", format!("root:x:0:0:root:/:/usr/sbin/nologin\nnote:x:{INSIDE}:{INSIDE}:note:{home}:/bin/sh\n")),
        ("group", format!("root:x:0:\nnote:x:{INSIDE}:\n")),
        ("hosts", hosts(policy.network.listeners())),
        ("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n".to_owned()),
        ("hostname", "sandbox\n".to_owned()),
    ];
    let asked_for = policy.etc.iter().map(|(name, contents)| (name.as_str(), contents));
    for (name, contents) in made_up.iter().map(|(name, contents)| (*name, contents)).chain(asked_for) {
        let name = Path::new(name).file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        write(root, &Path::new("etc").join(name), contents.as_bytes())?;
    }
    for (name, contents) in copied {
        if let Ok(contents) = contents {
            write(root, &Path::new("etc").join(name), &contents)?;
        }
    }
    Ok(())
}

/// The names that mean something: the machine's own, and those of hosts that someone listens for.
fn hosts(listeners: &[Listener]) -> String {
    let served = listeners.iter().filter(|listener| listener.endpoint.loopback().is_none());
    let mut lines = vec!["127.0.0.1 localhost sandbox".to_owned(), "::1 localhost".to_owned()];
    lines.extend(served.map(|listener| format!("{} {}", listener.address, listener.endpoint.host())));
    lines.dedup();
    lines.join("\n") + "\n"
}

fn fill_dev(root: &OwnedFd) -> io::Result<()> {
    make_directories(root, Path::new("/dev/pts"))?;
    let links = [("ptmx", "pts/ptmx"), ("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0")];
    for (name, target) in links.into_iter().chain([("stdout", "/proc/self/fd/1"), ("stderr", "/proc/self/fd/2")]) {
        symlinkat(target, root, Path::new("dev").join(name))?;
    }
    Ok(())
}

/// Mounts a fresh `/proc`.
pub(super) fn mount_proc(root: &OwnedFd) -> io::Result<()> {
    make_directories(root, Path::new("/proc"))?;
    attach(&mounted("proc", &[], PLAIN)?, root, "proc")
}

/// Hides what tells of the host, and makes the rest read-only: nothing that a program has to write there is
/// its own.
pub(super) fn shut_proc(root: &OwnedFd) -> io::Result<()> {
    for path in MASKED.map(Path::new) {
        if let Ok(file) = openat(root, path, OFlags::PATH | OFlags::CLOEXEC, Mode::empty()) {
            drop(file);
            let null = Part::open_device(Path::new("/dev/null")).map_err(io::Error::other)?;
            attach(&null.tree, root, path)?;
        }
    }
    let proc = openat(root, "proc", OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
    system::set_mount_attributes(proc, MountAttrFlags::MOUNT_ATTR_RDONLY, false)
}

/// Makes the new root the root and lets go of the old one.
fn enter(root: &OwnedFd) -> io::Result<()> {
    fchdir(root)?;
    // Both are the current directory: the old root ends up mounted over the new one, from where
    // it is unmounted (pivot_root(2), "pivot_root(".", ".")").
    pivot_root(".", ".")?;
    unmount(".", UnmountFlags::DETACH)?;
    chdir("/")?;
    Ok(())
}
