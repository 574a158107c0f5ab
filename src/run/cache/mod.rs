//! Outcomes of earlier runs: what a sandbox saw, kept by the hash of all that it followed from.
//!
//! What is kept is raw, so that a claim that is changed is compared anew without a run. What a limit ended,
//! what could not be set up, and what saw the network or a project is not kept.

mod identity;
mod record;
mod surroundings;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::lanes::TOGETHER;
use super::{SandboxRunner, Standing};
use crate::cache::{Cache, Held, Key, Parts, Stamp, Wanted, read_all};
use crate::complete::Program;
use crate::sandbox::{Execution, Exit, Task};
use identity::Identities;

/// How long a program may take that never ran: one that is compiled, and one that is not.
const GUESSED: (Duration, Duration) = (Duration::from_secs(2), Duration::from_millis(100));

/// Outcomes of earlier runs.
#[derive(Debug)]
pub struct Outcomes {
    cache: Arc<Cache>,
    identities: Identities,
    /// What is the same for all programs.
    common: OnceLock<(Parts, BTreeSet<Stamp>)>,
    wanted: Wanted,
}

/// Where the outcome of a task is kept, and on what it stands.
pub(super) struct Entry {
    key: Key,
    standing: Standing,
}

impl Outcomes {
    /// Those in a cache.
    #[must_use]
    pub fn in_cache(cache: Arc<Cache>, wanted: Wanted) -> Self {
        let identities = Identities::new(Arc::clone(&cache));
        Self { cache, identities, common: OnceLock::new(), wanted }
    }

    /// What came of a task before, and when.
    fn recall(&self, entry: &Entry) -> Option<(Execution, Standing)> {
        let found = self.cache.get(&entry.key).filter(|found| self.wanted.takes(found.since))?;
        let execution = read_all(&found.value)?;
        Some((execution, Standing { since: found.since, ..entry.standing.clone() }))
    }

    fn keep(&self, entry: &Entry, execution: &Execution) {
        let mut bytes = Vec::new();
        execution.hold(&mut bytes);
        self.cache.put(entry.key, bytes);
    }
}

impl SandboxRunner {
    /// What came of a task before, or what comes of it now. The `repetition`s of one task are kept one by
    /// one: what shows that a program does not print the same each time has to have been seen twice.
    pub(super) fn remembered<E>(
        &self,
        program: &Program,
        (task, repetition): (&Task, u32),
        is_watched: bool,
        execute: impl FnOnce() -> Result<Execution, E>,
    ) -> Result<(Execution, Option<Standing>), E> {
        let Some(outcomes) = &self.outcomes else { return Ok((execute()?, None)) };
        let entry = self.entry(outcomes, program, task, repetition);
        // Who watches wants to see it run.
        if !is_watched && let Some((execution, standing)) = entry.as_ref().and_then(|entry| outcomes.recall(entry)) {
            return Ok((execution, Some(standing)));
        }
        let execution = execute()?;
        let took = execution.finished.iter().map(|finished| finished.wall).sum::<Duration>();
        let mut bytes = Vec::new();
        took.hold(&mut bytes);
        outcomes.cache.put(time_of(program), bytes);
        let entry = entry.filter(|_| is_sound(&execution));
        if let Some(entry) = &entry {
            outcomes.keep(entry, &execution);
        }
        Ok((execution, entry.map(|entry| entry.standing)))
    }

    /// Whether what comes of a program is known already, so that nothing has to be prepared for it.
    pub(super) fn is_known(&self, program: &Program) -> bool {
        let Some(outcomes) = self.outcomes.as_ref().filter(|outcomes| !outcomes.wanted.refreshes) else { return false };
        let known = || {
            let toolchain = super::versions::choose(&self.toolchains, program).ok()?;
            let needs = self.supplies.needs(program, toolchain, &self.toolchains).ok()?;
            // What it needs of packages may have to be fetched before there is a task.
            if !needs.is_nothing() || program.wants.rehearse || !program.wants.hosts.is_empty() {
                return None;
            }
            let task = self.supplied_task(program, toolchain, &needs).ok()?;
            let recall = |repetition| outcomes.recall(&self.entry(outcomes, program, &task, repetition)?);
            recall(0).or_else(|| recall(TOGETHER).filter(|_| self.may_share(program, toolchain)))
        };
        known().is_some()
    }

    /// How long a program took when it last ran, on whatever toolchain; or else a guess.
    pub(super) fn took(&self, program: &Program) -> Duration {
        let kept = self.outcomes.as_ref().and_then(|outcomes| outcomes.cache.get(&time_of(program)));
        kept.and_then(|found| read_all(&found.value)).unwrap_or_else(|| {
            let recipe = self.toolchains.recipe(program.language, program.layout.dialect);
            let is_compiled = recipe.is_some_and(|recipe| recipe.commands.iter().any(|step| step.builds));
            if is_compiled { GUESSED.0 } else { GUESSED.1 }
        })
    }
}

fn time_of(program: &Program) -> Key {
    let dialect = program.layout.dialect.unwrap_or_default();
    Parts::of("time").add(program.language.name()).add(dialect).add(&program.text).key()
}

/// Whether what a sandbox saw is the program's own doing, to its end.
fn is_sound(execution: &Execution) -> bool {
    let limited = execution.finished.iter().any(|finished| finished.limit.is_some() || finished.stdout.cut.is_some());
    execution.finished.last().is_some_and(|last| match last.exit {
        // What a shell says of a command that cannot be started, and what a kernel does that runs out of memory.
        Exit::Status(126 | 127) => !last.stdout.bytes.is_empty(),
        Exit::Signal(9) => false,
        Exit::Status(_) | Exit::Signal(_) => true,
    }) && !limited
}
