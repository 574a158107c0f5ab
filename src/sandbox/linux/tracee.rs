//! A process that is stopped and resumed from outside (`ptrace(2)`).

#![expect(unsafe_code, reason = "ptrace has no safe wrapper")]

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;

use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};

use super::processor::Registers;

/// Why a process has stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// It enters a system call or leaves one.
    Call,
    /// It has borne a child, which is stopped too.
    Birth,
    /// It has executed a program, one instruction, or a breakpoint.
    Trap,
    /// It was about to be given a signal.
    Signal(i32),
}

/// A process that this one has stopped.
#[derive(Debug)]
pub(super) struct Tracee {
    pid: Pid,
    memory: File,
}

/// No path is longer (`PATH_MAX`).
const LONGEST_PATH: usize = 4096;

/// Has this process stopped by its parent as soon as it executes a program.
pub(super) fn stop_at_exec() -> io::Result<()> {
    // SAFETY: the request takes nothing.
    let result = unsafe { libc::ptrace(libc::PTRACE_TRACEME, 0, 0, 0) };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Makes a request of the kernel about a process.
///
/// # Safety
/// `data` is what the request takes.
pub(super) unsafe fn request(what: libc::c_uint, pid: Pid, address: usize, data: *mut libc::c_void) -> io::Result<()> {
    // SAFETY: as above.
    let result = unsafe { libc::ptrace(what, pid.as_raw_nonzero().get(), address, data) };
    if result == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Waits until a process stops.
pub(super) fn wait(pid: Pid) -> io::Result<Stop> {
    let (_, status) = waitpid(Some(pid), WaitOptions::empty())?.ok_or(io::ErrorKind::NotFound)?;
    stop(status).ok_or_else(|| io::Error::other("it has ended"))
}

fn stop(status: WaitStatus) -> Option<Stop> {
    /// Added to the signal where it stops at a system call (`PTRACE_O_TRACESYSGOOD`).
    const AT_CALL: i32 = libc::SIGTRAP | 0x80;
    let signal = status.stopping_signal()?;
    Some(match (signal, status.as_raw() >> 16) {
        (AT_CALL, _) => Stop::Call,
        (libc::SIGTRAP, libc::PTRACE_EVENT_FORK | libc::PTRACE_EVENT_CLONE) => Stop::Birth,
        (libc::SIGTRAP, _) => Stop::Trap,
        _ => Stop::Signal(signal),
    })
}

/// The child that a process has just borne.
pub(super) fn born(pid: Pid) -> io::Result<Pid> {
    let mut child: libc::c_ulong = 0;
    // SAFETY: the number is valid for writes for the time of the call.
    unsafe { request(libc::PTRACE_GETEVENTMSG, pid, 0, (&raw mut child).cast()) }?;
    i32::try_from(child).ok().and_then(Pid::from_raw).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// How a process is resumed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Until {
    /// Until it stops of its own.
    Stopped,
    /// Until it enters a system call, or leaves the one that it is in.
    Call,
    /// For one instruction.
    Step,
}

/// Resumes a process, without the signal that it may have stopped for.
pub(super) fn resume(pid: Pid, until: Until) -> io::Result<()> {
    let what = match until {
        Until::Stopped => libc::PTRACE_CONT,
        Until::Call => libc::PTRACE_SYSCALL,
        Until::Step => libc::PTRACE_SINGLESTEP,
    };
    // SAFETY: the request takes the number of a signal, and 0 is none.
    unsafe { request(what, pid, 0, std::ptr::null_mut()) }
}

/// Lets go of a stopped process, which goes on by itself.
pub(super) fn release(pid: Pid) -> io::Result<()> {
    // SAFETY: as for resuming.
    unsafe { request(libc::PTRACE_DETACH, pid, 0, std::ptr::null_mut()) }
}

/// Kills a process, stopped or not, and waits for its end.
pub(super) fn kill(pid: Pid) {
    // One that has ended meanwhile needs no killing.
    let _ = kill_process(pid, Signal::KILL);
    while wait(pid).is_ok() {}
}

impl Tracee {
    /// Takes over a child that has asked to be stopped, when it has executed its program. It and those that it
    /// bears are killed with this process.
    pub(super) fn take_over(pid: Pid) -> io::Result<Self> {
        if wait(pid)? != Stop::Trap {
            return Err(io::Error::other("it did not stop"));
        }
        let options = libc::PTRACE_O_TRACESYSGOOD
            | libc::PTRACE_O_EXITKILL
            | libc::PTRACE_O_TRACEFORK
            | libc::PTRACE_O_TRACECLONE;
        let options = std::ptr::without_provenance_mut(options.cast_unsigned() as usize);
        // SAFETY: the request takes a number in place of a pointer.
        unsafe { request(libc::PTRACE_SETOPTIONS, pid, 0, options) }?;
        let memory = OpenOptions::new().read(true).write(true).open(format!("/proc/{pid}/mem"))?;
        Ok(Self { pid, memory })
    }

    pub(super) const fn pid(&self) -> Pid {
        self.pid
    }

    /// The text at an address up to a NUL; `None` where there is none.
    pub(super) fn text(&self, address: u64) -> Option<Vec<u8>> {
        let mut bytes = vec![0; LONGEST_PATH];
        let read = self.memory.read_at(&mut bytes, address).ok()?;
        bytes.truncate(memchr::memchr(0, &bytes[..read])?);
        Some(bytes)
    }

    /// Writes into its memory.
    pub(super) fn write(&self, bytes: &[u8], address: u64) -> io::Result<()> {
        self.memory.write_all_at(bytes, address)
    }

    /// Has it go on until its next stop at a system call.
    pub(super) fn go_on(&self) -> io::Result<Registers> {
        resume(self.pid, Until::Call)?;
        match wait(self.pid)? {
            Stop::Call => Registers::of(self.pid),
            other => Err(io::Error::other(format!("it stopped for {other:?}"))),
        }
    }

    /// Has it make one system call, and returns the result.
    pub(super) fn step(&self, registers: &Registers) -> io::Result<u64> {
        registers.give(self.pid)?;
        resume(self.pid, Until::Step)?;
        wait(self.pid)?;
        Registers::of(self.pid)?.result()
    }
}

impl Drop for Tracee {
    fn drop(&mut self) {
        kill(self.pid);
    }
}
