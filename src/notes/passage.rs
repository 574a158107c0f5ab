//! Text that remembers where it stands in its file.

use std::ops::Range;

/// A run of a passage that stands byte for byte in the file, or a character that stands there escaped.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Piece {
    /// Where the run begins in the passage's text.
    start: usize,
    /// Where it begins in the file.
    source: usize,
}

/// Text taken from a file, each byte of which maps back to the byte that it came from.
///
/// Readers build passages with [`push`](Self::push): indentation may be dropped, escapes decoded and
/// lines joined, and the map stays true. All offsets are bytes, of UTF-8 text on the passage's side
/// and of the raw file on the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Passage {
    text: String,
    pieces: Vec<Piece>,
}

impl Passage {
    /// A passage that stands in the file as it is, from byte `source` on.
    pub fn verbatim(text: impl Into<String>, source: usize) -> Self {
        let text = text.into();
        let pieces = if text.is_empty() { Vec::new() } else { vec![Piece { start: 0, source }] };
        Self { text, pieces }
    }

    /// Appends text that stands at byte `source` of the file.
    pub fn push(&mut self, text: &str, source: usize) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        let continues = self.pieces.last().is_some_and(|last| last.source + (start - last.start) == source);
        if !continues {
            self.pieces.push(Piece { start, source });
        }
        self.text.push_str(text);
    }

    /// Appends what an escape at byte `source` of the file stands for. Its bytes must be no more than
    /// the escape's, and are a run of their own.
    pub fn push_decoded(&mut self, character: char, source: usize) {
        self.pieces.push(Piece { start: self.text.len(), source });
        self.text.push(character);
    }

    /// Appends all of another passage.
    pub fn append(&mut self, other: &Self) {
        let shift = self.text.len();
        self.pieces.extend(other.pieces.iter().map(|piece| Piece { start: shift + piece.start, source: piece.source }));
        self.text.push_str(&other.text);
    }

    /// The part of the passage in `range`.
    ///
    /// # Panics
    /// Where an end of the range is not a character boundary of the text.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        let first = self.piece_at(range.start);
        for (run, source) in self.runs_from(first).take_while(|(run, _)| run.start < range.end) {
            let (from, to) = (run.start.max(range.start), run.end.min(range.end));
            if from < to {
                part.pieces.push(Piece { start: part.text.len(), source: source + (from - run.start) });
                part.text.push_str(&self.text[from..to]);
            }
        }
        part
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The byte of the file that the byte at `offset` came from; at the text's end, the one behind its last.
    #[must_use]
    pub fn source(&self, offset: usize) -> usize {
        let Some(piece) = self.pieces.get(self.piece_at(offset)) else { return 0 };
        if offset == piece.start && offset == self.text.len() {
            return piece.source;
        }
        piece.source + (offset - piece.start)
    }

    /// The bytes of the file from the first to the last that `range` came from.
    #[must_use]
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source(range.start);
        if range.is_empty() {
            return start..start;
        }
        start..self.source(range.end - 1) + 1
    }

    /// The bytes of the file from the passage's first to its last.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.source_range(0..self.text.len())
    }

    /// The runs of the text that stand byte for byte in the file, and the characters that stand there
    /// escaped: the range of each, and where it begins in the file.
    pub fn runs(&self) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
        self.runs_from(0)
    }

    /// The ranges of the lines of the text, without their line ends (`\n` or `\r\n`).
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        lines_of(&self.text)
    }

    fn runs_from(&self, first: usize) -> impl Iterator<Item = (Range<usize>, usize)> + '_ {
        (first..self.pieces.len()).map(|index| {
            let end = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.start);
            (self.pieces[index].start..end, self.pieces[index].source)
        })
    }

    fn piece_at(&self, offset: usize) -> usize {
        self.pieces.partition_point(|piece| piece.start <= offset).saturating_sub(1)
    }
}

/// The ranges of the lines of a text, without their line ends (`\n` or `\r\n`).
pub fn lines_of(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let begin = start;
        start += line.len();
        let body = line.strip_suffix('\n').unwrap_or(line);
        let body = body.strip_suffix('\r').unwrap_or(body);
        begin..begin + body.len()
    })
}

/// The last boundary of a character at or before a byte, as `str::floor_char_boundary` has it, which the
/// oldest Rust that recant is built with lacks.
#[must_use]
pub fn floor_char_boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// The first boundary of a character at or behind a byte; behind the end there is none but the end.
#[must_use]
pub fn ceil_char_boundary(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// The line, counted from 1, on which a byte of a text stands.
pub(super) fn line_at(text: &str, byte: usize) -> usize {
    memchr::memchr_iter(b'\n', &text.as_bytes()[..byte]).count() + 1
}

#[cfg(test)]
mod tests {
    use super::Passage;

    fn dedented() -> Passage {
        // The file holds "    one\n    two\n"; the passage has lost the indentation.
        let mut passage = Passage::default();
        passage.push("one\n", 4);
        passage.push("two\n", 12);
        passage
    }

    #[test]
    fn a_byte_maps_back_through_dropped_indentation() {
        let passage = dedented();
        assert_eq!(passage.text(), "one\ntwo\n");
        assert_eq!(passage.source(0), 4);
        assert_eq!(passage.source(4), 12);
        assert_eq!(passage.source_range(2..6), 6..14);
        assert_eq!(passage.span(), 4..16);
    }

    #[test]
    fn a_slice_keeps_the_map() {
        let slice = dedented().slice(1..6);
        assert_eq!(slice.text(), "ne\ntw");
        assert_eq!(slice.source(0), 5);
        assert_eq!(slice.source(3), 12);
    }

    #[test]
    fn a_slice_takes_no_longer_at_the_end_than_at_the_beginning() {
        let mut passage = Passage::default();
        for line in 0..300_000 {
            passage.push("ab\n", line * 10);
        }
        for start in (0..passage.text().len()).step_by(3) {
            assert_eq!(passage.slice(start..start + 3).span(), start / 3 * 10..start / 3 * 10 + 3);
        }
    }

    #[test]
    fn an_escaped_character_is_a_run_of_its_own() {
        let mut passage = Passage::verbatim("a", 0);
        passage.push_decoded('\n', 1);
        passage.push("b", 3);
        let runs: Vec<_> =
            passage.slice(0..3).runs().map(|(run, source)| (passage.text()[run].to_owned(), source)).collect();
        assert_eq!(runs, [("a".into(), 0), ("\n".into(), 1), ("b".into(), 3)]);
    }

    #[test]
    fn pieces_that_continue_each_other_are_one() {
        let mut passage = Passage::verbatim("ab", 10);
        passage.push("cd", 12);
        assert_eq!(passage, Passage::verbatim("abcd", 10));
    }

    #[test]
    fn lines_end_before_either_kind_of_line_end() {
        let passage = Passage::verbatim("a\r\nb\n\nc", 0);
        let lines: Vec<_> = passage.lines().map(|line| &passage.text()[line]).collect();
        assert_eq!(lines, ["a", "b", "", "c"]);
    }
}
