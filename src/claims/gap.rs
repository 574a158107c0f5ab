//! What stands between a block and the code above it.

use super::words::{HEDGED, LEADS_TO_OUTPUT};
use crate::extract::Block;
use crate::notes::{Document, Side};

/// Lines of prose between code and its output; more belong to another thought.
const MAX_PROSE_LINES: usize = 3;

/// Longer prose is not searched for words.
const MAX_PROSE_BYTES: usize = 2_000;

/// A lead of at most this many characters says nothing but that output follows: `输出结果为:`.
const SHORT_LEAD: usize = 24;

/// What stands between a block and the code above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// Nothing.
    Nothing,
    /// Prose that leads to output: whether it says that the output may be another, and whether it
    /// says nothing else.
    Lead { hedged: bool, only: bool },
    /// A little prose.
    Prose,
    /// Something else.
    Apart,
}

impl Between {
    /// What stands between two blocks that follow each other, in one text or in an annotation's two.
    pub(super) fn of(document: &Document, above: &Block, below: &Block) -> Self {
        let Some(text) = text_between(document, above, below) else { return Self::Apart };
        if text.len() > MAX_PROSE_BYTES { Self::Apart } else { Self::prose(text) }
    }

    fn prose(text: &str) -> Self {
        let says = |line: &&str| line.chars().any(char::is_alphanumeric);
        let lines: Vec<_> = text.lines().map(str::trim).filter(says).collect();
        let Some(last) = lines.last() else { return Self::Nothing };
        if LEADS_TO_OUTPUT.is_match(last_sentence(last)) {
            return Self::Lead { hedged: HEDGED.is_match(last), only: last.chars().count() <= SHORT_LEAD };
        }
        let heading = lines.iter().any(|line| line.starts_with('#'));
        if heading || lines.len() > MAX_PROSE_LINES { Self::Apart } else { Self::Prose }
    }
}

/// The text between two blocks, where they stand in one text or in an annotation's two.
pub(super) fn text_between<'a>(document: &'a Document, above: &Block, below: &Block) -> Option<&'a str> {
    let quoted = above.part.annotation == below.part.annotation && above.part.side == Side::Quote;
    let start = match above.part == below.part {
        true => above.outer.end,
        false if quoted => 0,
        false => return None,
    };
    let part = document.part(below.part);
    Some(part.and_then(|part| part.passage.text().get(start..below.outer.start)).unwrap_or_default())
}

/// The last sentence of a line of prose.
fn last_sentence(line: &str) -> &str {
    let body = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    let end = body.rfind(". ").map(|at| at + 2).max(body.rfind('。').map(|at| at + '。'.len_utf8()));
    &line[end.unwrap_or(0)..]
}
