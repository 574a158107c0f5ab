//! Probes that do not compile where they stand.

use super::{Layout, Message, Piece};

/// The layout without the probes that messages speak of; `None` where they speak of none.
/// `of_value` says whether a message tells that what a probe passes on has no value: it then speaks
/// of the piece behind the probe's own.
pub(in crate::languages) fn without_failed_probes(
    layout: &Layout,
    messages: &[Message],
    of_value: impl Fn(&str) -> bool,
) -> Option<Layout> {
    let failed: Vec<&str> = messages.iter().filter_map(|message| failed_probe(layout, message, &of_value)).collect();
    if failed.is_empty() {
        return None;
    }
    let mut without = layout.clone();
    without.pieces.retain(|piece| match piece {
        Piece::Added(edit) => edit.faith > super::Faith::Harness || !failed.contains(&edit.reason.as_str()),
        Piece::Note { .. } => true,
    });
    Some(without)
}

/// Why the addition is there that a message speaks of, or the one that passes on a value that the
/// message says there is none of.
fn failed_probe<'a>(layout: &'a Layout, message: &Message, of_value: &impl Fn(&str) -> bool) -> Option<&'a str> {
    let (index, _) = layout.piece_at(message.at?)?;
    let probe = |piece: &'a Piece| match piece {
        Piece::Added(edit) if edit.reason.starts_with("prints what probe") => Some(edit.reason.as_str()),
        _ => None,
    };
    let in_front = || probe(layout.pieces.get(index.checked_sub(1)?)?);
    probe(&layout.pieces[index]).or_else(|| in_front().filter(|_| of_value(&message.text)))
}
