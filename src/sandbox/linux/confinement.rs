//! What is put on a program right before it is executed.

use std::io;
use std::os::fd::OwnedFd;

use landlock::RulesetCreated;
use rustix::process::{Resource, Rlimit, Signal, set_parent_process_death_signal, setrlimit, setsid};
use seccompiler::BpfProgram;

use super::failure::{During, Failure};
use super::policy::Limits;
use super::seccomp::Company;
use super::{landlock as rules, seccomp, system};

/// All that a program cannot take off again.
pub(super) struct Confinement {
    limits: Vec<(Resource, Rlimit)>,
    walls: Option<Walls>,
}

struct Walls {
    rules: Option<RulesetCreated>,
    filters: [BpfProgram; 2],
}

/// Processes of ours that are counted together with the program's.
const OUR_PROCESSES: u64 = 2;

impl Confinement {
    /// For a program with namespaces of its own.
    pub(super) fn inner(limits: &Limits, rights: &rules::Rights) -> Result<Self, Failure> {
        let mut confinement = Self::none(limits);
        confinement.limit_processes(limits, OUR_PROCESSES);
        let rules = if system::landlock_version() > 0 { Some(rules::inner(rights)?) } else { None };
        confinement.walls = Some(Walls { rules, filters: seccomp::filters(Company::Own)? });
        Ok(confinement)
    }

    /// For a program among the host's other processes.
    pub(super) fn outer(limits: &Limits, rights: &rules::Rights) -> Result<Self, Failure> {
        let walls = Walls { rules: Some(rules::outer(rights)?), filters: seccomp::filters(Company::Host)? };
        Ok(Self { walls: Some(walls), ..Self::none(limits) })
    }

    /// For an interpreter that runs nothing but itself: copies of it are confined when they are made.
    pub(super) fn template(limits: &Limits) -> Self {
        let mut confinement = Self::none(limits);
        confinement.limit_processes(limits, OUR_PROCESSES);
        confinement
    }

    /// The Landlock rules that have not been put on yet, where there are any.
    pub(super) fn rules(&self) -> Result<Option<OwnedFd>, Failure> {
        let rules = self.walls.as_ref().and_then(|walls| walls.rules.as_ref());
        let rules = rules.map(RulesetCreated::try_clone).transpose().during("copy the Landlock rules")?;
        Ok(rules.and_then(Into::into))
    }

    /// Limits the number of processes, given how many there are that are counted with them.
    pub(super) fn limit_processes(&mut self, limits: &Limits, others: u64) {
        self.limits.push((Resource::Nproc, most(limits.processes.saturating_add(others))));
    }

    /// Nothing but limits.
    pub(super) fn none(limits: &Limits) -> Self {
        let cpu = limits.cpu.as_secs().max(1);
        let limits = vec![
            // The first limit sends SIGXCPU, which tells it from other ends; the second kills.
            (Resource::Cpu, Rlimit { current: Some(cpu), maximum: Some(cpu + 1) }),
            (Resource::Fsize, most(limits.disk)),
            (Resource::Nofile, most(limits.open_files)),
            // The whole tree is watched; this only bounds what one process grows by in between.
            (Resource::Data, most(limits.memory.saturating_mul(2))),
            // 0 would not keep a core handler that is a pipe from being started (core(5)).
            (Resource::Core, most(1)),
            (Resource::Memlock, most(64 << 10)),
            (Resource::Msgqueue, most(1 << 20)),
        ];
        Self { limits, walls: None }
    }

    /// Confines this process, which is about to execute a program.
    pub(super) fn put_on(&self) -> Result<(), Failure> {
        // Where there is no namespace to end with, this ends the program with the one who watches.
        set_parent_process_death_signal(Some(Signal::KILL)).during("tie the program to its sandbox")?;
        setsid().during("start a session")?;
        for (resource, limit) in &self.limits {
            lower(*resource, limit).during(format_args!("limit {resource:?}"))?;
        }
        rustix::thread::set_no_new_privs(true).during("give up new privileges")?;
        system::close_descriptors_on_exec().during("close what is open")?;
        let Some(walls) = &self.walls else { return Ok(()) };
        if let Some(rules) = &walls.rules {
            let status = rules.try_clone().during("copy the Landlock rules")?.restrict_self();
            status.during("enforce the Landlock rules")?;
        }
        for filter in &walls.filters {
            seccompiler::apply_filter(filter).during("install the system call filter")?;
        }
        Ok(())
    }
}

fn most(limit: u64) -> Rlimit {
    Rlimit { current: Some(limit), maximum: Some(limit) }
}

/// Sets a limit, or leaves the user's own where that is lower already.
fn lower(resource: Resource, limit: &Rlimit) -> io::Result<()> {
    let own = rustix::process::getrlimit(resource).maximum;
    let capped = |limit: Option<u64>| limit.into_iter().chain(own).min();
    let limit = Rlimit { current: capped(limit.current), maximum: capped(limit.maximum) };
    Ok(setrlimit(resource, limit)?)
}
