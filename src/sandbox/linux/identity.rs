//! Who a program runs as: never the host's root, and always the same made-up user inside.

use std::fs;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::time::Duration;

use rustix::process::{DumpableBehavior, Signal, getegid, geteuid, set_dumpable_behavior};
use rustix::thread::{CapabilitySet, CapabilitySets, remove_capability_from_bounding_set, set_capabilities};
use rustix::thread::{UnshareFlags, set_thread_groups, set_thread_res_gid, set_thread_res_uid};
use rustix::{fs::Gid, fs::Uid};

use super::failure::{During, Failure};
use super::system::{self, Fork};

/// The user and the group that root steps down to: the kernel's own "nobody" (`OVERFLOW_UID`).
const NOBODY: u32 = 65_534;

/// The user and the group that a program sees itself as.
pub(super) const INSIDE: u32 = 1000;

/// Whether this process is the host's root, or that of a container with users of its own.
pub(super) fn is_root() -> bool {
    geteuid().is_root() && maps(NOBODY)
}

/// Whether there is such a user in this user namespace: in one of a single user, its root is an
/// ordinary user of the host, and cannot step down any further.
fn maps(uid: u32) -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    map.lines().any(|line| {
        let mut fields = line.split_whitespace().map_while(|field| field.parse::<u64>().ok());
        let (first, count) = (fields.next().unwrap_or(0), fields.nth(1).unwrap_or(0));
        (first..first + count).contains(&uid.into())
    })
}

/// Steps down to nobody, where this process is root.
pub(super) fn step_down() -> Result<(), Failure> {
    if !is_root() {
        return Ok(());
    }
    let (uid, gid) = (Uid::from_raw(NOBODY), Gid::from_raw(NOBODY));
    set_thread_groups(&[]).during("leave the groups")?;
    set_thread_res_gid(gid, gid, gid).during("change the group")?;
    set_thread_res_uid(uid, uid, uid).during("change the user")?;
    // Changing users hides /proc/self, which the id maps are written through.
    set_dumpable_behavior(DumpableBehavior::Dumpable).during("become dumpable")
}

/// The one who owns a directory that is made for a program: nobody, where this process is root.
pub(super) fn owner_outside() -> Option<u32> {
    is_root().then_some(NOBODY)
}

/// Namespaces of every kind that a sandbox has. One of process ids holds for children only.
pub(super) const NAMESPACES: UnshareFlags = UnshareFlags::NEWUSER
    .union(UnshareFlags::NEWNS)
    .union(UnshareFlags::NEWPID)
    .union(UnshareFlags::NEWNET)
    .union(UnshareFlags::NEWIPC)
    .union(UnshareFlags::NEWUTS)
    .union(UnshareFlags::NEWCGROUP);

/// Moves into new namespaces, one of users among them, as [`INSIDE`].
pub(super) fn enter_namespaces(kinds: UnshareFlags, within: Within) -> Result<(), Failure> {
    let outside = (geteuid().as_raw(), getegid().as_raw());
    system::unshare(kinds).during("create namespaces")?;
    settle(outside, within)
}

/// What namespaces there may be within those that are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// None.
    Nothing,
    /// Those of sandboxes, one after the other.
    Sandboxes,
}

/// Becomes [`INSIDE`] in a user namespace that was made just now, given who this process is outside of it.
pub(super) fn settle((uid, gid): (u32, u32), within: Within) -> Result<(), Failure> {
    fs::write("/proc/self/setgroups", "deny").during("give up changing groups")?;
    fs::write("/proc/self/uid_map", format!("{INSIDE} {uid} 1\n")).during("map the user")?;
    fs::write("/proc/self/gid_map", format!("{INSIDE} {gid} 1\n")).during("map the group")?;
    limit_namespaces(within);
    Ok(())
}

/// Forbids namespaces within, and bounds what else the kernel counts per namespace. These are a
/// second line behind seccomp, and some containers do not let them be written.
fn limit_namespaces(within: Within) {
    // One that has ended may be counted for a while.
    let namespaces = if within == Within::Nothing { "0" } else { "64" };
    let limits =
        [("max_user_namespaces", namespaces), ("max_inotify_instances", "64"), ("max_inotify_watches", "8192")];
    for (name, most) in limits {
        let _ = fs::write(format!("/proc/sys/user/{name}"), most);
    }
}

/// Gives up every capability, for good.
pub(super) fn drop_capabilities() -> Result<(), Failure> {
    for capability in CapabilitySet::all().iter() {
        // One that this kernel does not know is not there to be dropped.
        let _ = remove_capability_from_bounding_set(capability);
    }
    let none = CapabilitySet::empty();
    set_capabilities(None, CapabilitySets { effective: none, permitted: none, inheritable: none })
        .during("drop the capabilities")
}

/// A user namespace whose map shows root's files as those of [`NOBODY`].
pub(super) struct OwnerMap(OwnedFd);

impl OwnerMap {
    /// Makes one; only root can.
    pub(super) fn new() -> Result<Self, Failure> {
        Self::make().during("make a map of owners")
    }

    fn make() -> io::Result<Self> {
        let (mut ready, mut tell) = io::pipe()?;
        let child = match system::fork()? {
            Fork::Child => {
                let made = system::unshare(UnshareFlags::NEWUSER).is_ok() && tell.write_all(b"!").is_ok();
                // It is killed as soon as its namespace has been taken hold of.
                if made {
                    std::thread::sleep(Duration::from_secs(10));
                }
                system::exit_now(1)
            }
            Fork::Parent(child) => child,
        };
        drop(tell);
        let made = ready.read_exact(&mut [0]).and_then(|()| {
            let proc = format!("/proc/{child}");
            let map = format!("0 {NOBODY} 1\n");
            fs::write(format!("{proc}/uid_map"), &map)?;
            fs::write(format!("{proc}/gid_map"), &map)?;
            fs::File::open(format!("{proc}/ns/user"))
        });
        rustix::process::kill_process(child, Signal::KILL)?;
        rustix::process::waitpid(Some(child), rustix::process::WaitOptions::empty())?;
        Ok(Self(made?.into()))
    }

    /// Shows the files of a mount, which must not be attached yet, through this map.
    pub(super) fn apply(&self, mount: impl AsFd) -> io::Result<()> {
        system::map_owners(mount, &self.0)
    }
}
