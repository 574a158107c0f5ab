//! Finds out layer by layer what this machine lets a sandbox have. Each is tried in a child of the
//! helper, as unprivileged as programs will be.

use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::CWD;
use rustix::mount::{MountPropagationFlags, mount_change};
use rustix::process::{DumpableBehavior, WaitOptions, set_dumpable_behavior, waitpid};
use rustix::thread::UnshareFlags;

use super::failure::{During, Failure};
use super::late::Late;
use super::policy::{Access, Limits};
use super::seccomp::{self, Company};
use super::system::{self, Fork};
use super::view::Part;
use super::{identity, root};

/// A layer of the sandbox, by what has to work for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Probe {
    UserNamespace,
    MountNamespace,
    ProcessNamespace,
    NetworkNamespace,
    Loopback,
    IpcNamespace,
    HostnameNamespace,
    CgroupNamespace,
    Proc,
    Overlay,
    NoNewPrivileges,
    Seccomp,
    Landlock,
}

/// A layer, and what went wrong with it, if something did.
pub(super) type Answer = (Probe, Result<(), String>);

impl Probe {
    /// In the order in which they are built.
    pub(super) const ALL: [Self; 13] = [
        Self::UserNamespace,
        Self::MountNamespace,
        Self::ProcessNamespace,
        Self::NetworkNamespace,
        Self::Loopback,
        Self::IpcNamespace,
        Self::HostnameNamespace,
        Self::CgroupNamespace,
        Self::Proc,
        Self::Overlay,
        Self::NoNewPrivileges,
        Self::Seccomp,
        Self::Landlock,
    ];

    /// Tries this layer in a child, and returns what went wrong.
    pub(super) fn run(self) -> Result<(), String> {
        in_child(|| self.attempt()).map_err(|failure| failure.to_string())
    }

    fn attempt(self) -> Result<(), Failure> {
        match self {
            Self::UserNamespace => enter(UnshareFlags::empty()),
            Self::MountNamespace => enter_mounts(UnshareFlags::empty()),
            Self::ProcessNamespace => enter(UnshareFlags::NEWPID).and_then(|()| in_child(|| Ok(()))),
            Self::NetworkNamespace => enter(UnshareFlags::NEWNET),
            Self::Loopback => {
                enter(UnshareFlags::NEWNET).and_then(|()| system::bring_up_loopback().during("bring up the loopback"))
            }
            Self::IpcNamespace => enter(UnshareFlags::NEWIPC),
            Self::HostnameNamespace => enter(UnshareFlags::NEWUTS)
                .and_then(|()| rustix::system::sethostname(b"sandbox").during("set the host's name")),
            Self::CgroupNamespace => enter(UnshareFlags::NEWCGROUP),
            Self::Proc => enter_mounts(UnshareFlags::NEWPID).and_then(|()| in_child(mount_proc)),
            Self::Overlay => enter_mounts(UnshareFlags::empty()).and_then(|()| mount_overlay()),
            Self::NoNewPrivileges => rustix::thread::set_no_new_privs(true).during("give up new privileges"),
            Self::Seccomp => install_filters(),
            Self::Landlock => match system::landlock_version() {
                0 => Err("it is not built into this kernel, or not enabled").during("ask for Landlock's version"),
                _ => Ok(()),
            },
        }
    }
}

fn enter(namespaces: UnshareFlags) -> Result<(), Failure> {
    identity::step_down()?;
    set_dumpable_behavior(DumpableBehavior::Dumpable).during("become dumpable")?;
    identity::enter_namespaces(UnshareFlags::NEWUSER | namespaces, identity::Within::Nothing)
}

fn enter_mounts(namespaces: UnshareFlags) -> Result<(), Failure> {
    enter(UnshareFlags::NEWNS | namespaces)?;
    let private = MountPropagationFlags::PRIVATE | MountPropagationFlags::REC;
    mount_change("/", private).during("separate the mounts from the host's")?;
    stage().map(drop).during("mount a file system in memory")
}

fn stage() -> io::Result<OwnedFd> {
    let root = root::memory("0755", 1 << 20, 100)?;
    root::attach(&root, CWD, root::STAGE)?;
    Ok(root)
}

fn mount_proc() -> Result<(), Failure> {
    let root = stage().during("mount a file system in memory")?;
    root::mount_proc(&root).and_then(|()| root::shut_proc(&root)).during("mount /proc")
}

fn mount_overlay() -> Result<(), Failure> {
    let root = stage().during("mount a file system in memory")?;
    root::make_directories(&root, Path::new("/dev/shm")).during("make /dev/shm")?;
    let part = Part::open(Path::new("/etc"), Path::new("/shown"), Access::Overlay)?;
    Late::lay_aside(&root, &part, 0)?.take_up(&root, &Limits::default()).map(drop)
}

fn install_filters() -> Result<(), Failure> {
    for filter in seccomp::filters(Company::Own)? {
        seccompiler::apply_filter(&filter).during("install the system call filter")?;
    }
    Ok(())
}

/// What the child says where all went well.
const WORKS: &str = "works";

/// Runs something in a child, which may thereby change beyond recognition.
pub(super) fn in_child(work: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    const STEP: &str = "try it in a child process";
    let (mut answer, mut tell) = io::pipe().during(STEP)?;
    let child = match system::fork().during(STEP)? {
        Fork::Child => {
            let said = work().map_or_else(|failure| failure.to_string(), |()| WORKS.to_owned());
            system::exit_now(i32::from(tell.write_all(said.as_bytes()).is_err()));
        }
        Fork::Parent(child) => child,
    };
    drop(tell);
    let mut said = String::new();
    answer.read_to_string(&mut said).during(STEP)?;
    waitpid(Some(child), WaitOptions::empty()).during(STEP)?;
    if said == WORKS { Ok(()) } else { Err(Failure::told(said)) }
}
