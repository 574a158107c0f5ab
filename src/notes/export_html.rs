//! The HTML export of the Hypothes.is client: one `<article>` an annotation, one row of its table a
//! field.
//!
//! A quote is text, whose character references are decoded. A comment is what the client makes of the
//! reader's Markdown; it stays HTML.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Annotation, Markup, Part, Passage, Reading};

static HEADING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"<h2[^>]*>\s*Annotation\s+\d+:\s*</h2>").expect("a pattern of our own"));

/// The beginning and the end of cells of tables.
static CELL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"</?td\b[^>]*>").expect("a pattern of our own"));

/// A character reference that the client writes.
static REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"&(?:amp|lt|gt|quot|#39);").expect("a pattern of our own"));

/// Reads an HTML export, if the text is one.
pub(super) fn read(text: &str, start: usize) -> Option<Reading> {
    if !text[start..].trim_start().starts_with('<') {
        return None;
    }
    let starts: Vec<_> = text.match_indices("<article").map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let articles: Vec<_> =
        starts.iter().copied().zip(ends).filter(|(from, to)| HEADING.is_match(&text[*from..*to])).collect();
    let (first, _) = articles.first()?;
    let uri = text[..*first].split_once("<a href=\"").and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()));
    let annotations = articles.iter().map(|(from, to)| Annotation { uri: uri.clone(), ..annotation(text, *from..*to) });
    Some(Reading { annotations: annotations.collect(), notices: Vec::new() })
}

fn annotation(text: &str, article: Range<usize>) -> Annotation {
    let mut found = Annotation::default();
    let mut name = "";
    for cell in cells(text, article) {
        match name {
            "Quote:" => {
                let quote = decoded(text, quoted(text, cell.clone()));
                found.quote = (!quote.is_empty()).then_some(Part { passage: quote, markup: Markup::Plain });
            }
            "Comment:" => {
                let body = Passage::verbatim(&text[cell.clone()], cell.start);
                found.body = (!body.text().trim().is_empty()).then_some(Part { passage: body, markup: Markup::Html });
            }
            _ => {}
        }
        name = text[cell].trim();
    }
    found
}

/// The insides of the cells of an article's table; those of tables in a comment are part of it.
fn cells(text: &str, article: Range<usize>) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for tag in CELL.find_iter(&text[article.clone()]) {
        if tag.as_str().starts_with("</") {
            depth = depth.saturating_sub(1);
            if depth == 0 && start > 0 {
                cells.push(start..article.start + tag.start());
                start = 0;
            }
        } else {
            if depth == 0 {
                start = article.start + tag.end();
            }
            depth += 1;
        }
    }
    cells
}

/// The inside of the `<blockquote>` in a cell, without the white space around it.
fn quoted(text: &str, cell: Range<usize>) -> Range<usize> {
    let inside = &text[cell.clone()];
    let open = inside.find("<blockquote").and_then(|at| Some(at + inside[at..].find('>')? + 1));
    let start = open.unwrap_or(0);
    let end = inside[start..].find("</blockquote").map_or(inside.len(), |at| start + at);
    let kept = &inside[start..end];
    let lead = kept.len() - kept.trim_start().len();
    let start = cell.start + start + lead;
    start..start + kept.trim().len()
}

fn decoded(text: &str, range: Range<usize>) -> Passage {
    let mut passage = Passage::default();
    let mut at = range.start;
    for reference in REFERENCE.find_iter(&text[range.clone()]) {
        let start = range.start + reference.start();
        passage.push(&text[at..start], at);
        let character = match reference.as_str() {
            "&lt;" => '<',
            "&gt;" => '>',
            "&quot;" => '"',
            "&#39;" => '\'',
            _ => '&',
        };
        passage.push_decoded(character, start);
        at = range.start + reference.end();
    }
    passage.push(&text[at..range.end], at);
    passage
}
