//! A lexer for the bracketed languages: enough to tell code from strings and comments where a
//! text is too broken for its grammar.

use std::ops::Range;

use crate::notes::ceil_char_boundary;

/// How a language writes strings and comments.
pub(in crate::languages) struct Lexis {
    /// What begins a comment that runs to the end of the line.
    pub(in crate::languages) line_comment: &'static str,
    /// What begins and ends a comment, where there is such a pair.
    pub(in crate::languages) block_comment: Option<(&'static str, &'static str)>,
    /// What begins and ends a string, the longer first; whether it may run over line ends and
    /// whether a backslash escapes in it.
    pub(in crate::languages) quotes: &'static [(&'static str, bool, bool)],
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::languages) struct Token {
    /// What it is.
    pub(in crate::languages) kind: TokenKind,
    /// Where it stands.
    pub(in crate::languages) range: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::languages) enum TokenKind {
    /// A name or keyword.
    Word,
    /// A number.
    Number,
    /// A string, which may lack its end.
    Text,
    /// A comment.
    Comment,
    /// One character of anything else that is not white space.
    Mark,
}

impl Token {
    /// Its text.
    pub(in crate::languages) fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }
}

/// The tokens of a text.
pub(in crate::languages) fn tokens(text: &str, lexis: &Lexis) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = next(&text[at..], first, lexis);
        found.push(Token { kind, range: at..at + length });
        at += length;
    }
    found
}

fn next(rest: &str, first: char, lexis: &Lexis) -> (TokenKind, usize) {
    if rest.starts_with(lexis.line_comment) {
        return (TokenKind::Comment, line_length(rest));
    }
    if let Some((open, close)) = lexis.block_comment
        && let Some(inner) = rest.strip_prefix(open)
    {
        let length = inner.find(close).map_or(rest.len(), |end| open.len() + end + close.len());
        return (TokenKind::Comment, length);
    }
    if let Some((quote, many_lines, escapes)) = lexis.quotes.iter().find(|(quote, ..)| rest.starts_with(quote)) {
        return (TokenKind::Text, string_length(rest, quote, *many_lines, *escapes));
    }
    if first.is_ascii_digit() {
        return (TokenKind::Number, run_length(rest, |c| c.is_alphanumeric() || c == '_' || c == '.'));
    }
    if is_word(first) {
        return (TokenKind::Word, run_length(rest, is_word));
    }
    (TokenKind::Mark, first.len_utf8())
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn run_length(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

fn line_length(rest: &str) -> usize {
    memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())
}

/// The length of the string that `rest` begins with, its quotes included; to the end of its line
/// where it lacks its end and may not run over lines.
fn string_length(rest: &str, quote: &str, many_lines: bool, escapes: bool) -> usize {
    let bytes = rest.as_bytes();
    let mut at = quote.len();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if escapes => at += 1,
            b'\n' if !many_lines => return at,
            _ if bytes[at..].starts_with(quote.as_bytes()) => return at + quote.len(),
            _ => {}
        }
        at += 1;
    }
    // An escape may have stepped over the end, or into a character.
    ceil_char_boundary(rest, at)
}
