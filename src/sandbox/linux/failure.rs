//! What went wrong while a sandbox was being set up.

use std::fmt::Display;

/// A step of the set-up that failed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Failure(String);

impl Failure {
    /// One that another process has told of.
    pub(super) fn told(what: String) -> Self {
        Self(what)
    }
}

/// Names the step that an error belongs to.
pub(super) trait During<T> {
    /// Names the step: a phrase such as "mount /proc".
    fn during(self, step: impl Display) -> Result<T, Failure>;
}

impl<T, E: Display> During<T> for Result<T, E> {
    fn during(self, step: impl Display) -> Result<T, Failure> {
        self.map_err(|cause| Failure(format!("{step}: {cause}")))
    }
}
