//! Code in HTML: `<pre>`, with or without `<code class="language-go">` inside.

use std::ops::Range;

use super::candidate::{Candidate, cut};
use super::{FoundBy, label};
use crate::notes::Passage;

/// The longest character reference looked for: `&quot;`, `&#x2014;`.
const LONGEST_REFERENCE: usize = 10;

/// The `<pre>` elements of a text that is HTML, whose lines are indented by a tab for each tag around
/// them: behind the first, which follows its tag, what they share is none of the code's.
pub(super) fn document(passage: &Passage) -> Vec<Candidate> {
    let mut found = candidates(passage, 0..passage.text().len());
    for candidate in &mut found {
        let tabs = |line: &str| line.len() - line.trim_start_matches('\t').len();
        let following = candidate.code.text().lines().skip(1).filter(|line| !line.trim().is_empty());
        let shared = following.map(tabs).min().unwrap_or(0);
        candidate.code = cut(&candidate.code, |line| tabs(line).min(shared)..line.len());
    }
    found
}

/// The `<pre>` elements that stand in `range` of a text.
pub(super) fn candidates(passage: &Passage, range: Range<usize>) -> Vec<Candidate> {
    let text = passage.text();
    let mut found = Vec::new();
    let mut from = range.start;
    while let Some(start) = find(&text[..range.end], from, "<pre") {
        let Some(open) = find(&text[..range.end], start, ">") else { break };
        let Some(close) = find(&text[..range.end], open, "</pre") else { break };
        let end = find(&text[..range.end], close, ">").map_or(range.end, |at| at + 1);
        let inside = open + 1..close;
        found.push(Candidate {
            outer: start..end,
            label: class(&text[start..open]).or_else(|| code_class(&text[inside.clone()])),
            code: decoded(passage, inside),
            found_by: FoundBy::Fence,
        });
        from = end;
    }
    found
}

fn find(text: &str, from: usize, needle: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes().get(from..)?, needle.as_bytes()).map(|at| from + at)
}

fn code_class(inside: &str) -> Option<super::Label> {
    let tag = inside.trim_start().strip_prefix("<code")?;
    class(&tag[..tag.find('>')?])
}

/// The language that a class or `lang` attribute names, as the syntax highlighters write it.
fn class(tag: &str) -> Option<super::Label> {
    let at = tag.find("language-").or_else(|| tag.find("lang-"))?;
    let name = tag[at..].split_once('-')?.1;
    let end = name.find(|char: char| !char.is_alphanumeric() && !matches!(char, '+' | '#')).unwrap_or(name.len());
    label::parse(&name[..end])
}

/// The text without tags and with character references decoded.
fn decoded(passage: &Passage, range: Range<usize>) -> Passage {
    let text = &passage.text()[range.clone()];
    let mut code = Passage::default();
    let (mut at, mut tag_free) = (0, 0);
    while let Some(next) = memchr::memchr2(b'<', b'&', &text.as_bytes()[at..]).map(|found| at + found) {
        let skip = match text.as_bytes()[next] {
            b'<' => tag_length(&text[next..]).map(|length| (length, "")),
            _ => reference(&text[next..]),
        };
        at = next + 1;
        if let Some((length, meaning)) = skip {
            code.append(&passage.slice(range.start + tag_free..range.start + next));
            code.push(meaning, passage.source(range.start + next));
            at = next + length;
            tag_free = at;
        }
    }
    code.append(&passage.slice(range.start + tag_free..range.end));
    code
}

/// Bytes of the tag that `text` begins with; a `<` on its own is text.
fn tag_length(text: &str) -> Option<usize> {
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    inner.starts_with(|char: char| char.is_ascii_alphabetic()).then_some(())?;
    let line = &text[..memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())];
    line.find('>').map(|end| end + 1)
}

fn reference(text: &str) -> Option<(usize, &'static str)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let meaning = match &text[1..end] {
        "lt" | "#60" => "<",
        "gt" | "#62" => ">",
        "amp" | "#38" => "&",
        "quot" | "#34" => "\"",
        "apos" | "#39" | "#x27" => "'",
        "nbsp" | "#160" => " ",
        _ => return None,
    };
    Some((end + 1, meaning))
}
