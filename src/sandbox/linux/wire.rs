//! How a job travels to the helper and what came of it back: frames of a kind, a length and bytes.
//!
//! What is structured is JSON; contents of files and output follow raw, as they may be large.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Level;
use super::policy::Policy;
use super::probe::Probe;
use super::task::{Captured, Command, Exit, File, Finished, LimitHit, Stream, Task};

/// What the helper says first, so that the tool knows that it talks to one of its own version.
pub(super) const GREETING: &[u8] = concat!("recant sandbox helper ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// No header is longer: lengths come from a pipe, and a mistake should not allocate the world.
const LONGEST: u64 = 1 << 40;

/// What the helper is to do.
pub(super) struct Job {
    pub(super) level: Level,
    /// Whether output is to be sent as it comes.
    pub(super) watched: bool,
    /// Whether a copy of an interpreter that waits may run it, instead of one that is started anew.
    pub(super) copied: bool,
    /// A directory of the host that is to be made, used and removed, where the level has no
    /// file system of its own.
    pub(super) scratch: PathBuf,
    pub(super) task: Task,
}

/// What the helper is asked for.
pub(super) enum Order {
    /// To run a job.
    Run(Box<Job>),
    /// To try each layer.
    Probe,
}

/// What the helper has to say.
pub(super) enum Report {
    /// What came of trying a layer.
    Probed(Probe, Result<(), String>),
    /// Output, as it comes.
    Chunk(Stream, Vec<u8>),
    /// A command has ended.
    Finished(Finished),
    /// A file that was asked for.
    Collected(PathBuf, Vec<u8>),
    /// All is done.
    Done,
    /// The sandbox could not be set up.
    Failed(String),
}

#[derive(Serialize, Deserialize)]
struct JobHeader<'a> {
    level: Level,
    watched: bool,
    copied: bool,
    scratch: Cow<'a, Path>,
    policy: Cow<'a, Policy>,
    files: Vec<(Cow<'a, Path>, bool)>,
    commands: Vec<(Cow<'a, Path>, Cow<'a, [String]>, bool)>,
    collect: Cow<'a, [PathBuf]>,
}

#[derive(Serialize, Deserialize)]
struct FinishedHeader {
    exit: Exit,
    limit: Option<LimitHit>,
    wall: Duration,
    cut: [Option<(usize, u64)>; 2],
}

/// Sends a job.
pub(super) fn write_job(to: &mut impl Write, job: &Job) -> io::Result<()> {
    let task = &job.task;
    let header = JobHeader {
        level: job.level,
        watched: job.watched,
        copied: job.copied,
        scratch: Cow::Borrowed(&job.scratch),
        policy: Cow::Borrowed(&task.policy),
        files: task.files.iter().map(|file| (Cow::Borrowed(&*file.path), file.executable)).collect(),
        commands: task
            .commands
            .iter()
            .map(|command| (Cow::Borrowed(&*command.program), Cow::Borrowed(&*command.arguments), command.may_fail))
            .collect(),
        collect: Cow::Borrowed(&task.collect),
    };
    write_frame(to, b'J', &serde_json::to_vec(&header)?)?;
    for file in &task.files {
        write_frame(to, b'B', &file.contents)?;
    }
    for command in &task.commands {
        write_frame(to, b'B', &command.stdin)?;
    }
    to.flush()
}

/// Asks for each layer to be tried.
pub(super) fn write_probe(to: &mut impl Write) -> io::Result<()> {
    write_frame(to, b'L', &[])?;
    to.flush()
}

/// Receives an order; `None` where there are no more.
pub(super) fn read_order(from: &mut impl Read) -> io::Result<Option<Order>> {
    match read_frame(from)? {
        None => Ok(None),
        Some((b'L', _)) => Ok(Some(Order::Probe)),
        Some((b'J', header)) => Ok(Some(Order::Run(Box::new(read_job(&header, from)?)))),
        Some(_) => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn read_job(header: &[u8], from: &mut impl Read) -> io::Result<Job> {
    let header: JobHeader<'_> = serde_json::from_slice(header)?;
    let mut files = Vec::with_capacity(header.files.len());
    for (path, executable) in header.files {
        files.push(File { path: path.into_owned(), contents: read_blob(from)?, executable });
    }
    let mut commands = Vec::with_capacity(header.commands.len());
    for (program, arguments, may_fail) in header.commands {
        let (program, arguments) = (program.into_owned(), arguments.into_owned());
        commands.push(Command { program, arguments, stdin: read_blob(from)?, may_fail });
    }
    let (policy, collect) = (header.policy.into_owned(), header.collect.into_owned());
    let task = Task { policy, files, commands, collect };
    let (level, watched, copied) = (header.level, header.watched, header.copied);
    Ok(Job { level, watched, copied, scratch: header.scratch.into_owned(), task })
}

/// Sends a small value, between processes of the helper.
pub(super) fn send(mut to: impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut frame = Vec::new();
    write_frame(&mut frame, b'V', &serde_json::to_vec(value)?)?;
    to.write_all(&frame)
}

/// Receives a small value.
pub(super) fn receive<T: DeserializeOwned>(mut from: impl Read) -> io::Result<T> {
    match read_frame(&mut from)?.ok_or(io::ErrorKind::UnexpectedEof)? {
        (b'V', value) => Ok(serde_json::from_slice(&value)?),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// Sends a report.
pub(super) fn write_report(to: &mut impl Write, report: &Report) -> io::Result<()> {
    match report {
        Report::Chunk(Stream::Stdout, bytes) => write_frame(to, b'o', bytes),
        Report::Chunk(Stream::Stderr, bytes) => write_frame(to, b'e', bytes),
        Report::Finished(Finished { exit, stdout, stderr, limit, wall }) => {
            let header = FinishedHeader { exit: *exit, limit: *limit, wall: *wall, cut: [stdout.cut, stderr.cut] };
            write_frame(to, b'F', &serde_json::to_vec(&header)?)?;
            write_frame(to, b'B', &stdout.bytes)?;
            write_frame(to, b'B', &stderr.bytes)
        }
        Report::Collected(path, contents) => {
            write_frame(to, b'C', &serde_json::to_vec(path)?)?;
            write_frame(to, b'B', contents)
        }
        Report::Probed(probe, answer) => write_frame(to, b'P', &serde_json::to_vec(&(probe, answer))?),
        Report::Done => write_frame(to, b'D', &[]),
        Report::Failed(why) => write_frame(to, b'X', why.as_bytes()),
    }
}

/// Receives a report.
pub(super) fn read_report(from: &mut impl Read) -> io::Result<Report> {
    let (kind, bytes) = read_frame(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(match kind {
        b'o' => Report::Chunk(Stream::Stdout, bytes),
        b'e' => Report::Chunk(Stream::Stderr, bytes),
        b'F' => {
            let FinishedHeader { exit, limit, wall, cut } = serde_json::from_slice(&bytes)?;
            let stdout = Captured { bytes: read_blob(from)?, cut: cut[0] };
            let stderr = Captured { bytes: read_blob(from)?, cut: cut[1] };
            Report::Finished(Finished { exit, stdout, stderr, limit, wall })
        }
        b'C' => Report::Collected(serde_json::from_slice(&bytes)?, read_blob(from)?),
        b'P' => {
            let (probe, answer) = serde_json::from_slice(&bytes)?;
            Report::Probed(probe, answer)
        }
        b'D' => Report::Done,
        b'X' => Report::Failed(String::from_utf8_lossy(&bytes).into_owned()),
        _ => return Err(io::ErrorKind::InvalidData.into()),
    })
}

fn write_frame(to: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    let mut head = [kind; 9];
    head[1..].copy_from_slice(&(bytes.len() as u64).to_le_bytes());
    to.write_all(&head)?;
    to.write_all(bytes)
}

fn read_frame(from: &mut impl Read) -> io::Result<Option<(u8, Vec<u8>)>> {
    let mut head = [0; 9];
    if from.read(&mut head[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut head[1..])?;
    let [kind, length @ ..] = head;
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    from.by_ref().take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some((kind, bytes))) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn read_blob(from: &mut impl Read) -> io::Result<Vec<u8>> {
    match read_frame(from)? {
        Some((b'B', bytes)) => Ok(bytes),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> Job {
        let mut task = Task::rehearsal();
        task.files.push(File { path: "a/b".into(), contents: vec![0, 255, b'J'], executable: true });
        let (program, arguments) = ("/bin/cat".into(), vec!["-".to_owned(), "\u{202e}\n".to_owned()]);
        task.commands.push(Command { program, arguments, stdin: b"typed".into(), may_fail: true });
        task.collect.push("out".into());
        Job { level: Level::Landlock, watched: true, copied: true, scratch: "/tmp/x".into(), task }
    }

    fn sent(job: &Job) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_job(&mut bytes, job).expect("it is written");
        bytes
    }

    #[test]
    fn a_job_arrives_as_it_was_sent() {
        let Ok(Some(Order::Run(arrived))) = read_order(&mut sent(&job()).as_slice()) else { panic!("it is a job") };
        assert_eq!((arrived.level, arrived.scratch), (Level::Landlock, "/tmp/x".into()));
        assert!(arrived.watched && arrived.copied);
        assert_eq!(arrived.task, job().task);
    }

    #[test]
    fn a_job_that_is_cut_off_is_an_error_wherever_it_is_cut() {
        let whole = sent(&job());
        for length in 1..whole.len() {
            assert!(read_order(&mut &whole[..length]).is_err(), "after {length} bytes");
        }
        assert!(matches!(read_order(&mut [].as_slice()), Ok(None)));
    }

    #[test]
    fn a_length_that_cannot_be_is_an_error_and_not_an_allocation() {
        assert!(read_report(&mut [b'o', 255, 255, 255, 255, 255, 255, 255, 255].as_slice()).is_err());
        assert!(read_report(&mut [b'o', 255, 255, 255, 255, 0, 0, 0, 0].as_slice()).is_err());
    }

    #[test]
    fn reports_arrive_as_they_were_sent() {
        let stdout = Captured { bytes: b"\xff\0".into(), cut: Some((1, 9)) };
        let (exit, limit, wall) = (Exit::Signal(9), Some(LimitHit::Wall), Duration::from_nanos(1_000_000_001));
        let finished = Finished { exit, stdout, stderr: Captured::default(), limit, wall };
        let mut bytes = Vec::new();
        write_report(&mut bytes, &Report::Finished(finished.clone())).expect("it is written");
        let Ok(Report::Finished(arrived)) = read_report(&mut bytes.as_slice()) else { panic!("it is a report") };
        assert_eq!(arrived, finished);
    }
}
