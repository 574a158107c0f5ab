//! Relaxations of how languages, and their versions, write one and the same value.

use super::relax::{Context, Pair};
use crate::claims::value::is_literal;

pattern!(UNICODE, r#"(^|[^\w'"])u(['"])"#);
pattern!(LONG, r"\b(\d+)L\b");

/// Python 2's `u'x'`.
pub(super) fn unicode_prefix(context: &Context, pair: Pair) -> Pair {
    if context.language.name() != "python" {
        return pair;
    }
    pair.claimed_only(|text| UNICODE.replace_all(text, "$1$2").into_owned())
}

/// Python 2's `10L`.
pub(super) fn long_suffix(context: &Context, pair: Pair) -> Pair {
    if context.language.name() != "python" {
        return pair;
    }
    pair.claimed_only(|text| LONG.replace_all(text, "$1").into_owned())
}

/// Quotes around the whole of one text and not the other. Those around a number make it another value,
/// unless they are the author's.
pub(super) fn outer_quotes(context: &Context, pair: Pair) -> Pair {
    let plain = |inner: &str| !is_literal(inner);
    match (unquoted(&pair.claimed), unquoted(&pair.seen)) {
        (Some(claimed), None) if plain(claimed) || (context.authors_quotes && claimed == pair.seen.trim()) => {
            Pair::new(claimed, pair.seen.trim())
        }
        (None, Some(seen)) if plain(seen) => Pair::new(pair.claimed.trim(), seen),
        _ => pair,
    }
}

/// The text between quotes that enclose all of it.
fn unquoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let quotes = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('「', '」')];
    let (_, close) = quotes.into_iter().find(|(open, _)| text.starts_with(*open))?;
    let inner = text.chars().next().and_then(|open| text[open.len_utf8()..].strip_suffix(close))?;
    (!inner.contains(close)).then_some(inner)
}

/// `"a"` and `'a'`, where the text between them holds neither.
pub(super) fn quote_style(context: &Context, pair: Pair) -> Pair {
    // To a shell they are two things.
    if context.language.name() == "shell" || pair.claimed.contains('\'') == pair.seen.contains('\'') {
        return pair;
    }
    pair.both(|text| text.replace('"', "'"))
}

/// `[1, 2]` for Go's `[1 2]`.
pub(super) fn go_commas(context: &Context, pair: Pair) -> Pair {
    let list = |text: &str| text.contains('[') || text.contains('{');
    if context.language.name() != "go" || !list(&pair.claimed) || pair.seen.contains(',') {
        return pair;
    }
    pair.claimed_only(|text| text.replace(", ", " ").replace(',', " "))
}

/// Space beside brackets and commas, outside of quotes: `[1,2]` and `[ 1, 2 ]`.
pub(super) fn bracket_space(context: &Context, pair: Pair) -> Pair {
    let is_value = |text: &str| text.contains(['[', '{', '(']);
    if context.language.name() == "shell" || !is_value(&pair.claimed) || !is_value(&pair.seen) {
        return pair;
    }
    pair.both(|text| {
        let mut out = String::with_capacity(text.len());
        let mut quote = None;
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            match quote {
                Some(open) if c == open => quote = None,
                None if c == '"' || c == '\'' => quote = Some(c),
                _ => {}
            }
            let beside = out.ends_with(['[', '{', '(', ',', ':'])
                || characters.peek().is_some_and(|next| "]}),:".contains(*next));
            if !(quote.is_none() && c.is_whitespace() && beside) {
                out.push(c);
            }
        }
        out
    })
}
