//! Code in Markdown: fences, indented blocks, `<pre>`.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::candidate::Candidate;
use super::segments::Separation;
use super::{FoundBy, fence, inline, label, lines, plain};
use crate::notes::Passage;

/// The code blocks of a Markdown text.
pub(super) fn candidates(passage: &Passage) -> Vec<Candidate> {
    let found = marked(passage);
    // An author who marks no block at all may well have typed code as it is.
    if found.iter().all(|candidate| candidate.found_by == FoundBy::Inline) {
        return plain::candidates(passage, Separation::File);
    }
    found
}

/// The code that Markdown itself marks.
pub(super) fn marked(passage: &Passage) -> Vec<Candidate> {
    let mut reading = Reading { passage, open: None, html: None, found: Vec::new() };
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(passage.text(), options).into_offset_iter() {
        reading.take(event, range);
    }
    reading.found
}

struct Reading<'a> {
    passage: &'a Passage,
    open: Option<Candidate>,
    /// The HTML block that is open: its first byte and the byte behind its last line so far.
    html: Option<Range<usize>>,
    found: Vec<Candidate>,
}

impl Reading<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => self.open = Some(self.opened(&kind, range)),
            Event::Text(text) => self.append(&text, range),
            Event::End(TagEnd::CodeBlock) => {
                if let Some(block) = self.open.take() {
                    self.close(block);
                }
            }
            Event::Code(text) => self.span(&text, range),
            Event::Start(Tag::HtmlBlock) => self.html = Some(range),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(html) = self.html.take() {
                    self.found.extend(super::html::candidates(self.passage, html));
                }
            }
            _ => {}
        }
    }

    fn opened(&self, kind: &CodeBlockKind<'_>, range: Range<usize>) -> Candidate {
        let (found_by, label) = match kind {
            CodeBlockKind::Fenced(info) => (FoundBy::Fence, label::parse(info)),
            CodeBlockKind::Indented => (FoundBy::Indent, None),
        };
        let text = self.passage.text();
        let line = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let start = if text[line..range.start].trim().is_empty() { line } else { range.start };
        Candidate { outer: start..range.end, code: Passage::default(), found_by, label }
    }

    fn span(&mut self, code: &str, outer: Range<usize>) {
        let inside = self.passage.text()[outer.clone()].find(code).map(|at| outer.start + at);
        let inner = inside.map(|start| start..start + code.len());
        self.found.extend(inner.and_then(|inner| inline::span(self.passage, outer, inner)));
    }

    /// The parser hands a block's text over in runs; a tab that it expanded has no bytes of its own.
    fn append(&mut self, text: &str, range: Range<usize>) {
        let Some(open) = &mut self.open else { return };
        if self.passage.text().get(range.clone()) == Some(text) {
            open.code.append(&self.passage.slice(range));
        } else {
            open.code.push(text, self.passage.source(range.start));
        }
    }

    /// Admonitions and tabs of several site generators indent their content, fences included.
    fn close(&mut self, block: Candidate) {
        let inner = lines::split(block.code.text());
        let fences = if block.found_by == FoundBy::Indent { fence::fenced(&inner) } else { Vec::new() };
        if fences.is_empty() {
            self.found.push(block);
            return;
        }
        let outer_lines = lines::split(&self.passage.text()[block.outer.clone()]);
        for range in fences {
            let mut candidate = fence::candidate(&block.code, &inner[range.clone()]);
            let start = outer_lines.get(range.start).map_or(0, |line| line.range.start);
            let end = outer_lines.get(range.end - 1).map_or(start, |line| line.range.end);
            candidate.outer = block.outer.start + start..block.outer.start + end;
            self.found.push(candidate);
        }
    }
}
