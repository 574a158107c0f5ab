//! Attribution: between which versions of a toolchain a note went wrong.
//!
//! What is wrong on the toolchain at hand is tried on the older ones that are installed. Where the oldest
//! shows what the note claims, the change lies between it and the present, and halving finds it; where it
//! does not, the note may speak of what came later and went again, and each is tried. It says when a note
//! went wrong and never whether: no verdict depends on it.

use super::{Found, Judgement, Verdict, judge};
use crate::complete::Program;
use crate::run::{Installed, Outcome};
use crate::toolchains::version;

/// How many runs the question is worth for one program.
const RUNS: usize = 10;

/// Since when something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The snippet's index in its document.
    pub snippet: usize,
    /// The claim's index in its document; `None` where nothing is claimed and the snippet fails.
    pub claim: Option<usize>,
    /// What people call the language.
    pub title: String,
    /// The newest version on which it is right.
    pub holds_on: String,
    /// The next one that is installed, on which it is wrong.
    pub drifted_from: String,
}

/// What a trial needs to know of toolchains, and how to run a program on one.
pub struct Past<'a> {
    /// The toolchains that are installed, the newest first.
    pub versions: &'a dyn Fn(&Program) -> Vec<Installed>,
    /// Runs a program as amended; `None` where it cannot be run.
    pub run: &'a dyn Fn(Program) -> Option<(Program, Outcome)>,
}

/// Looks for the versions between which the drifts and failures of a program came about.
#[must_use]
pub fn attribute(
    found: Found<'_>,
    program: &Program,
    ran: &str,
    judged: &[Judgement],
    past: &Past<'_>,
) -> Vec<Attribution> {
    let wrong = wrong(judged);
    if wrong.is_empty() {
        return Vec::new();
    }
    let versions = older((past.versions)(program), ran);
    let tried = versions.iter().map(|_| None).collect();
    let mut history = History { found, program, ran, past, versions, tried, left: RUNS };
    wrong.into_iter().filter_map(|subject| history.attribution(subject)).collect()
}

/// A claim that drifted, or a snippet that fails.
#[derive(Clone, Copy)]
struct Subject {
    snippet: usize,
    claim: Option<usize>,
}

/// What a version shows of a subject.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Right,
    Wrong,
    /// It could not be told.
    Unknown,
}

fn wrong(judged: &[Judgement]) -> Vec<Subject> {
    let of = |judgement: &Judgement| {
        let snippet = judgement.snippet;
        let drifted = judgement.claims.iter().filter(|claim| claim.verdict == Verdict::Drifted);
        let claims = drifted.map(move |claim| Subject { snippet, claim: Some(claim.claim) });
        let fails = (judgement.verdict == Verdict::Fails).then_some(Subject { snippet, claim: None });
        claims.chain(fails).collect::<Vec<_>>()
    };
    judged.iter().flat_map(of).collect()
}

/// Of each line of versions the newest that is older than the one that ran, the oldest first.
fn older(mut versions: Vec<Installed>, ran: &str) -> Vec<Installed> {
    let same = version::line(ran);
    versions.retain(|installed| {
        version::compare(&installed.version, ran).is_lt() && version::line(&installed.version) != same
    });
    versions.dedup_by_key(|installed| version::line(&installed.version));
    versions.reverse();
    versions
}

struct History<'a> {
    found: Found<'a>,
    program: &'a Program,
    /// The version on which it is wrong.
    ran: &'a str,
    past: &'a Past<'a>,
    /// The oldest first.
    versions: Vec<Installed>,
    /// What each of them makes of the program, once it was tried.
    tried: Vec<Option<Vec<Judgement>>>,
    /// How many runs may still be spent.
    left: usize,
}

impl History<'_> {
    fn attribution(&mut self, subject: Subject) -> Option<Attribution> {
        let (right, wrong) = self.boundary(subject)?;
        // Once may have been chance.
        self.tried[right] = None;
        if self.state(right, subject) != State::Right {
            return None;
        }
        let holds = &self.versions[right];
        Some(Attribution {
            snippet: subject.snippet,
            claim: subject.claim,
            title: holds.title.clone(),
            holds_on: holds.version.clone(),
            drifted_from: wrong.map_or(self.ran, |wrong| &self.versions[wrong].version).to_owned(),
        })
    }

    /// The newest version that is right, and the next that is wrong; `None` for the one that ran.
    fn boundary(&mut self, subject: Subject) -> Option<(usize, Option<usize>)> {
        let mut open: Vec<usize> = (0..self.versions.len()).collect();
        let oldest = loop {
            match self.state(*open.first()?, subject) {
                State::Unknown => open.remove(0),
                known => break known,
            };
        };
        if oldest == State::Right { Some(self.halve(open, subject)) } else { self.scan(&open, subject) }
    }

    /// Between the first of these, which is right, and the one that ran, which is wrong.
    fn halve(&mut self, mut open: Vec<usize>, subject: Subject) -> (usize, Option<usize>) {
        let (mut right, mut wrong) = (0, open.len());
        while wrong - right > 1 {
            let middle = usize::midpoint(right, wrong);
            match self.state(open[middle], subject) {
                State::Right => right = middle,
                State::Wrong => wrong = middle,
                State::Unknown => {
                    open.remove(middle);
                    wrong -= 1;
                }
            }
        }
        (open[right], open.get(wrong).copied())
    }

    /// The newest that is right, where the first is wrong.
    fn scan(&mut self, open: &[usize], subject: Subject) -> Option<(usize, Option<usize>)> {
        let mut wrong = None;
        for &index in open.iter().skip(1).rev() {
            match self.state(index, subject) {
                State::Right => return Some((index, wrong)),
                State::Wrong => wrong = Some(index),
                State::Unknown => {}
            }
        }
        None
    }

    fn state(&mut self, index: usize, subject: Subject) -> State {
        if self.tried[index].is_none() {
            self.tried[index] = Some(self.run(index));
        }
        let judged = self.tried[index].iter().flatten().find(|judgement| judgement.snippet == subject.snippet);
        let verdict = judged.and_then(|judgement| match subject.claim {
            None => Some(&judgement.verdict),
            Some(claim) => judgement.claims.iter().find(|judged| judged.claim == claim).map(|judged| &judged.verdict),
        });
        match verdict {
            Some(Verdict::Holds | Verdict::Runs) => State::Right,
            Some(Verdict::Drifted | Verdict::Fails) => State::Wrong,
            Some(Verdict::Unchecked(_)) | None => State::Unknown,
        }
    }

    /// What a version makes of the program; nothing where it cannot be run, or too much was tried.
    fn run(&mut self, index: usize) -> Vec<Judgement> {
        let Some(left) = self.left.checked_sub(1) else { return Vec::new() };
        self.left = left;
        let installed = &self.versions[index];
        let tried = (self.past.run)(self.program.on(installed.dialect, &installed.version));
        tried.map_or_else(Vec::new, |(program, outcome)| judge(self.found, &program, &outcome, &|| None))
    }
}
