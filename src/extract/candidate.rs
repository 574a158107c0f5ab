//! What the searches for code hand over, and how it becomes a [`Block`].

use std::ops::Range;

use super::lines::{Line, common_indent};
use super::{Block, Directives, FoundBy, Label, notebook, session};
use crate::notes::{PartOf, Passage};

/// A block in the making: its place in a text, and its own text.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Bytes of the text that it takes up.
    pub outer: Range<usize>,
    /// Its own text.
    pub code: Passage,
    /// How it was found.
    pub found_by: FoundBy,
    /// What the author wrote behind the fence or directive.
    pub label: Option<Label>,
}

impl Candidate {
    /// The candidate made of whole lines, without the indentation that they share.
    pub(super) fn of_lines(passage: &Passage, lines: &[Line<'_>], found_by: FoundBy) -> Self {
        let outer = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end + line_end(passage.text(), last).len(),
            _ => 0..0,
        };
        Self { outer, code: dedented(passage, lines), found_by, label: None }
    }

    /// Whether there is anything but white space in it.
    pub(super) fn has_text(&self) -> bool {
        !self.code.text().trim().is_empty()
    }

    /// The block that it is.
    pub(super) fn into_block(self, part: PartOf, lossy: bool) -> Block {
        let session = match self.found_by {
            FoundBy::Cell => notebook::entries(self.code.text(), self.label.as_ref()),
            _ => session::entries(self.code.text()),
        };
        let directives = Directives::default();
        let Self { outer, code, found_by, label } = self;
        Block { part, outer, code, found_by, label, directives, session, lossy }
    }
}

/// The lines without the indentation that they share; line ends become `\n`.
pub(super) fn dedented(passage: &Passage, lines: &[Line<'_>]) -> Passage {
    let text = passage.text();
    let common = common_indent(text, lines).len();
    let mut code = Passage::default();
    for (index, line) in lines.iter().enumerate() {
        if !line.is_blank() {
            code.append(&passage.slice(line.range.start + common..line.range.end));
        }
        let is_last = index + 1 == lines.len();
        if !is_last || !line_end(text, line).is_empty() {
            code.push("\n", passage.source(line.range.end));
        }
    }
    code
}

/// The code with only that of each line which `kept` keeps.
pub(super) fn cut(code: &Passage, kept: impl Fn(&str) -> Range<usize>) -> Passage {
    let mut whole = Passage::default();
    let mut start = 0;
    for line in code.text().split_inclusive('\n') {
        let body = line.strip_suffix('\n').unwrap_or(line);
        let kept = kept(body);
        whole.append(&code.slice(start + kept.start..start + kept.end));
        whole.append(&code.slice(start + body.len()..start + line.len()));
        start += line.len();
    }
    whole
}

/// What ends the line in the text: `\n`, `\r\n`, or nothing.
fn line_end<'a>(text: &'a str, line: &Line<'_>) -> &'a str {
    let rest = &text[line.range.end..];
    let length = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
    &rest[..length]
}
