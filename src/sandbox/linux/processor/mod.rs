//! What of a stopped process depends on its processor: the registers, and the instructions of the
//! script, which makes the system calls of a list one after the other.

#[cfg(not(target_arch = "x86_64"))]
mod other;
#[cfg(target_arch = "x86_64")]
mod x86_64;

#[cfg(not(target_arch = "x86_64"))]
pub(super) use other::{Registers, script};
#[cfg(target_arch = "x86_64")]
pub(super) use x86_64::{Registers, script};

/// A system call, as the script finds it in memory: its number, and what it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Call([u64; 5]);

impl Call {
    /// A call; arguments that it is not given are 0.
    pub(super) fn new<const N: usize>(number: libc::c_long, arguments: [u64; N]) -> Self {
        let mut words = [0; 5];
        words[0] = number.cast_unsigned();
        words[1..=N].copy_from_slice(&arguments);
        Self(words)
    }

    /// A list as the script reads it.
    pub(super) fn bytes(list: &[Self]) -> Vec<u8> {
        list.iter().flat_map(|call| call.0).flat_map(u64::to_ne_bytes).collect()
    }

    /// How much room a list takes.
    pub(super) fn size(list: &[Self]) -> u64 {
        size_of_val(list) as u64
    }
}
