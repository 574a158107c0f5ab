//! A document as a text whose lines can be edited.

use std::ops::Range;

use super::{Obstacle, json};
use crate::notes::{Cell, CellKind, Document, Format, Passage, ceil_char_boundary};

/// What takes the place of some bytes of a text.
pub(super) type Hunk = (Range<usize>, String);

/// The text that the claims of a document stand in: the file itself, or what a notebook says in the
/// strings of its JSON.
pub(super) struct Page<'d> {
    document: &'d Document,
    notebook: Option<Notebook<'d>>,
}

struct Notebook<'d> {
    passage: &'d Passage,
    cells: &'d [Cell],
    /// The runs of the passage by where they stand in the file: that byte, and those of the passage.
    runs: Vec<(usize, Range<usize>)>,
}

impl<'d> Page<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let whole = document.annotations.first().filter(|_| document.format == Format::Notebook);
        let notebook = whole.and_then(|whole| {
            let passage = &whole.body.as_ref()?.passage;
            let mut runs: Vec<_> = passage.runs().map(|(run, source)| (source, run)).collect();
            runs.sort_by_key(|(source, _)| *source);
            Some(Notebook { passage, cells: &whole.cells, runs })
        });
        Self { document, notebook }
    }

    /// The text.
    pub(super) fn text(&self) -> &'d str {
        self.notebook.as_ref().map_or(self.document.text(), |notebook| notebook.passage.text())
    }

    /// Where in the text some bytes of the file stand.
    pub(super) fn span(&self, file: &Range<usize>) -> Result<Range<usize>, Obstacle> {
        let Some(notebook) = &self.notebook else { return Ok(file.clone()) };
        let offset = |byte| notebook.offset(byte).ok_or(Obstacle::NotVerbatim);
        let start = offset(file.start)?;
        // The last byte of the file's may be one within a character.
        let last = offset(file.end.saturating_sub(1))?;
        let end = ceil_char_boundary(self.text(), last + 1);
        if end < start {
            return Err(Obstacle::NotVerbatim);
        }
        match notebook.cell(start).map(|cell| &cell.kind) {
            Some(CellKind::Output { alone: false, .. }) => Err(Obstacle::KeptTwice),
            _ => Ok(start..end),
        }
    }

    /// One edit of the file that changes the text so; the hunks come in order. What stands between them
    /// stays byte for byte.
    pub(super) fn edit(&self, hunks: Vec<Hunk>) -> Option<Hunk> {
        let file = self.document.text();
        let hunks = match &self.notebook {
            None => hunks,
            Some(notebook) => {
                hunks.into_iter().map(|hunk| json::hunk(file, notebook.passage, hunk)).collect::<Option<Vec<_>>>()?
            }
        };
        let whole = hunks.first()?.0.start..hunks.last()?.0.end;
        let mut text = String::new();
        let mut at = whole.start;
        for (range, new) in hunks {
            text.push_str(file.get(at..range.start)?);
            text.push_str(&new);
            at = range.end;
        }
        Some((whole, text))
    }
}

impl Notebook<'_> {
    /// The byte of the passage that came from a byte of the file.
    fn offset(&self, byte: usize) -> Option<usize> {
        let index = self.runs.partition_point(|(source, _)| *source <= byte).checked_sub(1)?;
        let (source, run) = &self.runs[index];
        let within = byte - source;
        // The bytes of an escape are those of the one character that it stands for.
        Some(if within < run.len() { run.start + within } else { run.start })
    }

    fn cell(&self, offset: usize) -> Option<&Cell> {
        let index = self.cells.partition_point(|cell| cell.range.end <= offset);
        self.cells.get(index)
    }
}
