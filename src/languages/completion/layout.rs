//! A program in pieces: the note's text, and what was added between.

use std::ops::Range;

use super::Fragment;

/// A program in pieces: the note's own text, and what was added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// In the order in which they stand in the program.
    pub pieces: Vec<Piece>,
    /// What to run it as, where the language has more than one way: `python2`, `session`.
    pub dialect: Option<&'static str>,
}

/// A piece of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The note's own text.
    Note {
        /// The chunk's index in the fragment.
        chunk: usize,
        /// Bytes of the chunk's text.
        range: Range<usize>,
    },
    /// What recant added.
    Added(Edit),
}

/// Something that was added to the note's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The text; empty where the edit only says which other block's text was borrowed.
    pub text: String,
    /// Why, as a phrase for people: "imports fmt", "closes the function".
    pub reason: String,
    /// Whether it follows from the language, or could have been meant otherwise.
    pub faith: Faith,
}

/// How far an edit can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Faith {
    /// Prints what a claim speaks of, or glues pieces; says nothing about the note.
    Harness,
    /// A person wrote it, in the corpus.
    ByHand,
    /// Follows from the language: a package clause, an import, a closer at the end.
    Faithful,
    /// Could have been meant otherwise: a mismatch behind it is `unsure-completion`.
    Guess,
}

impl Piece {
    /// How many bytes of the program it takes up.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Note { range, .. } => range.len(),
            Self::Added(edit) => edit.text.len(),
        }
    }

    /// Whether it adds no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Layout {
    /// The chunks as they are, a line end behind each that lacks one.
    #[must_use]
    pub fn as_written(fragment: &Fragment<'_>) -> Self {
        let mut layout = Self::default();
        (0..fragment.chunks.len()).for_each(|chunk| layout.chunk(fragment, chunk));
        layout
    }

    /// One of the chunks as it is, a line end behind it where it lacks one.
    pub(in crate::languages) fn of_chunk(fragment: &Fragment<'_>, chunk: usize) -> Self {
        let mut layout = Self::default();
        layout.chunk(fragment, chunk);
        layout
    }

    fn chunk(&mut self, fragment: &Fragment<'_>, chunk: usize) {
        let text = fragment.chunks[chunk].text;
        self.note(chunk, 0..text.len());
        if !text.ends_with('\n') {
            self.glue("\n");
        }
    }

    /// Appends a piece of the note.
    pub fn note(&mut self, chunk: usize, range: Range<usize>) {
        if !range.is_empty() {
            self.pieces.push(Piece::Note { chunk, range });
        }
    }

    /// Takes bytes of a chunk's text out, where they stand in it.
    pub fn leave_out(&mut self, chunk: usize, out: &Range<usize>) {
        let mut kept = Self { pieces: Vec::with_capacity(self.pieces.len()), dialect: self.dialect };
        for piece in std::mem::take(&mut self.pieces) {
            match piece {
                Piece::Note { chunk: of, range } if of == chunk => {
                    kept.note(of, range.start..range.end.min(out.start.max(range.start)));
                    kept.note(of, range.start.max(out.end.min(range.end))..range.end);
                }
                other => kept.pieces.push(other),
            }
        }
        self.pieces = kept.pieces;
    }

    /// Appends an addition.
    pub fn add(&mut self, text: impl Into<String>, reason: impl Into<String>, faith: Faith) {
        self.pieces.push(Piece::Added(Edit { text: text.into(), reason: reason.into(), faith }));
    }

    /// Appends white space that keeps pieces apart.
    pub fn glue(&mut self, text: &str) {
        self.add(text, "keeps the pieces apart", Faith::Harness);
    }

    /// The additions that say something about the note, in the order in which they stand.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Added(edit) if edit.faith > Faith::ByHand => Some(edit),
            _ => None,
        })
    }

    /// The program's text.
    #[must_use]
    pub fn text(&self, fragment: &Fragment<'_>) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Note { chunk, range } => &fragment.chunks[*chunk].text[range.clone()],
                Piece::Added(edit) => edit.text.as_str(),
            })
            .collect()
    }

    /// The piece in which a byte of the program's text stands: its index, and how far into it.
    #[must_use]
    pub fn piece_at(&self, byte: usize) -> Option<(usize, usize)> {
        let mut start = 0;
        for (index, piece) in self.pieces.iter().enumerate() {
            if byte < start + piece.len() {
                return Some((index, byte - start));
            }
            start += piece.len();
        }
        None
    }

    /// The chunk and the byte of its text that a byte of the program's text came from; for an
    /// addition, the end of the note's text in front of it.
    #[must_use]
    pub fn origin(&self, byte: usize) -> Option<(usize, usize)> {
        let (index, inside) = self.piece_at(byte)?;
        if let Piece::Note { chunk, range } = &self.pieces[index] {
            return Some((*chunk, range.start + inside));
        }
        self.pieces[..index].iter().rev().find_map(|piece| match piece {
            Piece::Note { chunk, range } => Some((*chunk, range.end)),
            Piece::Added(_) => None,
        })
    }

    /// Where a byte of a chunk's text stands in the program's text; for the end of a run of it,
    /// directly behind that.
    #[must_use]
    pub fn place(&self, chunk: usize, byte: usize) -> Option<usize> {
        let mut start = 0;
        let mut end = None;
        for piece in &self.pieces {
            match piece {
                Piece::Note { chunk: of, range } if *of == chunk && range.contains(&byte) => {
                    return Some(start + (byte - range.start));
                }
                Piece::Note { chunk: of, range } if *of == chunk && range.end == byte => {
                    end = Some(start + range.len());
                }
                _ => {}
            }
            start += piece.len();
        }
        end
    }

    /// Appends the part of another layout in these bytes of its text, with insertions at places
    /// of that text.
    pub(in crate::languages) fn append(&mut self, other: &Self, range: Range<usize>, insertions: &Insertions) {
        let mut rest = insertions.within(&range);
        let mut start = 0;
        for piece in &other.pieces {
            let span = start..start + piece.len();
            start = span.end;
            let (mut from, to) = (span.start.max(range.start), span.end.min(range.end));
            while let Some((first, others)) = rest.split_first() {
                if first.at > to || (first.at == to && !first.behind) {
                    break;
                }
                self.cut(piece, from - span.start..first.at.max(from) - span.start);
                from = first.at.max(from);
                self.pieces.push(Piece::Added(first.edit.clone()));
                rest = others;
            }
            if from < to {
                self.cut(piece, from - span.start..to - span.start);
            }
            if span.end >= range.end {
                break;
            }
        }
        self.pieces.extend(rest.iter().map(|insertion| Piece::Added(insertion.edit.clone())));
    }

    fn cut(&mut self, piece: &Piece, part: Range<usize>) {
        if part.is_empty() {
            return;
        }
        match piece {
            Piece::Note { chunk, range } => self.note(*chunk, range.start + part.start..range.start + part.end),
            Piece::Added(edit) => self.add(&edit.text[part], edit.reason.clone(), edit.faith),
        }
    }

    /// The whole layout with insertions at places of its text.
    pub(in crate::languages) fn with(&self, insertions: &Insertions) -> Self {
        let mut layout = Self { pieces: Vec::new(), dialect: self.dialect };
        let length: usize = self.pieces.iter().map(Piece::len).sum();
        // One further than the end, for what belongs to something that would begin there.
        layout.append(self, 0..length + 1, insertions);
        layout
    }
}

/// Additions at places of a text.
#[derive(Clone, Debug, Default)]
pub(in crate::languages) struct Insertions(Vec<Insertion>);

#[derive(Clone, Debug)]
struct Insertion {
    at: usize,
    /// Whether it belongs to what ends at `at`; otherwise to what begins there.
    behind: bool,
    edit: Edit,
}

impl Insertions {
    /// Adds text that belongs to what begins at this byte.
    pub(in crate::languages) fn before(
        &mut self,
        at: usize,
        text: impl Into<String>,
        why: impl Into<String>,
        f: Faith,
    ) {
        self.push(Insertion { at, behind: false, edit: Edit { text: text.into(), reason: why.into(), faith: f } });
    }

    /// Adds text that belongs to what ends at this byte.
    pub(in crate::languages) fn behind(
        &mut self,
        at: usize,
        text: impl Into<String>,
        why: impl Into<String>,
        f: Faith,
    ) {
        self.push(Insertion { at, behind: true, edit: Edit { text: text.into(), reason: why.into(), faith: f } });
    }

    /// Whether nothing is added.
    pub(in crate::languages) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps order by place; at one place what ends there comes first, then in order of coming.
    fn push(&mut self, new: Insertion) {
        let key = (new.at, !new.behind);
        let index = self.0.partition_point(|old| (old.at, !old.behind) <= key);
        self.0.insert(index, new);
    }

    fn within(&self, range: &Range<usize>) -> &[Insertion] {
        let from = self.0.partition_point(|i| (i.at, !i.behind) < (range.start, true));
        let to = self.0.partition_point(|i| (i.at, !i.behind) <= (range.end, false));
        &self.0[from.min(to)..to]
    }
}
