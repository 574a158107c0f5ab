//! Programs without what their comments say.
//!
//! What a note claims often stands in a comment, and a claim that is edited should not need a run: so what a program
//! did is kept for all that differ from it in their comments alone, where neither program nor outcome shows them.

use super::Seen;
use crate::complete::Program;
use crate::languages::completion::{Faith, Piece};
use crate::languages::parse::{parse, walk};
use crate::sandbox::{Execution, Exit};
use crate::toolchains::Comments;

/// The program with nothing in its comments, and marks of its own; `None` where what it does may depend on them.
pub(super) fn without(program: &Program, comments: &Comments) -> Option<Program> {
    if comments.matter.is_match(&own_text(program)) {
        return None;
    }
    let tree = parse(program.language, &program.text).filter(|tree| !tree.root_node().has_error())?;
    let (mut text, mut from, mut is_read) = (String::with_capacity(program.text.len()), 0, false);
    walk(&tree, |cursor| {
        let node = cursor.node();
        if !node.is_extra() || !node.kind().contains("comment") {
            return true;
        }
        let (first, last) = (piece(program, node.start_byte()), piece(program, node.end_byte().saturating_sub(1)));
        if matches!(first, Some((_, Piece::Note { .. }))) {
            text.push_str(&program.text[from..node.start_byte()]);
            // Lines keep their numbers.
            text.extend(program.text[node.byte_range()].chars().filter(|char| *char == '\n'));
            from = node.end_byte();
        } else {
            // What recant writes into comments may be for its drivers, and so is what of the note it puts there.
            is_read |= first.map(|(index, _)| index) != last.map(|(index, _)| index);
        }
        false
    });
    if from == 0 || is_read {
        return None;
    }
    text.push_str(&program.text[from..]);
    if program.nonce.is_empty() {
        return Some(Program { text, ..program.clone() });
    }
    let nonce = blake3::hash(text.replace(&program.nonce, "").as_bytes()).to_hex()[..program.nonce.len()].to_owned();
    Some(Program { text: text.replace(&program.nonce, &nonce), nonce, ..program.clone() })
}

/// The program without what recant adds to see what it prints.
fn own_text(program: &Program) -> String {
    let mut at = 0;
    let mut own = String::with_capacity(program.text.len());
    for piece in &program.layout.pieces {
        let text = program.text.get(at..at + piece.len()).unwrap_or_default();
        at += piece.len();
        if !matches!(piece, Piece::Added(edit) if edit.faith == Faith::Harness) {
            own.push_str(text);
        }
    }
    own.push_str(program.text.get(at..).unwrap_or_default());
    own
}

/// The piece of a program in which a byte stands, and its number.
fn piece(program: &Program, byte: usize) -> Option<(usize, &Piece)> {
    let (index, _) = program.layout.piece_at(byte)?;
    Some((index, &program.layout.pieces[index]))
}

/// Whether what was seen of a run shows nothing of the program's text: what goes wrong is told with the lines where
/// it did.
pub(super) fn are_unseen_in(execution: &Execution) -> bool {
    execution.finished.iter().all(|finished| finished.exit == Exit::Status(0) && finished.stderr.bytes.is_empty())
}

/// What was seen, as if the program had had other marks.
pub(super) fn marked(mut seen: Seen, old: &str, new: &str) -> Seen {
    if old != new && !old.is_empty() {
        for finished in &mut seen.execution.finished {
            finished.stdout.bytes = replaced(&finished.stdout.bytes, old.as_bytes(), new.as_bytes());
        }
    }
    seen
}

fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let (mut out, mut from) = (Vec::with_capacity(bytes.len()), 0);
    for at in memchr::memmem::find_iter(bytes, old) {
        out.extend_from_slice(&bytes[from..at]);
        out.extend_from_slice(new);
        from = at + old.len();
    }
    out.extend_from_slice(&bytes[from..]);
    out
}
