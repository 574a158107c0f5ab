//! Making a block parse: its line ends, bodies, brackets and indentation put back.

use super::line_ends::line_ends;
use super::lines::{Gap, LEXIS, gaps, lines};
use crate::languages::Lang;
use crate::languages::completion::{
    Chunk, Closer, Faith, Fragment, Insertions, Layout, Obstacle, Parsed, close, tokens, unfit,
};
use crate::languages::parse::parse;
use crate::reasons::Reason;

/// Puts back what a block has lost.
///
/// # Errors
/// Where it does not parse even so.
pub(super) fn repair(fragment: &Fragment<'_>, index: usize, lang: Lang) -> Result<Parsed, Obstacle> {
    let chunk = &fragment.chunks[index];
    let mut layout = Layout::of_chunk(fragment, index);
    let whole = layout.text(fragment);
    let tree = parse(lang, &whole).ok_or_else(|| unfit(&whole))?;
    if tree.root_node().has_error() && !whole.trim_end().contains('\n') {
        layout = end_lines(&layout, &whole);
    }
    let text = layout.text(fragment);
    let layout = end_brackets(chunk, &layout, &text)?;
    let text = layout.text(fragment);
    let layout = fill_gaps(chunk, index, &layout, &text)?;
    let text = layout.text(fragment);
    let tree = parse(lang, &text).ok_or_else(|| unfit(&text))?;
    if tree.root_node().has_error() { Err(unparsable(chunk)) } else { Ok(Parsed { layout, text, tree }) }
}

fn end_lines(layout: &Layout, text: &str) -> Layout {
    let mut insertions = Insertions::default();
    for end in line_ends(text, &tokens(text, &LEXIS)) {
        // The space that stands there already would indent the line.
        let gap = text[end.at..].len() - text[end.at..].trim_start_matches([' ', '\t']).len();
        let indent = "    ".repeat(end.depth);
        insertions.behind(end.at + gap, format!("\n{indent}"), "ends the statement", end.faith);
    }
    layout.with(&insertions)
}

fn end_brackets(chunk: &Chunk<'_>, layout: &Layout, text: &str) -> Result<Layout, Obstacle> {
    let closers = close(text, &tokens(text, &LEXIS), |_| false)
        .map_err(|_| incomplete(chunk, "closes brackets that the note does not open"))?;
    let mut insertions = Insertions::default();
    for closer in &closers {
        if opens_signature(text, closer) || closer.inside {
            let detail = "breaks off inside brackets, and what stood there cannot be told";
            return Err(Obstacle::new(if chunk.lossy { Reason::LossySource } else { Reason::Incomplete }, detail));
        }
        let what = match closer.bracket {
            ')' => "call",
            ']' => "list",
            _ => "dictionary",
        };
        insertions.behind(closer.at, closer.bracket.to_string(), format!("closes the {what}"), Faith::Faithful);
    }
    Ok(layout.with(&insertions))
}

/// Whether a bracket holds the parameters of a function or the bases of a class.
fn opens_signature(text: &str, closer: &Closer) -> bool {
    let line = text[..closer.opener].rfind('\n').map_or(0, |at| at + 1);
    let words = text[line..closer.opener].trim_start();
    ["def ", "class ", "async def "].iter().any(|keyword| words.starts_with(keyword)) && !words.contains('(')
}

fn fill_gaps(chunk: &Chunk<'_>, index: usize, layout: &Layout, text: &str) -> Result<Layout, Obstacle> {
    let lexed = tokens(text, &LEXIS);
    let mut insertions = Insertions::default();
    for gap in gaps(&lines(text, &lexed)) {
        let missing = |at: usize, detail: &str| {
            let obstacle = incomplete(chunk, detail);
            layout.origin(at).map_or(obstacle.clone(), |(_, byte)| obstacle.at(index, byte))
        };
        match gap {
            Gap::Body { at, what, inside } => {
                let faith = if inside { Faith::Guess } else { Faith::Faithful };
                insertions.behind(at, " pass", format!("gives the {what} an empty body"), faith);
            }
            Gap::Indented => insertions.before(0, "if True:\n", "opens a block for the indentation", Faith::Faithful),
            Gap::Opener(at) => return Err(missing(at, "holds lines whose call or block is not in the note")),
            Gap::Dedent(at) => return Err(missing(at, "ends a block whose start is not in the note")),
            Gap::Decorated(at) => return Err(missing(at, "decorates something that is not in the note")),
        }
    }
    Ok(layout.with(&insertions))
}

fn incomplete(_chunk: &Chunk<'_>, detail: &str) -> Obstacle {
    Obstacle::new(Reason::Incomplete, detail)
}

fn unparsable(chunk: &Chunk<'_>) -> Obstacle {
    if let Some(dots) = omission(chunk.text) {
        return Obstacle::new(Reason::Placeholder, format!("leaves code out where it writes `{dots}`"));
    }
    if chunk.lossy {
        return Obstacle::new(Reason::LossySource, "does not parse as Python, and the copy has lost lines");
    }
    if chunk.flattened {
        return Obstacle::new(
            Reason::LossySource,
            "has lost its line ends, and where its statements end cannot be told",
        );
    }
    Obstacle::new(Reason::UnsureCompletion, "does not parse as Python by itself, and what is missing cannot be told")
}

/// What stands for code left out. Alone, `...` is a value of Python; next to others it is none.
pub(super) fn omission(text: &str) -> Option<&'static str> {
    ["… ", "…\n", "... ...", ", ...", "...)", "...}", "...]"]
        .iter()
        .find(|dots| text.contains(**dots))
        .map(|dots| if dots.contains('…') { "…" } else { "..." })
}
