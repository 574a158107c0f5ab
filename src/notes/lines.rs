//! The lines of a file on their way into a passage.

use super::Passage;

/// A line of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Where it begins in the file.
    pub(super) start: usize,
    /// Its text without the line end.
    pub(super) text: &'a str,
    /// Where its `\n` stands in the file; the last line may have none.
    pub(super) end: Option<usize>,
}

impl Line<'_> {
    /// The width of the spaces that it begins with.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Whether nothing but white space stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The line without its first `bytes`, all of which have to be ASCII.
    pub(super) fn without(&self, bytes: usize) -> Self {
        Self { start: self.start + bytes, text: &self.text[bytes..], end: self.end }
    }

    /// The line without up to `width` spaces at its beginning.
    pub(super) fn dedented(&self, width: usize) -> Self {
        self.without(self.indent().min(width))
    }

    /// What stands on it between the white space at its ends.
    pub(super) fn trimmed(&self) -> Self {
        let lead = self.text.len() - self.text.trim_start().len();
        Self { start: self.start + lead, text: self.text.trim(), end: self.end }
    }
}

/// The lines of `text[start..]`, with their places in `text`.
pub(super) fn lines(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |whole| {
        let start = at;
        at += whole.len();
        let line = whole.strip_suffix('\n');
        let end = line.is_some().then_some(at - 1);
        let line = line.unwrap_or(whole);
        Line { start, text: line.strip_suffix('\r').unwrap_or(line), end }
    })
}

/// The lines joined: each line end is `\n`, whatever it was in the file.
pub(super) fn joined<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> Passage {
    let mut passage = Passage::default();
    for line in lines {
        passage.push(line.text, line.start);
        if let Some(end) = line.end {
            passage.push("\n", end);
        }
    }
    passage
}

/// The lines without the blank ones at their end; `None` where all are blank.
pub(super) fn without_blank_end<'a, 'b>(lines: &'b [Line<'a>]) -> Option<&'b [Line<'a>]> {
    let last = lines.iter().rposition(|line| !line.is_blank())?;
    Some(&lines[..=last])
}
