//! What happens to one program: it is run, amended by what its toolchain says of it, and judged.

use std::cell::Cell;

use rayon::prelude::*;

use super::{Study, prepare};
use crate::compare::{Attribution, Judgement, Past, Repaired, Trial, Verdict, attribute, judge};
use crate::complete::{Plan, Program, alone, amend};
use crate::languages::completion::Nothing;
use crate::reasons::{Because, Reason};
use crate::run::{Outcome, Runner};
use crate::snippets::{self, Fix};

/// How often a program may be amended by what its toolchain says of it. Each time costs a run, and
/// what four did not mend, a fifth does not.
const AMENDMENTS: usize = 4;

/// Runs a program and judges what came of it: together with others where it was prepared for that and all
/// is well there, and else alone.
#[must_use]
pub fn attempt(study: &Study, program: Program, runner: &dyn Runner) -> Trial {
    together(study, &program, runner).unwrap_or_else(|| by_itself(study, program, runner))
}

/// What comes of a program that runs together with others, where all of it is well: of what is not, only
/// what the program does alone counts.
fn together(study: &Study, program: &Program, runner: &dyn Runner) -> Option<Trial> {
    let outcome = runner.together(program)?;
    let judgements = judge(study.found(), program, &outcome, &|| None);
    let is_well = judgements.iter().all(|judgement| matches!(judgement.verdict, Verdict::Holds | Verdict::Runs));
    // One that uses up its time would do so again, and nothing is said of it but that.
    let is_late = outcome.limit.as_ref().is_some_and(|limit| limit.reason == Reason::TimeLimit);
    (is_well || is_late && program.borrowed.is_empty()).then(|| Trial {
        program: program.clone(),
        outcome: Ok(outcome),
        judgements,
        attributions: Vec::new(),
    })
}

/// Runs a program, amended by what its toolchain says of it, and judges what came of it.
fn by_itself(study: &Study, program: Program, runner: &dyn Runner) -> Trial {
    let tried = |program| amended(study, program, runner, &mut |program| runner.run(program, None));
    let (mut program, mut outcome) = tried(program);
    // What it borrows may be what fails.
    let works = |outcome: &Result<Outcome, Because>| outcome.as_ref().is_ok_and(Outcome::succeeded);
    if !works(&outcome)
        && let Some(alone) = alone(&program, &study.snippets, &study.claims, &|language| runner.known(language))
    {
        let second = tried(alone);
        if works(&second.1) {
            (program, outcome) = second;
        }
    }
    let repetition = Cell::new(0);
    let judgements = match &outcome {
        Ok(outcome) => judge(study.found(), &program, outcome, &|| {
            repetition.set(repetition.get() + 1);
            runner.again(&program, repetition.get()).ok()
        }),
        Err(_) => Vec::new(),
    };
    let attributions =
        outcome.as_ref().map_or_else(|_| Vec::new(), |ran| past(study, &program, ran, &judgements, runner));
    Trial { program, outcome, judgements, attributions }
}

/// Since when what is wrong with a program is wrong; not asked where someone has chosen its version.
fn past(
    study: &Study,
    program: &Program,
    ran: &Outcome,
    judged: &[Judgement],
    runner: &dyn Runner,
) -> Vec<Attribution> {
    if !runner.attributes() || program.wants.toolchain.is_some() {
        return Vec::new();
    }
    let run = |program: Program| {
        runner.prepare(&[&program]);
        let (program, outcome) = amended(study, program, runner, &mut |program| runner.run(program, None));
        Some((program, outcome.ok()?))
    };
    attribute(
        study.found(),
        program,
        ran.version(),
        judged,
        &Past { versions: &|program| runner.versions(program), run: &run },
    )
}

/// Runs what people say would make a document true.
pub fn repairs(study: &Study, runner: &dyn Runner, wanted: &(dyn Fn(usize) -> bool + Sync)) -> Vec<Repaired> {
    let fixes: Vec<_> = study.by_hand.fixes.iter().filter(|fix| wanted(fix.snippet)).collect();
    fixes.into_par_iter().map(|fix| repair(study, fix, runner)).collect()
}

fn repair(study: &Study, fix: &Fix, runner: &dyn Runner) -> Repaired {
    let mut study = study.clone();
    snippets::repaired(fix, &study.document, &mut study.snippets, &mut study.claims, &mut study.by_hand);
    let Plan { programs, refused } = prepare(&study, runner);
    let programs = programs.into_iter().filter(|program| program.members.contains(&fix.snippet));
    let trials: Vec<Trial> = programs.map(|program| attempt(&study, program, runner)).collect();
    Repaired::of(fix, &trials, &refused)
}

/// Runs a program, by `run`, until its toolchain asks for nothing more that a completion may add.
pub fn amended(
    study: &Study,
    mut program: Program,
    runner: &dyn Runner,
    run: &mut dyn FnMut(&Program) -> Result<Outcome, Because>,
) -> (Program, Result<Outcome, Because>) {
    let mut outcome = run(&program);
    for _ in 0..AMENDMENTS {
        let Ok(ran) = &outcome else { break };
        if ran.succeeded() || ran.messages.is_empty() {
            break;
        }
        let known = runner.known(program.language).unwrap_or(&Nothing);
        let Some(better) = amend(&program, &study.snippets, &ran.messages, known) else { break };
        program = better;
        outcome = run(&program);
    }
    (program, outcome)
}
