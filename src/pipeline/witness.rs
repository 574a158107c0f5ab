//! Whether what comes of a document may be remembered: all that was run for it is looked at.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::complete::Program;
use crate::languages::Lang;
use crate::languages::completion::Known;
use crate::reasons::Because;
use crate::run::{Installed, Outcome, Runner, Standing, Watch, Way};

/// A runner that keeps in mind on what the outcomes stand that it hands out.
pub(super) struct Witness<'r> {
    runner: &'r dyn Runner,
    /// `None` once something came that must not be remembered.
    seen: Mutex<Option<Standing>>,
}

impl<'r> Witness<'r> {
    pub(super) fn of(runner: &'r dyn Runner) -> Self {
        Self { runner, seen: Mutex::new(Some(Standing::now())) }
    }

    /// On what all stands that was run.
    pub(super) fn standing(self) -> Option<Standing> {
        self.seen.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn see(&self, program: &Program, outcome: Result<Outcome, Because>) -> Result<Outcome, Because> {
        let standing = match &outcome {
            Ok(outcome) => outcome.standing.clone(),
            Err(_) => self.runner.refusal(program),
        };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen = seen.take().and_then(|seen| Some(seen.and(standing?)));
        outcome
    }
}

impl Runner for Witness<'_> {
    fn run(&self, program: &Program, watch: Watch<'_>) -> Result<Outcome, Because> {
        self.see(program, self.runner.run(program, watch))
    }

    fn again(&self, program: &Program, repetition: u32) -> Result<Outcome, Because> {
        self.see(program, self.runner.again(program, repetition))
    }

    fn together(&self, program: &Program) -> Option<Outcome> {
        let outcome = self.runner.together(program)?;
        self.see(program, Ok(outcome)).ok()
    }

    fn way(&self, program: &Program) -> Way {
        self.runner.way(program)
    }

    fn refusal(&self, program: &Program) -> Option<Standing> {
        self.runner.refusal(program)
    }

    fn expected(&self, program: &Program) -> Duration {
        self.runner.expected(program)
    }

    fn known(&self, language: Lang) -> Option<&dyn Known> {
        self.runner.known(language)
    }

    fn pins(&self, language: Lang) -> &[String] {
        self.runner.pins(language)
    }

    fn versions(&self, program: &Program) -> Vec<Installed> {
        self.runner.versions(program)
    }

    fn attributes(&self) -> bool {
        self.runner.attributes()
    }

    fn prepare(&self, programs: &[&Program]) {
        self.runner.prepare(programs);
    }
}
