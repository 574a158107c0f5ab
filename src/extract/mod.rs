//! Extracting: every candidate block of code, data or output in a document.

mod announced;
mod asciidoc;
mod candidate;
mod comments;
mod dialects;
mod directive;
mod feature;
mod features;
mod fence;
mod flattened;
mod html;
mod inline;
mod label;
mod lexis;
mod lines;
mod markdown;
mod notebook;
mod org;
mod plain;
mod present;
mod prompt;
mod prose;
mod rst;
mod scan;
mod segments;
mod session;
mod smooth;
mod structure;
#[cfg(test)]
mod tests;
mod weights;
mod words;

use std::ops::Range;

use candidate::Candidate;
pub use directive::{Directives, Ending, notices};
use segments::Separation;

use crate::notes::{Cell, Document, Markup, Part, PartOf, Passage, Side};

pub use notebook::magic;

/// A candidate: text as found, with its place and how it was found.
#[derive(Clone, Debug)]
pub struct Block {
    /// Which text of the document it stands in.
    pub part: PartOf,
    /// Bytes of that text which it takes up, fences and indentation included.
    pub outer: Range<usize>,
    /// Its text: dedented, without fences or quote marks, prompts still in it. Maps to the file.
    pub code: Passage,
    /// How it was found.
    pub found_by: FoundBy,
    /// What the author wrote behind the fence.
    pub label: Option<Label>,
    /// What the author tells recant of it.
    pub directives: Directives,
    /// The steps, where it is a session with prompts.
    pub session: Vec<Entry>,
    /// Whether this copy loses short lines, so that parts may be missing.
    pub lossy: bool,
}

/// How a block was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FoundBy {
    /// Between fences.
    Fence,
    /// Indented, or in a literal block.
    Indent,
    /// Behind a prompt.
    Prompt,
    /// As lines of their own among prose.
    Prose,
    /// On one line that had been several.
    Flattened,
    /// Inside a sentence.
    Inline,
    /// As a cell of a notebook.
    Cell,
    /// Put there by a person, in the corpus.
    Hand,
}

/// What the author wrote behind a fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The first word, in lower case, without braces and dots: `go`; may be empty.
    pub language: String,
    /// Everything behind it: `ignore`, `title="x"`.
    pub words: Vec<String>,
}

/// One step of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose prompt it is.
    pub prompt: Prompt,
    /// Bytes of the block's text that were typed, line by line, without prompts.
    pub input: Vec<Range<usize>>,
    /// Bytes of the block's text that came back.
    pub output: Range<usize>,
}

/// A prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prompt {
    /// `$`, `%`, `user@host:~$`, or `#` before something that is a command.
    Shell,
    /// `>>>` and `...`, or `In [1]:`.
    Python,
    /// `sqlite>`.
    Sqlite,
    /// `>` of node, or another one that recant only knows by its shape.
    Other,
}

/// The candidate blocks of a document, in reading order, none overlapping another.
#[must_use]
pub fn extract(document: &Document) -> Vec<Block> {
    let loses_lines = loses_short_lines(document);
    let found = document.parts().flat_map(|(place, part)| {
        let lossy = loses_lines && part.markup == Markup::Rendered;
        let found = match cells_of(document, place) {
            [] => candidates(part, lossy),
            cells => apart(notebook::candidates(&part.passage, cells)),
        };
        found.into_iter().map(move |candidate| candidate.into_block(place, lossy))
    });
    let mut blocks = found.collect::<Vec<_>>();
    directive::attach(document, &mut blocks);
    blocks
}

/// The cells of a text, where it is a notebook.
fn cells_of(document: &Document, place: PartOf) -> &[Cell] {
    if place.side == Side::Body { &document.annotations[place.annotation].cells } else { &[] }
}

/// Whether this copy of a page has lost every line without white space inside: lone closers,
/// one-word statements, and with them the blank lines inside code. Told by there being none.
fn loses_short_lines(document: &Document) -> bool {
    let bodies = document.annotations.iter().filter_map(|annotation| annotation.body.as_ref());
    bodies
        .filter(|body| body.markup == Markup::Rendered)
        .flat_map(|body| body.passage.text().lines())
        .all(|line| line.trim().is_empty() || line.trim().contains(char::is_whitespace))
}

/// The candidates of one text, in order.
fn candidates(part: &Part, lossy: bool) -> Vec<Candidate> {
    apart(match part.markup {
        Markup::Markdown => markdown::candidates(&part.passage),
        Markup::ReStructuredText => rst::candidates(&part.passage),
        Markup::AsciiDoc => asciidoc::candidates(&part.passage),
        Markup::Org => org::candidates(&part.passage),
        Markup::Html => html::document(&part.passage),
        Markup::Rendered if lossy => plain::candidates(&part.passage, Separation::LossyPage),
        Markup::Rendered => plain::candidates(&part.passage, Separation::Page),
        Markup::Plain => plain::candidates(&part.passage, Separation::File),
    })
}

/// The candidates in order; where two overlap, the one that begins first is kept.
fn apart(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|candidate| (candidate.outer.start, std::cmp::Reverse(candidate.outer.end)));
    let mut end = 0;
    found.retain(|candidate| {
        let apart = candidate.outer.start >= end && candidate.has_text();
        if apart {
            end = candidate.outer.end;
        }
        apart
    });
    found
}
