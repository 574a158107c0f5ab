//! Watches one command until it ends or runs into a limit.

use std::io::{PipeReader, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{PidfdFlags, Signal, getppid, pidfd_open};

use super::capture::Capture;
use super::failure::{During, Failure};
use super::place::Place;
use super::policy::Limits;
use super::spawn::{Main, Started};
use super::supervisor::Reports;
use super::system::{self, Ended};
use super::task::{Exit, Finished, LimitHit, Stream};
use super::tree::Tree;
use super::wire::{self, Report};

/// How long output is waited for that is still on its way when the command has ended. A
/// descendant may hold the pipe open for ever.
const GRACE: Duration = Duration::from_millis(20);

/// How often use is looked at, at most; a look may take no more than a twentieth of the time.
const INTERVAL: Duration = Duration::from_millis(10);

/// How often use is looked at, at least.
const LONGEST_INTERVAL: Duration = Duration::from_millis(200);

/// How long killed processes are waited for.
const BURIAL: Duration = Duration::from_secs(5);

/// What commands are watched with.
pub(super) struct Watcher<'a> {
    tree: Tree,
    limits: &'a Limits,
    place: &'a Place,
    /// The helper, where its end does not end this process: then this process has to see to the end
    /// of all others.
    helper: Option<OwnedFd>,
    /// Room for what is read at once: as much as a pipe holds.
    buffer: Box<[u8]>,
}

/// What is known of a command while it runs.
struct Watch {
    began: Instant,
    /// None where the limit lies beyond what a clock can tell.
    deadline: Option<Instant>,
    next_look: Instant,
    capture: Capture,
    limit: Option<LimitHit>,
    /// A limit that it has touched without being ended for it.
    touched: Option<LimitHit>,
    ended: Option<(Ended, Instant)>,
    main: Main,
    /// The pipes that someone may still write to.
    open: Vec<(Stream, PipeReader)>,
}

impl Watch {
    /// Whether the command has ended and what it printed has been read. What is in a pipe by then
    /// takes one read, as the pipe holds no more than the buffer.
    fn is_over(&self) -> bool {
        self.ended.as_ref().is_some_and(|(_, at)| self.open.is_empty() || at.elapsed() >= GRACE)
    }

    /// Takes note of those that have ended, orphans among them.
    fn reap(&mut self) -> Result<(), Failure> {
        while let Some((child, ended)) = system::reap() {
            if matches!(self.main, Main::Child(pid) if pid == child) {
                self.ended = Some((ended, Instant::now()));
            }
        }
        if let Main::Copy(keeper) = &self.main
            && self.ended.is_none()
            && has_something_to_read(keeper)
        {
            let ended = wire::receive(keeper).during("hear of the end of the command")?;
            self.ended = Some((ended, Instant::now()));
        }
        Ok(())
    }
}

impl<'a> Watcher<'a> {
    /// For commands whose processes are those of `tree`.
    pub(super) fn new(tree: Tree, limits: &'a Limits, place: &'a Place) -> Result<Self, Failure> {
        let parent = getppid().filter(|_| tree == Tree::Descendants);
        let helper = parent.map(|parent| pidfd_open(parent, PidfdFlags::empty())).transpose();
        let buffer = vec![0; 1 << 16].into_boxed_slice();
        Ok(Self { tree, limits, place, helper: helper.during("watch the helper")?, buffer })
    }

    /// Reads what the command prints until it ends, and ends it where it goes too far.
    pub(super) fn watch(
        &mut self,
        started: Started,
        began: Instant,
        mut live: Option<&mut Reports>,
    ) -> Result<Finished, Failure> {
        let process = started.main.watched().during("watch the command")?;
        let mut watch = Watch {
            began,
            deadline: began.checked_add(self.limits.wall),
            next_look: began + INTERVAL,
            capture: Capture::new(self.limits.output),
            limit: None,
            touched: None,
            ended: None,
            main: started.main,
            open: vec![(Stream::Stdout, started.stdout), (Stream::Stderr, started.stderr)],
        };
        while !watch.is_over() {
            let ready = self.wait(&process, &watch)?;
            for index in ready.into_iter().rev() {
                self.read(index, &mut watch, live.as_deref_mut())?;
            }
            watch.reap()?;
            self.hold_to_limits(&mut watch);
        }
        Ok(self.conclude(watch))
    }

    /// Waits until something happens, and returns which of the open pipes have something to read.
    fn wait(&self, process: &OwnedFd, watch: &Watch) -> Result<Vec<usize>, Failure> {
        let pipes = watch.open.iter().map(|(_, pipe)| PollFd::new(pipe, PollFlags::IN));
        let process = watch.ended.is_none().then(|| PollFd::new(process, PollFlags::IN));
        let helper = self.helper.iter().map(|helper| PollFd::new(helper, PollFlags::IN));
        let mut polled: Vec<PollFd<'_>> = pipes.chain(process).chain(helper).collect();
        match poll(&mut polled, Some(&patience(watch))) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error).during("wait for the command"),
        }
        let is_ready = |index: &usize| !polled[*index].revents().is_empty();
        if self.helper.is_some() && is_ready(&(polled.len() - 1)) {
            return Err("the helper is gone").during("wait for the command");
        }
        Ok((0..watch.open.len()).filter(is_ready).collect())
    }

    fn read(&mut self, index: usize, watch: &mut Watch, live: Option<&mut Reports>) -> Result<(), Failure> {
        let (stream, pipe) = &mut watch.open[index];
        let (stream, read) = (*stream, pipe.read(&mut self.buffer).during("read what the command prints")?);
        if read == 0 {
            watch.open.remove(index);
            return Ok(());
        }
        watch.capture.push(stream, &self.buffer[..read]);
        match live {
            Some(reports) if watch.limit.is_none() => {
                reports.send(&Report::Chunk(stream, self.buffer[..read].to_vec()))
            }
            _ => Ok(()),
        }
    }

    fn hold_to_limits(&self, watch: &mut Watch) {
        if watch.ended.is_some() {
            return;
        }
        let now = Instant::now();
        if watch.limit.is_none() && watch.capture.is_beyond_patience() {
            self.end(watch, LimitHit::Output);
        } else if watch.limit.is_none() && watch.deadline.is_some_and(|deadline| now >= deadline) {
            self.end(watch, LimitHit::Wall);
        } else if now >= watch.next_look {
            self.look(watch);
            watch.next_look = Instant::now() + (now.elapsed() * 20).clamp(INTERVAL, LONGEST_INTERVAL);
        }
    }

    /// Looks at what the processes use.
    fn look(&self, watch: &mut Watch) {
        if watch.limit.is_some() {
            // It was told to end; what it forked meanwhile was not.
            self.tree.kill();
            return;
        }
        let usage = self.tree.usage(self.limits.memory);
        if usage.memory > self.limits.memory {
            self.end(watch, LimitHit::Memory);
        }
        if self.is_crowded(usage.tasks) {
            watch.touched = Some(LimitHit::Processes);
        } else {
            watch.touched = self.place.full().or(watch.touched);
        }
    }

    fn end(&self, watch: &mut Watch, limit: LimitHit) {
        watch.limit = Some(limit);
        self.tree.kill();
    }

    fn conclude(&self, watch: Watch) -> Finished {
        let wall = watch.began.elapsed();
        let ended = watch.ended.as_ref().map(|(ended, _)| (ended.exit, ended.cpu));
        let (exit, cpu) = ended.unwrap_or((Exit::Signal(Signal::KILL.as_raw()), Duration::ZERO));
        let limit = self.limit(&watch, exit, cpu);
        let (stdout, stderr) = watch.capture.finish();
        Finished { exit, stdout, stderr, limit, wall }
    }

    /// The limit that best explains how the command ended.
    fn limit(&self, watch: &Watch, exit: Exit, cpu: Duration) -> Option<LimitHit> {
        let touched = watch.touched.or_else(|| {
            // What ended soon was never looked at; what it left behind still shows.
            let failed = watch.limit.is_none() && exit != Exit::Status(0);
            (failed && self.is_crowded(self.tree.usage(u64::MAX).tasks + 1)).then_some(LimitHit::Processes)
        });
        // One that waits for processes which it cannot have is out of processes, not out of time.
        let starved = (watch.limit, touched) == (Some(LimitHit::Wall), Some(LimitHit::Processes));
        let output = watch.capture.is_over().then_some(LimitHit::Output);
        let ended_for = watch.limit.filter(|_| !starved).or_else(|| by_signal(exit, cpu, self.limits));
        ended_for.or(touched).or_else(|| self.place.full()).or(output)
    }

    /// Whether there are as many processes as there may be. Among the host's, those that are just
    /// being adopted are missed, so fewer count as many.
    fn is_crowded(&self, tasks: u64) -> bool {
        let many = match self.tree {
            Tree::Namespace => self.limits.processes,
            Tree::Descendants => self.limits.processes / 2,
        };
        tasks >= many
    }
}

fn has_something_to_read(from: impl AsFd) -> bool {
    poll(&mut [PollFd::new(&from, PollFlags::IN)], Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
}

/// How long to wait at most for something to happen.
fn patience(watch: &Watch) -> Timespec {
    let until = match &watch.ended {
        Some((_, at)) => *at + GRACE,
        None if watch.limit.is_some() => watch.next_look,
        None => watch.deadline.map_or(watch.next_look, |deadline| watch.next_look.min(deadline)),
    };
    let left = until.saturating_duration_since(Instant::now());
    Timespec { tv_sec: left.as_secs().cast_signed(), tv_nsec: left.subsec_nanos().into() }
}

/// The limit that the kernel enforced by a signal.
fn by_signal(exit: Exit, cpu: Duration, limits: &Limits) -> Option<LimitHit> {
    match exit {
        Exit::Signal(signal) if signal == Signal::XCPU.as_raw() => Some(LimitHit::Cpu),
        Exit::Signal(signal) if signal == Signal::XFSZ.as_raw() => Some(LimitHit::Disk),
        // One that ignores SIGXCPU is killed a second later; one that handles it, as Go does, fails.
        exit if exit != Exit::Status(0) && cpu >= limits.cpu => Some(LimitHit::Cpu),
        _ => None,
    }
}

/// Kills all that is left, and waits until it is gone.
pub(super) fn end_all(tree: Tree) {
    let deadline = Instant::now() + BURIAL;
    tree.kill();
    while system::reap().is_some() {}
    while !tree.is_empty() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(1));
        tree.kill();
        while system::reap().is_some() {}
    }
}
