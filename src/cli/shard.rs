//! Sharing a check out over several machines.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::reports::is_writable;
use crate::pipeline::{self, Study};
use crate::report::{Blob, Shard};
use crate::run::Runner;

/// The flags by which a check is shared out.
#[derive(Debug, Args)]
pub(super) struct Sharding {
    /// Check only this part of the examples, as in 2/5; which part one is in depends on its text alone
    #[arg(long, value_name = "NUMBER/OF")]
    pub(super) shard: Option<Shard>,
    /// Write what `recant merge` needs to put shards together
    #[arg(long, value_name = "FILE")]
    pub(super) blob: Option<PathBuf>,
}

impl Sharding {
    /// Nobody should wait for a check only to hear that there is no such folder.
    pub(super) fn can_be_had(&self) -> Result<(), CliError> {
        self.blob.as_deref().map_or(Ok(()), is_writable)
    }

    /// The examples that are this shard's.
    pub(super) fn share(&self, studies: &[Study], runner: &dyn Runner) -> Share {
        let Some(shard) = self.shard else { return Share(None) };
        let taken = |groups: Vec<u64>| groups.into_iter().map(|group| shard.takes(group)).collect();
        let paths = studies.iter().map(|study| study.document.path.clone());
        Share(Some(paths.zip(pipeline::groups(studies, runner).into_iter().map(taken)).collect()))
    }

    /// Writes the blob that was asked for.
    pub(super) fn write(&self, blob: impl FnOnce(Shard) -> Blob) -> Result<(), CliError> {
        let Some(file) = &self.blob else { return Ok(()) };
        let text = blob(self.shard.unwrap_or(Shard::WHOLE)).write();
        fs::write(file, text).map_err(|error| CliError::Usage(format!("{} cannot be written: {error}", file.display())))
    }
}

/// For each document, by its path, which of its snippets are a shard's; nothing where it has them all.
pub(super) struct Share(Option<HashMap<String, Vec<bool>>>);

impl Share {
    pub(super) fn holds(&self, study: &Study, snippet: usize) -> bool {
        let Some(documents) = &self.0 else { return true };
        documents.get(&study.document.path).is_none_or(|taken| taken[snippet])
    }
}
