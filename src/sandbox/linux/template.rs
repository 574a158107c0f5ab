//! An interpreter that has started and waits where it is about to look at its program for the first
//! time, and the copies of it that go on from there.
//!
//! It is stopped from outside (`ptrace(2)`) in front of the first system call that names its program.
//! Nothing runs in it that is not its own, and what it has not looked at yet it cannot know: a copy
//! behaves as one that was started anew, but for what was drawn by lot at the start.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::{fs, io};

use rustix::io::ioctl_fionread;
use rustix::process::Pid;
use rustix::thread::UnshareFlags;

use super::WORK_DIRECTORY;
use super::failure::{During, Failure};
use super::outfit::{Inheritance, Outfit};
use super::processor::{Call, Registers, script};
use super::spawn::Started;
use super::system;
use super::tracee::{self, Stop, Tracee, Until};

/// An interpreter that waits.
pub(super) struct Template {
    process: Tracee,
    /// As it stands, about to make the call that names its program.
    at: Registers,
    /// Where there is room in its memory for the script.
    room: u64,
    outfit: Outfit,
    /// What it has named so far that may lie in the work directory.
    named: HashSet<PathBuf>,
}

/// How much room it takes: the script, behind it the lists of calls, and what they point to.
const ROOM: u64 = 1 << 16;
const LISTS: u64 = 1 << 12;
const FIXED: u64 = 1 << 14;

/// An interpreter that asks for more than this before it looks at its program never will.
const PATIENCE: u32 = 100_000;

impl Template {
    /// Has an interpreter that was started in an empty work directory go on until it names `file` there.
    /// It is to stop when it is executed.
    pub(super) fn wait_for(started: &Started, pid: Pid, file: &Path) -> Result<Self, Failure> {
        let process = Tracee::take_over(pid).during("stop an interpreter")?;
        let (mut named, mut thread) = (HashSet::new(), 0);
        let mut at = process.go_on().during("follow an interpreter")?;
        for _ in 0..PATIENCE {
            let (number, given) = at.call();
            if number == libc::SYS_set_tid_address {
                thread = given[0];
            }
            let texts = given.into_iter().filter_map(|address| process.text(address));
            let paths: Vec<PathBuf> = texts.filter_map(|text| in_work(&text)).collect();
            if paths.iter().any(|path| path == file) {
                can_be_copied(pid, started).during("copy an interpreter")?;
                return Self::prepare(process, at, thread, named);
            }
            named.extend(paths);
            at = process.go_on().and_then(|_| process.go_on()).during("follow an interpreter")?;
        }
        Err("it does not look at its program").during("follow an interpreter")
    }

    /// Lays into its memory what copies are made with.
    fn prepare(process: Tracee, at: Registers, thread: u64, named: HashSet<PathBuf>) -> Result<Self, Failure> {
        const STEP: &str = "prepare an interpreter";
        // The call that it stands in front of is left out here, and made by each copy.
        at.none().give(process.pid()).and_then(|()| process.go_on()).during(STEP)?;
        let access = libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC;
        let kind = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let [access, kind] = [access, kind].map(i32::cast_unsigned).map(u64::from);
        let map = at.instead(libc::SYS_mmap, [0, ROOM, access, kind, u64::MAX, 0]);
        let room = process.step(&map).during(STEP)?;
        let locks = system::locks_of(process.pid()).during(STEP)?;
        let (outfit, fixed) = Outfit::new(room + FIXED, thread, locks)?;
        process.write(script(), room).and_then(|()| process.write(&fixed, room + FIXED)).during(STEP)?;
        Ok(Self { process, at, room, outfit, named })
    }

    /// Whether it has looked already for something that this file is, holds or lies in.
    pub(super) fn has_named(&self, file: &Path) -> bool {
        self.named.iter().any(|named| named.starts_with(file) || file.starts_with(named))
    }

    /// Makes a copy in the sandbox of a process 1, which has `namespaces` of its own: confined, and stopped
    /// where the template stands.
    pub(super) fn copy(&self, first: Pid, namespaces: UnshareFlags, inherited: Inheritance) -> Result<Pid, Failure> {
        let lists = [Outfit::bearing(), self.outfit.going_in(first, namespaces), self.outfit.confining(inherited)];
        let begins: Vec<u64> = lists
            .iter()
            .scan(self.room + LISTS, |end, list| Some(std::mem::replace(end, *end + Call::size(list))))
            .collect();
        self.process
            .write(&lists.iter().flat_map(|list| Call::bytes(list)).collect::<Vec<_>>(), begins[0])
            .during("tell an interpreter how to be copied")?;
        // A process is in a process id namespace from its birth on, or never. One that shares the
        // template's memory goes in, and the copy is born of it.
        let between = self.bear(self.process.pid(), begins[0], lists[0].len()).during("copy an interpreter")?;
        let copy = self.bear(between, begins[1], lists[1].len()).during("have a copy go in");
        tracee::kill(between);
        let copy = copy?;
        let confined = self.confine(copy, begins[2], lists[2].len()).during("confine a copy");
        if confined.is_err() {
            tracee::kill(copy);
        }
        confined.map(|()| copy)
    }

    /// Has a process run through a list of calls whose last bears a child. Returns the child, stopped.
    fn bear(&self, pid: Pid, list: u64, length: usize) -> io::Result<Pid> {
        if self.run(pid, list, length)? != Stop::Birth {
            return Err(Self::failed(pid, length));
        }
        let child = tracee::born(pid)?;
        tracee::wait(child)?;
        Ok(child)
    }

    /// Has a copy run through its list, and puts it where the template stands.
    fn confine(&self, copy: Pid, list: u64, length: usize) -> io::Result<()> {
        if self.run(copy, list, length)? != Stop::Trap || Registers::of(copy)?.left() > 0 {
            return Err(Self::failed(copy, length));
        }
        self.at.again().give(copy)
    }

    fn run(&self, pid: Pid, list: u64, length: usize) -> io::Result<Stop> {
        self.at.running(self.room, list, length as u64).give(pid)?;
        tracee::resume(pid, Until::Stopped)?;
        tracee::wait(pid)
    }

    /// The call of a list that failed, by its number, and why.
    fn failed(pid: Pid, length: usize) -> io::Error {
        let why = |registers: Registers| {
            let call = (length as u64).saturating_sub(registers.left());
            let result = registers.result();
            result
                .err()
                .map_or_else(|| io::ErrorKind::Other.into(), |error| io::Error::other(format!("{call}: {error}")))
        };
        Registers::of(pid).map_or_else(|error| error, why)
    }
}

/// Where a path leads in the work directory, if it may lead there. It need not be a path.
fn in_work(text: &[u8]) -> Option<PathBuf> {
    let path = Path::new(OsStr::from_bytes(text));
    let inside = if path.is_absolute() { path.strip_prefix(WORK_DIRECTORY).ok()? } else { path };
    let inside: PathBuf = inside.components().filter(|part| *part != std::path::Component::CurDir).collect();
    (!inside.as_os_str().is_empty()).then_some(inside)
}

/// Whether nothing of a process is shared with its copies, or missing in them: no threads, no children,
/// no open files, no memory that several write to, and nothing said that only one of them would say.
fn can_be_copied(pid: Pid, started: &Started) -> io::Result<()> {
    let proc = PathBuf::from(format!("/proc/{pid}"));
    let count = |directory: &str| Ok::<_, io::Error>(fs::read_dir(proc.join(directory))?.count());
    let maps = fs::read_to_string(proc.join("maps"))?;
    // `rw-s`: written to, and shared.
    let is_shared =
        |map: &str| map.split(' ').nth(1).is_some_and(|access| access.contains('w') && access.ends_with('s'));
    let children = fs::read_to_string(proc.join(format!("task/{pid}/children")))?;
    let obstacle = if count("task")? > 1 {
        "it has several threads"
    } else if count("fd")? > 3 {
        "it has files open"
    } else if maps.lines().any(is_shared) {
        "it shares memory"
    } else if !children.trim().is_empty() {
        "it has children"
    } else if ioctl_fionread(&started.stdout)? + ioctl_fionread(&started.stderr)? > 0 {
        "it has printed something"
    } else {
        return Ok(());
    };
    Err(io::Error::other(obstacle))
}
