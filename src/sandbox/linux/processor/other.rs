//! Where nobody has written the script yet: no process can be copied.

use std::io;

use rustix::process::Pid;

/// None.
pub(in super::super) const fn script() -> &'static [u8] {
    &[]
}

/// Those of nobody.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Registers;

impl Registers {
    pub(in super::super) fn of(_pid: Pid) -> io::Result<Self> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(in super::super) fn give(self, _pid: Pid) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(in super::super) fn call(self) -> (libc::c_long, [u64; 2]) {
        (-1, [0; 2])
    }

    pub(in super::super) fn again(self) -> Self {
        self
    }

    pub(in super::super) fn none(self) -> Self {
        self
    }

    pub(in super::super) fn instead(self, _number: libc::c_long, _given: [u64; 6]) -> Self {
        self
    }

    pub(in super::super) fn running(self, _script: u64, _list: u64, _length: u64) -> Self {
        self
    }

    pub(in super::super) fn result(self) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(in super::super) fn left(self) -> u64 {
        0
    }
}
