//! Places as editors count them: lines from 0, columns in UTF-16 from 0, files by their addresses.

use std::ops::Range;
use std::path::PathBuf;

use lsp_types::{Position, Uri};

use crate::notes::Document;
use crate::report::Place;

/// Behind this column no editor shows where something stands; a line of 16 MB is not counted through for it.
const LAST_COLUMN: usize = 10_000;

/// Where a byte of the file stands.
fn position(document: &Document, byte: usize) -> Position {
    let position = document.position(byte);
    at(document, position.line, position.column)
}

/// A line and a column in characters, both from 1.
fn at(document: &Document, line: usize, column: usize) -> Position {
    let before = document.line_text(line).chars().take((column - 1).min(LAST_COLUMN));
    let units: usize = before.map(char::len_utf16).sum();
    Position::new(number(line - 1), number(units))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Some bytes of the file, without the line ends behind them.
pub(super) fn range(document: &Document, span: &Range<usize>) -> lsp_types::Range {
    let text = document.text().get(span.clone()).unwrap_or_default();
    let end = span.start + text.trim_end().len();
    lsp_types::Range::new(position(document, span.start), position(document, end))
}

/// Some bytes of the file, exactly; an edit is nothing to be vague about.
pub(super) fn exactly(document: &Document, span: &Range<usize>) -> Option<lsp_types::Range> {
    let is_counted = |byte| document.position(byte).column <= LAST_COLUMN;
    (is_counted(span.start) && is_counted(span.end))
        .then(|| lsp_types::Range::new(position(document, span.start), position(document, span.end)))
}

/// From a place to the end of its first line.
pub(super) fn first_line(document: &Document, place: Place) -> lsp_types::Range {
    let columns = document.line_text(place.start_line).trim_end().chars().take(LAST_COLUMN).count();
    lsp_types::Range::new(
        at(document, place.start_line, place.start_column),
        at(document, place.start_line, columns.max(place.start_column) + 1),
    )
}

/// The file of a `file:` address.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let path = &rest.as_bytes()[rest.find('/')?..];
    let mut bytes = Vec::with_capacity(path.len());
    let mut at = 0;
    while let Some(&byte) = path.get(at) {
        let digits = path.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| byte == b'%') {
            Some(decoded) => (bytes.push(decoded), at += 3),
            None => (bytes.push(byte), at += 1),
        };
    }
    Some(PathBuf::from(String::from_utf8(bytes).ok()?))
}

#[cfg(test)]
mod tests {
    use super::{exactly, path_of};
    use crate::notes;

    #[test]
    fn columns_are_counted_as_utf_16() {
        let text = "\u{feff}\u{1d11e}\u{e9}x = 1\r\n\u{5b57}y\n";
        let document = notes::read("note.txt", text.into());
        let start = |word: &str| {
            let at = text.find(word).unwrap();
            exactly(&document, &(at..at + 1))
                .map(|range| (range.start.line, range.start.character, range.end.character))
        };
        assert_eq!(start("x"), Some((0, 3, 4)), "two for a clef, and none for the byte order mark");
        assert_eq!(start("y"), Some((1, 1, 2)));
    }

    #[test]
    fn the_end_of_a_very_long_line_is_not_edited() {
        let document = notes::read("note.txt", "x".repeat(20_000).into());
        assert!(exactly(&document, &(5..6)).is_some());
        assert_eq!(exactly(&document, &(19_000..19_001)), None);
    }

    #[test]
    fn an_address_is_decoded_to_its_path() {
        let path = |text: &str| path_of(&text.parse().unwrap()).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(path("file:///a/my%20notes/%E5%AD%97.md").as_deref(), Some("/a/my notes/\u{5b57}.md"));
        assert_eq!(path("file://host/a.md").as_deref(), Some("/a.md"));
        assert_eq!(path("untitled:Untitled-1"), None);
    }
}
