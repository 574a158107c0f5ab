//! Making a block of a language with braces parse.

use std::ops::Range;

use tree_sitter::Tree;

use super::{Chunk, Faith, Fragment, Insertions, Layout, Lexis, Obstacle, close, tokens};
use crate::languages::Lang;
use crate::languages::parse::{control, parse};
use crate::reasons::Reason;

/// What stands in a note for each byte that is not UTF-8.
const SUBSTITUTE: char = '\u{1a}';

/// A block of the note that parses.
pub(in crate::languages) struct Parsed {
    /// The block with what was put back.
    pub(in crate::languages) layout: Layout,
    /// Its text.
    pub(in crate::languages) text: String,
    /// Its syntax tree, without errors.
    pub(in crate::languages) tree: Tree,
}

impl Parsed {
    /// Where a range of the chunk stands in the text, without white space at its ends.
    pub(in crate::languages) fn place(&self, chunk: &str, index: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let part = chunk.get(range.clone())?;
        let start = range.start + (part.len() - part.trim_start().len());
        let end = start + part.trim().len();
        Some(self.layout.place(index, start)?..self.layout.place(index, end.checked_sub(1)?)? + 1)
    }
}

/// How languages of the C family write strings and comments.
pub(in crate::languages) const CURLY: Lexis = Lexis {
    line_comment: "//",
    block_comment: Some(("/*", "*/")),
    quotes: &[("\"\"\"", true, true), ("\"", false, true), ("'", false, true), ("`", true, true)],
};

/// What a block may stand in so that the grammar takes it: nothing, or the text in front and behind.
pub(in crate::languages) type Around = (&'static str, &'static str);

/// Puts back the closing brackets that a block has lost.
///
/// # Errors
/// Where it does not parse even so.
pub(in crate::languages) fn mend(fragment: &Fragment<'_>, index: usize, lang: Lang) -> Result<Parsed, Obstacle> {
    mend_in(fragment, index, lang, &Layout::of_chunk(fragment, index), &[("", "")])
}

/// The same for a block of which `layout` holds the code, in the first surroundings in which it parses.
///
/// # Errors
/// Where it parses in none of them, with closers or without.
pub(in crate::languages) fn mend_in(
    fragment: &Fragment<'_>,
    index: usize,
    lang: Lang,
    layout: &Layout,
    surroundings: &[Around],
) -> Result<Parsed, Obstacle> {
    if let Some(parsed) = parse_in(fragment, layout, lang, surroundings)? {
        return Ok(parsed);
    }
    let broken = || unparsable(fragment, index, lang);
    let text = layout.text(fragment);
    let closers =
        close(&text, &tokens(&text, &CURLY), |word| matches!(word, "case" | "default")).map_err(|_| broken())?;
    let mut insertions = Insertions::default();
    for closer in &closers {
        let faith = if closer.inside { Faith::Guess } else { Faith::Faithful };
        let line = if closer.block { format!("\n{}", closer.indent) } else { String::new() };
        insertions.behind(closer.at, format!("{line}{}", closer.bracket), "closes the bracket", faith);
    }
    parse_in(fragment, &layout.with(&insertions), lang, surroundings)?.ok_or_else(broken)
}

/// A text that belongs to no fragment, in the first surroundings in which it parses.
pub(in crate::languages) fn parse_text_in(text: &str, lang: Lang, surroundings: &[Around]) -> Option<Parsed> {
    let fragment = Fragment { chunks: vec![Chunk::plain(text)], nonce: "" };
    parse_in(&fragment, &Layout::as_written(&fragment), lang, surroundings).ok()?
}

fn parse_in(
    fragment: &Fragment<'_>,
    inner: &Layout,
    lang: Lang,
    surroundings: &[Around],
) -> Result<Option<Parsed>, Obstacle> {
    for (front, behind) in surroundings {
        let mut layout = Layout::default();
        if !front.is_empty() {
            layout.glue(front);
        }
        layout.pieces.extend(inner.pieces.iter().cloned());
        if !behind.is_empty() {
            layout.glue(behind);
        }
        let text = layout.text(fragment);
        let tree = parse(lang, &text).ok_or_else(|| unfit(&text))?;
        if !tree.root_node().has_error() {
            return Ok(Some(Parsed { layout, text, tree }));
        }
    }
    Ok(None)
}

/// The refusal of what is not fit for the parser.
pub(in crate::languages) fn unfit(text: &str) -> Obstacle {
    match control(text) {
        Some(SUBSTITUTE) => Obstacle::new(Reason::LossySource, "holds bytes that are not UTF-8"),
        Some(char) => {
            let detail = format!("holds the control character U+{:04X}, which recant does not parse", u32::from(char));
            Obstacle::new(Reason::LossySource, detail)
        }
        None => Obstacle::new(Reason::TooLarge, "is larger or nested deeper than recant parses"),
    }
}

fn unparsable(fragment: &Fragment<'_>, index: usize, lang: Lang) -> Obstacle {
    let chunk = &fragment.chunks[index];
    let bare = |line: &str| line.trim().trim_start_matches("//").trim().to_owned();
    if let Some(dots) = ["...", "…", "......"].iter().find(|dots| chunk.text.lines().any(|line| bare(line) == **dots))
    {
        return Obstacle::new(Reason::Placeholder, format!("leaves code out where it writes `{dots}`"));
    }
    let name = lang.name();
    if chunk.lossy || chunk.flattened {
        return Obstacle::new(Reason::LossySource, format!("does not parse as {name}, and the copy has lost lines"));
    }
    let detail = format!("does not parse as {name} by itself, and what is missing cannot be told");
    Obstacle::new(Reason::UnsureCompletion, detail)
}
