//! What is told while a check runs.

use super::Study;

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
