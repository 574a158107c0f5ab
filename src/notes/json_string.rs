//! A JSON string as a passage: each byte of the decoded text maps to its byte of the file.

use super::Passage;

/// The text of a JSON string literal that stands at byte `at` of the file, quotes included; empty
/// where the value is no string.
///
/// The literal has to be well-formed, as one that `serde_json` has read is. A character that was
/// escaped maps to its escape, and a carriage return before a line feed is dropped.
pub(super) fn passage(literal: &str, at: usize) -> Passage {
    let mut passage = Passage::default();
    let Some(inner) = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return passage };
    let mut rest = inner;
    while let Some(plain) = memchr::memchr(b'\\', rest.as_bytes()) {
        let here = at + 1 + (inner.len() - rest.len());
        passage.push(&rest[..plain], here);
        let escape = &rest[plain..];
        let (character, length) = unescape(escape);
        rest = &escape[length..];
        if character != '\r' || !rest.starts_with("\\n") {
            passage.push_decoded(character, here + plain);
        }
    }
    passage.push(rest, at + 1 + (inner.len() - rest.len()));
    passage
}

/// The character that a text's first escape stands for, and the escape's length.
fn unescape(escape: &str) -> (char, usize) {
    let character = match escape.as_bytes().get(1) {
        Some(b'u') => return unescape_unicode(escape),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'"') => '"',
        Some(b'/') => '/',
        _ => '\\',
    };
    (character, escape.len().min(2))
}

fn unescape_unicode(escape: &str) -> (char, usize) {
    const LENGTH: usize = "\\u0000".len();
    let unit = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let Some(first) = unit(escape) else { return (char::REPLACEMENT_CHARACTER, escape.len().min(2)) };
    let second = escape.get(LENGTH..).and_then(unit);
    let pair = char::decode_utf16([first].into_iter().chain(second)).next();
    match pair {
        Some(Ok(character)) => (character, character.len_utf16() * LENGTH),
        _ => (char::REPLACEMENT_CHARACTER, LENGTH),
    }
}

#[cfg(test)]
mod tests {
    use super::passage;

    #[test]
    fn every_escape_maps_to_where_it_begins() {
        let literal = r#""a\n\tb\u4e2d\ud83d\ude00\"""#;
        let passage = passage(literal, 100);
        assert_eq!(passage.text(), "a\n\tb中😀\"");
        let places: Vec<_> = passage.text().char_indices().map(|(at, _)| passage.source(at)).collect();
        assert_eq!(places, [101, 102, 104, 106, 107, 113, 125]);
    }

    #[test]
    fn a_value_that_is_no_string_has_no_text() {
        assert!(passage("17", 0).is_empty());
    }
}
