//! Completing fragments of Rust.

use crate::languages::completion::{Completer, Fragment, Known, Layout, Obstacle};

/// Completes fragments of Rust.
pub(in crate::languages) struct RustCompleter;

impl Completer for RustCompleter {
    fn complete(&self, fragment: &Fragment<'_>, _known: &dyn Known) -> Result<Layout, Obstacle> {
        Ok(Layout::as_written(fragment))
    }
}
