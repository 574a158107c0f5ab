//! What a copy of an interpreter is told to do before it goes on: to go into a sandbox, and to put on
//! all that a program is confined by that is started anew ([`super::confinement`]).

use std::os::fd::RawFd;

use rustix::process::Pid;
use rustix::thread::{CapabilitySet, UnshareFlags, capability_is_in_bounding_set};

use super::WORK_DIRECTORY;
use super::failure::Failure;
use super::processor::Call;
use super::seccomp::{self, Company};

/// What a copy takes over from process 1 of the sandbox that it goes into, by the numbers that these
/// descriptors have there.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Inheritance {
    pub(super) stdout: RawFd,
    pub(super) stderr: RawFd,
    /// The Landlock rules, where the kernel has them.
    pub(super) rules: Option<RawFd>,
}

/// The descriptor that is given out first in a process that has no more than the usual three.
const FREE: u64 = 3;

/// `_LINUX_CAPABILITY_VERSION_3` for the calling process, followed by no capabilities.
const NO_CAPABILITIES: [u32; 8] = [0x2008_0522, 0, 0, 0, 0, 0, 0, 0];

/// What is the same for all copies of a template: calls, and in its memory what these point to.
pub(super) struct Outfit {
    /// What takes capabilities, or a view that is still its own.
    first: Vec<Call>,
    /// The system call filters, and what is left to do behind them.
    last: Vec<Call>,
    /// Where the C library keeps the thread's number.
    pub(super) thread: u64,
}

impl Outfit {
    /// What it is made of, and what is to be laid into the memory at `address` for it.
    pub(super) fn new(address: u64, thread: u64, locks: [u64; 2]) -> Result<(Self, Vec<u8>), Failure> {
        let mut store = Store { address, bytes: Vec::new() };
        let home = store.keep(format!("{WORK_DIRECTORY}\0").as_bytes());
        let capabilities = store.keep(&NO_CAPABILITIES.map(u32::to_ne_bytes).concat());
        let kill = libc::SIGKILL.cast_unsigned().into();
        let mut first = vec![
            Call::new(libc::SYS_set_robust_list, locks),
            Call::new(libc::SYS_setsid, []),
            Call::new(libc::SYS_chdir, [home]),
            control(libc::PR_SET_PDEATHSIG, kill),
        ];
        // One that this kernel does not know is not there to be dropped.
        let known = CapabilitySet::all().iter().filter(|one| capability_is_in_bounding_set(*one).is_ok());
        first.extend(known.map(|one| control(libc::PR_CAPBSET_DROP, one.bits().trailing_zeros().into())));
        first.push(Call::new(libc::SYS_capset, [capabilities, capabilities + 8]));
        // Going into other namespaces has hidden it from itself, as nothing does that is executed.
        first.push(control(libc::PR_SET_DUMPABLE, 1));
        let mut last = Vec::new();
        for filter in seccomp::filters(Company::Own)? {
            let instruction = |one: &seccompiler::sock_filter| {
                let [low, high] = one.code.to_ne_bytes();
                let [a, b, c, d] = one.k.to_ne_bytes();
                [low, high, one.jt, one.jf, a, b, c, d]
            };
            let program = store.keep(&filter.iter().map(instruction).collect::<Vec<_>>().concat());
            let header = store.keep(&[filter.len() as u64, program].map(u64::to_ne_bytes).concat());
            let mode = libc::SECCOMP_SET_MODE_FILTER.into();
            last.push(Call::new(libc::SYS_seccomp, [mode, 0, header]));
        }
        last.push(Call::new(libc::SYS_close_range, [FREE, u32::MAX.into(), 0]));
        Ok((Self { first, last, thread }, store.bytes))
    }

    /// Shares its memory with a child, which goes in.
    pub(super) fn bearing() -> Vec<Call> {
        vec![birth(libc::CLONE_VM, 0)]
    }

    /// Goes into the namespaces of a process 1, and bears the copy there.
    pub(super) fn going_in(&self, first: Pid, namespaces: UnshareFlags) -> Vec<Call> {
        vec![
            Call::new(libc::SYS_pidfd_open, [first.as_raw_nonzero().get().cast_unsigned().into()]),
            Call::new(libc::SYS_setns, [FREE, namespaces.bits().into()]),
            birth(libc::CLONE_CHILD_SETTID | libc::CLONE_CHILD_CLEARTID, self.thread),
        ]
    }

    /// Takes over what process 1 has for it, and puts on the rest. It has process 1 at hand from the one that it
    /// was born of.
    pub(super) fn confining(&self, inherited: Inheritance) -> Vec<Call> {
        let take = |number: RawFd| Call::new(libc::SYS_pidfd_getfd, [FREE, u64::from(number.cast_unsigned())]);
        let mut calls = vec![
            take(inherited.stdout),
            take(inherited.stderr),
            Call::new(libc::SYS_dup3, [FREE + 1, 1]),
            Call::new(libc::SYS_dup3, [FREE + 2, 2]),
        ];
        calls.extend(inherited.rules.map(take));
        calls.extend(&self.first);
        calls.extend(inherited.rules.map(|_| Call::new(libc::SYS_landlock_restrict_self, [FREE + 3])));
        calls.extend(&self.last);
        calls
    }
}

/// Bears a child of the one who watches.
fn birth(flags: libc::c_int, thread: u64) -> Call {
    let flags = flags | libc::CLONE_PARENT | libc::SIGCHLD;
    Call::new(libc::SYS_clone, [flags.cast_unsigned().into(), 0, 0, thread])
}

fn control(what: libc::c_int, value: u64) -> Call {
    Call::new(libc::SYS_prctl, [what.cast_unsigned().into(), value])
}

/// Bytes that are laid into a process, each piece where words may begin.
struct Store {
    address: u64,
    bytes: Vec<u8>,
}

impl Store {
    /// Keeps a piece, and returns where it will be.
    fn keep(&mut self, piece: &[u8]) -> u64 {
        let at = self.address + self.bytes.len() as u64;
        self.bytes.extend_from_slice(piece);
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_lies_where_it_was_said_to() {
        let mut store = Store { address: 4096, bytes: Vec::new() };
        assert_eq!((store.keep(b"abc"), store.keep(b"d")), (4096, 4104));
        assert_eq!(store.bytes, b"abc\0\0\0\0\0d\0\0\0\0\0\0\0");
    }

    #[test]
    fn filters_come_last_so_that_nothing_has_to_be_allowed_for_the_rest() {
        let (outfit, _) = Outfit::new(0, 0, [0; 2]).expect("the filters compile");
        let calls = outfit.confining(Inheritance { stdout: 7, stderr: 8, rules: Some(9) });
        let rules = calls.iter().position(|call| *call == Call::new(libc::SYS_landlock_restrict_self, [6]));
        assert_eq!(rules, Some(calls.len() - 4));
    }
}
