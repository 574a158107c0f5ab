//! The Hypothes.is activity page, copied as text, as cards.
//!
//! ```text
//! 2 Matching Annotations
//! reader
//! 05 Mar 2024
//! the quote
//! what the reader wrote about it
//! a-tag
//! Visit annotations in context
//! Tags
//! a-tag
//! Annotators
//! reader
//! URL
//! https://example.org/page
//! ```
//!
//! A card is known by a user's name on the line above a date. The cards of one annotated page end with
//! the lines that name its tags, annotators and address.
//!
//! What cannot be known: nothing marks where a quote ends. It is taken to be what stands before the
//! first blank line, or the first line where there is no blank one; of an annotation with one
//! paragraph, that is the quote. Lines at a card's end are tags where the page lists them as such.

use super::lines::{Line, joined, lines, without_blank_end};
use super::matching::{Header, is_date};
use super::{Annotation, Markup, Part, Reading};

const PAGE_END: &str = "Visit annotations in context";

/// How long the name of a user may be, after <https://github.com/hypothesis/h/blob/main/h/models/user.py>.
const NAME_LENGTH: std::ops::RangeInclusive<usize> = 3..=30;

/// Reads cards, if the text consists of them.
pub(super) fn read(text: &str, start: usize) -> Option<Reading> {
    let header = Header::find(text, start);
    if header.is_none() && !text.contains(PAGE_END) {
        return None;
    }
    let lines: Vec<_> = lines(text, start).collect();
    let mut annotations = Vec::new();
    for page in lines_of_pages(&lines) {
        let (cards, end) = page;
        let tags: Vec<_> = section(end, "Tags").map(|line| line.text.trim()).collect();
        let uri = section(end, "URL").next().map(|line| line.text.trim().to_owned());
        annotations.extend(cards_of(cards).map(|card| Annotation { uri: uri.clone(), ..annotation(card, &tags) }));
    }
    if annotations.is_empty() {
        return None;
    }
    let notices = header.and_then(|header| header.partial(annotations.len())).into_iter().collect();
    Some(Reading { annotations, notices })
}

/// The lines of each annotated page: those of its cards, and those behind them up to the next card.
fn lines_of_pages<'a, 'b>(lines: &'b [Line<'a>]) -> Vec<(&'b [Line<'a>], &'b [Line<'a>])> {
    let mut pages = Vec::new();
    let mut rest = lines;
    while let Some(end) = rest.iter().position(|line| line.text.trim() == PAGE_END) {
        let (cards, behind) = rest.split_at(end);
        let next = (1..behind.len()).find(|at| is_date_of_card(behind, *at)).map_or(behind.len(), |date| date - 1);
        let (end, following) = behind.split_at(next);
        pages.push((cards, end));
        rest = following;
    }
    pages.push((rest, &[]));
    pages
}

/// The lines of each card behind its date, and the date's indent.
fn cards_of<'a, 'b>(lines: &'b [Line<'a>]) -> impl Iterator<Item = (&'b [Line<'a>], usize)> {
    let dates: Vec<_> = (1..lines.len()).filter(|at| is_date_of_card(lines, *at)).collect();
    let ends: Vec<_> = dates.iter().skip(1).map(|next| next - 1).chain([lines.len()]).collect();
    dates.into_iter().zip(ends).map(|(date, end)| (&lines[date + 1..end], lines[date].indent()))
}

/// Whether a line is a date, and the one before it a user's name.
fn is_date_of_card(lines: &[Line<'_>], at: usize) -> bool {
    is_date(lines[at].text.trim()) && is_name(lines[at - 1].text.trim())
}

fn is_name(text: &str) -> bool {
    let in_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_';
    NAME_LENGTH.contains(&text.len()) && text.bytes().all(in_name)
}

/// The lines under a heading of a page's end, up to the next heading or blank line.
fn section<'a, 'b>(end: &'b [Line<'a>], heading: &str) -> impl Iterator<Item = &'b Line<'a>> {
    let begin = end.iter().position(|line| line.text.trim() == heading).map_or(end.len(), |at| at + 1);
    let is_heading = |line: &&Line<'_>| matches!(line.text.trim(), "Tags" | "Annotators" | "URL" | "");
    end[begin..].iter().take_while(move |line| !is_heading(line))
}

fn annotation((card, indent): (&[Line<'_>], usize), tags: &[&str]) -> Annotation {
    let lead = card.iter().take_while(|line| line.is_blank()).count();
    let mut card = without_blank_end(&card[lead..]).unwrap_or_default();
    while let [kept @ .., last] = card
        && !kept.is_empty()
        && tags.contains(&last.text.trim())
    {
        card = without_blank_end(kept).unwrap_or_default();
    }
    let quote = card.iter().position(Line::is_blank).unwrap_or(card.len().min(1));
    let (quote, body) = card.split_at(quote);
    let part = |lines: &[Line<'_>], markup| {
        let passage = joined(lines.iter().map(|line| line.dedented(indent)));
        (!passage.is_empty()).then_some(Part { passage, markup })
    };
    Annotation { quote: part(quote, Markup::Plain), body: part(body, Markup::Rendered), ..Annotation::default() }
}
