//! A line on a terminal that tells how far a check is.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The line; nothing where standard error is no terminal.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("running {pos}/{len} {wide_bar} {elapsed}") {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// Shows that so many of so many programs have ended.
    pub(super) fn show(&self, ended: usize, total: usize) {
        self.bar.set_length(total as u64);
        self.bar.set_position(ended as u64);
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
