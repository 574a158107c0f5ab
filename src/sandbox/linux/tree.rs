//! The processes of one sandbox: who they are, what they use, and their end.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::process::{Pid, Signal, getpid, kill_process};

use super::system;

/// How the processes of a sandbox are told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// They are all that there are: this process is the first of a process id namespace.
    Namespace,
    /// They descend from this process, which adopts orphans.
    Descendants,
}

/// How often new processes are looked for while the others are being stopped. There is a limit to
/// how many there can be, and each round takes at least one of them.
const MOST_ROUNDS: usize = 10_000;

/// What the processes use at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Usage {
    /// Bytes of memory, shared ones counted once or, where the kernel does not tell, each time.
    pub(super) memory: u64,
    /// Processes and their threads.
    pub(super) tasks: u64,
}

impl Tree {
    /// The processes at this moment, without this one.
    fn members(self) -> Vec<Pid> {
        match self {
            Self::Namespace => {
                let names = fs::read_dir("/proc").into_iter().flatten().flatten().map(|entry| entry.file_name());
                let pids = names.filter_map(|name| name.to_str()?.parse().ok().and_then(Pid::from_raw));
                pids.filter(|pid| *pid != getpid()).collect()
            }
            Self::Descendants => {
                let mut found = children(getpid());
                let mut next = 0;
                while let Some(pid) = found.get(next) {
                    found.extend(children(*pid));
                    next += 1;
                }
                found
            }
        }
    }

    /// Kills all of them, also those that fork meanwhile.
    pub(super) fn kill(self) {
        match self {
            Self::Namespace => system::kill_all_others(),
            Self::Descendants => {
                for pid in self.hold_still() {
                    // One that has ended meanwhile needs no killing.
                    let _ = kill_process(pid, Signal::KILL);
                }
            }
        }
    }

    /// Stops all of them, and returns who they are. Those that fork faster than they can be killed
    /// one by one cannot when they are stopped: sooner or later none is left that runs.
    fn hold_still(self) -> Vec<Pid> {
        let mut stopped = HashSet::new();
        for _ in 0..MOST_ROUNDS {
            let running: Vec<Pid> = self.members().into_iter().filter(|pid| !stopped.contains(pid)).collect();
            if running.is_empty() {
                break;
            }
            for pid in running {
                let _ = kill_process(pid, Signal::STOP);
                stopped.insert(pid);
            }
        }
        stopped.into_iter().collect()
    }

    /// Whether any is left.
    pub(super) fn is_empty(self) -> bool {
        self.members().is_empty()
    }

    /// What they use, as exactly as it takes to tell whether that is more than `memory`.
    pub(super) fn usage(self, memory: u64) -> Usage {
        let members = self.members();
        let mut usage = Usage::default();
        for (resident, threads) in members.iter().filter_map(|pid| stat(*pid)) {
            usage.memory += resident;
            usage.tasks += threads;
        }
        if usage.memory > memory {
            // Pages that are shared were counted several times; asking for shares is slow.
            usage.memory = members.iter().filter_map(|pid| share(*pid)).sum();
        }
        usage
    }
}

/// How many processes and threads the user of this process runs, on all of the machine.
pub(super) fn tasks_of_user() -> u64 {
    let user = rustix::process::geteuid().as_raw();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let own = processes.filter(|process| process.metadata().is_ok_and(|process| process.uid() == user));
    let pids = own.filter_map(|process| parse_pid(process.file_name().to_str()?));
    pids.filter_map(stat).map(|(_, threads)| threads).sum()
}

/// The children of every thread of a process.
fn children(of: Pid) -> Vec<Pid> {
    let threads = fs::read_dir(format!("/proc/{of}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(parse_pid).collect::<Vec<_>>()).collect()
}

fn parse_pid(text: &str) -> Option<Pid> {
    Pid::from_raw(text.parse().ok()?)
}

/// Resident memory in bytes and the number of threads (`proc_pid_stat(5)`, fields 24 and 20).
fn stat(pid: Pid) -> Option<(u64, u64)> {
    let text = fs::read(format!("/proc/{pid}/stat")).ok()?;
    // The name, which stands in parentheses, may hold anything.
    let rest = &text[memchr::memrchr(b')', &text)? + 1..];
    let mut fields = std::str::from_utf8(rest).ok()?.split_ascii_whitespace();
    let threads: u64 = fields.nth(17)?.parse().ok()?;
    let pages: u64 = fields.nth(3)?.parse().ok()?;
    Some((pages * rustix::param::page_size() as u64, threads))
}

/// The proportional share of memory in bytes (`proc_pid_smaps(5)`, "Pss"), or all that is resident
/// where that is not told.
fn share(pid: Pid) -> Option<u64> {
    let told = fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("smaps_rollup")).ok();
    let kibibytes = told.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("Pss:")));
    let share = kibibytes.and_then(|rest| rest.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    share.map(|kibibytes| kibibytes << 10).or_else(|| stat(pid).map(|(resident, _)| resident))
}
