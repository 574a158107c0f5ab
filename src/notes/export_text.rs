//! The text export of the Hypothes.is client.
//!
//! ```text
//! Total annotations: 2
//!
//! Annotation 1:
//! Created at: 2024-03-05 10:00
//! Author: reader
//! Quote: "the quote"
//! Comment: what the reader wrote, in Markdown
//! Tags: a, b
//! ```
//!
//! Nothing is escaped. Annotations are known by their numbers, which count up; a quote ends before the
//! next field, and a comment before the tags, the last line of its annotation. Older clients write the
//! comment first, and the author's bare name between it and the quote.

use super::lines::{Line, joined, lines, without_blank_end};
use super::{Annotation, Markup, Part, Passage, Reading};

/// What the header says of the number of annotations.
const TOTAL: &str = "Total annotations: ";

const QUOTE: &str = "Quote: \"";
const COMMENT: &str = "Comment: ";

/// Lines that can stand behind a comment.
const BEHIND: [&str; 2] = ["Tags: ", "Page: "];

/// Reads a text export, if the text is one.
pub(super) fn read(text: &str, start: usize) -> Option<Reading> {
    let mut header = true;
    let mut uri = None;
    let mut counted = false;
    let mut entries: Vec<Vec<Line<'_>>> = Vec::new();
    for line in lines(text, start) {
        if header && line.text.starts_with("http") {
            uri.get_or_insert(line.text.trim());
        }
        counted |= header && line.text.starts_with(TOTAL);
        if is_heading(line.text, entries.len() + 1) {
            if !counted {
                return None;
            }
            header = false;
            entries.push(Vec::new());
        } else if let Some(entry) = entries.last_mut() {
            entry.push(line);
        }
    }
    if entries.is_empty() {
        return None;
    }
    let annotations = entries.iter().map(|entry| Annotation { uri: uri.map(str::to_owned), ..annotation(entry) });
    Some(Reading { annotations: annotations.collect(), notices: Vec::new() })
}

/// `Annotation 12:`
fn is_heading(line: &str, number: usize) -> bool {
    let inside = line.strip_prefix("Annotation ").and_then(|rest| rest.trim_end().strip_suffix(':'));
    inside.is_some_and(|digits| digits.parse() == Ok(number))
}

fn annotation(entry: &[Line<'_>]) -> Annotation {
    let entry = without_blank_end(entry).unwrap_or_default();
    let find = |name: &str| entry.iter().position(|line| line.text.starts_with(name.trim_end()));
    let (quote, comment) = (find(QUOTE), find(COMMENT));
    let behind = |line: &&Line<'_>| BEHIND.iter().any(|name| line.text.starts_with(name));
    let last = entry.len() - entry.iter().rev().take_while(behind).count();
    let (quote, comment) = match (quote, comment) {
        // The author's name stands in between.
        (Some(quote), Some(comment)) if comment < quote => {
            (Some(quote..last), Some(comment..quote.saturating_sub(1).max(comment + 1)))
        }
        (Some(quote), Some(comment)) => (Some(quote..comment), Some(comment..last)),
        (quote, comment) => (quote.map(|at| at..last), comment.map(|at| at..last)),
    };
    Annotation {
        quote: quote.and_then(|lines| part(&field(&entry[lines], QUOTE, "\""), Markup::Plain)),
        body: comment.and_then(|lines| part(&field(&entry[lines], COMMENT, ""), Markup::Markdown)),
        ..Annotation::default()
    }
}

/// The value of a field without its name in front of the first line and without what ends the last.
fn field(lines: &[Line<'_>], name: &str, end: &str) -> Passage {
    let mut lines = without_blank_end(lines).unwrap_or_default().to_vec();
    if let Some(first) = lines.first_mut() {
        *first = first.without(name.len().min(first.text.len()));
    }
    if let Some(last) = lines.last_mut() {
        last.text = last.text.strip_suffix(end).unwrap_or(last.text);
        last.end = None;
    }
    joined(lines)
}

fn part(passage: &Passage, markup: Markup) -> Option<Part> {
    (!passage.text().trim().is_empty()).then(|| Part { passage: passage.clone(), markup })
}
