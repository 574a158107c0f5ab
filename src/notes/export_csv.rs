//! The CSV export of the Hypothes.is client: one annotation a record, the columns named by the first.
//!
//! Values are written as in RFC 4180: between quotes where they hold a quote, a comma or a line end,
//! and a quote inside is doubled.

use super::{Annotation, Markup, Part, Passage, Reading};

/// The columns of the parts, under the names that newer and older clients give them.
const QUOTE: [&str; 2] = ["Quote/description", "Quote"];
const BODY: [&str; 2] = ["Comment", "Body"];
const ADDRESS: [&str; 1] = ["URL"];

/// Reads a CSV export, if the text is one.
pub(super) fn read(text: &str, start: usize) -> Option<Reading> {
    let mut records = Records { text, at: start };
    let header = text[start..].lines().next().filter(|line| is_header(line)).and_then(|_| records.next())?;
    let column = |names: &[&str]| header.iter().position(|name| names.contains(&name.text()));
    let (quote, body, uri) = (column(&QUOTE)?, column(&BODY)?, column(&ADDRESS)?);
    let part = |passage: Option<&Passage>, markup| {
        passage.filter(|passage| !passage.is_empty()).map(|passage| Part { passage: passage.clone(), markup })
    };
    let annotations = records.map(|record| Annotation {
        uri: record.get(uri).map(|uri| uri.text().to_owned()),
        quote: part(record.get(quote), Markup::Plain),
        body: part(record.get(body), Markup::Markdown),
        ..Annotation::default()
    });
    let annotations = annotations.filter(|annotation| annotation.quote.is_some() || annotation.body.is_some());
    Some(Reading { annotations: annotations.collect(), notices: Vec::new() })
}

/// Whether a line names the columns of an export.
fn is_header(line: &str) -> bool {
    let has = |names: &[&str]| line.split(',').any(|column| names.contains(&column.trim()));
    has(&QUOTE) && has(&BODY) && has(&ADDRESS)
}

/// The records of a file of comma-separated values.
struct Records<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Records<'_> {
    type Item = Vec<Passage>;

    fn next(&mut self) -> Option<Vec<Passage>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut record = Vec::new();
        loop {
            record.push(self.value());
            let rest = &self.text[self.at..];
            if rest.starts_with(',') {
                self.at += 1;
                continue;
            }
            self.at += if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
            return Some(record);
        }
    }
}

impl Records<'_> {
    /// The value that begins here; afterwards a comma, a line end or the end of the file follows.
    fn value(&mut self) -> Passage {
        let mut value = Passage::default();
        let mut rest = &self.text[self.at..];
        if let Some(quoted) = rest.strip_prefix('"') {
            rest = quoted;
            self.at += 1;
            while let Some(quote) = memchr::memchr(b'"', rest.as_bytes()) {
                let is_doubled = rest[quote + 1..].starts_with('"');
                push(&mut value, &rest[..quote + usize::from(is_doubled)], self.at);
                self.at += quote + 1 + usize::from(is_doubled);
                rest = &self.text[self.at..];
                if !is_doubled {
                    break;
                }
            }
        }
        // What is not as it should be is part of the value.
        let end = memchr::memchr2(b',', b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let plain = rest[..end].strip_suffix('\r').filter(|_| rest[end..].starts_with('\n')).unwrap_or(&rest[..end]);
        push(&mut value, plain, self.at);
        self.at += plain.len();
        value
    }
}

/// Appends text in which a line end may be of two characters.
fn push(value: &mut Passage, text: &str, source: usize) {
    let mut start = 0;
    for (at, _) in text.match_indices("\r\n") {
        value.push(&text[start..at], source + start);
        start = at + 1;
    }
    value.push(&text[start..], source + start);
}
