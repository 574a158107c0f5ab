//! The stages joined: read it from top to bottom.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;

use crate::claims::{Claim, Notation, Strength, claims};
use crate::classify::{Kind, Snippet, classify};
use crate::compare::{Attribution, Found, Judgement, Past, Repaired, Trial, attribute, judge};
use crate::complete::{self, Plan, Program, alone, amend, by_hand, plan};
use crate::extract::{self, FoundBy, extract};
use crate::languages::completion::Nothing;
use crate::languages::{Lang, Role};
use crate::notes::Document;
use crate::reasons::Because;
use crate::report::{FileNotice, Line, Report, Results, ledger};
use crate::run::{Outcome, Runner, on_each};
use crate::sandbox::Level;
use crate::snippets::{self, ByHand, Fix, SnippetsError};

/// How often a program may be amended by what its toolchain says of it. Each time costs a run, and
/// what four did not mend, a fifth does not.
const AMENDMENTS: usize = 4;

/// A document with what recant found in it.
#[derive(Clone, Debug)]
pub struct Study {
    /// The document.
    pub document: Document,
    /// Its blocks, classified.
    pub snippets: Vec<Snippet>,
    /// What it claims of them.
    pub claims: Vec<Claim>,
    /// What a person stored for them.
    pub by_hand: ByHand,
}

/// A study with what became of its snippets.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What was found.
    pub study: Study,
    /// What was run.
    pub trials: Vec<Trial>,
    /// What was not, and why.
    pub refused: Vec<(usize, Because)>,
    /// What came of what people say would make the notes true.
    pub repairs: Vec<Repaired>,
}

/// Finds the code and the claims of a document.
#[must_use]
pub fn study(mut document: Document) -> Study {
    let blocks = extract(&document);
    document.notices.extend(extract::notices(&document, &blocks));
    let snippets = classify(&document, blocks);
    let claims = claims(&document, &snippets);
    Study { document, snippets, claims, by_hand: ByHand::default() }
}

/// Takes in what a folder of the corpus holds for a document.
///
/// # Errors
/// Where a file of the corpus cannot be read, or is not what it should be.
pub fn adopt(study: &mut Study, folder: &Path) -> Result<(), SnippetsError> {
    study.by_hand = snippets::adopt(folder, &study.document, &mut study.snippets, &mut study.claims)?;
    Ok(())
}

/// Takes each piece of code of which nothing is claimed as if it were claimed to print nothing: what it
/// prints instead, and whether it does so each time, can then be accepted.
pub fn propose(study: &mut Study) {
    let spoken_of: HashSet<usize> =
        study.claims.iter().flat_map(|claim| [Some(claim.snippet), claim.output]).flatten().collect();
    let is_open = |(index, snippet): &(usize, &Snippet)| {
        let is_program = snippet.language.is_some_and(|language| language.role() == Role::Program);
        let is_block = snippet.block.found_by != FoundBy::Inline;
        snippet.kind == Kind::Code && is_program && is_block && !spoken_of.contains(index)
    };
    let open = study.snippets.iter().enumerate().filter(is_open);
    let proposed = open.map(|(index, snippet)| snippets::baseline(index, snippet, "", Strength::Strong));
    study.claims.extend(proposed);
    study.claims.sort_by_key(|claim| (claim.snippet, claim.span.start));
}

/// Makes what was accepted of other code count as what was accepted of this.
pub fn insist(study: &mut Study) {
    let accepted = study.claims.iter_mut().filter(|claim| claim.notation == Notation::Accepted);
    accepted.for_each(|claim| claim.strength = Strength::Strong);
}

/// Plans what a document's code runs as.
#[must_use]
pub fn prepare(study: &Study, runner: &dyn Runner) -> Plan {
    let known = |language: Lang| runner.known(language);
    let found = &study.snippets[..study.snippets.len() - study.by_hand.anchored];
    let claims = study.claims.partition_point(|claim| claim.snippet < found.len());
    let mut plan = plan(found, &study.claims[..claims], &known);
    by_hand(&mut plan, &study.by_hand, &study.snippets, &study.claims, &known);
    plan
}

/// For each document and each of its snippets, the hash of the group that it is judged with.
pub fn groups(studies: &[Study], runner: &dyn Runner) -> Vec<Vec<u64>> {
    let of = |study: &Study| complete::groups(&prepare(study, runner), &study.snippets, &study.claims);
    studies.par_iter().map(of).collect()
}

/// A program of a check begins, or has ended.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The document that its code stands in.
    pub study: &'a Study,
    /// The first snippet whose code it is.
    pub snippet: usize,
    /// Its number among the programs of the check.
    pub number: usize,
    /// How many programs there are.
    pub total: usize,
    /// Whether it has ended.
    pub ended: bool,
}

/// Checks documents: runs the programs of which `wanted` wants a member, and judges them.
/// `progress` hears of each that begins and ends.
pub fn check(
    studies: Vec<Study>,
    runner: &dyn Runner,
    wanted: &(dyn Fn(&Study, usize) -> bool + Sync),
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Vec<Checked> {
    let mut plans: Vec<Plan> = studies.par_iter().map(|study| prepare(study, runner)).collect();
    for (study, plan) in studies.iter().zip(&mut plans) {
        plan.programs.retain(|program| program.members.iter().any(|member| wanted(study, *member)));
    }
    let programs = |(document, plan): (usize, &mut Plan)| {
        let programs = std::mem::take(&mut plan.programs).into_iter();
        let each = programs.flat_map(|program| on_each(program, runner));
        each.map(|program| (document, program)).collect::<Vec<_>>()
    };
    let jobs: Vec<(usize, Program)> = plans.iter_mut().enumerate().flat_map(programs).collect();
    runner.prepare(&jobs.iter().map(|(_, program)| program).collect::<Vec<_>>());
    let total = jobs.len();
    let trials: Vec<(usize, Trial)> = jobs
        .into_par_iter()
        .enumerate()
        .map(|(number, (document, program))| {
            let study = &studies[document];
            let snippet = program.members.first().copied().unwrap_or_default();
            progress(Step { study, snippet, number, total, ended: false });
            let trial = attempt(study, program, runner);
            progress(Step { study, snippet, number, total, ended: true });
            (document, trial)
        })
        .collect();
    let plain = |(study, plan): (Study, Plan)| {
        let repairs = repairs(&study, runner, &|snippet| wanted(&study, snippet));
        Checked { study, trials: Vec::new(), refused: plan.refused, repairs }
    };
    let mut checked: Vec<Checked> = studies.into_par_iter().zip(plans).map(plain).collect();
    for (document, trial) in trials {
        checked[document].trials.push(trial);
    }
    checked
}

/// Runs a program, amended by what its toolchain says of it, and judges what came of it.
#[must_use]
pub fn attempt(study: &Study, program: Program, runner: &dyn Runner) -> Trial {
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
    let found = Found { document: &study.document, snippets: &study.snippets, claims: &study.claims };
    let judgements = match &outcome {
        Ok(outcome) => judge(found, &program, outcome, &|| runner.run(&program, None).ok()),
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
    let found = Found { document: &study.document, snippets: &study.snippets, claims: &study.claims };
    let run = |program: Program| {
        runner.prepare(&[&program]);
        let (program, outcome) = amended(study, program, runner, &mut |program| runner.run(program, None));
        Some((program, outcome.ok()?))
    };
    attribute(found, program, ran.version(), judged, &Past { versions: &|program| runner.versions(program), run: &run })
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

/// The report on documents that were checked, as far as `wanted` wants their snippets.
pub fn report(checked: &[Checked], level: Level, wanted: &dyn Fn(&Study, usize) -> bool) -> Report {
    let lines = checked.iter().flat_map(|checked| {
        let study = &checked.study;
        let results = Results { trials: &checked.trials, refused: &checked.refused, repairs: &checked.repairs };
        let lines = ledger(&study.document, &study.snippets, &study.claims, Some(results));
        wanted_lines(study, lines, wanted)
    });
    Report::new(
        checked.len(),
        lines.collect(),
        checked.iter().flat_map(|checked| notices(&checked.study)).collect(),
        Some(level),
    )
}

/// The report on documents of which nothing was run.
pub fn list(studies: &[Study], wanted: &dyn Fn(&Study, usize) -> bool) -> Report {
    let lines = studies
        .iter()
        .flat_map(|study| wanted_lines(study, ledger(&study.document, &study.snippets, &study.claims, None), wanted));
    Report::new(studies.len(), lines.collect(), studies.iter().flat_map(notices).collect(), None)
}

fn wanted_lines(study: &Study, lines: Vec<Line>, wanted: &dyn Fn(&Study, usize) -> bool) -> Vec<Line> {
    lines.into_iter().enumerate().filter(|(index, _)| wanted(study, *index)).map(|(_, line)| line).collect()
}

fn notices(study: &Study) -> Vec<FileNotice> {
    let path = &study.document.path;
    let notice = |notice: &crate::notes::Notice| FileNotice {
        path: path.clone(),
        line: notice.line,
        message: notice.message.clone(),
    };
    study.document.notices.iter().chain(&study.by_hand.notices).map(notice).collect()
}
