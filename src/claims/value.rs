//! Whether a text is a value as languages write them: `3`, `'a'`, `[1 2]`, `Decimal('0.3')`.
//!
//! One reader for all languages: notes mix their notations, and what matters is whether a person who
//! writes this text behind a call means a result or an explanation.

use std::sync::LazyLock;

use regex::Regex;

/// A number of any of the common languages, complex ones included.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let real = r"(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?";
    let number = format!(r"^[-+]?(?:0[xX][0-9a-fA-F]+|0[bo]\d+|{real}[jJL]?(?:[-+]{real}j)?)");
    Regex::new(&number).expect("a pattern of our own")
});

/// What a text is when it is read as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// Words, or code, or nothing.
    Words,
    /// Something in brackets, with words in it: `[a b c]`, `{name: x}`. A list, or an aside.
    Wordy,
    /// A number, a quoted string, a constant, or a collection of such.
    Literal,
}

/// Deeper nesting than this is nobody's claim.
const MAX_DEPTH: usize = 64;

/// Longer texts are output, not a value.
const MAX_LENGTH: usize = 10_000;

/// Constants of the common languages.
const CONSTANTS: &str = "True False None true false nil null NULL undefined NaN nan inf -inf Infinity -Infinity Ellipsis \
    NotImplemented nullptr";

/// Lower-case names that stand before the brackets of a printed value.
const CONSTRUCTORS: &str = "dict_keys dict_values dict_items odict_keys range array deque set frozenset bytearray \
    defaultdict mappingproxy namedtuple map";

/// What the whole text is.
pub(crate) fn shape(text: &str) -> Shape {
    let text = text.trim();
    match leading(text) {
        Some((length, shape)) if length == text.len() => shape,
        Some((length, first)) => sequence(&text[length..], first),
        None => Shape::Words,
    }
}

/// Whether the whole text is a value without words in it.
pub(crate) fn is_literal(text: &str) -> bool {
    shape(text) == Shape::Literal
}

/// Whether a text is several values with white space between them, as code prints them that prints
/// several at once: `3 6`, `true [1 2]`.
pub(super) fn is_row(text: &str) -> bool {
    let mut rest = text.trim();
    let mut count = 0;
    while let Some((length, Shape::Literal)) = leading(rest) {
        count += 1;
        rest = rest[length..].trim_start();
    }
    count > 1 && rest.is_empty()
}

/// `1, 2, 3`: what a tuple without its brackets is, or several results printed one behind the other.
fn sequence(rest: &str, first: Shape) -> Shape {
    let mut rest = rest;
    let mut shape = first;
    while let Some(after) = rest.trim_start().strip_prefix(',') {
        let Some((length, next)) = leading(after.trim_start()) else { return Shape::Words };
        shape = shape.min(next);
        rest = &after.trim_start()[length..];
    }
    if rest.trim().is_empty() { shape } else { Shape::Words }
}

/// The value that a text begins with: its length in bytes and its shape.
pub(crate) fn leading(text: &str) -> Option<(usize, Shape)> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let mut reader = Reader { text, at: 0 };
    let shape = reader.value(0)?;
    (shape > Shape::Words && reader.ends_here()).then_some((reader.at, shape))
}

/// Whether a list of words, with a space between each, holds this one.
pub(super) fn lists(words: &str, word: &str) -> bool {
    words.split(' ').any(|listed| listed == word)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Whether a token ends here, so that `3rd` and `10.0.0.1` are no numbers.
    fn ends_here(&self) -> bool {
        let mut next = self.rest().chars();
        match next.next() {
            Some('.') => next.next().is_none_or(char::is_whitespace),
            Some(c) => !c.is_alphanumeric() && !"_%/:-'\"".contains(c),
            None => true,
        }
    }

    fn value(&mut self, depth: usize) -> Option<Shape> {
        if depth > MAX_DEPTH {
            return None;
        }
        let first = self.rest().chars().next()?;
        match first {
            '"' | '\'' | '`' => self.string(),
            '(' | '[' | '{' => self.bracketed(depth),
            '<' => self.angled(),
            '&' if self.rest()[1..].starts_with('{') => {
                self.at += 1;
                self.bracketed(depth)
            }
            '-' | '+' | '.' | '0'..='9' => self.number(depth).or_else(|| self.constant()),
            c if c.is_alphabetic() || c == '_' => self.named(depth),
            _ => None,
        }
    }

    fn string(&mut self) -> Option<Shape> {
        let quote = self.rest().chars().next()?;
        let mut escaped = false;
        for (offset, c) in self.rest().char_indices().skip(1) {
            match c {
                '\n' => return None,
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if c == quote => {
                    self.at += offset + 1;
                    return Some(Shape::Literal);
                }
                _ => {}
            }
        }
        None
    }

    fn number(&mut self, depth: usize) -> Option<Shape> {
        let found = NUMBER.find(self.rest())?;
        // Outside of brackets the point behind a number ends a sentence.
        let ends_sentence = depth == 0 && found.as_str().ends_with('.') && found.end() < self.rest().len();
        self.at += found.end() - usize::from(ends_sentence);
        Some(Shape::Literal)
    }

    fn constant(&mut self) -> Option<Shape> {
        let found = CONSTANTS.split(' ').filter(|name| self.rest().starts_with(name)).max_by_key(|name| name.len())?;
        self.at += found.len();
        Some(Shape::Literal)
    }

    /// A constant, a prefixed string (`b'x'`), or a name with brackets behind it.
    fn named(&mut self, depth: usize) -> Option<Shape> {
        let rest = self.rest();
        let length = rest.find(|c: char| !c.is_alphanumeric() && !"_.".contains(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        if name.len() <= 2 && after.starts_with(['"', '\'']) && name.chars().all(|c| "bBuUrRfF".contains(c)) {
            self.at += length;
            return self.string();
        }
        if lists(CONSTANTS, name.trim_end_matches('.')) {
            self.at += name.trim_end_matches('.').len();
            return Some(Shape::Literal);
        }
        let known = lists(CONSTRUCTORS, name) || name.starts_with("datetime.");
        let type_like = name.rsplit('.').next().is_some_and(|last| last.starts_with(char::is_uppercase));
        if after.starts_with('(') && (type_like || known) {
            self.at += length;
            return self.bracketed(depth).map(|_| Shape::Literal);
        }
        if after.starts_with('[') && name == "map" || after.starts_with('{') && type_like {
            self.at += length;
            return self.bracketed(depth).map(|_| Shape::Literal);
        }
        None
    }

    /// `<class 'x'>`, `<Foo object at 0x1>`; not `<div>`, which is markup.
    fn angled(&mut self) -> Option<Shape> {
        let rest = self.rest();
        let line = rest.lines().next()?;
        let end = line.rfind('>')? + 1;
        let inner = &line[1..end - 1];
        let speaks = inner.contains(' ') || inner.contains(':') || inner.contains('.');
        if !speaks || inner.starts_with(['/', '!', ' ']) || inner.contains("</") {
            return None;
        }
        self.at += end;
        Some(Shape::Literal)
    }

    fn bracketed(&mut self, depth: usize) -> Option<Shape> {
        let open = self.rest().chars().next()?;
        let close = match open {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            _ => return None,
        };
        self.at += 1;
        let mut shape = Shape::Literal;
        let mut items = 0;
        loop {
            let blank = self.rest().len()
                - self.rest().trim_start_matches(|c: char| c.is_whitespace() || ",:=".contains(c)).len();
            self.at += blank;
            if self.rest().is_empty() {
                return None;
            }
            if self.rest().starts_with(close) {
                self.at += 1;
                // Words in round brackets are an aside.
                return if open == '(' && (shape == Shape::Wordy || items == 0 && blank > 0) {
                    None
                } else {
                    Some(shape)
                };
            }
            let before = self.at;
            let item = self.value(depth + 1).filter(|_| self.item_ends_here(close));
            if item.is_none() {
                self.at = before;
                self.word(close)?;
            }
            let key = self.rest().trim_start().starts_with([':', '=']);
            if !key {
                shape = shape.min(item.unwrap_or(Shape::Wordy));
            }
            items += 1;
        }
    }

    fn item_ends_here(&self, close: char) -> bool {
        self.rest().chars().next().is_none_or(|c| c == close || c.is_whitespace() || ",:=".contains(c))
    }

    /// Skips a word inside brackets.
    fn word(&mut self, close: char) -> Option<()> {
        let rest = self.rest();
        let end = rest.find(|c: char| c == close || c.is_whitespace() || ",:=()[]{}".contains(c)).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        self.at += end;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Shape, is_row, leading, shape};

    #[test]
    fn literals_of_every_language_are_values() {
        for text in [
            "3",
            "-3",
            "3.14",
            "1e-05",
            "0xff",
            "1_000",
            "10L",
            "3+4j",
            "'a'",
            "\"a b\"",
            "b'x'",
            "u'x'",
            "True",
            "nil",
            "-inf",
            "[1, 2]",
            "[1 2]",
            "[]",
            "{}",
            "()",
            "(1, 'a')",
            "{'a': 1}",
            "{name: 'x'}",
            "map[a:1 b:2]",
            "&{1 2}",
            "Point{X:1}",
            "Decimal('0.3')",
            "dict_keys(['a'])",
            "datetime.date(2020, 1, 2)",
            "<class 'int'>",
            "Some(3)",
            "1, 2, 3",
            "Counter({'a': 2})",
            "<__main__.A object at 0x7f>",
        ] {
            assert_eq!(shape(text), Shape::Literal, "{text}");
        }
    }

    #[test]
    fn words_are_no_values() {
        for text in [
            "",
            "add one",
            "3 items",
            "O(n)",
            "3rd",
            "10.0.0.1",
            "1.2.3",
            "see(x)",
            "(see below)",
            "50%",
            "3/4",
            "<div>",
            "x = 3",
            "12:30",
        ] {
            assert_eq!(shape(text), Shape::Words, "{text}");
        }
        for text in ["[a b c]", "[optional]", "{name}"] {
            assert_eq!(shape(text), Shape::Wordy, "{text}");
        }
    }

    #[test]
    fn a_value_may_be_followed_by_a_remark() {
        assert_eq!(leading("0. There are none."), Some((1, Shape::Literal)));
        assert_eq!(leading("dict_keys(['a']). A view"), Some((16, Shape::Literal)));
        assert_eq!(leading("None (no docstring)"), Some((4, Shape::Literal)));
    }

    #[test]
    fn values_in_a_row_are_what_one_call_prints() {
        for text in ["3 6", "true [1 2]", "'a' -1 nil"] {
            assert!(is_row(text), "{text}");
        }
        for text in ["", "3", "3 items", "3, 6", "3 6 and so on", "1st 2nd", "[1 2]"] {
            assert!(!is_row(text), "{text}");
        }
    }

    #[test]
    fn deep_nesting_ends_quietly() {
        assert_eq!(shape(&"[".repeat(9_000)), Shape::Words);
        assert_eq!(shape(&"((".repeat(100_000)), Shape::Words);
        assert!(!is_row(&"3 ".repeat(100_000)));
    }
}
