//! A keeper: the first process of a sandbox in which no program is run. For each job it makes a sandbox
//! within its own, and so what is the same for all of them is made once. Where jobs ask for it, the keeper
//! also keeps an interpreter that waits, and has a copy of that run in each.
//!
//! The inner sandbox has namespaces of every kind, mounts, limits and filters of its own, as one has that is
//! made from outside. What it shares with its like, one after the other, is what none of them can change, the
//! read-only part of the view; and a network, as long as no one has left a trace in it.

use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::process::{DumpableBehavior, Pid, set_dumpable_behavior};
use rustix::thread::UnshareFlags;

use super::confinement::Confinement;
use super::failure::{During, Failure};
use super::identity::{self, INSIDE, NAMESPACES, Within};
use super::kept::Kept;
use super::late::Late;
use super::outfit::Inheritance;
use super::place::Place;
use super::policy::Policy;
use super::spawn::{self, Main, Start, Surroundings};
use super::system::{self, Fork};
use super::task::{Command, Exit, Task};
use super::template::Template;
use super::tracee;
use super::tree::Tree;
use super::wire::{self, Job, Order, read_order};
use super::{Level, helper, network, root, supervisor, view};

/// What a keeper is for: the tasks that it serves have this in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) policy: Policy,
    interpreter: Option<Interpreter>,
}

/// An interpreter that is to wait, by how it is called and the file that it is called for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Interpreter {
    command: Command,
    file: PathBuf,
}

impl Kind {
    /// That of a job, if there is a keeper for such.
    pub(super) fn of(job: &Job) -> Option<Self> {
        let policy = &job.task.policy;
        // Listeners are someone else's, and there once.
        let is_kept =
            job.level == Level::Full && !job.task.commands.is_empty() && policy.network.listeners().is_empty();
        let interpreter = || job.copied.then(|| Interpreter::of(&job.task)).flatten();
        is_kept.then(|| Self { policy: policy.clone(), interpreter: interpreter() })
    }
}

impl Interpreter {
    fn of(task: &Task) -> Option<Self> {
        let [command] = task.commands.as_slice() else { return None };
        let is_named = |path: &Path| command.arguments.iter().any(|argument| Path::new(argument) == path);
        let file = task.files.iter().map(|file| &file.path).find(|path| is_named(path))?;
        command.stdin.is_empty().then(|| Self { command: command.clone(), file: file.clone() })
    }
}

/// What became of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Fate {
    /// The tool was told all.
    Told,
    /// It was cut off.
    CutOff,
    /// There was no sandbox for it, and the tool was told nothing yet.
    NotBegun,
}

/// The status with which process 1 exits where it could not be one.
const NOT_BEGUN: i32 = 2;

/// Serves jobs until there are no more. Process 1 of a sandbox runs this.
pub(super) fn keep(kind: &Kind, view: view::View, mut jobs: UnixStream) -> Result<(), Failure> {
    rustix::system::sethostname(b"sandbox").during("name the sandbox")?;
    let late = root::build(&view, &kind.policy, root::User::Sandboxes)?;
    drop(view);
    network::bring_up(&kind.policy)?;
    let template = kind.interpreter.as_ref().and_then(|interpreter| start(interpreter, &kind.policy).ok());
    let mut keeper = Keeper { late, template, shares_network: true };
    wire::send(&jobs, &()).during("tell the helper")?;
    while let Some(order) = read_order(&mut jobs).during("read an order")? {
        let Order::Run(job) = order else { return Err("it is not for a keeper").during("read an order") };
        let done = keeper.serve(*job)?;
        wire::send(&jobs, &done).during("tell the helper")?;
    }
    Ok(())
}

fn start(interpreter: &Interpreter, policy: &Policy) -> Result<Template, Failure> {
    let place = Place::inner();
    let surroundings = Surroundings {
        confinement: Arc::new(Confinement::template(&policy.limits)),
        environment: place.environment(&policy.environment),
        directory: place.work,
    };
    match spawn::start_after(&interpreter.command, &surroundings, tracee::stop_at_exec)? {
        Start::Started(started) => match started.main {
            Main::Child(pid) => Template::wait_for(&started, pid, &interpreter.file),
            Main::Copy(_) => Err("it is a copy itself").during("start an interpreter"),
        },
        Start::Refused(_, why) => Err(why).during("start an interpreter"),
    }
}

/// What a keeper has.
struct Keeper {
    /// What each sandbox puts in place for itself.
    late: Vec<Late>,
    /// The interpreter that waits, while it can be copied.
    template: Option<Template>,
    /// Whether sandboxes have the keeper's network: one that nothing has been sent over yet.
    shares_network: bool,
}

impl Keeper {
    /// Has a job done in a sandbox of its own.
    fn serve(&mut self, job: Job) -> Result<Fate, Failure> {
        let (own, theirs) = UnixStream::pair().during("start process 1")?;
        let knows = |template: &Template| job.task.files.iter().any(|file| template.has_named(&file.path));
        let template = self.template.as_ref().filter(|template| !knows(template));
        let shared = if self.shares_network { UnshareFlags::NEWNET } else { UnshareFlags::empty() };
        let namespaces = NAMESPACES.difference(shared);
        let first = match system::fork_into(namespaces) {
            Err(_) => return Ok(Fate::NotBegun),
            Ok(Fork::Child) => {
                drop(own);
                let kept = template.map(|_| Kept::new(theirs));
                system::exit_now(self.be_first(job, kept))
            }
            Ok(Fork::Parent(first)) => first,
        };
        drop((theirs, job));
        // Where it has gone, its status tells.
        if let Some(template) = template
            && let Ok(inherited) = wire::receive(&own)
            && attend(first, namespaces, inherited, template, &own).is_err()
        {
            self.template = None;
            wire::send(&own, &false).during("tell process 1")?;
        }
        drop(own);
        let ended = system::wait_for(first).map(|ended| ended.exit);
        self.shares_network = self.shares_network && network::is_untouched();
        Ok(match ended {
            Some(Exit::Status(0)) => Fate::Told,
            Some(Exit::Status(NOT_BEGUN)) => Fate::NotBegun,
            _ => Fate::CutOff,
        })
    }

    /// Process 1 of a sandbox within. Returns the status to exit with.
    fn be_first(&self, job: Job, kept: Option<Kept>) -> i32 {
        let Ok(confinement) = self.settle_in(&job.task.policy, kept.is_some()) else { return NOT_BEGUN };
        let done = supervisor::run(job, &Place::inner(), confinement, Tree::Namespace, kept);
        done.map_or_else(|failure| helper::tell(&failure), |()| 0)
    }

    /// Settles in a sandbox of new namespaces, and returns what programs are confined by there.
    fn settle_in(&self, policy: &Policy, is_for_copy: bool) -> Result<Confinement, Failure> {
        set_dumpable_behavior(DumpableBehavior::Dumpable).during("become dumpable")?;
        identity::settle((INSIDE, INSIDE), Within::Nothing)?;
        // A copy goes in by way of this process, and takes from it what it has for it.
        if !is_for_copy {
            set_dumpable_behavior(DumpableBehavior::NotDumpable).during("hide from other processes")?;
        }
        helper::die_with_parent()?;
        if !self.shares_network {
            network::bring_up(policy)?;
        }
        root::renew(&policy.limits, &self.late)?;
        identity::drop_capabilities()?;
        helper::die_with_parent()?;
        Confinement::inner(&policy.limits, &helper::inner_rights(policy))
    }
}

/// Has a copy run, and tells process 1 of its end.
fn attend(
    first: Pid,
    namespaces: UnshareFlags,
    inherited: Inheritance,
    template: &Template,
    own: &UnixStream,
) -> Result<(), Failure> {
    let copy = template.copy(first, namespaces, inherited)?;
    // Nothing that the copy is let do may find process 1 as open as it was for the copy.
    let agreed = wire::send(own, &true).and_then(|()| wire::receive::<()>(own));
    if agreed.and_then(|()| tracee::release(copy)).is_err() {
        tracee::kill(copy);
    } else if let Some(ended) = system::wait_for(copy) {
        // One that has ended before its copy needs to know no more.
        let _ = wire::send(own, &ended);
    }
    Ok(())
}
