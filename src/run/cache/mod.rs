//! Outcomes of earlier runs: what a sandbox saw, kept by the hash of all that it followed from.
//!
//! What is kept is raw, so that a claim that is changed is compared anew without a run. What a limit ended,
//! what could not be set up, and what saw the network or a project is not kept. A recorder is no network: what
//! it answers stands in the key, and what it was sent is kept with the rest.

mod comments;
mod entry;
mod identity;
mod record;
mod sound;
mod surroundings;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::lanes::TOGETHER;
use super::{Request, SandboxRunner, Standing};
use crate::cache::{Cache, Held, Key, Parts, Wanted, read_all};
use crate::complete::Program;
use crate::sandbox::Execution;
use entry::{Entry, identity};
use identity::Identities;
use sound::is_sound;
use surroundings::Surroundings;

/// How long a program may take that never ran: one that is compiled, and one that is not.
const GUESSED: (Duration, Duration) = (Duration::from_secs(2), Duration::from_millis(100));

/// Outcomes of earlier runs.
#[derive(Debug)]
pub struct Outcomes {
    cache: Arc<Cache>,
    identities: Identities,
    /// What is the same for all programs.
    common: OnceLock<Surroundings>,
    /// Toolchains, by their recipes and programs.
    toolchains: Mutex<HashMap<(String, PathBuf), Arc<Surroundings>>>,
    /// Where the outcomes of programs are kept that were asked for, `None` where they must not be.
    entries: Mutex<HashMap<Key, Option<Entry>>>,
    wanted: Wanted,
}

/// What was seen of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// By the sandbox.
    pub(super) execution: Execution,
    /// By the recorder.
    pub(super) requests: Vec<Request>,
}

impl Outcomes {
    /// Those in a cache.
    #[must_use]
    pub fn in_cache(cache: Arc<Cache>, wanted: Wanted) -> Self {
        let identities = Identities::new(Arc::clone(&cache));
        let (common, toolchains, entries) = (OnceLock::new(), Mutex::default(), Mutex::default());
        Self { cache, identities, common, toolchains, entries, wanted }
    }

    fn put<T: Held>(&self, key: Key, value: &T) {
        let mut bytes = Vec::new();
        value.hold(&mut bytes);
        self.cache.put(key, bytes);
    }
}

impl SandboxRunner {
    /// What came of a program before. The `repetition`s of one are kept one by one: what shows that a program
    /// does not print the same each time has to have been seen twice.
    pub(super) fn recall(&self, program: &Program, repetition: u32) -> Option<(Seen, Standing)> {
        let outcomes = self.outcomes.as_ref()?;
        let recalled = |entry: Entry| -> Option<(Seen, Standing)> {
            let found =
                outcomes.cache.get(&entry.key(repetition)).filter(|found| outcomes.wanted.takes(found.since))?;
            Some((read_all(&found.value)?, Standing { since: found.since, ..Standing::on(entry.files) }))
        };
        self.entry(outcomes, program).and_then(recalled).or_else(|| {
            let apart = self.without_comments(program)?;
            let (seen, standing) = self.entry(outcomes, &apart).and_then(recalled)?;
            Some((comments::marked(seen, &apart.nonce, &program.nonce), standing))
        })
    }

    /// Keeps what was seen of a program now, where that may be, and tells on what it stands.
    pub(super) fn keep(&self, program: &Program, repetition: u32, seen: &Seen) -> Option<Standing> {
        let outcomes = self.outcomes.as_ref()?;
        let took = seen.execution.finished.iter().map(|finished| finished.wall).sum::<Duration>();
        outcomes.put(time_of(program), &took);
        if !is_sound(&seen.execution) {
            return None;
        }
        let apart = comments::are_unseen_in(&seen.execution).then(|| self.without_comments(program)).flatten();
        let entry = self.entry(outcomes, apart.as_ref().unwrap_or(program))?;
        let nonce = apart.map_or_else(|| program.nonce.clone(), |apart| apart.nonce);
        outcomes.put(entry.key(repetition), &comments::marked(seen.clone(), &program.nonce, &nonce));
        Some(Standing::on(entry.files))
    }

    /// Where the outcomes of a program are kept.
    fn entry(&self, outcomes: &Outcomes, program: &Program) -> Option<Entry> {
        let program_key = identity(program);
        let entries = || outcomes.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = entries().get(&program_key) {
            return known.clone();
        }
        let entry = self.make_entry(outcomes, program);
        entries().insert(program_key, entry.clone());
        entry
    }

    /// The program that stands for all that differ from one in their comments alone, if there can be one.
    fn without_comments(&self, program: &Program) -> Option<Program> {
        let recipe = self.toolchains.recipe(program.language, program.layout.dialect)?;
        comments::without(program, recipe.comments.as_ref()?)
    }

    /// Whether what comes of a program is known already, so that nothing has to be prepared for it.
    pub(super) fn is_known(&self, program: &Program) -> bool {
        let Some(outcomes) = &self.outcomes else { return false };
        let is_there = |entry: Entry| {
            let mut since =
                [TOGETHER, 0].into_iter().filter_map(|repetition| outcomes.cache.since(&entry.key(repetition)));
            since.any(|since| outcomes.wanted.takes(since))
        };
        self.entry(outcomes, program).is_some_and(is_there)
            || self.without_comments(program).and_then(|apart| self.entry(outcomes, &apart)).is_some_and(is_there)
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
