//! What terminals make colours of.

use super::Passage;

const ESCAPE: &str = "\u{1b}[";

/// The text without the sequences that set colours: `ESC [ 0 ; 31 m`, after ECMA-48, 8.3.117.
pub(super) fn without_colours(passage: &Passage) -> Passage {
    let text = passage.text();
    let mut plain = Passage::default();
    let mut kept = 0;
    for (at, _) in text.match_indices(ESCAPE) {
        let inside = &text[at + ESCAPE.len()..];
        let numbers = inside.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
        if inside[numbers..].starts_with('m') {
            plain.append(&passage.slice(kept..at));
            kept = at + ESCAPE.len() + numbers + 1;
        }
    }
    plain.append(&passage.slice(kept..text.len()));
    plain
}
