//! Keepers, as the helper knows them.

use std::io::{self, BufWriter};
use std::net::Shutdown;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};

use super::failure::{During, Failure};
use super::identity::{OwnerMap, Within};
use super::keeper::{self, Fate, Kind};
use super::system::{self, Fork};
use super::tree::Tree;
use super::wire::{self, Job, write_job};
use super::{command, helper};

/// The keepers of one helper, the one that was asked for last at the end.
#[derive(Default)]
pub(super) struct Keepers(Vec<(Kind, Stage)>);

/// How many kinds of jobs a helper remembers. A check goes through its languages one by one, and each has
/// few kinds.
const MOST: usize = 4;

enum Stage {
    /// It was the first of its kind; most kinds come once.
    Once,
    /// There is a keeper.
    Kept(Keeper),
    /// There is none to be had.
    Never,
}

impl Keepers {
    /// Has a job done by a keeper, if there is one for it.
    pub(super) fn run(&mut self, job: &Job, owners: Option<&OwnerMap>) -> Fate {
        let Some(kind) = Kind::of(job) else { return Fate::NotBegun };
        let known = self.0.iter().position(|(known, _)| *known == kind).map(|index| self.0.remove(index).1);
        let mut stage = match known {
            None => Stage::Once,
            Some(Stage::Once) => Keeper::start(&kind, owners).map_or(Stage::Never, Stage::Kept),
            Some(stage) => stage,
        };
        let fate = stage.run(job);
        self.0.push((kind, stage));
        if self.0.len() > MOST {
            self.0.remove(0);
        }
        fate
    }
}

impl Stage {
    fn run(&mut self, job: &Job) -> Fate {
        let Self::Kept(keeper) = self else { return Fate::NotBegun };
        let fate = match keeper.give(job) {
            Ok(()) => keeper.hear().unwrap_or(Fate::CutOff),
            Err(_) => Fate::NotBegun,
        };
        if fate != Fate::Told {
            keeper.kill();
            *self = Self::Never;
        }
        fate
    }
}

/// A process that waits for a keeper, which is process 1 of a sandbox.
struct Keeper {
    jobs: UnixStream,
    process: Pid,
}

impl Keeper {
    fn start(kind: &Kind, owners: Option<&OwnerMap>) -> Result<Self, Failure> {
        const STEP: &str = "start a keeper";
        let (jobs, theirs) = UnixStream::pair().during(STEP)?;
        let process = match system::fork().during(STEP)? {
            Fork::Child => {
                drop(jobs);
                let keep = |view| i32::from(keeper::keep(kind, view, theirs).is_err());
                system::exit_now(helper::go_in(&kind.policy, owners, Within::Sandboxes, keep).unwrap_or(1))
            }
            Fork::Parent(child) => child,
        };
        drop(theirs);
        let keeper = Self { jobs, process };
        let ready = match keeper.wait(Some(kind.policy.limits.wall)) {
            Ok(true) => wire::receive::<()>(&keeper.jobs).during(STEP),
            Ok(false) => Err("the tool is gone").during(STEP),
            Err(error) => Err(error).during(STEP),
        };
        if ready.is_err() {
            keeper.kill();
        }
        ready.map(|()| keeper)
    }

    /// Ends it and all that it keeps, whatever it is at.
    fn kill(&self) {
        // One that has ended meanwhile needs no killing.
        let _ = kill_process(self.process, Signal::KILL);
    }

    fn give(&self, job: &Job) -> io::Result<()> {
        write_job(&mut BufWriter::new(&self.jobs), job)
    }

    /// Waits until the job is done.
    fn hear(&self) -> io::Result<Fate> {
        if self.wait(None)? { wire::receive(&self.jobs) } else { Ok(Fate::CutOff) }
    }

    /// Waits for a word from the keeper; `false` where the tool goes away meanwhile.
    fn wait(&self, most: Option<Duration>) -> io::Result<bool> {
        let most = most.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
        let tool = io::stdin();
        // Nothing is asked for of the tool's pipe: that it hung up is always told.
        let mut polled =
            [PollFd::new(&self.jobs, PollFlags::IN), PollFd::from_borrowed_fd(tool.as_fd(), PollFlags::empty())];
        loop {
            match poll(&mut polled, most.as_ref()) {
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
                Ok(0) => return Err(io::ErrorKind::TimedOut.into()),
                Ok(_) => return Ok(polled[1].revents().is_empty()),
            }
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        // One that waits for a job leaves when no more can come, and takes along all that it keeps.
        let _ = self.jobs.shutdown(Shutdown::Both);
        system::wait_for(self.process);
        // What one keeps that was killed comes to this process when it is orphaned.
        command::end_all(Tree::Descendants);
    }
}
