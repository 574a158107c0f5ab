//! A line on a terminal that tells how far a check is, and which program takes longest.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::one;
use crate::pipeline::Step;
use crate::report::visible;

/// How often the line is drawn anew though nothing has ended.
const TICK: Duration = Duration::from_millis(250);

/// What runs shorter is not worth naming.
const SLOW: Duration = Duration::from_secs(1);

/// What runs, by its number: since when, and where it stands.
type Running = Arc<Mutex<BTreeMap<usize, (Instant, String)>>>;

/// The line; nothing where standard error is no terminal.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    running: Running,
}

impl Progress {
    /// A line, unless the caller wants to hear of nothing but what is wrong.
    pub(super) fn new(quiet: bool) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let (bar, running) = (ProgressBar::with_draw_target(Some(0), target), Running::default());
        if let Ok(style) = ProgressStyle::with_template("running {pos}/{len} {bar:24} {elapsed}{slowest}") {
            let of = Arc::clone(&running);
            let tell = move |_: &ProgressState, out: &mut dyn Write| {
                let _ = out.write_str(&slowest(&of));
            };
            bar.set_style(style.with_key("slowest", tell));
        }
        Self { bar, running }
    }

    /// Shows that a program begins, or has ended.
    pub(super) fn hear(&self, step: Step<'_>) {
        if self.bar.is_hidden() {
            return;
        }
        // Not before: there is nothing to tell while notes are read.
        if self.bar.length() != Some(step.total as u64) {
            self.bar.set_length(step.total as u64);
            self.bar.enable_steady_tick(TICK);
        }
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if step.ended {
            running.remove(&step.number);
            drop(running);
            self.bar.inc(1);
        } else {
            let (line, _) = one::lines(step.study, &step.study.snippets[step.snippet].block.code.span());
            let place = format!("{}:{line}", visible(&step.study.document.path));
            running.insert(step.number, (Instant::now(), place));
        }
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// The program that has run longest, where that is long.
fn slowest(running: &Running) -> String {
    let running = running.lock().unwrap_or_else(PoisonError::into_inner);
    let longest = running.values().min_by_key(|(since, _)| *since);
    let slow = longest.map(|(since, place)| (since.elapsed(), place)).filter(|(time, _)| *time >= SLOW);
    slow.map(|(time, place)| format!("  {place} for {}s", time.as_secs())).unwrap_or_default()
}
