//! The registers and the script of x86-64.

#![expect(unsafe_code, reason = "ptrace has no safe wrapper")]

use std::io;

use rustix::process::Pid;

use super::super::tracee;

// `rbx` points to the next call, `r12` counts those that are left. It stops at the first that fails or
// behind the last.
std::arch::global_asm!(
    ".pushsection .rodata",
    ".hidden recant_script, recant_script_end",
    ".globl recant_script, recant_script_end",
    "recant_script:",
    "2: mov rax, [rbx]",
    "mov rdi, [rbx + 8]",
    "mov rsi, [rbx + 16]",
    "mov rdx, [rbx + 24]",
    "mov r10, [rbx + 32]",
    "xor r8d, r8d",
    "xor r9d, r9d",
    "syscall",
    "test rax, rax",
    "js 3f",
    "add rbx, 40",
    "dec r12",
    "jnz 2b",
    "3: int3",
    "recant_script_end:",
    ".popsection",
);

unsafe extern "C" {
    static recant_script: u8;
    static recant_script_end: u8;
}

/// The instructions of the script, which run wherever they lie.
pub(in super::super) fn script() -> &'static [u8] {
    let (begin, end) = (&raw const recant_script, &raw const recant_script_end);
    // SAFETY: they enclose the instructions above.
    unsafe { std::slice::from_raw_parts(begin, end.addr() - begin.addr()) }
}

/// How long the instruction is that makes a system call.
const CALL_LENGTH: u64 = 2;

/// What tells the kernel that no system call is under way that it would have to restart.
const NO_CALL: u64 = u64::MAX;

/// The registers of a stopped process.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Registers(libc::user_regs_struct);

impl Registers {
    /// Those of a process that is stopped.
    pub(in super::super) fn of(pid: Pid) -> io::Result<Self> {
        // SAFETY: all zeros are valid registers.
        let mut registers: libc::user_regs_struct = unsafe { std::mem::zeroed() };
        // SAFETY: the registers are valid for writes for the time of the call.
        unsafe { tracee::request(libc::PTRACE_GETREGS, pid, 0, (&raw mut registers).cast()) }?;
        Ok(Self(registers))
    }

    /// Gives them to a process that is stopped.
    pub(in super::super) fn give(&self, pid: Pid) -> io::Result<()> {
        // SAFETY: the kernel only reads them.
        unsafe { tracee::request(libc::PTRACE_SETREGS, pid, 0, (&raw const self.0).cast_mut().cast()) }
    }

    /// Which system call it is about to make, and its first two arguments.
    pub(in super::super) fn call(&self) -> (libc::c_long, [u64; 2]) {
        (self.0.orig_rax.cast_signed(), [self.0.rdi, self.0.rsi])
    }

    /// The same, where the call that it is about to make is made again.
    pub(in super::super) fn again(&self) -> Self {
        let rip = self.0.rip - CALL_LENGTH;
        Self(libc::user_regs_struct { rip, rax: self.0.orig_rax, orig_rax: NO_CALL, ..self.0 })
    }

    /// The same, where no call is made.
    pub(in super::super) fn none(&self) -> Self {
        Self(libc::user_regs_struct { orig_rax: NO_CALL, ..self.0 })
    }

    /// The same, where another call is made in its place.
    pub(in super::super) fn instead(&self, number: libc::c_long, given: [u64; 6]) -> Self {
        let [rdi, rsi, rdx, r10, r8, r9] = given;
        let rax = number.cast_unsigned();
        Self(libc::user_regs_struct { rax, rdi, rsi, rdx, r10, r8, r9, ..self.again().0 })
    }

    /// The same, about to run the script, which lies at an address, over a list.
    pub(in super::super) fn running(&self, script: u64, list: u64, length: u64) -> Self {
        Self(libc::user_regs_struct { rip: script, rbx: list, r12: length, orig_rax: NO_CALL, ..self.0 })
    }

    /// The result of the last call.
    pub(in super::super) fn result(&self) -> io::Result<u64> {
        match self.0.rax.cast_signed() {
            error @ -4095..=-1 => Err(io::Error::from_raw_os_error(i32::try_from(-error).unwrap_or(0))),
            _ => Ok(self.0.rax),
        }
    }

    /// How many calls of its list the script has not made.
    pub(in super::super) fn left(&self) -> u64 {
        self.0.r12
    }
}
