//! Borrowed code that does not compile where it was borrowed to.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Edit, Faith, Fragment, Layout, Message, Piece};

/// The layout without the borrowed pieces that messages speak of; `None` where they speak of none.
///
/// A document may lend what it shows because it is wrong. What builds on the rest of it may still run,
/// but whether the note means it without the piece cannot be known.
pub(in crate::languages) fn without_faulty_loans(
    fragment: &Fragment<'_>,
    layout: &Layout,
    messages: &[Message],
) -> Option<Layout> {
    let borrowed = |piece: &Piece| matches!(piece, Piece::Note { chunk, .. } if fragment.chunks[*chunk].borrowed);
    let places = messages.iter().filter_map(|message| layout.piece_at(message.at?)).map(|(index, _)| index);
    let faulty = places.filter(|index| borrowed(&layout.pieces[*index]));
    let faulty: BTreeSet<usize> = faulty.flat_map(|index| item_around(&layout.pieces, index)).collect();
    if faulty.is_empty() {
        return None;
    }
    let mut without = layout.clone();
    for index in faulty {
        let reason = "leaves out borrowed code that does not compile".to_owned();
        without.pieces[index] = Piece::Added(Edit { text: String::new(), reason, faith: Faith::Guess });
    }
    Some(without)
}

/// The pieces of the item that a piece of a note belongs to: what was added inside it parts its text, and what
/// was added behind it belongs to it, but for what keeps it apart from the next item.
fn item_around(pieces: &[Piece], at: usize) -> Range<usize> {
    let belongs = |piece: &Piece| matches!(piece, Piece::Added(edit) if edit.faith != Faith::Harness);
    let (mut start, mut end) = (at, at + 1);
    while let Some(before) = (0..start).rev().find(|index| !belongs(&pieces[*index]))
        && continues(&pieces[before], &pieces[start])
    {
        start = before;
    }
    loop {
        let next = (end..pieces.len()).find(|index| !belongs(&pieces[*index])).unwrap_or(pieces.len());
        match pieces.get(next) {
            Some(piece) if continues(&pieces[end - 1], piece) => end = next + 1,
            _ => return start..next,
        }
    }
}

/// Whether a piece holds the text that follows another piece's in the note.
fn continues(before: &Piece, behind: &Piece) -> bool {
    match (before, behind) {
        (Piece::Note { chunk, range }, Piece::Note { chunk: of, range: next }) => {
            chunk == of && range.end == next.start
        }
        _ => false,
    }
}
