//! The segment: all older values, sorted by their keys.
//!
//! `mark 16 | count u64 | fences: first 8 bytes of every 64th key | index: entries | values`. It is read by
//! place and not mapped into memory: a look-up costs two reads, and a file that someone cuts off is an
//! error to be had and not a signal.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::folder::read_at;
use super::tail::{Tail, check};
use super::{Contents, Found, Key};

const FILE: &str = "segment";
const MARK: &[u8; 16] = b"recant-segment-1";

/// The bytes in front of the fences.
const HEAD: usize = 24;

/// An entry of the index: `key 32 | offset u64 | length u32 | check u32 | since u64`.
const ENTRY: usize = 56;

/// How many entries one fence stands for.
const STRIDE: usize = 64;

/// A segment that is open for reading.
#[derive(Debug)]
pub(super) struct Segment {
    file: File,
    count: usize,
    /// The first eight bytes of the first key of each stretch.
    fences: Vec<u64>,
}

/// Where a value stands.
#[derive(Clone, Copy, Debug)]
struct Entry {
    key: Key,
    offset: u64,
    length: u32,
    check: [u8; 4],
    since: u64,
}

impl Segment {
    /// The segment of a cache, if there is one that is whole.
    pub(super) fn open(folder: &Path) -> io::Result<Option<Self>> {
        let file = match File::open(folder.join(FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        // One that is none is replaced by the next writer.
        Ok(Self::read(file).ok())
    }

    fn read(file: File) -> io::Result<Self> {
        let mut head = [0; HEAD];
        read_at(&file, &mut head, 0)?;
        let count = u64::from_le_bytes(part(&head[16..]));
        if &head[..16] != MARK || count > 1 << 32 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let stretches = count.div_ceil(STRIDE as u64);
        if HEAD as u64 + stretches * 8 + count * ENTRY as u64 > file.metadata()?.len() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let (count, stretches) = (usize::try_from(count), usize::try_from(stretches));
        let (Ok(count), Ok(stretches)) = (count, stretches) else { return Err(io::ErrorKind::InvalidData.into()) };
        let mut fences = vec![0; stretches * 8];
        read_at(&file, &mut fences, HEAD as u64)?;
        let fences = fences.chunks_exact(8).map(|bytes| u64::from_be_bytes(part(bytes))).collect();
        Ok(Self { file, count, fences })
    }

    pub(super) fn get(&self, key: &Key) -> Option<Found> {
        self.value(&self.entry(key)?)
    }

    pub(super) fn since(&self, key: &Key) -> Option<u64> {
        Some(self.entry(key)?.since)
    }

    fn entry(&self, key: &Key) -> Option<Entry> {
        let stretch = self.fences.partition_point(|fence| *fence <= u64::from_be_bytes(part(&key.0))).checked_sub(1)?;
        let entries = self.entries(stretch * STRIDE, STRIDE).ok()?;
        let at = entries.binary_search_by(|entry| entry.key.cmp(key)).ok()?;
        entries.get(at).copied()
    }

    /// How many values it has, and how many bytes these have.
    pub(super) fn size(&self) -> (usize, u64) {
        let all = self.entries(0, self.count).unwrap_or_default();
        (all.len(), all.iter().map(|entry| u64::from(entry.length)).sum())
    }

    /// How many bytes the segment of a cache has.
    pub(super) fn length(folder: &Path) -> u64 {
        fs::metadata(folder.join(FILE)).map_or(0, |meta| meta.len())
    }

    pub(super) fn remove(folder: &Path) -> io::Result<()> {
        match fs::remove_file(folder.join(FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// At most so many entries from one on.
    fn entries(&self, first: usize, most: usize) -> io::Result<Vec<Entry>> {
        let mut bytes = vec![0; self.count.saturating_sub(first).min(most) * ENTRY];
        let index = HEAD + self.fences.len() * 8 + first * ENTRY;
        read_at(&self.file, &mut bytes, index as u64)?;
        Ok(bytes.chunks_exact(ENTRY).map(Entry::read).collect())
    }

    /// A value, unless it is damaged.
    fn value(&self, entry: &Entry) -> Option<Found> {
        // A length that is no length of ours must not take all memory.
        let left = self.file.metadata().ok()?.len().checked_sub(entry.offset)?;
        let mut value = vec![0; usize::try_from(u64::from(entry.length).min(left)).ok()?];
        read_at(&self.file, &mut value, entry.offset).ok()?;
        (check(&[&entry.since.to_le_bytes(), &entry.key.0, &value]) == entry.check)
            .then_some(Found { value, since: entry.since })
    }
}

impl Entry {
    fn read(bytes: &[u8]) -> Self {
        Self {
            key: Key(part(bytes)),
            offset: u64::from_le_bytes(part(&bytes[32..])),
            length: u32::from_le_bytes(part(&bytes[40..])),
            check: part(&bytes[44..]),
            since: u64::from_le_bytes(part(&bytes[48..])),
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.key.0)?;
        out.write_all(&self.offset.to_le_bytes())?;
        out.write_all(&self.length.to_le_bytes())?;
        out.write_all(&self.check)?;
        out.write_all(&self.since.to_le_bytes())
    }
}

/// Takes the tail into the segment, without what is damaged, and without what is oldest where there is more
/// than `most`. To be called under the lock.
pub(super) fn rewrite(folder: &Path, most: u64) -> io::Result<Contents> {
    let old = Segment::open(folder)?;
    let (mut values, mut damaged) = Tail::read(folder)?.into_values();
    values.sort_by_key(|(key, _)| *key);
    let newer = |key: &Key| values.binary_search_by(|(known, _)| known.cmp(key)).is_ok();
    let mut from_old = Vec::new();
    if let Some(old) = &old {
        for entry in old.entries(0, old.count)? {
            // What comes again in the tail is newer there.
            match (newer(&entry.key), old.value(&entry)) {
                (true, _) => {}
                (false, Some(found)) => from_old.push((entry.key, found)),
                (false, None) => damaged += 1,
            }
        }
    }
    values.extend(from_old);
    evict(&mut values, most);
    values.sort_by_key(|(key, _)| *key);
    let bytes = values.iter().map(|(_, found)| found.value.len() as u64).sum();
    put_in_place(folder, &values)?;
    Tail::empty(folder)?;
    Ok(Contents { values: values.len(), bytes, damaged })
}

/// Takes out what is oldest until three quarters of what is allowed are left, so as not to do it each time.
fn evict(values: &mut Vec<(Key, Found)>, most: u64) {
    let mut bytes: u64 = values.iter().map(|(_, found)| found.value.len() as u64).sum();
    if bytes <= most {
        return;
    }
    values.sort_by_key(|(key, found)| (std::cmp::Reverse(found.since), *key));
    while bytes > most / 4 * 3
        && let Some((_, oldest)) = values.pop()
    {
        bytes -= oldest.value.len() as u64;
    }
}

/// Writes a segment beside the old one, and then takes its place: who reads sees one or the other.
fn put_in_place(folder: &Path, values: &[(Key, Found)]) -> io::Result<()> {
    let written = tempfile::NamedTempFile::new_in(folder)?;
    let mut out = BufWriter::new(written.as_file());
    out.write_all(MARK)?;
    out.write_all(&(values.len() as u64).to_le_bytes())?;
    for (key, _) in values.iter().step_by(STRIDE) {
        out.write_all(&key.0[..8])?;
    }
    let mut offset = (HEAD + values.len().div_ceil(STRIDE) * 8 + values.len() * ENTRY) as u64;
    for (key, Found { value, since }) in values {
        let length = u32::try_from(value.len()).map_err(io::Error::other)?;
        let check = check(&[&since.to_le_bytes(), &key.0, value]);
        Entry { key: *key, offset, length, check, since: *since }.write(&mut out)?;
        offset += u64::from(length);
    }
    for (_, found) in values {
        out.write_all(&found.value)?;
    }
    out.flush()?;
    drop(out);
    written.as_file().sync_all()?;
    written.persist(folder.join(FILE))?;
    Ok(())
}

/// The first bytes of some, as many as there have to be.
fn part<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.first_chunk().copied().unwrap_or([0; N])
}
