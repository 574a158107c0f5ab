//! Where the outcomes of a program are kept: from the program, and all that it sees, to a key.

use super::Outcomes;
use crate::cache::{Key, Parts, Stamps, What};
use crate::complete::{Program, Wants};
use crate::run::{PROJECT, SandboxRunner, granted, versions};
use crate::sandbox::{Level, Task};

/// Where the outcomes of a program are kept, and on what they stand.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    program: Key,
    pub(super) files: Stamps,
}

impl Entry {
    /// The key of one of them.
    pub(super) fn key(&self, repetition: u32) -> Key {
        Parts::of("outcome").add(self.program).add(repetition.to_le_bytes()).key()
    }
}

/// What tells a program from the others of a check, which all have the same terms.
pub(super) fn identity(program: &Program) -> Key {
    let Wants { fixtures, .. } = &program.wants;
    let mut parts = Parts::of("program");
    parts.add(program.language.name()).add(program.layout.dialect.unwrap_or_default()).add(&program.text);
    parts.add_each(
        program.files.iter().flat_map(|(name, held)| [name.as_bytes(), held]).collect::<Vec<_>>().into_iter(),
    );
    for fixture in fixtures.iter() {
        parts.add(fixture.path.as_os_str().as_encoded_bytes()).add(&fixture.contents);
    }
    let wants = Wants { fixtures: [].into(), ..program.wants.clone() };
    if wants != Wants::default() {
        parts.add(format!("{wants:?}"));
    }
    parts.key()
}

impl SandboxRunner {
    /// Where the outcomes of a program are kept; `None` where they must not be, because it sees what no key
    /// holds, and where it cannot be run.
    pub(super) fn make_entry(&self, outcomes: &Outcomes, program: &Program) -> Option<Entry> {
        let (level, grants) = (self.sandbox.level(), self.grants());
        if level == Level::None || !grants.network.is_empty() || grants.project.is_some() {
            return None;
        }
        let toolchain = versions::choose(&self.toolchains, program).ok()?;
        granted::can_have(&program.wants, level).ok()?;
        let needs = self.supplies.needs(program, toolchain, &self.toolchains).ok()?;
        let task = self.supplied_task(program, toolchain, &needs).ok()?;
        let mut parts = Parts::of("entry");
        let mut files = Stamps::default();
        let common = outcomes.common();
        parts.add(common.key).add(format!("{level:?}"));
        files.extend(common.files.clone());
        self.add_task(&mut parts, program, &task)?;
        let shown = self.toolchains.called_by(&program.text).filter(|_| toolchain.recipe.borrows);
        for toolchain in std::iter::once(toolchain).chain(shown) {
            let around = outcomes.around(toolchain);
            parts.add(around.key);
            files.extend(around.files.clone());
        }
        let words = if toolchain.recipe.borrows { words(&task) } else { Vec::new() };
        // Of several the last one counts.
        let path = task.policy.environment.iter().rfind(|(name, _)| name == "PATH").map_or("", |(_, path)| path);
        let called = words.into_iter().filter_map(|word| outcomes.identities.command(path, word));
        let programs = task.commands.iter().filter_map(|command| outcomes.identities.of(&command.program));
        for file in programs.chain(called) {
            parts.add(file.path.as_os_str().as_encoded_bytes()).add(&file.hash);
            files.insert(file.stamp.clone());
        }
        if toolchain.recipe.borrows {
            // What is called in vain today may be there tomorrow.
            for folder in path.split(':') {
                files.insert(outcomes.identities.stamp(What::File(folder.into())));
            }
        }
        Some(Entry { program: parts.key(), files })
    }

    /// Adds what a task says. Folders of the host are known by what is added for their toolchains, and those
    /// of the store by their names; what else is in view has to stand in the key itself.
    fn add_task(&self, parts: &mut Parts, program: &Program, task: &Task) -> Option<()> {
        let mut view = task.policy.view.iter().collect::<Vec<_>>();
        // What was compiled ahead makes programs faster and nothing else.
        view.retain(|bind| !bind.source.starts_with(self.cache.join("warm")));
        if view.iter().any(|bind| bind.target.starts_with(PROJECT)) {
            return None;
        }
        let view = view.iter().map(|bind| serde_json::to_vec(bind).unwrap_or_default());
        parts.add_each(view.collect::<Vec<_>>().into_iter());
        for fixture in program.wants.fixtures.iter() {
            parts.add(fixture.path.as_os_str().as_encoded_bytes()).add(&fixture.contents);
        }
        let environment = task.policy.environment.iter().flat_map(|(name, value)| [name, value]);
        parts.add_each(environment.collect::<Vec<_>>().into_iter());
        let made_up = task.policy.etc.iter().flat_map(|(name, contents)| [name, contents]);
        parts.add_each(made_up.collect::<Vec<_>>().into_iter());
        parts.add(format!("{:?}", task.policy.limits));
        parts.add((task.files.len() as u64).to_le_bytes());
        for file in &task.files {
            parts.add(file.path.as_os_str().as_encoded_bytes()).add([u8::from(file.executable)]).add(&file.contents);
        }
        parts.add((task.commands.len() as u64).to_le_bytes());
        for command in &task.commands {
            parts.add(command.program.as_os_str().as_encoded_bytes());
            parts.add_each(command.arguments.iter()).add(&command.stdin).add([u8::from(command.may_fail)]);
        }
        parts.add_each(task.collect.iter().map(|path| path.as_os_str().as_encoded_bytes()));
        // What a recorder is taken for, and all that it ever says.
        parts.add_each(program.wants.hosts.iter()).add(format!("{:?}", program.wants.answer));
        Some(())
    }
}

/// Longer words are no names of commands.
const LONGEST: usize = 64;

/// The words of a task's files that may be commands, each once.
fn words(task: &Task) -> Vec<&str> {
    let texts = task.files.iter().filter_map(|file| std::str::from_utf8(&file.contents).ok());
    let words = texts.flat_map(|text| text.split(|c: char| !(c.is_ascii_alphanumeric() || "._-+".contains(c))));
    let is_name = |word: &&str| (1..=LONGEST).contains(&word.len()) && !word.bytes().all(|byte| byte == b'.');
    let mut words: Vec<&str> = words.filter(is_name).collect();
    words.sort_unstable();
    words.dedup();
    words
}
