//! Reading notes: files in, [`Document`]s of [`Annotation`]s out, with a map back to line and column.

mod byte_set;
mod cards;
mod decode;
mod document;
mod error;
mod export_csv;
mod export_html;
mod export_text;
mod holds;
mod json;
mod json_string;
mod left_out;
mod lines;
mod matching;
mod notebook;
mod outline;
mod passage;
mod source;
mod source_file;
mod terminal;
#[cfg(test)]
mod tests;
mod walk;
mod whole;

use std::ops::Range;

pub use byte_set::ByteSet;
pub use document::{Document, Position};
pub use error::NotesError;
pub use passage::{Passage, ceil_char_boundary, floor_char_boundary, lines_of};
pub use source::Source;
pub use source_file::{SOURCE_FILE, notes_of};
pub use walk::{Search, walk};

/// Reads a file: tells what kind of file it is by its content, and takes it apart.
///
/// `path` is what reports show; its ending helps to tell Markdown from plain text, no more. Bytes that
/// are not UTF-8 become the one-byte character U+001A each, so every offset is one of the file. In
/// passages each line ends with `\n`, also where the file has `\r\n`.
#[must_use]
pub fn read(path: &str, bytes: Vec<u8>) -> Document {
    let (text, mut notices) = decode::decode(bytes);
    let start = decode::start_of(&text);
    let (format, reading) = (notebook::read(&text, start).map(|reading| (Format::Notebook, reading)))
        .or_else(|| json::read(&text, start).map(|reading| (Format::HypothesisJson, reading)))
        .or_else(|| outline::read(&text, start).map(|reading| (Format::ActivityOutline, reading)))
        .or_else(|| cards::read(&text, start).map(|reading| (Format::ActivityCards, reading)))
        .or_else(|| export_text::read(&text, start).map(|reading| (Format::HypothesisText, reading)))
        .or_else(|| export_csv::read(&text, start).map(|reading| (Format::HypothesisCsv, reading)))
        .or_else(|| export_html::read(&text, start).map(|reading| (Format::HypothesisHtml, reading)))
        .unwrap_or_else(|| whole::read(path, &text, start));
    notices.extend(reading.notices);
    let mut document = Document::new(path.to_owned(), format, text, reading.annotations);
    document.notices = notices;
    document
}

/// What a reader makes of a file.
#[derive(Debug, Default)]
struct Reading {
    annotations: Vec<Annotation>,
    notices: Vec<Notice>,
}

/// What kind of file notes came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// The Hypothes.is activity page, copied as text: an outline of months and annotations.
    ActivityOutline,
    /// The Hypothes.is activity page, copied as text: cards of user, date, quote, note and tags.
    ActivityCards,
    /// Hypothes.is JSON: the client's export, the API's search result, a bare array, or JSON lines.
    HypothesisJson,
    /// The text export of the Hypothes.is client.
    HypothesisText,
    /// The CSV export of the Hypothes.is client.
    HypothesisCsv,
    /// The HTML export of the Hypothes.is client.
    HypothesisHtml,
    /// A Jupyter notebook.
    Notebook,
    /// Markdown.
    Markdown,
    /// Anything else that is text: reStructuredText, `AsciiDoc` and Org included.
    Plain,
}

/// One annotation: what its author marked and what they wrote about it.
#[derive(Clone, Debug, Default)]
pub struct Annotation {
    /// The export's own identifier.
    pub id: Option<String>,
    /// The annotated page.
    pub uri: Option<String>,
    /// The words that were marked in the annotated page.
    pub quote: Option<Part>,
    /// What the reader wrote.
    pub body: Option<Part>,
    /// The cells of the body, where it is a notebook; they follow each other without a gap.
    pub cells: Vec<Cell>,
}

/// A cell of a notebook, or what came back from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Bytes of the body's text, whole lines.
    pub range: Range<usize>,
    /// What it is.
    pub kind: CellKind,
}

/// What a cell of a notebook is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Text in the body's markup.
    Text,
    /// Code.
    Code {
        /// The kernel's language, where the notebook names it.
        language: Option<String>,
        /// What people tagged it with.
        tags: Vec<Passage>,
    },
    /// What the code cell in front of it printed.
    Output {
        /// Whether the value of the cell's last expression is among it, which the cell does not print.
        valued: bool,
        /// Whether this cell and those in front of it ran in the order in which they stand.
        in_order: bool,
        /// Whether its text is all that the notebook keeps of it: no HTML beside it, no fields of an error.
        alone: bool,
    },
}

/// One of an annotation's two texts.
#[derive(Clone, Debug)]
pub struct Part {
    /// The text.
    pub passage: Passage,
    /// How structure is written in it.
    pub markup: Markup,
}

/// How structure is written in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Markdown with fences.
    Markdown,
    /// reStructuredText: literal blocks behind `::`, directives.
    ReStructuredText,
    /// `AsciiDoc`: delimited blocks with attributes in front of them.
    AsciiDoc,
    /// Org: `#+begin_src` blocks with their results.
    Org,
    /// HTML that was made of Markdown, indented as its tags are nested.
    Html,
    /// What is left of rendered Markdown in a copied page: indented blocks, back-ticks, lost lines.
    ///
    /// In an outline the text begins with a blank line where its first block is a paragraph, and with
    /// none where that is a list or a preformatted block.
    Rendered,
    /// No structure but lines and indentation.
    Plain,
}

/// Something that the reader has to say of a file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The line that it speaks of, from 1, where there is one.
    pub line: Option<usize>,
    /// A full sentence.
    pub message: String,
}

/// Which text of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct PartOf {
    /// The annotation's index in the document.
    pub annotation: usize,
    /// Which of its two texts.
    pub side: Side,
}

/// The two texts that an annotation can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// What was marked.
    Quote,
    /// What was written about it.
    #[default]
    Body,
}
