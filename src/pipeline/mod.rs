//! The stages joined: read it from top to bottom.

mod attempt;
mod ledgers;
mod progress;
mod proposal;
mod schedule;
mod witness;

use std::path::Path;

use rayon::prelude::*;

use crate::claims::{Claim, claims};
use crate::classify::{Snippet, classify};
use crate::compare::{Found, Repaired, Trial};
use crate::complete::{self, Plan, by_hand, plan};
use crate::extract::{self, extract};
use crate::languages::Lang;
use crate::notes::Document;
use crate::reasons::Because;
use crate::run::{Runner, Standing, on_each};
use crate::snippets::{self, ByHand, SnippetsError};

pub use attempt::{amended, attempt, repairs};
pub use ledgers::{account, list, listed, report, report_of};
pub use progress::Step;
pub use proposal::{insist, propose};
use schedule::{Job, do_all};
use witness::Witness;

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

impl Study {
    /// What programs are judged by.
    fn found(&self) -> Found<'_> {
        Found { document: &self.document, snippets: &self.snippets, claims: &self.claims }
    }
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
    /// On what all of this stands; `None` where it must not be remembered.
    pub standing: Option<Standing>,
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
        each.map(|program| Job { document, program }).collect::<Vec<_>>()
    };
    let jobs: Vec<Job> = plans.iter_mut().enumerate().flat_map(programs).collect();
    runner.prepare(&jobs.iter().map(|job| &job.program).collect::<Vec<_>>());
    let total = jobs.len();
    let trials = do_all(jobs, runner, &|number, Job { document, program }| {
        let (study, witness) = (&studies[document], Witness::of(runner));
        let snippet = program.members.first().copied().unwrap_or_default();
        progress(Step { study, snippet, number, total, ended: false });
        let trial = attempt(study, program, &witness);
        progress(Step { study, snippet, number, total, ended: true });
        (document, trial, witness.standing())
    });
    let plain = |(study, plan): (Study, Plan)| {
        let witness = Witness::of(runner);
        let repairs = repairs(&study, &witness, &|snippet| wanted(&study, snippet));
        Checked { study, trials: Vec::new(), refused: plan.refused, repairs, standing: witness.standing() }
    };
    let mut checked: Vec<Checked> = studies.into_par_iter().zip(plans).map(plain).collect();
    for (document, trial, standing) in trials {
        let checked = &mut checked[document];
        checked.standing = checked.standing.take().and_then(|all| Some(all.and(standing?)));
        checked.trials.push(trial);
    }
    checked
}
