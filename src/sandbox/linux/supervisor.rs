//! Runs a job's commands one after the other, and holds them to their limits. At the full level
//! this is process 1 of the sandbox.

use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::time::Instant;

use super::command::{self, Watcher};
use super::confinement::Confinement;
use super::failure::{During, Failure};
use super::kept::Kept;
use super::place::Place;
use super::spawn::{Start, Surroundings};
use super::task::{Captured, Exit, Finished};
use super::tree::Tree;
use super::wire::{Job, Report, write_report};
use super::{place, probe, spawn};

/// Runs the job where it is to be run, and reports each thing as it comes about. The first failure
/// to set something up ends it, and with it all that runs.
pub(super) fn run(
    job: Job,
    place: &Place,
    confinement: Confinement,
    tree: Tree,
    kept: Option<Kept>,
) -> Result<(), Failure> {
    let (collect, most) = (job.task.collect.clone(), job.task.policy.limits.output);
    let mut reports = Reports::open()?;
    let outcome = run_all(job, place, confinement, tree, kept, &mut reports);
    command::end_all(tree);
    outcome?;
    for path in collect {
        if let Some(contents) = place::collect(&place.work, &path, most) {
            reports.send(&Report::Collected(path, contents))?;
        }
    }
    reports.send(&Report::Done)
}

fn run_all(
    job: Job,
    place: &Place,
    confinement: Confinement,
    tree: Tree,
    mut kept: Option<Kept>,
    reports: &mut Reports,
) -> Result<(), Failure> {
    let (task, is_watched) = (job.task, job.watched);
    place::lay_in(&place.work, &task.files)?;
    if task.commands.is_empty() {
        // Without a program, so that a rehearsal covers every step.
        probe::in_child(|| confinement.put_on())?;
    }
    let surroundings = Surroundings {
        confinement: Arc::new(confinement),
        environment: place.environment(&task.policy.environment),
        directory: place.work.clone(),
    };
    let mut watcher = Watcher::new(tree, &task.policy.limits, place)?;
    for mut command in task.commands {
        for argument in &mut command.arguments {
            *argument = place.here(argument);
        }
        let began = Instant::now();
        let copy = kept.take().map(|kept| kept.copy(&surroundings.confinement)).transpose()?.flatten();
        let start = copy.map_or_else(|| spawn::start(&command, &surroundings), |copy| Ok(Start::Started(copy)))?;
        let finished = finish(start, began, &mut watcher, is_watched.then_some(&mut *reports))?;
        let goes_on = finished.exit == Exit::Status(0) || command.may_fail;
        reports.send(&Report::Finished(finished))?;
        if !goes_on {
            break;
        }
    }
    Ok(())
}

/// The pipe to the tool.
pub(super) struct Reports(BufWriter<File>);

impl Reports {
    /// The pipe is standard output, past the buffer that the library keeps for it.
    pub(super) fn open() -> Result<Self, Failure> {
        let pipe = stdout().as_fd().try_clone_to_owned().during("open the pipe to the tool")?;
        Ok(Self(BufWriter::new(pipe.into())))
    }

    /// Sends one report.
    pub(super) fn send(&mut self, report: &Report) -> Result<(), Failure> {
        write_report(&mut self.0, report).and_then(|()| self.0.flush()).during("report to the tool")
    }
}

fn finish(
    start: Start,
    began: Instant,
    watcher: &mut Watcher<'_>,
    live: Option<&mut Reports>,
) -> Result<Finished, Failure> {
    match start {
        Start::Started(started) => watcher.watch(started, began, live),
        Start::Refused(status, message) => {
            let stderr = Captured { bytes: message.into_bytes(), cut: None };
            let (exit, stdout) = (Exit::Status(status), Captured::default());
            Ok(Finished { exit, stdout, stderr, limit: None, wall: began.elapsed() })
        }
    }
}
