//! A file of notes as a whole, and places in it.

use super::{Annotation, Cell, Format, Notice, Part, PartOf, Side, decode};

/// How many bytes lie between the places whose character count is known in advance.
const STRIDE: usize = 256;

/// A file of notes.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path as reports show it: relative to where recant was started where that can be.
    pub path: String,
    /// What kind of file it is, told by its content.
    pub format: Format,
    /// Its annotations in reading order; a plain document is one annotation without a quote.
    pub annotations: Vec<Annotation>,
    /// What the reader has to say of the copy: cards missing, bytes that are not UTF-8.
    pub notices: Vec<Notice>,
    text: String,
    line_starts: Vec<usize>,
    /// The number of characters before every `STRIDE`th byte: a column is counted in constant time,
    /// also at the end of a line of 100 MB.
    characters: Vec<usize>,
}

/// A place in a file of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
}

impl Document {
    /// A document over `text`, which is the whole file, decoded.
    #[must_use]
    pub fn new(path: String, format: Format, text: String, annotations: Vec<Annotation>) -> Self {
        let bytes = text.as_bytes();
        let line_starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1)).collect();
        let characters = std::iter::once(0)
            .chain(bytes.chunks(STRIDE).scan(0, |before, chunk| {
                *before += characters_in(chunk);
                Some(*before)
            }))
            .collect();
        Self { path, format, annotations, notices: Vec::new(), text, line_starts, characters }
    }

    /// The whole file, decoded: as many bytes as the file has, at the same offsets. A byte that is not
    /// part of UTF-8 is U+001A here; a byte order mark is still there.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte of the file stands. A byte behind the end stands at the end.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.text.len());
        let line = self.line(byte);
        // A byte order mark takes up no column.
        let start = self.line_starts[line - 1].max(decode::start_of(&self.text));
        let before = self.characters_before(byte).saturating_sub(self.characters_before(start));
        Position { line, column: before + 1 }
    }

    /// The line, from 1, on which a byte of the file stands.
    #[must_use]
    pub fn line(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte)
    }

    /// The text of a line, counted from 1, without its end; empty behind the last line.
    #[must_use]
    pub fn line_text(&self, line: usize) -> &str {
        let Some(start) = line.checked_sub(1).and_then(|index| self.line_starts.get(index)) else { return "" };
        let start = (*start).max(decode::start_of(&self.text));
        let end = self.line_starts.get(line).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\r', '\n'])
    }

    /// The text of one of its parts, where there is one.
    #[must_use]
    pub fn part(&self, place: PartOf) -> Option<&Part> {
        let annotation = self.annotations.get(place.annotation)?;
        match place.side {
            Side::Quote => annotation.quote.as_ref(),
            Side::Body => annotation.body.as_ref(),
        }
    }

    /// The cell of a notebook that begins at a byte of one of its parts.
    #[must_use]
    pub fn cell(&self, place: PartOf, start: usize) -> Option<&Cell> {
        let cells = &self.annotations.get(place.annotation).filter(|_| place.side == Side::Body)?.cells;
        let index = cells.binary_search_by_key(&start, |cell| cell.range.start).ok()?;
        cells.get(index)
    }

    /// Every text of the document in reading order, with what it is part of.
    pub fn parts(&self) -> impl Iterator<Item = (PartOf, &Part)> {
        self.annotations.iter().enumerate().flat_map(|(annotation, whole)| {
            let quote = whole.quote.as_ref().map(|part| (PartOf { annotation, side: Side::Quote }, part));
            let body = whole.body.as_ref().map(|part| (PartOf { annotation, side: Side::Body }, part));
            quote.into_iter().chain(body)
        })
    }

    /// The number of characters that begin before a byte of the file.
    fn characters_before(&self, byte: usize) -> usize {
        let known = byte / STRIDE;
        self.characters[known] + characters_in(&self.text.as_bytes()[known * STRIDE..byte])
    }
}

/// The number of characters that begin in some bytes of UTF-8.
fn characters_in(bytes: &[u8]) -> usize {
    const CONTINUATION: u8 = 0b1000_0000;
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != CONTINUATION).count()
}
