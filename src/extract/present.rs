//! Which bytes a line holds: most searches in it end before they begin.

use crate::notes::ByteSet;

/// The bytes that a text holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Present<'a> {
    text: &'a str,
    bytes: ByteSet,
}

impl<'a> Present<'a> {
    /// Those of `text`.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, bytes: ByteSet::of(text.as_bytes()) }
    }

    /// Whether the byte is among them.
    pub(super) const fn byte(self, byte: u8) -> bool {
        self.bytes.has(byte)
    }

    /// Whether the text holds another.
    pub(super) fn text(self, other: &str) -> bool {
        other.bytes().all(|byte| self.byte(byte)) && self.text.contains(other)
    }
}

#[cfg(test)]
mod tests {
    use super::Present;

    #[test]
    fn a_text_holds_what_it_is_made_of_and_nothing_else() {
        let present = Present::of("a -> é\t\u{10FFFF}");
        assert!(["", "a", "->", " -> ", "é", "\t", "\u{10FFFF}"].iter().all(|other| present.text(other)));
        assert!(["b", ">-", "=>", "ê", "a->"].iter().all(|other| !present.text(other)));
        assert!(present.byte(b'>') && !present.byte(b'=') && !present.byte(0) && !present.byte(0xFF));
    }
}
