//! The shards of a check put together again.

use std::collections::HashSet;

use super::{Blob, Report, Shard};

/// Why blobs do not make one report.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// There is nothing to merge.
    #[error("there is no blob to merge")]
    Nothing,
    /// They count differently.
    #[error("{one} and {other} are shards of different checks; give the blobs of one")]
    Counts {
        /// A shard.
        one: Shard,
        /// One that is of another number of shards.
        other: Shard,
    },
    /// Two are the same.
    #[error("the shard {0} is given twice; give each blob once")]
    Twice(Shard),
    /// One is not there.
    #[error("the shard {0} is missing; give its blob too")]
    Missing(Shard),
    /// The machines had different notes before them, or were asked for different blocks.
    #[error("the shards {one} and {other} did not check the same notes in the same way; check out one state of them")]
    Notes {
        /// A shard.
        one: Shard,
        /// Another one.
        other: Shard,
    },
    /// The machines shared the notes out differently, as they may where their toolchains differ.
    #[error(
        "the shards hold {held} of {found} blocks once; give all machines the same toolchains, so that they share the notes out alike"
    )]
    Shares {
        /// How many blocks one shard holds.
        held: usize,
        /// How many there are.
        found: usize,
    },
}

/// What all shards of a check say together. Silence is never green: each shard is there, and each block
/// is in one of them.
///
/// # Errors
/// Where that is not so.
pub fn merge(mut blobs: Vec<Blob>) -> Result<Blob, MergeError> {
    blobs.sort_by_key(|blob| blob.shard);
    are_complete(&blobs.iter().map(|blob| blob.shard).collect::<Vec<_>>())?;
    let mut blobs = blobs.into_iter();
    let mut whole = blobs.next().ok_or(MergeError::Nothing)?;
    let mut lines = std::mem::take(&mut whole.report.snippets);
    for mut blob in blobs {
        if !is_of_the_same_check(&whole, &blob) {
            return Err(MergeError::Notes { one: whole.shard, other: blob.shard });
        }
        lines.append(&mut blob.report.snippets);
        whole.failed |= blob.failed;
        // What is promised of all is what the weakest gave.
        whole.report.sandbox = whole.report.sandbox.min(blob.report.sandbox);
    }
    let mut seen = HashSet::new();
    let once = lines.iter().filter(|line| seen.insert((&line.path, &line.id))).count();
    if once != whole.found || lines.len() != whole.found {
        return Err(MergeError::Shares { held: once, found: whole.found });
    }
    let Report { summary, notices, sandbox, granted, .. } = whole.report;
    whole.report = Report { granted, ..Report::new(summary.documents, lines, notices, sandbox) };
    whole.shard = Shard::WHOLE;
    Ok(whole)
}

/// Whether these, sorted, are all the shards of one check.
fn are_complete(shards: &[Shard]) -> Result<(), MergeError> {
    let Some(first) = shards.first() else { return Err(MergeError::Nothing) };
    if let Some(other) = shards.iter().find(|other| other.of != first.of) {
        return Err(MergeError::Counts { one: *first, other: *other });
    }
    if let Some(pair) = shards.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(MergeError::Twice(pair[0]));
    }
    // Where all that are given are in their place, what is missing are the last ones.
    let gap = (1..).zip(shards).find(|(number, shard)| *number != shard.number).map(|(number, _)| number);
    match gap.unwrap_or(shards.len() as u64 + 1) {
        number if number > first.of => Ok(()),
        number => Err(MergeError::Missing(Shard { number, ..*first })),
    }
}

fn is_of_the_same_check(one: &Blob, other: &Blob) -> bool {
    one.notes == other.notes
        && one.found == other.found
        && one.only_files == other.only_files
        && one.report.granted == other.report.granted
}

#[cfg(test)]
mod tests {
    use super::{MergeError, are_complete};
    use crate::report::Shard;

    fn complete(shards: &[&str]) -> Result<(), MergeError> {
        let mut shards: Vec<Shard> = shards.iter().map(|text| text.parse().unwrap()).collect();
        shards.sort();
        are_complete(&shards)
    }

    #[test]
    fn every_shard_is_wanted_once() {
        let shard = |text: &str| text.parse().unwrap();
        assert_eq!(complete(&["3/3", "1/3", "2/3"]), Ok(()));
        assert_eq!(complete(&["1/3", "3/3"]), Err(MergeError::Missing(shard("2/3"))));
        assert_eq!(complete(&["1/3", "2/3"]), Err(MergeError::Missing(shard("3/3"))));
        assert_eq!(complete(&["2/3"]), Err(MergeError::Missing(shard("1/3"))));
        assert_eq!(complete(&["1/2", "2/2", "1/2"]), Err(MergeError::Twice(shard("1/2"))));
        assert_eq!(complete(&["1/2", "2/3"]), Err(MergeError::Counts { one: shard("1/2"), other: shard("2/3") }));
        assert_eq!(complete(&[]), Err(MergeError::Nothing));
    }
}
