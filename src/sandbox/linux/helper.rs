//! The helper process: the tool started anew, with one thread and nothing in its environment. It
//! stays clean itself and forks a child for each job, which then steps down and goes in.

use std::io::{self, Write};
use std::os::fd::AsFd;
use std::process::ExitCode;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{
    DumpableBehavior, Pid, PidfdFlags, Signal, WaitOptions, pidfd_open, pidfd_send_signal, set_child_subreaper,
    set_dumpable_behavior, set_parent_process_death_signal, waitpid,
};

use super::confinement::Confinement;
use super::failure::{During, Failure};
use super::identity::{self, OwnerMap, Within};
use super::keeper::Fate;
use super::keepers::Keepers;
use super::landlock::Rights;
use super::place::{self, Place};
use super::policy::{Access, Policy};
use super::probe::Probe;
use super::supervisor::Reports;
use super::system::{self, Fork};
use super::tree::{self, Tree};
use super::view::View;
use super::wire::{GREETING, Job, Order, Report, read_order};
use super::{Level, command, handover, network, outer, root, supervisor, view};

/// The only argument that the helper is started with.
pub(super) const WORD: &str = "__sandbox-helper";

/// Does the helper's work where this process was started as one; else returns at once. A program
/// that uses sandboxes calls this first of all in its `main`.
#[must_use]
pub fn helper_main() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let is_helper = arguments.next().is_some_and(|word| word == WORD) && arguments.next().is_none();
    is_helper.then(|| if serve().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Takes jobs from standard input until it ends, which is when the tool is done or gone.
fn serve() -> Result<(), Failure> {
    set_dumpable_behavior(DumpableBehavior::NotDumpable).during("hide from other processes")?;
    let mut tell = io::stdout();
    tell.write_all(GREETING).and_then(|()| tell.flush()).during("greet the tool")?;
    set_child_subreaper(Some(rustix::process::getpid())).during("adopt orphans")?;
    let mut orders = io::stdin().lock();
    let mut owners = None;
    let mut keepers = Keepers::default();
    while let Some(order) = read_order(&mut orders).during("read an order")? {
        let job = match order {
            Order::Probe => {
                probe_all()?;
                continue;
            }
            Order::Run(job) => *job,
        };
        if identity::is_root() && owners.is_none() && wants_overlay(&job.task.policy) {
            owners = OwnerMap::new().ok();
        }
        match keepers.run(&job, owners.as_ref()) {
            Fate::Told => continue,
            Fate::CutOff => return Err("the job was cut off").during("run a job"),
            Fate::NotBegun => {}
        }
        let scratch = (job.level != Level::Full).then(|| job.scratch.clone());
        let done = oversee(job, owners.as_ref());
        if let Some(scratch) = scratch.filter(|scratch| scratch.exists()) {
            place::remove(&scratch).during("remove the work directory")?;
        }
        if !done? {
            return Err("the job was cut off").during("run a job");
        }
    }
    Ok(())
}

/// Tries each layer and reports on each.
fn probe_all() -> Result<(), Failure> {
    let mut reports = Reports::open()?;
    for probe in Probe::ALL {
        reports.send(&Report::Probed(probe, probe.run()))?;
    }
    reports.send(&Report::Done)
}

fn wants_overlay(policy: &Policy) -> bool {
    policy.view.iter().any(|bind| bind.access == Access::Overlay)
}

/// Runs a job in a child, and kills that when the tool goes away. Whether the child had its say.
fn oversee(job: Job, owners: Option<&OwnerMap>) -> Result<bool, Failure> {
    const STEP: &str = "start the job";
    let child = match system::fork().during(STEP)? {
        Fork::Child => system::exit_now(attempt(job, owners)),
        Fork::Parent(child) => child,
    };
    let level = job.level;
    drop(job);
    let watched = pidfd_open(child, PidfdFlags::empty()).during(STEP)?;
    let tool = io::stdin();
    // Nothing is asked for of the tool's pipe: that it hung up is always told.
    let mut polled = [PollFd::new(&watched, PollFlags::IN), PollFd::from_borrowed_fd(tool.as_fd(), PollFlags::empty())];
    while let Err(rustix::io::Errno::INTR) = poll(&mut polled, None) {}
    if polled[0].revents().is_empty() {
        pidfd_send_signal(&watched, Signal::KILL).during("end the job")?;
    }
    let status = waitpid(Some(child), WaitOptions::empty()).during("wait for the job")?;
    if level != Level::Full {
        // It had no namespace to end with it: what it left behind is the helper's to end.
        command::end_all(Tree::Descendants);
    }
    Ok(status.is_some_and(|(_, status)| status.exit_status() == Some(0)))
}

/// Runs a job in this process and returns the status to exit with: 0 where the tool was told all.
fn attempt(job: Job, owners: Option<&OwnerMap>) -> i32 {
    let result = match job.level {
        Level::Full => {
            let policy = job.task.policy.clone();
            let first = |view| be_first(job, view).map_or_else(|failure| tell(&failure), |()| 0);
            go_in(&policy, owners, Within::Nothing, first)
        }
        Level::Landlock => stay_out(job, true),
        Level::None => stay_out(job, false),
    };
    match result {
        Ok(status) => status,
        Err(failure) => tell(&failure),
    }
}

/// Tells the tool what went wrong, and returns the status to exit with.
pub(super) fn tell(failure: &Failure) -> i32 {
    let told = Reports::open().and_then(|mut reports| reports.send(&Report::Failed(failure.to_string())));
    i32::from(told.is_err())
}

/// Dies when its parent does: the helper has one thread, so that is the process.
pub(super) fn die_with_parent() -> Result<(), Failure> {
    set_parent_process_death_signal(Some(Signal::KILL)).during("tie the job to the helper")
}

/// The full level: steps down, goes into namespaces, and leaves the rest to their first process. Returns
/// the status to exit with.
pub(super) fn go_in(
    policy: &Policy,
    owners: Option<&OwnerMap>,
    within: Within,
    first: impl FnOnce(View) -> i32,
) -> Result<i32, Failure> {
    // A container's root may lack the right to this; then what everyone may see is in view.
    let by_root = if identity::is_root() { view::open(policy, owners).ok() } else { None };
    identity::step_down()?;
    set_dumpable_behavior(DumpableBehavior::Dumpable).during("become dumpable")?;
    identity::enter_namespaces(identity::NAMESPACES, within)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).during("hide from other processes")?;
    die_with_parent()?;
    let view = by_root.map_or_else(|| view::open(policy, None), Ok)?;
    match system::fork().during("start process 1")? {
        Fork::Child => {
            let status = die_with_parent().map_or_else(|failure| tell(&failure), |()| first(view));
            system::exit_now(status)
        }
        Fork::Parent(first) => wait_for(first),
    }
}

fn wait_for(first: Pid) -> Result<i32, Failure> {
    let status = waitpid(Some(first), WaitOptions::empty()).during("wait for process 1")?;
    Ok(status.and_then(|(_, status)| status.exit_status()).unwrap_or(1))
}

/// Process 1 of the sandbox, whose end is the end of all that is in it.
fn be_first(job: Job, view: View) -> Result<(), Failure> {
    let policy = &job.task.policy;
    rustix::system::sethostname(b"sandbox").during("name the sandbox")?;
    network::bring_up(policy)?;
    handover::listen(policy.network.listeners(), io::stdin())?;
    root::build(&view, policy, root::User::Program)?;
    drop(view);
    identity::drop_capabilities()?;
    die_with_parent()?;
    let confinement = Confinement::inner(&policy.limits, &inner_rights(policy))?;
    supervisor::run(job, &Place::inner(), confinement, Tree::Namespace, None)
}

/// Rights within the sandbox: what is in memory may be written, and nothing else.
pub(super) fn inner_rights(policy: &Policy) -> Rights {
    let overlays = policy.view.iter().filter(|bind| bind.access == Access::Overlay);
    let own = [super::WORK_DIRECTORY, "/tmp", "/dev/shm"].map(Into::into);
    Rights {
        readable: vec!["/".into()],
        writable: own.into_iter().chain(overlays.map(|bind| bind.target.clone())).collect(),
        devices: vec!["/dev".into()],
    }
}

/// The lower levels: the program runs among the host's processes, in a directory of the host.
fn stay_out(job: Job, confined: bool) -> Result<i32, Failure> {
    let policy = &job.task.policy;
    outer::make_scratch(&job.scratch, confined)?;
    let mut confinement = if confined {
        Confinement::outer(&policy.limits, &outer::rights(policy, &job.scratch))?
    } else {
        Confinement::none(&policy.limits)
    };
    if confined {
        identity::step_down()?;
        set_dumpable_behavior(DumpableBehavior::NotDumpable).during("hide from other processes")?;
    }
    confinement.limit_processes(&policy.limits, tree::tasks_of_user());
    set_child_subreaper(Some(rustix::process::getpid())).during("adopt orphans")?;
    let place = Place::outer(&job.scratch, &policy.view);
    supervisor::run(job, &place, confinement, Tree::Descendants, None)?;
    Ok(0)
}
