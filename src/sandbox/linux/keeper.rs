//! The keeper of an interpreter that waits: the first process of a sandbox in which no program is run.
//! For each job it makes a sandbox within its own, and has a copy of the interpreter run there.
//!
//! The inner sandbox has namespaces of every kind, mounts, limits and filters of its own, as one has that is
//! made from outside. What it shares with its like, one after the other, is what none of them can change:
//! the read-only part of the view.

use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::process::{DumpableBehavior, Pid, set_dumpable_behavior};

use super::confinement::Confinement;
use super::failure::{During, Failure};
use super::identity::{self, INSIDE, NAMESPACES, Within};
use super::kept::Kept;
use super::outfit::Inheritance;
use super::place::Place;
use super::policy::{Access, Network, Policy};
use super::spawn::{self, Main, Start, Surroundings};
use super::system::{self, Fork};
use super::task::{Command, Exit, Task};
use super::template::Template;
use super::tracee;
use super::tree::Tree;
use super::wire::{self, Job, Order, read_order};
use super::{helper, root, supervisor, view};

/// What a keeper is for: the tasks that it serves differ in their files alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) policy: Policy,
    command: Command,
    file: PathBuf,
}

impl Kind {
    /// That of a task, if there is a keeper for such.
    pub(super) fn of(task: &Task) -> Option<Self> {
        let [command] = task.commands.as_slice() else { return None };
        // What someone else has a hand in, and what is written over, is no keeper's to share.
        let alone = task.policy.network.listeners().is_empty()
            && task.policy.view.iter().all(|bind| bind.access == Access::ReadOnly)
            && command.stdin.is_empty();
        let is_named = |path: &Path| command.arguments.iter().any(|argument| Path::new(argument) == path);
        let file = task.files.iter().map(|file| &file.path).find(|path| is_named(path)).filter(|_| alone)?;
        Some(Self { policy: task.policy.clone(), command: command.clone(), file: file.clone() })
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

/// Keeps an interpreter and serves jobs, until there are no more. Process 1 of a sandbox runs this.
pub(super) fn keep(kind: &Kind, view: view::View, mut jobs: UnixStream) -> Result<(), Failure> {
    rustix::system::sethostname(b"sandbox").during("name the sandbox")?;
    root::build(&view, &kind.policy, root::Proc::Open)?;
    drop(view);
    let mut template = Some(start(kind)?);
    wire::send(&jobs, &()).during("tell the helper")?;
    while let Some(order) = read_order(&mut jobs).during("read an order")? {
        let Order::Run(job) = order else { return Err("it is not for a keeper").during("read an order") };
        let done = serve(*job, &mut template)?;
        wire::send(&jobs, &done).during("tell the helper")?;
    }
    Ok(())
}

fn start(kind: &Kind) -> Result<Template, Failure> {
    let place = Place::inner();
    let surroundings = Surroundings {
        confinement: Arc::new(Confinement::template(&kind.policy.limits)),
        environment: place.environment(&kind.policy.environment),
        directory: place.work,
    };
    match spawn::start_after(&kind.command, &surroundings, tracee::stop_at_exec)? {
        Start::Started(started) => match started.main {
            Main::Child(pid) => Template::wait_for(&started, pid, &kind.file),
            Main::Copy(_) => Err("it is a copy itself").during("start an interpreter"),
        },
        Start::Refused(_, why) => Err(why).during("start an interpreter"),
    }
}

/// Has a job done in a sandbox of its own.
fn serve(job: Job, template: &mut Option<Template>) -> Result<Fate, Failure> {
    let (own, theirs) = UnixStream::pair().during("start process 1")?;
    let knows = |template: &Template| job.task.files.iter().any(|file| template.has_named(&file.path));
    let usable = template.as_ref().is_some_and(|template| !knows(template));
    match system::fork_into(NAMESPACES) {
        Err(_) => Ok(Fate::NotBegun),
        Ok(Fork::Child) => {
            drop(own);
            system::exit_now(be_first(job, Kept::new(theirs)));
        }
        Ok(Fork::Parent(first)) => {
            drop((theirs, job));
            // Where it has gone, its status tells.
            if let Ok(inherited) = wire::receive(&own)
                && attend(first, inherited, template.as_ref().filter(|_| usable), &own).is_err()
            {
                *template = None;
                wire::send(&own, &false).during("tell process 1")?;
            }
            drop(own);
            Ok(match system::wait_for(first).map(|ended| ended.exit) {
                Some(Exit::Status(0)) => Fate::Told,
                Some(Exit::Status(NOT_BEGUN)) => Fate::NotBegun,
                _ => Fate::CutOff,
            })
        }
    }
}

/// Has a copy run, and tells process 1 of its end.
fn attend(first: Pid, inherited: Inheritance, template: Option<&Template>, own: &UnixStream) -> Result<(), Failure> {
    let Some(template) = template else { return wire::send(own, &false).during("tell process 1") };
    let copy = template.copy(first, inherited)?;
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

/// Process 1 of a sandbox for a copy. Returns the status to exit with.
fn be_first(job: Job, kept: Kept) -> i32 {
    let Ok(confinement) = settle_in(&job.task.policy) else { return NOT_BEGUN };
    let done = supervisor::run(job, &Place::inner(), confinement, Tree::Namespace, Some(kept));
    done.map_or_else(|failure| helper::tell(&failure), |()| 0)
}

/// Makes a sandbox of new namespaces, and returns what programs are confined by there.
fn settle_in(policy: &Policy) -> Result<Confinement, Failure> {
    // The copy goes in by way of this process, and takes from it what it has for it.
    set_dumpable_behavior(DumpableBehavior::Dumpable).during("become dumpable")?;
    identity::settle((INSIDE, INSIDE), Within::Nothing)?;
    helper::die_with_parent()?;
    if policy.network != Network::None {
        system::bring_up_loopback().during("bring up the loopback")?;
    }
    root::renew(&policy.limits)?;
    identity::drop_capabilities()?;
    helper::die_with_parent()?;
    Confinement::inner(&policy.limits, &helper::inner_rights(policy))
}
