//! The text of the notes, with each block in its place.

use std::fmt::Write;

use super::Card;
use super::escape::{address, escape, link};
use super::snippet::snippet;
use crate::classify::Kind;
use crate::extract::FoundBy;
use crate::notes::{Annotation, Document, Format, Part, PartOf, Side};
use crate::report::{Line, Report};

/// What a block is written in, or else what it is.
pub(super) fn language(line: &Line) -> &'static str {
    match (line.language, line.kind) {
        (Some(language), _) => language,
        (None, Kind::Output) => "output",
        (None, Kind::Data) => "data",
        (None, Kind::Code | Kind::Unknown) => "unknown",
    }
}

/// A file of notes. The cards are those of its blocks, in reading order.
pub(super) fn note(out: &mut String, report: &Report, document: &Document, cards: &[&Card<'_>]) {
    let _ = write!(out, "<section class=\"note\">\n<h2>{}</h2>\n", escape(&document.path));
    for notice in report.notices.iter().filter(|notice| notice.path == document.path) {
        let line = notice.line.map_or_else(String::new, |line| format!("Line {line}: "));
        let _ = writeln!(out, "<p class=\"notice\">{line}{}</p>", escape(&notice.message));
    }
    let mut cards: Vec<_> = cards.to_vec();
    cards.sort_by_key(|card| (card.line.in_note.part, card.line.in_note.outer.start));
    for (index, annotation) in document.annotations.iter().enumerate() {
        let first = cards.partition_point(|card| card.line.in_note.part.annotation < index);
        let end = cards.partition_point(|card| card.line.in_note.part.annotation <= index);
        article(out, document, annotation, index, &cards[first..end]);
    }
    out.push_str("</section>\n");
}

fn article(out: &mut String, document: &Document, annotation: &Annotation, index: usize, cards: &[&Card<'_>]) {
    out.push_str("<article>\n");
    if document.annotations.len() > 1 || annotation.quote.is_some() {
        heading(out, document, annotation, index);
    }
    for (side, part) in [(Side::Quote, &annotation.quote), (Side::Body, &annotation.body)] {
        let Some(part) = part else { continue };
        let place = PartOf { annotation: index, side };
        let own: Vec<_> = cards.iter().filter(|card| card.line.in_note.part == place).copied().collect();
        let (open, close) =
            if side == Side::Quote { ("<blockquote>\n", "</blockquote>\n") } else { ("<div>\n", "</div>\n") };
        out.push_str(open);
        text(out, document, part, &own);
        out.push_str(close);
    }
    out.push_str("</article>\n");
}

/// Which annotation it is, with a way to it and to the page that it is about.
fn heading(out: &mut String, document: &Document, annotation: &Annotation, index: usize) {
    let first = annotation.quote.as_ref().or(annotation.body.as_ref());
    let line = first.map_or(1, |part| document.line(part.passage.source(0)));
    let _ = write!(out, "<h3>Annotation {}<span> line {line}</span>", index + 1);
    if let Some(id) = annotation.id.as_deref().filter(|id| is_id(id) && document.format == Format::HypothesisJson) {
        out.push_str(" <span>");
        link(out, &format!("https://hypothes.is/a/{id}"), "open the annotation");
        out.push_str("</span>");
    }
    if let Some(uri) = annotation.uri.as_deref().filter(|uri| address(uri).is_some()) {
        out.push_str(" <span>on ");
        link(out, uri, uri);
        out.push_str("</span>");
    }
    out.push_str("</h3>\n");
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// One text of an annotation: prose and blocks by turns. A block inside a sentence is marked there and
/// stands below its line.
fn text(out: &mut String, document: &Document, part: &Part, cards: &[&Card<'_>]) {
    let whole = part.passage.text();
    let mut flow = Flow { out, document, prose: String::new(), waiting: Vec::new() };
    let mut at = 0;
    for card in cards {
        let outer = &card.line.in_note.outer;
        let (start, end) = (outer.start.max(at), outer.end.max(at));
        flow.prose(whole.get(at..start).unwrap_or_default());
        if card.line.found_by == FoundBy::Inline {
            flow.mention(card, whole.get(start..end).unwrap_or_default());
        } else {
            flow.flush();
            snippet(flow.out, document, card);
        }
        at = end;
    }
    flow.prose(whole.get(at..).unwrap_or_default());
    flow.flush();
}

/// Prose that is being written, and the blocks in it that wait for the end of its line.
struct Flow<'a, 'o> {
    out: &'o mut String,
    document: &'a Document,
    prose: String,
    waiting: Vec<&'a Card<'a>>,
}

impl<'a> Flow<'a, '_> {
    fn prose(&mut self, text: &str) {
        let mut text = text;
        if !self.waiting.is_empty()
            && let Some((line, rest)) = text.split_once('\n')
        {
            self.prose.push_str(&escape(line));
            self.flush();
            text = rest;
        }
        self.prose.push_str(&escape(text));
    }

    fn mention(&mut self, card: &'a Card<'a>, text: &str) {
        let class = card.line.verdict.as_ref().map_or("listed", crate::compare::Verdict::word);
        let _ = write!(self.prose, "<a class=\"mention {class}\" href=\"#{}\">{}</a>", card.anchor, escape(text));
        self.waiting.push(card);
    }

    fn flush(&mut self) {
        let prose = std::mem::take(&mut self.prose);
        let prose = prose.trim_start_matches('\n').trim_end();
        if !prose.trim().is_empty() {
            let _ = writeln!(self.out, "<div class=\"prose\" dir=\"auto\">{prose}</div>");
        }
        for card in std::mem::take(&mut self.waiting) {
            snippet(self.out, self.document, card);
        }
    }
}
