//! What programs print, as text that can be told from any other bytes.

/// The first of the 32 characters that Unicode keeps for programs' own use (U+FDD0 to U+FDEF): 16 for
/// the upper and 16 for the lower half of a byte.
const FIRST: u32 = 0xfdd0;

/// What a program printed, as text. Each byte that is no part of UTF-8 becomes two characters that
/// stand in no note, so that texts are equal where the bytes are, and only there: with U+FFFD, which
/// people type, they would not.
#[must_use]
pub fn text_of(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.extend(
                [byte >> 4, 16 + (byte & 15)].iter().filter_map(|half| char::from_u32(FIRST + u32::from(*half))),
            );
        }
    }
    text
}

/// The text with those bytes written out, as `\xff`; `None` where there are none.
#[must_use]
pub fn with_bytes_shown(text: &str) -> Option<String> {
    let half = |c: char| u32::from(c).checked_sub(FIRST).filter(|half| *half < 32);
    let digit = |half: u32| char::from_digit(half % 16, 16).unwrap_or_default();
    text.chars().any(|c| half(c).is_some()).then(|| {
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            match half(c) {
                Some(upper @ ..16) => shown.extend(['\\', 'x', digit(upper)]),
                Some(lower) => shown.push(digit(lower)),
                None => shown.push(c),
            }
        }
        shown
    })
}

#[cfg(test)]
mod tests {
    use super::{text_of, with_bytes_shown};

    #[test]
    fn t04_bytes_that_differ_are_texts_that_differ() {
        let texts = [&b"a\xff"[..], b"a\xfe", "a\u{fffd}".as_bytes(), b"a\\xff", b"a\xc3"].map(text_of);
        for (index, text) in texts.iter().enumerate() {
            assert!(!texts[..index].contains(text), "{text:?}");
        }
    }

    #[test]
    fn t04_bytes_that_are_no_text_are_shown_as_what_they_are() {
        assert_eq!(with_bytes_shown(&text_of(b"a\xff\xc3(")), Some("a\\xff\\xc3(".into()));
        assert_eq!(with_bytes_shown("plain \u{fffd}"), None);
    }
}
