//! What earlier checks tell of the documents of this one.

use std::sync::Arc;
use std::time::Duration;

use rayon::iter::Either;
use rayon::prelude::*;

use super::arguments::{Check, Format, SandboxLevel};
use super::input::{Note, Numbered, Selection};
use super::output::Console;
use crate::cache::{Cache, Key};
use crate::config::Config;
use crate::dependencies::LOCK_FILE;
use crate::memo::{Account, Ground, Memo};
use crate::pipeline::Checked;
use crate::run::SandboxRunner;
use crate::sandbox::Level;

/// What earlier checks tell, and where what this one finds is kept for later ones.
pub(super) struct Remembered {
    /// What single programs did.
    pub(super) cache: Option<Arc<Cache>>,
    /// What whole documents came to, where this check is one of those that may know it without looking.
    memo: Option<Memo>,
}

/// What came of a document before.
pub(super) struct Recalled {
    pub(super) path: String,
    pub(super) account: Account,
}

impl Remembered {
    /// What there is for a check.
    pub(super) fn open(arguments: &Check, selection: &Selection, config: &Config, console: &Console) -> Self {
        let cache = arguments.engine.remembering.cache(console);
        let whole = selection.is_of_whole_files() && says_all(arguments) && is_plain(arguments, config);
        let memo = cache.as_ref().filter(|_| whole).map(|cache| {
            let terms = terms(arguments, config);
            let wanted = arguments.engine.remembering.wanted(config);
            Memo::open(Arc::clone(cache), &[terms.as_bytes(), &lock(config)], wanted)
        });
        Self { cache, memo }
    }

    /// What came of a document before, where nothing has changed since.
    pub(super) fn recall(&self, note: &Note) -> Option<Recalled> {
        let account = self.memo.as_ref()?.recall(&self.key(note)?)?;
        Some(Recalled { path: note.source.shown().to_owned(), account })
    }

    /// What came before of those of some documents that did not change since; and the others.
    pub(super) fn recall_each(&self, notes: Vec<Numbered<Note>>) -> (Vec<Numbered<Recalled>>, Vec<Numbered<Note>>) {
        let recall = |(number, note): Numbered<Note>| match self.recall(&note) {
            Some(recalled) => Either::Left((number, recalled)),
            None => Either::Right((number, note)),
        };
        notes.into_par_iter().partition_map(recall)
    }

    /// The level at which documents were checked that could be recalled.
    pub(super) fn level(&self) -> Option<Level> {
        self.memo.as_ref()?.level()
    }

    /// Keeps in mind what this check stands on, before it begins.
    pub(super) fn stand_on(&mut self, level: Level, runner: &SandboxRunner) {
        if let Some(memo) = &mut self.memo {
            memo.stand_on(Ground::now(level, runner.toolchains().deciders()));
        }
    }

    /// Under which key a document is kept.
    pub(super) fn key(&self, note: &Note) -> Option<Key> {
        self.memo.as_ref()?.key(note.content()?)
    }

    /// Keeps what came of a document, where that may be.
    pub(super) fn keep(&self, key: Option<Key>, account: &Account, checked: &Checked) {
        if let (Some(memo), Some(key), Some(standing)) = (&self.memo, key, &checked.standing) {
            memo.keep(key, account, standing);
        }
    }
}

/// Whether the lines of the ledger are all that is reported: pages and fingerprints are made of the notes too.
fn says_all(arguments: &Check) -> bool {
    let formats = &arguments.results.output.format;
    let of_lines = formats.iter().all(|target| !matches!(target.format, Format::Html | Format::Sarif));
    of_lines && arguments.sharding.shard.is_none() && arguments.sharding.blob.is_none()
}

/// Whether programs have a plain sandbox, and the toolchains that recant itself knows.
fn is_plain(arguments: &Check, config: &Config) -> bool {
    let engine = &arguments.engine;
    let granted = !engine.env.is_empty() || !engine.file.is_empty() || engine.with_project.is_some();
    let isolated = engine.sandbox != Some(SandboxLevel::None);
    let open = !config.allow_net.value.is_empty() || config.project.value.is_some();
    isolated && !granted && !open && engine.sandboxes.is_none()
}

/// All that the settings say of what programs do, and of what is found in notes.
fn terms(arguments: &Check, config: &Config) -> String {
    let mut config = config.clone();
    // What these say concerns the check as a whole.
    config.jobs.flag(Some(0));
    config.strict.flag(Some(false));
    config.no_snippets.flag(Some(None));
    config.max_age.flag(Some(Duration::ZERO));
    config.exclude.flag(Some(Vec::new()));
    let here = std::env::current_dir().unwrap_or_default();
    format!("{:?} {:?} {config:?}", arguments.engine.sandbox, here.as_os_str().as_encoded_bytes())
}

/// The pinned packages; what is wrong with the file is said by who needs it.
fn lock(config: &Config) -> Vec<u8> {
    std::fs::read(config.root.join(LOCK_FILE)).unwrap_or_default()
}
