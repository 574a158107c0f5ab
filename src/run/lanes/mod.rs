//! Fast lanes: programs of a check that share work, such as one link, and still run each in a sandbox of
//! its own.
//!
//! A lane is an optimisation and must not be seen: `tests/lanes/` compares what each prints with what the
//! plain way prints, byte for byte. What a lane cannot promise that of is told by the rules of its
//! recipe (`[lane]`) and runs alone; so does again whatever does not end well or does not hold in a lane,
//! and then only that counts.

mod ahead;
mod bundle;
mod exports;
mod linked;
mod made;
mod together;
mod way;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Grants, SandboxRunner, versions};
use crate::complete::Program;
use crate::sandbox::{Command, Execution, Level, Task};
use crate::toolchains::{Lane, Toolchain};
use made::Made;

pub use way::Way;

/// A command of a lane: `{file}` is the recipe's own, and `values` are those of what else stands in braces.
fn command(toolchain: &Toolchain, words: &[String], values: &[(&str, &str)]) -> Command {
    let word = |word: &String| {
        let word = values.iter().fold(word.clone(), |word, (name, value)| word.replace(name, value));
        toolchain.expand(&word).replace("{file}", &toolchain.recipe.file)
    };
    let program = words.first().map(word).unwrap_or_default().into();
    Command { program, arguments: words.iter().skip(1).map(word).collect(), stdin: Vec::new(), may_fail: false }
}

/// Stands for a run together with others where the repetitions of a program are counted.
pub(super) const TOGETHER: u32 = u32::MAX;

/// What was made ahead for programs, by the toolchain and their texts.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    off: bool,
    made: Mutex<HashMap<PathBuf, Batch>>,
}

/// For each text of a toolchain's programs, what was made of it, or why nothing could be.
type Batch = HashMap<blake3::Hash, Result<Made, String>>;

impl Lanes {
    /// No lanes at all: each program runs by itself.
    pub(super) fn off() -> Self {
        Self { off: true, made: Mutex::default() }
    }

    fn made(&self) -> MutexGuard<'_, HashMap<PathBuf, Batch>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, toolchain: &Toolchain, text: &str) -> Option<Result<Made, String>> {
        self.made().get(&toolchain.program)?.get(&blake3::hash(text.as_bytes())).cloned()
    }
}

impl SandboxRunner {
    /// The way by which a program runs.
    pub(super) fn way_of(&self, program: &Program) -> Way {
        let Ok(toolchain) = versions::choose(&self.toolchains, program) else { return Way::Plain };
        let Some(lane) = &toolchain.recipe.lane else { return Way::Plain };
        if let Some(why) = self.objection(lane, program) {
            return Way::Alone(why);
        }
        match self.lanes.find(toolchain, &program.text) {
            Some(Ok(_)) => Way::Together,
            Some(Err(why)) => Way::Alone(why),
            None => Way::Free,
        }
    }

    fn objection(&self, lane: &Lane, program: &Program) -> Option<String> {
        if self.lanes.off {
            return Some("is kept out of its lane by a setting".to_owned());
        }
        if self.sandbox.level() != Level::Full {
            return Some("has no sandbox of the full level".to_owned());
        }
        // They would be there when it is built, too.
        let Grants { environment, files, project, .. } = self.grants();
        if project.is_some() || !environment.is_empty() || !files.is_empty() {
            return Some("sees a project, files or variables of the user's".to_owned());
        }
        way::objection(lane, program)
    }

    /// Makes ahead what programs share, where there are enough of them for it to pay.
    pub(super) fn open_lanes(&self, programs: &[&Program]) {
        let mut sharing: BTreeMap<&Path, (&Toolchain, &Lane, BTreeSet<&str>)> = BTreeMap::new();
        for program in programs {
            let Ok(toolchain) = versions::choose(&self.toolchains, program) else { continue };
            let Some(lane) = &toolchain.recipe.lane else { continue };
            if self.objection(lane, program).is_none() {
                let entry = sharing.entry(&toolchain.program).or_insert_with(|| (toolchain, lane, BTreeSet::new()));
                entry.2.insert(&program.text);
            }
        }
        for (toolchain, lane, texts) in sharing.into_values().filter(|(_, lane, texts)| texts.len() >= lane.least) {
            let texts: Vec<&str> = texts.into_iter().collect();
            let made = self.make(toolchain, lane, &texts);
            let batch = texts.iter().map(|text| blake3::hash(text.as_bytes())).zip(made).collect();
            self.lanes.made().insert(toolchain.program.clone(), batch);
        }
    }

    /// What a lane makes of each of some texts.
    fn make(&self, toolchain: &Toolchain, lane: &Lane, texts: &[&str]) -> Vec<Result<Made, String>> {
        match (&lane.linked, &lane.together) {
            (Some(recipe), _) => linked::link(self, toolchain, recipe, texts),
            (None, Some(recipe)) => together::compile(self, toolchain, recipe, texts),
            (None, None) if lane.copied => texts.iter().map(|_| Ok(Made::Copied)).collect(),
            (None, None) => texts.iter().map(|_| Err("has a lane that does not say how".to_owned())).collect(),
        }
    }

    /// Whether a program may run together with others.
    pub(super) fn may_share(&self, program: &Program, toolchain: &Toolchain) -> bool {
        toolchain.recipe.lane.as_ref().is_some_and(|lane| self.objection(lane, program).is_none())
    }

    /// Runs a task of a program that was prepared for its lane; `None` where it was not, or where what came of
    /// it does not count.
    pub(super) fn run_in_lane(&self, program: &Program, toolchain: &Toolchain, task: &Task) -> Option<Execution> {
        let lane = toolchain.recipe.lane.as_ref()?;
        let made = self.lanes.find(toolchain, &program.text)?.ok()?;
        let execution = made.run(&self.sandbox, &toolchain.recipe, task.clone()).ok()?;
        way::counts(lane, &execution).then_some(execution)
    }
}
