//! A note that was checked.

use std::sync::atomic::{AtomicU64, Ordering};

use super::Engine;
use crate::mend::{Mended, mend};
use crate::notes::Document;
use crate::pipeline::{self, Checked, Study};
use crate::report::{Line, Results, ledger};

/// What was found in a note, and what is said of it.
#[derive(Debug)]
pub(super) struct Note {
    /// Tells this check from every other.
    pub(super) number: u64,
    pub(super) checked: Checked,
    /// The ledger: a line for each snippet, in their order.
    pub(super) lines: Vec<Line>,
    /// What would make it true again.
    pub(super) mended: Mended,
}

impl Note {
    pub(super) fn check(study: Study, engine: &Engine) -> Option<Self> {
        static CHECKS: AtomicU64 = AtomicU64::new(0);
        let checked = pipeline::check(vec![study], &*engine.runner, &|_, _| true, &|_| ()).pop()?;
        let study = &checked.study;
        let results = Results { trials: &checked.trials, refused: &checked.refused, repairs: &checked.repairs };
        let mut lines = ledger(&study.document, &study.snippets, &study.claims, Some(results));
        (engine.known)(&study.document.path).mark_lines(&mut lines);
        let mended = mend(&study.document, &study.claims, &checked.trials);
        Some(Self { number: CHECKS.fetch_add(1, Ordering::Relaxed), checked, lines, mended })
    }

    pub(super) fn study(&self) -> &Study {
        &self.checked.study
    }

    pub(super) fn document(&self) -> &Document {
        &self.study().document
    }

    /// Whether an editor shows the text that was checked. Editors keep a byte order mark to themselves.
    pub(super) fn is_of(&self, text: &str) -> bool {
        let plain = |text: &'_ str| text.len() - text.trim_start_matches('\u{feff}').len();
        let own = self.document().text();
        own[plain(own)..] == text[plain(text)..]
    }
}
