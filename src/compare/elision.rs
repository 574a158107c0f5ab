//! Elisions: what a claim leaves out, as `...`, `…`, `[..]` or in words.

use std::sync::LazyLock;

use regex::Regex;

static DOTS: LazyLock<Regex> = LazyLock::new(|| {
    let dots = r"(?:\[\.{2,}\]|\.{3,}|…+|⋮)";
    Regex::new(&format!(r"{dots}(?:\s*{dots})*")).expect("a pattern of our own")
});

/// A line, or the comment on one, that says in words that more follows.
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    let words = "and so on|and so forth|etc|snip|truncated|omitted|以下省略|省略|等等|略";
    Regex::new(&format!(r"(?im)^[ \t]*(?:[#/]+[ \t]*)?[(\[<]?(?:{words})[)\]>]?\.?[ \t]*$"))
        .expect("a pattern of our own")
});

/// The claim with dots where it says in words that something is left out.
pub(super) fn as_dots(claimed: &str) -> String {
    WORDS.replace_all(claimed, "...").into_owned()
}

/// Whether the claim holds elisions and fits with something in their places.
pub(super) fn matches(claimed: &str, seen: &str) -> bool {
    let mut pieces = DOTS.split(claimed).map(str::trim);
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = seen.trim().strip_prefix(first) else { return false };
    let mut pieces: Vec<_> = pieces.collect();
    let Some(last) = pieces.pop() else { return false };
    let finder = |rest: &str, piece: &str| memchr::memmem::find(rest.as_bytes(), piece.as_bytes());
    for piece in pieces {
        let Some(at) = finder(rest, piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// Whether a line or a word is nothing but dots, or words, that stand for what is left out.
pub(crate) fn is_elision(text: &str) -> bool {
    let text = as_dots(text.trim());
    !text.is_empty() && DOTS.replace_all(&text, "").trim().is_empty()
}

/// Whether the claim says nothing but that something is left out.
pub(super) fn is_everything(claimed: &str) -> bool {
    let claimed = as_dots(claimed);
    DOTS.is_match(&claimed) && !DOTS.replace_all(&claimed, "").contains(char::is_alphanumeric)
}
