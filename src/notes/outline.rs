//! The Hypothes.is activity page, copied as text, as an outline.
//!
//! ```text
//! 135 Matching Annotations
//!   1. Nov 2019
//!     1. the quote, its white space collapsed, on this one line
//!
//!       what the reader wrote about it
//!     2. the next quote
//! ```
//!
//! Months are the outer list and annotations the inner one, whose numbering starts again with each
//! annotated document. The copy shows neither documents nor authors. Whatever is indented deeper than
//! an annotation's number is its body: a quote is one line, because the page collapses its white space.
//! A body whose first line follows the quote at once began with a list or a preformatted block, one
//! behind a blank line with a paragraph; bodies keep that blank line, for those who look for code.
//!
//! What cannot be known: whether a body was empty or every line of it was lost, and whether an
//! annotation without a quote begins with the first words of its body.

use super::lines::{Line, joined, lines, without_blank_end};
use super::matching::{Header, is_month_and_year};
use super::{Annotation, Markup, Part, Reading};

/// How much deeper a body is indented than the number of its annotation.
const BODY_INDENT: usize = 2;

/// Reads an outline, if the text is one.
pub(super) fn read(text: &str, start: usize) -> Option<Reading> {
    let (months, items) = indents(text, start)?;
    let mut annotations = Vec::new();
    let mut open: Option<Entry<'_>> = None;
    for line in lines(text, start) {
        let indent = line.indent();
        if indent == months && is_month(&line) {
            annotations.extend(open.take().map(Entry::finish));
        } else if indent == items
            && let Some(quote) = behind_number(&line)
        {
            annotations.extend(open.replace(Entry::new(quote)).map(Entry::finish));
        } else if let Some(entry) = &mut open {
            entry.take(line, items);
        }
    }
    annotations.extend(open.map(Entry::finish));
    let notices = Header::find(text, start).and_then(|header| header.partial(annotations.len())).into_iter().collect();
    Some(Reading { annotations, notices })
}

/// The indents of months and of annotations, where a month is followed by a deeper numbered item.
fn indents(text: &str, start: usize) -> Option<(usize, usize)> {
    let mut filled = lines(text, start).filter(|line| !line.is_blank());
    let first = filled.next()?;
    let month = if Header::parse(&first).is_some() { filled.next()? } else { first };
    if !is_month(&month) {
        return None;
    }
    let item = filled.next().filter(|line| line.indent() > month.indent() && behind_number(line).is_some())?;
    Some((month.indent(), item.indent()))
}

fn is_month(line: &Line<'_>) -> bool {
    behind_number(line).is_some_and(|rest| is_month_and_year(rest.text))
}

/// What stands behind `12. `, if the line begins with such a number.
fn behind_number<'a>(line: &Line<'a>) -> Option<Line<'a>> {
    let inner = line.without(line.indent());
    let digits = inner.text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = inner.text[digits..].strip_prefix('.')?;
    if digits == 0 || !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    Some(inner.without(digits + 1).trimmed())
}

/// An annotation that is being read.
struct Entry<'a> {
    quote: Vec<Line<'a>>,
    body: Vec<Line<'a>>,
}

impl<'a> Entry<'a> {
    fn new(quote: Line<'a>) -> Self {
        Self { quote: vec![quote], body: Vec::new() }
    }

    fn take(&mut self, line: Line<'a>, items: usize) {
        // A line that is not indented as a body can only go on with the quote, in copies that wrap.
        let wrapped = self.body.is_empty() && !line.is_blank() && line.indent() < items + BODY_INDENT;
        if wrapped {
            self.quote.push(line.trimmed());
        } else {
            self.body.push(line.dedented(items + BODY_INDENT));
        }
    }

    fn finish(mut self) -> Annotation {
        if let Some(last) = self.quote.last_mut() {
            last.end = None;
        }
        let quote = joined(self.quote);
        let body = without_blank_end(&self.body).map(|body| joined(body.iter().copied()));
        Annotation {
            quote: (!quote.is_empty()).then_some(Part { passage: quote, markup: Markup::Plain }),
            body: body.map(|passage| Part { passage, markup: Markup::Rendered }),
            ..Annotation::default()
        }
    }
}
