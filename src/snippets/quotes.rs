//! What keeps a stored completion honest: every quote stands in the note.

use std::ops::Range;

use crate::notes::Document;

/// The texts of a document in which quotes are looked for, white space of any length as one space.
pub(super) struct Quotes {
    texts: Vec<Spaced>,
}

/// A text with white space as single spaces.
struct Spaced {
    text: String,
    /// Where a run of it begins, and the byte of the file from which on it stands there unchanged.
    runs: Vec<(usize, usize)>,
}

impl Quotes {
    /// The quotes that may be found in a document.
    pub(super) fn of(document: &Document) -> Self {
        let texts = document.parts().map(|(_, part)| Spaced::of(part.passage.text(), |at| part.passage.source(at)));
        Self { texts: texts.chain([Spaced::of(document.text(), |at| at)]).collect() }
    }

    /// The bytes of the file in which a quote stands, of several places the nearest to `near`.
    pub(super) fn find(&self, quote: &str, near: usize) -> Option<Range<usize>> {
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let finder = memchr::memmem::Finder::new(quote.as_bytes());
        let places = self.texts.iter().flat_map(|spaced| {
            let place = |at: usize| spaced.source(at)..spaced.source(at + quote.len() - 1) + 1;
            finder.find_iter(spaced.text.as_bytes()).map(place).collect::<Vec<_>>()
        });
        if quote.is_empty() { None } else { places.min_by_key(|place| place.start.abs_diff(near)) }
    }
}

impl Spaced {
    fn of(text: &str, source: impl Fn(usize) -> usize) -> Self {
        let mut spaced = Self { text: String::with_capacity(text.len()), runs: Vec::new() };
        for (at, character) in text.char_indices() {
            let character = if character.is_whitespace() { ' ' } else { character };
            if character == ' ' && spaced.text.ends_with(' ') {
                continue;
            }
            let (here, source) = (spaced.text.len(), source(at));
            if spaced.runs.last().is_none_or(|(start, from)| from + (here - start) != source) {
                spaced.runs.push((here, source));
            }
            spaced.text.push(character);
        }
        spaced
    }

    /// The byte of the file that a byte of the text comes from.
    fn source(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.runs.get(run).map_or(0, |(start, from)| from + (at - start))
    }
}

#[cfg(test)]
mod tests {
    use super::Quotes;
    use crate::notes;

    #[test]
    fn a_quote_is_found_across_lines_and_the_nearest_counts() {
        let document = notes::read("a.md", b"one two\n\nthree one\n   two\n".to_vec());
        let quotes = Quotes::of(&document);
        assert_eq!(quotes.find("one  two", 0), Some(0..7));
        assert_eq!(quotes.find("one two", 20), Some(15..25));
        assert_eq!(quotes.find("two one", 0), None);
        assert_eq!(quotes.find(" ", 0), None);
    }
}
