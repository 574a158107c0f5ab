//! Borrowed code that does not compile where it was borrowed to.

use std::collections::BTreeSet;

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
    let places = messages.iter().filter_map(|message| layout.piece_at(message.at?));
    let faulty: BTreeSet<usize> =
        places.map(|(index, _)| index).filter(|index| borrowed(&layout.pieces[*index])).collect();
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
