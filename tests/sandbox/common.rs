//! What the tests of the sandbox share.

use std::path::PathBuf;

use recant::sandbox::{Access, Bind, Command, Execution, File, Finished, Level, Policy, Request, Sandbox, Task};

/// The levels at which programs are isolated.
pub(crate) const ISOLATED: [Level; 2] = [Level::Full, Level::Landlock];

pub(crate) fn sandbox(level: Level) -> Sandbox {
    Sandbox::open_with(Request::Level(level), env!("CARGO_BIN_EXE_recant").into()).expect("the sandbox opens")
}

pub(crate) fn task(commands: Vec<Command>) -> Task {
    let environment = [("PATH", "/usr/local/bin:/usr/bin:/bin"), ("LANG", "C.UTF-8")];
    let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let policy = Policy { environment, ..Policy::default() };
    Task { policy, files: Vec::new(), commands, collect: Vec::new() }
}

pub(crate) fn command(program: impl Into<PathBuf>, arguments: &[&str]) -> Command {
    let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    Command { program: program.into(), arguments, stdin: Vec::new(), may_fail: false }
}

pub(crate) fn bash(script: &str) -> Command {
    command("/bin/bash", &["-c", script])
}

pub(crate) fn python(script: &str) -> Command {
    command("/usr/bin/python3", &["-c", script])
}

pub(crate) fn file(path: &str, contents: &str) -> File {
    File { path: path.into(), contents: contents.into(), executable: false }
}

pub(crate) fn bind(path: &str, access: Access) -> Bind {
    Bind { source: path.into(), target: path.into(), access }
}

/// What comes of a task that is not the first of its kind, as most are not: at the full level these are
/// served by a keeper.
pub(crate) fn execute(level: Level, task: &Task) -> Execution {
    let sandbox = sandbox(level);
    let first = Task { policy: task.policy.clone(), ..self::task(vec![command("/bin/true", &[])]) };
    sandbox.execute(&first, None).expect("the first of its kind is run");
    sandbox.execute(task, None).expect("the task is run")
}

/// What came of a task's only command.
pub(crate) fn run(level: Level, task: &Task) -> Finished {
    only(execute(level, task))
}

/// What came of the only command of a task.
pub(crate) fn only(execution: Execution) -> Finished {
    let [finished] = execution.finished.try_into().expect("one command was run");
    finished
}

/// Both streams, as text.
pub(crate) fn printed(finished: &Finished) -> String {
    format!("{}{}", String::from_utf8_lossy(&finished.stdout.bytes), String::from_utf8_lossy(&finished.stderr.bytes))
}

/// Whether the tests run as root, who has more to lose and other ways in.
pub(crate) fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

/// Whether a process of this machine has a word among its arguments.
pub(crate) fn runs_somewhere(word: &str) -> bool {
    let processes = std::fs::read_dir("/proc").expect("there is /proc").flatten();
    let mut lines = processes.filter_map(|process| std::fs::read(process.path().join("cmdline")).ok());
    lines.any(|line| line.split(|byte| *byte == 0).any(|argument| argument == word.as_bytes()))
}
