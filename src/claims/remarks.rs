//! What a comment says: a result, an error, or nothing that could be checked.

use super::Strength;
use super::echo::Echo;
use super::value::{Shape, is_literal, is_row, leading, shape};
use super::words::{ARROW, ERROR_WORD, REFUSED_WORD, RESULT_WORD, is_for_tools};

/// What a remark claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Remark<'a> {
    /// The claimed text, a part of the remark.
    pub(super) text: &'a str,
    /// How it is marked as a result.
    pub(super) mark: Mark,
    /// How sure it is that this is a claim.
    pub(super) strength: Strength,
}

/// How a remark is marked as a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// With an arrow, or a word of printing.
    Marked,
    /// Not at all.
    Bare,
    /// As the error that ends the code.
    Error,
    /// As the number of the error with which the compiler refuses it.
    Refused,
}

/// Reads the text of a comment, without its markers. `prints` says whether the code before it prints
/// something, and `echo` knows the strings of that code.
pub(super) fn read<'a>(comment: &'a str, prints: bool, echo: &Echo<'_>) -> Option<Remark<'a>> {
    let comment = comment.trim().trim_end_matches("*/").trim();
    if comment.is_empty() || is_for_tools(comment) {
        return None;
    }
    if let Some(rest) = behind_arrow(comment) {
        return error(rest).or_else(|| marked(rest, prints, echo));
    }
    if let Some(found) = refused(comment).or_else(|| error(comment)) {
        return Some(found);
    }
    if let Some(words) = RESULT_WORD.captures(comment) {
        let rest = words.name("rest")?.as_str();
        let claim = marked(rest, prints, echo)?;
        // "prints the sum" explains; "prints 3" and "prints: Hello" claim.
        let says_value = is_literal(claim.text) || (prints && is_row(claim.text));
        let says_text = words.name("mark").is_some() || echo.knows(claim.text);
        return (says_value || (prints && says_text)).then_some(claim);
    }
    bare(comment, prints, echo)
}

/// What stands behind the arrow that a comment begins with: `=> 3`, `#> 3`, `→ 3`, `= 3`.
pub(super) fn behind_arrow(comment: &str) -> Option<&str> {
    let comment = comment.trim_start();
    let arrow = ARROW.find(comment).filter(|arrow| arrow.start() == 0).map(|arrow| arrow.end());
    let end = arrow.or_else(|| comment.starts_with(['>', '=']).then_some(1))?;
    let rest = &comment[end..];
    // `>>>` is a prompt, `===` a ruler.
    (!rest.starts_with(['>', '='])).then(|| rest.trim()).filter(|rest| !rest.is_empty())
}

/// A compiler's error by its number. The code may lack what else it needs, and be refused for that.
fn refused(text: &str) -> Option<Remark<'_>> {
    let text = REFUSED_WORD.captures(text)?.name("code")?.as_str();
    Some(Remark { text, mark: Mark::Refused, strength: Strength::Weak })
}

fn error(text: &str) -> Option<Remark<'_>> {
    let found = ERROR_WORD.captures(text)?;
    let text = found.name("error")?.as_str().trim();
    Some(Remark { text, mark: Mark::Error, strength: Strength::Strong })
}

/// A result that the author has marked as one, and perhaps explained: `=> 0. There are none.`
fn marked<'a>(rest: &'a str, prints: bool, echo: &Echo<'_>) -> Option<Remark<'a>> {
    let rest = rest.trim();
    let remark = |text: &'a str, strength| Some(Remark { text, mark: Mark::Marked, strength });
    if rest.is_empty() {
        return None;
    }
    if shape(rest) > Shape::Words || (prints && is_row(rest)) {
        return remark(rest, Strength::Strong);
    }
    if let Some((length, _)) = leading(rest)
        && explains(&rest[length..])
    {
        return remark(&rest[..length], Strength::Strong);
    }
    let strength = if prints && echo.knows(rest) { Strength::Strong } else { Strength::Weak };
    remark(rest, strength)
}

/// Whether what follows a value is a sentence of its own or an aside.
fn explains(rest: &str) -> bool {
    let next = rest.trim_start();
    let apart = next.len() < rest.len();
    next.starts_with([';', '；', '。', '，'])
        || rest.starts_with(". ")
        || rest.trim_end() == "."
        || rest.starts_with(", ")
        || (apart && next.starts_with(['(', '（', '#', '-', '—', '–', '/']))
}

/// A comment without any mark: only a value, or words that the code itself prints, can be a claim.
fn bare<'a>(comment: &'a str, prints: bool, echo: &Echo<'_>) -> Option<Remark<'a>> {
    let remark = |strength| Some(Remark { text: comment, mark: Mark::Bare, strength });
    if is_literal(comment) || (prints && is_row(comment)) {
        return remark(if prints { Strength::Strong } else { Strength::Weak });
    }
    // Words in brackets may be an aside, and words that the code prints may speak of it.
    match (shape(comment) == Shape::Wordy, echo.knows(comment)) {
        (true, true) if prints => remark(Strength::Strong),
        (true, false) | (false, true) if prints => remark(Strength::Weak),
        _ => None,
    }
}
