//! The system calls that no crate of ours wraps safely. All of it runs in the helper, which has
//! one thread only.

#![expect(unsafe_code, reason = "system calls without a safe wrapper")]

use std::io;
use std::os::fd::{AsFd, AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

use rustix::mount::MountAttrFlags;
use rustix::process::Pid;
use rustix::thread::UnshareFlags;

use super::task::Exit;

/// Which side of a fork this is.
pub(super) enum Fork {
    /// The parent, with the child's id.
    Parent(Pid),
    /// The child.
    Child,
}

/// Forks this process, which must have one thread only.
pub(super) fn fork() -> io::Result<Fork> {
    // SAFETY: the helper never starts a thread, so the child's copy of every lock is free.
    match unsafe { libc::fork() } {
        0 => Ok(Fork::Child),
        pid => Pid::from_raw(pid).filter(|_| pid > 0).map(Fork::Parent).ok_or_else(io::Error::last_os_error),
    }
}

/// Forks this process, which must have one thread only, into new namespaces.
pub(super) fn fork_into(namespaces: UnshareFlags) -> io::Result<Fork> {
    let flags = i64::from(namespaces.bits()) | i64::from(libc::SIGCHLD);
    // SAFETY: as for forking; without a stack of its own the child goes on on a copy of this one.
    let pid = unsafe { libc::syscall(libc::SYS_clone, flags, 0, 0, 0, 0) };
    match i32::try_from(pid) {
        Ok(0) => Ok(Fork::Child),
        Ok(pid) => Pid::from_raw(pid).filter(|_| pid > 0).map(Fork::Parent).ok_or_else(io::Error::last_os_error),
        Err(error) => Err(io::Error::other(error)),
    }
}

/// Where a thread of another process keeps its list of locks, and how long that is (`get_robust_list(2)`).
pub(super) fn locks_of(pid: Pid) -> io::Result<[u64; 2]> {
    let (mut head, mut length) = (0_u64, 0_u64);
    // SAFETY: both numbers are valid for writes for the time of the call.
    let result =
        unsafe { libc::syscall(libc::SYS_get_robust_list, pid.as_raw_nonzero().get(), &raw mut head, &raw mut length) };
    if result == 0 { Ok([head, length]) } else { Err(io::Error::last_os_error()) }
}

/// Ends this process at once: no destructors and no exit handlers, which belong to the parent.
pub(super) fn exit_now(status: i32) -> ! {
    // SAFETY: `_exit` has no preconditions.
    unsafe { libc::_exit(status) }
}

/// Moves this process into new namespaces.
pub(super) fn unshare(namespaces: UnshareFlags) -> io::Result<()> {
    // SAFETY: only `CLONE_FILES` is dangerous, and it is not among the namespaces.
    unsafe { rustix::thread::unshare_unsafe(namespaces - UnshareFlags::FILES) }?;
    Ok(())
}

/// Lets `prepare` run in the child of `command`, right before its program is executed.
pub(super) fn before_exec(command: &mut Command, prepare: impl FnMut() -> io::Result<()> + Send + Sync + 'static) {
    // SAFETY: the helper has one thread only, so the child may allocate and take locks.
    unsafe { command.pre_exec(prepare) };
}

/// How a process has ended.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Ended {
    pub(super) exit: Exit,
    /// Processor time of the child and of those of its own children that it waited for.
    pub(super) cpu: Duration,
}

/// Reaps one child that has ended; `None` where none has.
pub(super) fn reap() -> Option<(Pid, Ended)> {
    wait(-1, libc::WNOHANG)
}

/// Waits for the end of a child; `None` where there is none.
pub(super) fn wait_for(pid: Pid) -> Option<Ended> {
    wait(pid.as_raw_nonzero().get(), 0).map(|(_, ended)| ended)
}

fn wait(pid: libc::pid_t, options: libc::c_int) -> Option<(Pid, Ended)> {
    let mut status = 0;
    // SAFETY: all zeros are a valid `rusage`.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: both pointers are valid for writes for the time of the call.
    let pid = Pid::from_raw(unsafe { libc::wait4(pid, &raw mut status, options, &raw mut usage) }.max(0))?;
    let exit = if libc::WIFSIGNALED(status) {
        Exit::Signal(libc::WTERMSIG(status))
    } else {
        Exit::Status(libc::WEXITSTATUS(status))
    };
    Some((pid, Ended { exit, cpu: duration(usage.ru_utime) + duration(usage.ru_stime) }))
}

fn duration(time: libc::timeval) -> Duration {
    Duration::from_secs(u64::try_from(time.tv_sec).unwrap_or(0))
        + Duration::from_micros(u64::try_from(time.tv_usec).unwrap_or(0))
}

/// Kills every process of this process id namespace but this one, which must be its first.
pub(super) fn kill_all_others() {
    // SAFETY: `kill` has no preconditions. Process 1 itself is spared by the kernel.
    unsafe { libc::kill(-1, libc::SIGKILL) };
}

/// Has every descriptor from 3 on closed when a program is executed.
pub(super) fn close_descriptors_on_exec() -> io::Result<()> {
    // SAFETY: the call only sets flags.
    let result = unsafe { libc::syscall(libc::SYS_close_range, 3_u32, u32::MAX, libc::CLOSE_RANGE_CLOEXEC) };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// `struct mount_attr` of `mount_setattr(2)`.
#[repr(C)]
struct MountAttributes {
    set: u64,
    clear: u64,
    propagation: u64,
    user_namespace: u64,
}

/// Sets attributes of a mount and, where `recursive`, of all below it.
pub(super) fn set_mount_attributes(mount: impl AsFd, set: MountAttrFlags, recursive: bool) -> io::Result<()> {
    mount_setattr(
        mount,
        &MountAttributes { set: set.bits().into(), clear: 0, propagation: 0, user_namespace: 0 },
        recursive,
    )
}

/// Shows the files of a mount with the owners that the user namespace maps theirs to.
pub(super) fn map_owners(mount: impl AsFd, user_namespace: impl AsFd) -> io::Result<()> {
    let user_namespace = u64::try_from(user_namespace.as_fd().as_raw_fd()).map_err(io::Error::other)?;
    let set = MountAttrFlags::MOUNT_ATTR_IDMAP.bits().into();
    mount_setattr(mount, &MountAttributes { set, clear: 0, propagation: 0, user_namespace }, true)
}

fn mount_setattr(mount: impl AsFd, attributes: &MountAttributes, recursive: bool) -> io::Result<()> {
    let flags = libc::AT_EMPTY_PATH | if recursive { libc::AT_RECURSIVE } else { 0 };
    // SAFETY: the path is a C string and the attributes are valid for reads of their size.
    let result = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            mount.as_fd().as_raw_fd(),
            c"".as_ptr(),
            flags,
            std::ptr::from_ref(attributes),
            size_of::<MountAttributes>(),
        )
    };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// The version of Landlock that this kernel enforces; 0 where none.
pub(super) fn landlock_version() -> u32 {
    const VERSION: libc::c_long = 1;
    // SAFETY: with this flag the call takes no attributes, and only answers.
    let version = unsafe { libc::syscall(libc::SYS_landlock_create_ruleset, std::ptr::null::<u8>(), 0_usize, VERSION) };
    u32::try_from(version).unwrap_or(0)
}

/// `IFF_UP` and `IFF_RUNNING`, in the width that the request has for them.
const UP: libc::c_short = 0x1 | 0x40;

/// Brings the loopback interface of this network namespace up.
pub(super) fn bring_up_loopback() -> io::Result<()> {
    // SAFETY: `socket` has no preconditions.
    let socket = unsafe { libc::socket(libc::AF_INET, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC, 0) };
    if socket < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor was opened just now and belongs to no one else.
    let socket = unsafe { OwnedFd::from_raw_fd(socket) };
    // SAFETY: all zeros are a valid `ifreq`.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    for (to, from) in request.ifr_name.iter_mut().zip(c"lo".to_bytes()) {
        *to = from.cast_signed();
    }
    request.ifr_ifru.ifru_flags = UP;
    // SAFETY: the request is a valid `ifreq` for the time of the call.
    let result = unsafe { libc::ioctl(socket.as_raw_fd(), libc::SIOCSIFFLAGS, &raw const request) };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}
