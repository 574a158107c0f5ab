//! Parts of a JSON file that are not what they should be.

use super::Notice;
use super::passage::line_at;

/// What was left out of a file: all of it is counted, and the first is told.
pub(super) struct LeftOut<'a> {
    /// What is left out, as the beginning of a sentence.
    what: &'static str,
    count: usize,
    first: Option<(&'a str, String)>,
}

impl<'a> LeftOut<'a> {
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, count: 0, first: None }
    }

    /// Counts an entry, a part of the file's text, which is left out because of an error.
    pub(super) fn add(&mut self, entry: &'a str, error: String) {
        self.count += 1;
        self.first.get_or_insert((entry, error));
    }

    /// What there is to say of a file with this text.
    pub(super) fn notice(&self, text: &str) -> Option<Notice> {
        let (first, error) = self.first.as_ref()?;
        // The place that serde_json gives is one of the entry, not of the file.
        let error = error.rsplit_once(" at line ").map_or(error.as_str(), |(error, _)| error);
        let (what, count) = (self.what, self.count);
        Some(Notice {
            line: Some(line_at(text, offset_in(text, first))),
            message: format!("{what} are left out ({count}). The first, on this line: {error}."),
        })
    }
}

/// Where a part of `text` begins in it.
pub(super) fn offset_in(text: &str, part: &str) -> usize {
    part.as_ptr().addr() - text.as_ptr().addr()
}
