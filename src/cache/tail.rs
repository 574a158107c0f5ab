//! The tail: records in the order in which they came.
//!
//! `length u32 | check u32 | since u64 | key 32 | value`, all numbers the little end first. The file grows
//! only under the lock, so a record that is half there is the last one: whoever wrote it is gone.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

use super::folder::open;
use super::{Found, Key};

const FILE: &str = "tail";

/// The bytes in front of a record's value.
const HEAD: usize = 48;

/// The tail as it was when it was read.
#[derive(Debug, Default)]
pub(super) struct Tail {
    bytes: Vec<u8>,
    records: HashMap<Key, Range<usize>>,
}

/// A record of a tail: where it stands, and what it says.
pub(super) struct Record {
    pub(super) key: Key,
    pub(super) range: Range<usize>,
}

impl Tail {
    /// The tail of a cache; one that is not there is empty.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let bytes = match std::fs::read(folder.join(FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            bytes => bytes?,
        };
        let records = records(&bytes).map(|record| (record.key, record.range)).collect();
        Ok(Self { bytes, records })
    }

    pub(super) fn get(&self, key: &Key) -> Option<Found> {
        found(&self.bytes[self.records.get(key)?.clone()])
    }

    pub(super) fn since(&self, key: &Key) -> Option<u64> {
        Some(since(&self.bytes[self.records.get(key)?.clone()]))
    }

    /// All that is in it and not damaged, by key.
    pub(super) fn into_values(self) -> (Vec<(Key, Found)>, usize) {
        let all = self.records.len();
        let values = self.records.into_iter();
        let values: Vec<_> = values.filter_map(|(key, range)| Some((key, found(&self.bytes[range])?))).collect();
        let damaged = all - values.len();
        (values, damaged)
    }

    /// How many values it has, and how many bytes these have.
    pub(super) fn size(&self) -> (usize, u64) {
        (self.records.len(), self.records.values().map(|range| (range.len() - HEAD) as u64).sum())
    }

    /// Adds records behind the last whole one, and returns how long the tail is now. To be called under
    /// the lock.
    pub(super) fn add(folder: &Path, new: &[u8]) -> io::Result<u64> {
        let options = &mut OpenOptions::new();
        let mut file = open(&folder.join(FILE), options.read(true).write(true).create(true).truncate(false))?;
        let whole = whole(&mut file)?;
        file.set_len(whole)?;
        file.seek(SeekFrom::Start(whole))?;
        file.write_all(new)?;
        Ok(whole + new.len() as u64)
    }

    /// Takes all records out. To be called under the lock.
    pub(super) fn empty(folder: &Path) -> io::Result<()> {
        open(&folder.join(FILE), OpenOptions::new().write(true).create(true).truncate(true)).map(drop)
    }
}

/// How many bytes the whole records of a tail have.
fn whole(file: &mut std::fs::File) -> io::Result<u64> {
    let length = file.metadata()?.len();
    let (mut at, mut head) = (0, [0; HEAD]);
    while at + HEAD as u64 <= length {
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut head)?;
        let end = at + HEAD as u64 + u64::from(number(&head[..4]));
        if end > length {
            break;
        }
        at = end;
    }
    Ok(at)
}

/// Writes a record.
pub(super) fn append(out: &mut Vec<u8>, key: &Key, found: &Found) {
    let Ok(length) = u32::try_from(found.value.len()) else { return };
    let since = found.since.to_le_bytes();
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&check(&[&since, &key.0, &found.value]));
    out.extend_from_slice(&since);
    out.extend_from_slice(&key.0);
    out.extend_from_slice(&found.value);
}

/// The whole records of a tail.
fn records(bytes: &[u8]) -> impl Iterator<Item = Record> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let head = bytes.get(at..at + HEAD)?;
        let end = at + HEAD + number(&head[..4]) as usize;
        bytes.get(at..end)?;
        let range = std::mem::replace(&mut at, end)..end;
        Some(Record { key: Key(head[16..].try_into().ok()?), range })
    })
}

/// What a record says, unless it is damaged.
fn found(record: &[u8]) -> Option<Found> {
    let (head, value) = record.split_at_checked(HEAD)?;
    let is_whole = check(&[&head[8..16], &head[16..], value]) == head[4..8];
    is_whole.then(|| Found { value: value.to_vec(), since: since(head) })
}

/// When a record was put there.
fn since(record: &[u8]) -> u64 {
    record[8..16].try_into().map_or(0, u64::from_le_bytes)
}

/// What tells whether bytes are still those that were written.
pub(super) fn check(parts: &[&[u8]]) -> [u8; 4] {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    let hash = hasher.finalize();
    let [first, second, third, fourth, ..] = *hash.as_bytes();
    [first, second, third, fourth]
}

fn number(bytes: &[u8]) -> u32 {
    bytes.try_into().map_or(0, u32::from_le_bytes)
}
