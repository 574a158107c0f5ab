//! The runner that counts: toolchains in sandboxes.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rayon::prelude::*;

use super::cache::Seen;
use super::lanes::{Lanes, TOGETHER};
use super::outside::Outside;
use super::{Grants, Installed, Outcome, Outcomes, Runner, Standing, Watch, Way, granted, versions, warm};
use crate::complete::Program;
use crate::config::Allowance;
use crate::dependencies::Supplies;
use crate::languages::Lang;
use crate::languages::completion::Known;
use crate::reasons::{Because, Reason};
use crate::sandbox::{Listener, Sandbox, SandboxError};
use crate::toolchains::{Toolchain, Toolchains};

/// Runs programs on the toolchains at hand, each in a fresh sandbox.
#[derive(Debug)]
pub struct SandboxRunner {
    pub(super) sandbox: Sandbox,
    pub(super) toolchains: Toolchains,
    pub(super) limits: Allowance,
    pub(super) cache: PathBuf,
    grants: Grants,
    pins: BTreeMap<String, Vec<String>>,
    attributes: bool,
    pub(super) supplies: Supplies,
    /// What came of earlier runs, where that is remembered.
    pub(super) outcomes: Option<Outcomes>,
    pub(super) lanes: Lanes,
}

impl SandboxRunner {
    /// A runner over these toolchains; `cache` is a folder of recant's own, for what is compiled ahead.
    /// Programs have no packages but those of the toolchains.
    #[must_use]
    pub fn new(sandbox: Sandbox, toolchains: Toolchains, limits: Allowance, cache: PathBuf) -> Self {
        let (grants, pins, supplies) = (Grants::default(), BTreeMap::new(), Supplies::none());
        let (outcomes, lanes) = (None, Lanes::default());
        Self { sandbox, toolchains, limits, cache, grants, pins, attributes: true, supplies, outcomes, lanes }
    }

    /// This runner, where each program runs by itself, and none in a fast lane.
    #[must_use]
    pub fn without_lanes(self) -> Self {
        Self { lanes: Lanes::off(), ..self }
    }

    /// This runner, where programs have more than a plain sandbox.
    #[must_use]
    pub fn granting(self, grants: Grants) -> Self {
        Self { grants, ..self }
    }

    /// What programs have beyond a plain sandbox.
    #[must_use]
    pub fn grants(&self) -> &Grants {
        &self.grants
    }

    /// The same, which runs the programs of these languages on these versions.
    #[must_use]
    pub fn on(self, pins: BTreeMap<String, Vec<String>>) -> Self {
        Self { pins, ..self }
    }

    /// The same, which tells since when something is wrong, or does not.
    #[must_use]
    pub fn attributing(self, attributes: bool) -> Self {
        Self { attributes, ..self }
    }

    /// The same runner, with packages for its programs.
    #[must_use]
    pub fn supplied(self, supplies: Supplies) -> Self {
        Self { supplies, ..self }
    }

    /// Where its programs get their packages from.
    #[must_use]
    pub fn supplies(&self) -> &Supplies {
        &self.supplies
    }

    /// The same runner, which runs only what these do not tell.
    #[must_use]
    pub fn remembering(self, outcomes: Option<Outcomes>) -> Self {
        Self { outcomes, ..self }
    }

    /// The toolchains that programs run on.
    #[must_use]
    pub fn toolchains(&self) -> &Toolchains {
        &self.toolchains
    }

    /// The outcome of a run of a program, or of one of its repetitions: as it was before, or as it is now.
    fn run_one(&self, program: &Program, repetition: u32, watch: Watch<'_>) -> Result<Outcome, Because> {
        let toolchain = self.permitted(program)?;
        // Who watches wants to see it run.
        let known = if watch.is_some() { None } else { self.recall(program, repetition) };
        let (seen, standing) = if let Some((seen, standing)) = known {
            (seen, Some(standing))
        } else {
            let seen = self.execute(program, toolchain, watch)?;
            let standing = self.keep(program, repetition, &seen);
            (seen, standing)
        };
        let mut outcome = self.outcome(program, toolchain, seen.execution)?;
        if let Some(missing) = &mut outcome.missing
            && missing.reason == Reason::MissingDependency
            && let Ok(needs) = self.supplies.needs(program, toolchain, &self.toolchains)
            && let Some(hint) = self.supplies.hint(&needs)
        {
            missing.detail = format!("{}; {hint}", missing.detail);
        }
        Ok(Outcome { requests: seen.requests, standing, ..outcome })
    }

    /// The toolchain that a program may run on, as it is and in the sandbox that there is.
    fn permitted(&self, program: &Program) -> Result<&Toolchain, Because> {
        let toolchain = versions::choose(&self.toolchains, program)?;
        granted::can_have(&program.wants, self.sandbox.level())?;
        granted::can_do(&program.wants, toolchain)?;
        Ok(toolchain)
    }

    /// Runs a program now.
    fn execute(&self, program: &Program, toolchain: &Toolchain, watch: Watch<'_>) -> Result<Seen, Because> {
        let needs = self.supplies.needs(program, toolchain, &self.toolchains)?;
        let outside = Outside::new(&program.wants)?;
        let mut task = self.supplied_task(program, toolchain, &needs)?;
        outside.equip(&mut task, &self.grants, self.sandbox.level());
        let serve = |listener: &Listener, connection: &TcpStream| outside.serve(listener, connection);
        let execution = self.sandbox.execute_serving(&task, &serve, watch).map_err(|error| no_sandbox(&error))?;
        Ok(Seen { execution, requests: outside.into_requests() })
    }
}

impl Runner for SandboxRunner {
    fn run(&self, program: &Program, watch: Watch<'_>) -> Result<Outcome, Because> {
        self.run_one(program, 0, watch)
    }

    fn again(&self, program: &Program, repetition: u32) -> Result<Outcome, Because> {
        self.run_one(program, repetition, None)
    }

    fn refusal(&self, program: &Program) -> Option<Standing> {
        // What is installed, and how it is isolated, is looked at before anything is recalled.
        let Ok(toolchain) = self.permitted(program) else { return Some(Standing::now()) };
        match self.supplies.needs(program, toolchain, &self.toolchains) {
            Ok(needs) => self.supplies.refusal(&needs),
            Err(_) => Some(Standing::now()),
        }
    }

    fn expected(&self, program: &Program) -> Duration {
        self.took(program)
    }

    fn together(&self, program: &Program) -> Option<Outcome> {
        let toolchain = versions::choose(&self.toolchains, program).ok()?;
        if !self.may_share(program, toolchain) {
            return None;
        }
        let (seen, standing) = match self.recall(program, TOGETHER) {
            Some((seen, standing)) => (seen, Some(standing)),
            // Where it ran alone before, it did so because together it does not count.
            None if self.recall(program, 0).is_some() => return None,
            None => {
                let needs = self.supplies.needs(program, toolchain, &self.toolchains).ok()?;
                let task = self.supplied_task(program, toolchain, &needs).ok()?;
                let execution = self.run_in_lane(program, toolchain, &task)?;
                let seen = Seen { execution, requests: Vec::new() };
                // Where it does not hold it runs again, and that is no repetition of this.
                let standing = self.keep(program, TOGETHER, &seen);
                (seen, standing)
            }
        };
        let outcome = self.outcome(program, toolchain, seen.execution).ok()?;
        Some(Outcome { standing, ..outcome })
    }

    fn way(&self, program: &Program) -> Way {
        self.way_of(program)
    }

    fn known(&self, language: Lang) -> Option<&dyn Known> {
        self.toolchains.standard(language).map(|library| library as &dyn Known)
    }

    fn prepare(&self, programs: &[&Program]) {
        let needs = programs.iter().filter_map(|program| {
            let toolchain = versions::choose(&self.toolchains, program).ok()?;
            let needs = self.supplies.needs(program, toolchain, &self.toolchains).ok()?;
            Some((*program, toolchain, needs))
        });
        let needs: Vec<_> = needs.filter(|(program, _, needs)| program.wants.rehearse || !needs.is_nothing()).collect();
        self.supplies.gather(needs.iter().map(|(_, _, needs)| needs), &self.sandbox);
        for (program, toolchain, needs) in needs.iter().filter(|(program, ..)| program.wants.rehearse) {
            // Why one fails is told where it is run.
            let _ = self.supplied_task(program, toolchain, needs);
        }
        let programs: Vec<&Program> = programs.par_iter().copied().filter(|program| !self.is_known(program)).collect();
        let mut texts: BTreeMap<&Path, (&Toolchain, Lang, Vec<&str>)> = BTreeMap::new();
        for program in &programs {
            if let Ok(toolchain) = versions::choose(&self.toolchains, program) {
                let entry = || (toolchain, program.language, Vec::new());
                texts.entry(&toolchain.program).or_insert_with(entry).2.push(&program.text);
            }
        }
        for (toolchain, language, texts) in texts.into_values() {
            warm::warm(&self.cache, toolchain, self.toolchains.standard(language), texts.into_iter());
        }
        self.open_lanes(&programs);
    }

    fn pins(&self, language: Lang) -> &[String] {
        self.pins.get(language.name()).map_or(&[], Vec::as_slice)
    }

    fn versions(&self, program: &Program) -> Vec<Installed> {
        versions::installed(&self.toolchains, program)
    }

    fn attributes(&self) -> bool {
        self.attributes
    }
}

fn no_sandbox(error: &SandboxError) -> Because {
    Because::new(Reason::NoSandbox, error.to_string())
}
