//! Editing a text that stands in the strings of a JSON file, in the way in which the file writes it.

use std::fmt::Write as _;
use std::ops::Range;

use super::page::Hunk;
use crate::notes::Passage;

/// How far an edit may stand from the beginning of its string; behind that it is nothing for a person to read.
const LONGEST: usize = 1 << 16;

/// The same edit of the file as this one of the text; `None` where the file has no room for it.
pub(super) fn hunk(file: &str, passage: &Passage, (range, text): Hunk) -> Option<Hunk> {
    let range = source(file, passage, &range)?;
    let escapes_all = escapes_all(file);
    let Some(element) = Element::around(file, range.start)? else {
        return Some((range, encoded(&text, escapes_all)));
    };
    let ends_string = file[range.end..].starts_with('"');
    if text.is_empty() && range.start == element.start && ends_string {
        return Some((element.with_comma(file, range), text));
    }
    // An array has each line in a string of its own.
    let mut new = String::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        new.push_str(&encoded(line, escapes_all));
        if line.ends_with('\n') && (lines.peek().is_some() || !ends_string) {
            let _ = write!(new, "\",{}\"", element.gap);
        }
    }
    Some((range, new))
}

/// The bytes of the file that hold some bytes of the text.
fn source(file: &str, passage: &Passage, range: &Range<usize>) -> Option<Range<usize>> {
    let text = passage.text();
    if range.is_empty() {
        let before = &text[..range.start];
        let at = match before.chars().next_back().filter(|last| *last != '\n') {
            Some(last) => end(file, passage, range.start - last.len_utf8(), last)?,
            None => passage.source(range.start),
        };
        return Some(at..at);
    }
    let last = text[range.clone()].chars().next_back()?;
    let end = end(file, passage, range.end - last.len_utf8(), last)?;
    let start = passage.source(range.start);
    (start < end).then_some(start..end)
}

/// The byte of the file behind a character of the text; `None` where the file does not have it.
fn end(file: &str, passage: &Passage, offset: usize, character: char) -> Option<usize> {
    const UNIT: usize = "\\u0000".len();
    let at = passage.source(offset);
    let length = match file.get(at..)? {
        escape if escape.starts_with("\\u") => UNIT * character.len_utf16(),
        escape if escape.starts_with('\\') => 2,
        // A line end that a string does not have, but the cell.
        _ if character == '\n' => return None,
        _ => character.len_utf8(),
    };
    Some(at + length)
}

/// A string of an array.
struct Element {
    /// Behind its opening quote.
    start: usize,
    /// The comma in front of it, where there is one.
    comma: Option<usize>,
    /// What stands between the strings, beside the comma.
    gap: String,
}

impl Element {
    /// The string that a byte of the file stands in: `Some(None)` where that is no array's, and `None` where
    /// it is too long.
    #[expect(clippy::option_option, reason = "the outer one is for the caller's `?`")]
    fn around(file: &str, byte: usize) -> Option<Option<Self>> {
        let quote = opening(file, byte)?;
        let before = file[..quote].trim_end();
        let gap = &file[before.len()..quote];
        let comma = before.ends_with(',').then(|| before.len() - 1);
        if comma.is_none() && !before.ends_with('[') {
            return Some(None);
        }
        // The first may stand behind its bracket in another way than the others behind their commas.
        let next = closing(file, byte).and_then(|end| file[end + 1..].strip_prefix(',')).filter(|_| comma.is_none());
        let between = next.map(|rest| &rest[..rest.len() - rest.trim_start().len()]);
        Some(Some(Self { start: quote + 1, comma, gap: between.unwrap_or(gap).to_owned() }))
    }

    /// All of this string and of those up to the end of a range, with one of the commas around them.
    fn with_comma(&self, file: &str, range: Range<usize>) -> Range<usize> {
        let behind = &file[range.end + 1..];
        match (self.comma, behind.strip_prefix(',')) {
            (Some(comma), _) => comma..range.end + 1,
            (None, Some(rest)) => self.start - 1..file.len() - rest.trim_start().len(),
            (None, None) => range,
        }
    }
}

/// The quote that opens the string in which a byte stands.
fn opening(file: &str, byte: usize) -> Option<usize> {
    let bytes = &file.as_bytes()[..byte];
    let near = bytes.iter().enumerate().rev().take(LONGEST);
    let mut quotes = near.filter(|(_, byte)| **byte == b'"').map(|(at, _)| at);
    quotes.find(|at| bytes[..*at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0)
}

/// The quote that closes it.
fn closing(file: &str, byte: usize) -> Option<usize> {
    let mut escaped = false;
    let near = file.as_bytes()[byte..].iter().take(LONGEST);
    let at = near.enumerate().find(|(_, byte)| {
        let ends = **byte == b'"' && !escaped;
        escaped = **byte == b'\\' && !escaped;
        ends
    });
    at.map(|(at, _)| byte + at)
}

/// Whether a file writes all that is not ASCII as escapes, as some tools do.
fn escapes_all(file: &str) -> bool {
    file.is_ascii() && file.contains("\\u")
}

/// A text as it stands between quotes.
fn encoded(text: &str, escapes_all: bool) -> String {
    let literal = serde_json::Value::from(text).to_string();
    let inner = &literal[1..literal.len() - 1];
    if !escapes_all {
        return inner.to_owned();
    }
    let mut out = String::new();
    for character in inner.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}
