//! Relaxations of order: sets, maps, and lines that a claim calls unordered.

use super::relax::{Context, Pair};

/// Deeper nesting is compared as it stands.
const MAX_DEPTH: usize = 32;

/// The lines of a text, sorted, without white space around them and without blank ones.
pub(super) fn sorted_lines(text: &str) -> String {
    let mut lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// Whether two texts are the same lines in another order.
pub(super) fn same_lines(claimed: &str, seen: &str) -> bool {
    claimed.trim().lines().count() > 1 && sorted_lines(claimed) == sorted_lines(seen)
}

/// The members of sets and maps in order: `{…}`, and `map[…]` of Go.
pub(super) fn any_order(context: &Context, pair: Pair) -> Pair {
    // To a shell and to C braces are a sequence.
    if matches!(context.language.name(), "shell" | "c" | "cpp") || !pair.claimed.contains(['{', '[']) {
        return pair;
    }
    pair.both(|text| sort_members(text, 0).unwrap_or_else(|| text.to_owned()))
}

/// The text with the members of each set or map sorted; `None` where its brackets do not match.
fn sort_members(text: &str, depth: usize) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '[', '(', '"', '\'']) {
        out.push_str(&rest[..at]);
        let open = rest[at..].chars().next()?;
        let length = closing(&rest[at..])?;
        let inner = &rest[at + 1..at + length - 1];
        if open == '"' || open == '\'' {
            out.push_str(&rest[at..at + length]);
        } else {
            let unordered = open == '{' || (open == '[' && out.ends_with("map"));
            out.push(open);
            out.push_str(&if unordered { sorted(inner, open == '[', depth)? } else { sort_members(inner, depth + 1)? });
            out.push_str(&rest[at + length - 1..at + length]);
        }
        rest = &rest[at + length..];
    }
    out.push_str(rest);
    Some(out)
}

/// The members between brackets, each sorted inside, in order.
fn sorted(inner: &str, by_space: bool, depth: usize) -> Option<String> {
    let (separators, joint): (&[char], _) = if by_space { (&[' '], " ") } else { (&[','], ", ") };
    let mut members = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(found) = inner[at..].find(|c| separators.contains(&c) || "{[(\"'".contains(c)) {
        at += found;
        if inner[at..].starts_with(separators) {
            members.push(sort_members(inner[start..at].trim(), depth + 1)?);
            at += 1;
            start = at;
        } else {
            at += closing(&inner[at..])?;
        }
    }
    members.push(sort_members(inner[start..].trim(), depth + 1)?);
    members.retain(|member| !member.is_empty());
    members.sort_unstable();
    Some(members.join(joint))
}

/// The length of a bracket or quote with all that it encloses.
fn closing(text: &str) -> Option<usize> {
    let mut expected: Vec<char> = Vec::new();
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if let Some(open) = quote {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == open {
                quote = None;
            }
        } else {
            match c {
                '"' | '\'' => quote = Some(c),
                '{' => expected.push('}'),
                '[' => expected.push(']'),
                '(' => expected.push(')'),
                '}' | ']' | ')' if expected.pop() != Some(c) => return None,
                _ => {}
            }
        }
        if expected.is_empty() && quote.is_none() {
            return Some(at + c.len_utf8());
        }
    }
    None
}
