//! From bytes to text in which every offset is still one of the file.

use super::Notice;
use crate::notes::passage::line_at;

/// Stands for each byte that is not part of UTF-8: `SUBSTITUTE`, the character that ASCII has for
/// this. It is one byte long, so the offsets behind it stay those of the file, which they would not
/// with the three bytes of U+FFFD.
pub(super) const SUBSTITUTE: char = '\u{1a}';

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The file as text, of exactly as many bytes, and what there is to say of it.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Vec<Notice>) {
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let (text, bad) = match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => substitute(error.as_bytes()),
    };
    let mut notices = Vec::new();
    if let Some(first) = bad.first() {
        let encoding = if wide { "It looks like UTF-16; save" } else { "Save" };
        let (count, verb) =
            if bad.len() == 1 { ("One byte".into(), "is") } else { (format!("{} bytes", bad.len()), "are") };
        notices.push(Notice {
            line: Some(line_at(&text, *first)),
            message: format!("{count} of this file {verb} not UTF-8, the first on this line. {encoding} it as UTF-8."),
        });
    } else if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let message = "There is a NUL byte on this line, so this may not be a text file.".into();
        notices.push(Notice { line: Some(line_at(&text, at)), message });
    }
    (text, notices)
}

/// Where the text begins: behind the byte order mark, if there is one.
pub(super) fn start_of(text: &str) -> usize {
    if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 }
}

/// The text, and the places of the bytes that were replaced.
fn substitute(bytes: &[u8]) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(bytes.len());
    let mut bad = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for _ in chunk.invalid() {
            bad.push(text.len());
            text.push(SUBSTITUTE);
        }
    }
    (text, bad)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn bytes_behind_a_broken_character_keep_their_offsets() {
        let bytes = b"caf\xe9\nok \xe4\xb8\nend".to_vec();
        let (text, notices) = decode(bytes.clone());
        assert_eq!(text, "caf\u{1a}\nok \u{1a}\u{1a}\nend");
        assert_eq!(text.len(), bytes.len());
        assert_eq!(notices[0].line, Some(1));
        assert_eq!(notices[0].message, "3 bytes of this file are not UTF-8, the first on this line. Save it as UTF-8.");
    }

    #[test]
    fn utf_16_is_named_as_what_it_is() {
        let (_, notices) = decode(b"\xff\xfea\0b\0".to_vec());
        assert!(notices[0].message.contains("looks like UTF-16"), "{notices:?}");
    }

    #[test]
    fn a_nul_byte_is_kept_and_spoken_of() {
        let (text, notices) = decode(b"one\ntwo\0\n".to_vec());
        assert_eq!(text, "one\ntwo\0\n");
        assert_eq!(notices[0].line, Some(2));
    }
}
