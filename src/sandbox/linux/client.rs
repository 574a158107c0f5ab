//! The tool's side: helpers, and talking to them.

use std::fs::File;
use std::io::{self, BufWriter, PipeReader, Read};
use std::net::TcpListener;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::probe::Answer;
use super::serve::{self, Serve};
use super::task::{Execution, Stream, Task};
use super::wire::{GREETING, Job, Report, read_report, write_job, write_probe};
use super::{Level, SandboxError, handover, helper, place};

/// Whoever wants to see output as it comes, if someone does.
pub type Watch<'a> = Option<&'a mut dyn FnMut(Stream, &[u8])>;

/// How long a sandbox may take to be set up and taken down. A machine may be busy.
const SLACK: Duration = Duration::from_secs(60);

/// Helpers that are idle. Each serves one task at a time.
#[derive(Debug)]
pub(in crate::sandbox) struct Helpers {
    program: PathBuf,
    idle: Mutex<Vec<Helper>>,
}

impl Helpers {
    /// Helpers are started from `program`.
    pub(in crate::sandbox) fn new(program: PathBuf) -> Self {
        Self { program, idle: Mutex::default() }
    }

    /// Has a task run at a level, by an idle helper or a new one.
    pub(in crate::sandbox) fn run(
        &self,
        level: Level,
        task: &Task,
        copied: bool,
        serve: Serve<'_>,
        watch: Watch<'_>,
    ) -> Result<Execution, SandboxError> {
        let mut helper = self.idle().map_or_else(|| Helper::start(&self.program), Ok).map_err(|error| lost(&error))?;
        let scratch = scratch();
        let job = Job { level, watched: watch.is_some(), copied, scratch, task: task.clone() };
        let failure = match helper.run(&job, serve, watch) {
            Ok(Ok(execution)) => {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(helper);
                return Ok(execution);
            }
            Ok(Err(why)) => SandboxError::Setup(why),
            Err(error) => lost(&error),
        };
        // Its end is waited for. It cleans up behind itself, unless it was killed.
        drop(helper);
        if job.scratch.exists() {
            place::remove(&job.scratch).map_err(|error| lost(&error))?;
        }
        Err(failure)
    }

    /// A helper that has nothing to do and has not been killed for it.
    fn idle(&self) -> Option<Helper> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        std::iter::from_fn(|| idle.pop()).find(Helper::is_alive)
    }

    /// Has each layer tried, by a helper of its own.
    pub(super) fn probe(&self) -> Result<Vec<Answer>, SandboxError> {
        Helper::start(&self.program).and_then(|mut helper| helper.probe()).map_err(|error| lost(&error))
    }
}

fn lost(error: &io::Error) -> SandboxError {
    SandboxError::Setup(format!("the helper process was lost: {error}"))
}

/// A name that no one else uses, for the levels that need a directory.
fn scratch() -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("recant-{}-{number}", std::process::id()))
}

/// A helper process.
#[derive(Debug)]
struct Helper {
    /// A socket, so that descriptors can come back by it.
    orders: Option<BufWriter<UnixStream>>,
    reports: PipeReader,
    process: duct::Handle,
}

impl Helper {
    fn start(program: &Path) -> io::Result<Self> {
        let (orders_end, orders) = UnixStream::pair()?;
        let (reports, reports_end) = io::pipe()?;
        let process = duct::cmd(program, [helper::WORD])
            .full_env(std::iter::empty::<(&str, &str)>())
            .dir("/")
            .stdin_file(File::from(OwnedFd::from(orders_end)))
            .stdout_file(File::from(OwnedFd::from(reports_end)))
            .stderr_null()
            .unchecked()
            .start()?;
        let mut helper = Self { orders: Some(BufWriter::new(orders)), reports, process };
        let mut greeting = [0; GREETING.len()];
        helper.reports.read_exact(&mut greeting)?;
        if greeting == GREETING { Ok(helper) } else { Err(io::Error::other("it is not of this version")) }
    }

    /// Has a job done. The inner error is the helper's word that it could not set things up; after
    /// the outer one, nothing can be said to the helper any more.
    fn run(&mut self, job: &Job, serve: Serve<'_>, watch: Watch<'_>) -> io::Result<Result<Execution, String>> {
        write_job(self.orders.as_mut().ok_or(io::ErrorKind::BrokenPipe)?, job)?;
        let deadline = Instant::now().checked_add(patience(&job.task));
        let listeners = job.task.policy.network.listeners();
        if listeners.is_empty() {
            return self.hear(deadline, watch);
        }
        let sockets = self.sockets(listeners.len(), deadline)?;
        let open: Vec<_> = listeners.iter().zip(sockets).collect();
        serve::while_doing(&open, serve, || self.hear(deadline, watch))?
    }

    /// The listening sockets that process 1 passes out; none where it could not set things up, of
    /// which it then tells.
    fn sockets(&self, count: usize, deadline: Option<Instant>) -> io::Result<Vec<TcpListener>> {
        let orders = self.orders.as_ref().ok_or(io::ErrorKind::BrokenPipe)?.get_ref();
        if self.wait_for([orders.as_fd(), self.reports.as_fd()], deadline)?[0] {
            handover::receive(count, orders)
        } else {
            Ok(Vec::new())
        }
    }

    /// Hears the helper out.
    fn hear(&mut self, deadline: Option<Instant>, mut watch: Watch<'_>) -> io::Result<Result<Execution, String>> {
        let mut execution = Execution { finished: Vec::new(), collected: Vec::new() };
        loop {
            self.wait_for([self.reports.as_fd()], deadline)?;
            match read_report(&mut self.reports)? {
                Report::Chunk(stream, bytes) => {
                    if let Some(watch) = &mut watch {
                        watch(stream, &bytes);
                    }
                }
                Report::Finished(finished) => execution.finished.push(finished),
                Report::Collected(path, contents) => execution.collected.push((path, contents)),
                Report::Probed(..) => return Err(io::ErrorKind::InvalidData.into()),
                Report::Done => return Ok(Ok(execution)),
                Report::Failed(why) => return Ok(Err(why)),
            }
        }
    }
}

/// How long a task takes at most, if the helper holds it to its limits.
fn patience(task: &Task) -> Duration {
    let commands = u32::try_from(task.commands.len()).unwrap_or(u32::MAX);
    task.policy.limits.wall.saturating_mul(commands).saturating_add(SLACK)
}

impl Helper {
    /// Waits for the helper to say something by one of these, and returns by which it does; kills it
    /// where it takes longer than it can.
    fn wait_for<const N: usize>(&self, from: [BorrowedFd<'_>; N], deadline: Option<Instant>) -> io::Result<[bool; N]> {
        loop {
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            let left = left.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
            let mut polled = from.map(|from| PollFd::from_borrowed_fd(from, PollFlags::IN));
            match poll(&mut polled, left.as_ref()) {
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
                Ok(0) => {
                    self.process.kill()?;
                    return Err(io::ErrorKind::TimedOut.into());
                }
                Ok(_) => return Ok(polled.map(|polled| !polled.revents().is_empty())),
            }
        }
    }

    fn is_alive(&self) -> bool {
        self.process.try_wait().is_ok_and(|ended| ended.is_none())
    }

    /// Has each layer tried.
    fn probe(&mut self) -> io::Result<Vec<Answer>> {
        write_probe(self.orders.as_mut().ok_or(io::ErrorKind::BrokenPipe)?)?;
        let mut answers = Vec::new();
        loop {
            match read_report(&mut self.reports)? {
                Report::Probed(probe, answer) => answers.push((probe, answer)),
                Report::Done => return Ok(answers),
                _ => return Err(io::ErrorKind::InvalidData.into()),
            }
        }
    }
}

impl Drop for Helper {
    fn drop(&mut self) {
        // The end of its input is its sign to leave. A buffer that was not sent is not sent now.
        if let Some(orders) = self.orders.take() {
            drop(orders.into_parts());
        }
        // How it leaves no longer matters.
        let _ = self.process.wait();
    }
}
