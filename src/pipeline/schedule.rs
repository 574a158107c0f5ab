//! In which order programs run.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::complete::Program;
use crate::run::Runner;

/// A program that is to run.
pub(super) struct Job {
    /// The index of the document that its code stands in.
    pub(super) document: usize,
    pub(super) program: Program,
}

/// Does all jobs, each with its number among those that were begun: those first that are expected to take
/// longest, so that nothing long is left when all else has ended. What comes of them stands in the order of
/// the jobs.
pub(super) fn do_all<T: Send>(jobs: Vec<Job>, runner: &dyn Runner, act: &(dyn Fn(usize, Job) -> T + Sync)) -> Vec<T> {
    let mut queue: Vec<(usize, Job)> = jobs.into_iter().enumerate().collect();
    queue.sort_by_cached_key(|(_, job)| Reverse(runner.expected(&job.program)));
    // One by one to whoever is idle: halves that are handed out ahead would not keep the order.
    let queue = queue.into_iter().enumerate().par_bridge();
    let mut done: Vec<(usize, T)> = queue.map(|(number, (place, job))| (place, act(number, job))).collect();
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}
