//! Where the lines of a claim stand in a text, and how they are rewritten there.

use std::ops::Range;

use memchr::memmem;

use super::Obstacle;
use super::lines::{Change, changes};
use super::page::{Hunk, Page};
use crate::claims::{Claim, Expectation, Notation};
use crate::compare::{Comparison, Observed, compare};
use crate::languages::Lang;
use crate::notes::lines_of;

/// A line of the text with a line of a claim on it.
struct Slot {
    /// The line without its end.
    line: Range<usize>,
    /// The claim's part of it.
    content: Range<usize>,
}

impl Slot {
    /// Whether the line holds nothing else.
    fn is_alone(&self, text: &str) -> bool {
        is_leader(&text[self.line.start..self.content.start]) && text[self.content.end..self.line.end].trim().is_empty()
    }
}

/// The bytes of the file that change so that a claim says `text`, and what stands there then.
pub(super) fn edit(page: &Page<'_>, claim: &Claim, language: Lang, text: &str) -> Result<Hunk, Obstacle> {
    let claimed = claim.expectation.shown();
    let claimed: Vec<&str> = claimed.trim_end().lines().collect();
    let slots = slots(page, claim, &claimed)?;
    let same = |one: &str, other: &str| says_the_same(claim, language, one, other);
    let changes = changes(&claimed, &text.lines().collect::<Vec<_>>(), &same).ok_or(Obstacle::Unfit)?;
    page.edit(hunks(page.text(), &slots, changes)?).ok_or(Obstacle::NotVerbatim)
}

/// Whether a claim of one line would hold of another.
fn says_the_same(claim: &Claim, language: Lang, claimed: &str, seen: &str) -> bool {
    let line = Claim { expectation: Expectation::Prints(claimed.to_owned()), ..claim.clone() };
    let observed = Observed { renderings: vec![seen.to_owned()], ..Observed::default() };
    matches!(compare(language, &line, &observed), Comparison::Agrees(_))
}

/// The lines of the text that hold the lines of a claim, which follow each other.
fn slots(page: &Page<'_>, claim: &Claim, claimed: &[&str]) -> Result<Vec<Slot>, Obstacle> {
    let span = page.span(&claim.span)?;
    slots_in(page.text(), &span, claim.notation, claimed).ok_or(Obstacle::NotVerbatim)
}

fn slots_in(text: &str, span: &Range<usize>, notation: Notation, claimed: &[&str]) -> Option<Vec<Slot>> {
    let said = text.get(span.clone())?;
    let begin = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    let lines: Vec<_> = lines_of(said)
        .enumerate()
        .map(|(index, line)| {
            let own = span.start + line.start..span.start + line.end;
            let is_last = own.end == span.end;
            let end = if is_last { own.end + text[own.end..end].trim_end_matches('\r').len() } else { own.end };
            (if index == 0 { begin } else { own.start }..end, own)
        })
        .collect();
    // What explains a value stands behind it in a comment, and before it elsewhere.
    let first = claimed.len() == 1 && notation == Notation::TrailingComment;
    (0..=lines.len().checked_sub(claimed.len())?).find_map(|skip| {
        let slot = |(index, line): (usize, &&str)| {
            let (whole, own) = lines[skip + index].clone();
            let content = content(&text[own.clone()], line.trim_end(), first)?;
            Some(Slot { line: whole, content: own.start + content.start..own.start + content.end })
        };
        claimed.iter().enumerate().map(slot).collect()
    })
}

/// Where a claimed line stands in a line of the file, as words of its own.
fn content(line: &str, claimed: &str, first: bool) -> Option<Range<usize>> {
    if claimed.trim().is_empty() {
        let end = line.trim_end().len();
        return (!line.contains(char::is_alphanumeric)).then_some(end..end);
    }
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (opens, closes) = (is_word(claimed.chars().next()), is_word(claimed.chars().next_back()));
    let stands_alone = |start: &usize| {
        let (before, behind) = (&line[..*start], &line[*start + claimed.len()..]);
        let continues = opens && is_word(before.chars().next_back());
        let goes_on = closes && is_word(behind.chars().next());
        !continues && !goes_on
    };
    let mut found = memmem::find_iter(line.as_bytes(), claimed.as_bytes()).filter(stands_alone);
    let start = if first { found.next() } else { found.last() }?;
    Some(start..start + claimed.len())
}

/// What changes in the text where this becomes of the slots.
fn hunks(text: &str, slots: &[Slot], changes: Vec<Change>) -> Result<Vec<Hunk>, Obstacle> {
    let line_end = line_end(text, &slots[0]);
    let stays = changes.iter().rposition(|change| !matches!(change, Change::Drop)).ok_or(Obstacle::Nothing)?;
    let mut hunks = Vec::new();
    let mut next = 0;
    for (index, change) in changes.into_iter().enumerate() {
        if let Change::Insert(new) = change {
            hunks.push(inserted(text, slots, next, &new, line_end).ok_or(Obstacle::OneLine)?);
            continue;
        }
        let slot = &slots[next];
        next += 1;
        match change {
            Change::Become(new) => hunks.push(narrowed(text, slot.line.clone(), &rewritten(text, slot, &new))),
            Change::Drop if slot.is_alone(text) => {
                // The line end goes with the line: the one behind it, or at the end the one in front.
                let before = || next.checked_sub(2).map(|last| slots[last].line.end..slot.line.end);
                let following = slots.get(next).filter(|_| index < stays);
                let range = following.map(|following| slot.line.start..following.line.start).or_else(before);
                let range = range.ok_or(Obstacle::OneLine)?;
                hunks.push((range, String::new()));
            }
            Change::Drop => return Err(Obstacle::OneLine),
            _ => {}
        }
    }
    Ok(hunks)
}

fn line_end(text: &str, slot: &Slot) -> &'static str {
    let here = &text[slot.line.end..];
    // The last line of a file may have no end: then the others tell.
    let tells =
        if here.is_empty() { &text[..slot.line.start] } else { &here[..here.find('\n').map_or(0, |at| at + 1)] };
    if tells.ends_with("\r\n") { "\r\n" } else { "\n" }
}

/// A new line in front of the slot `next`, or behind the last one.
fn inserted(text: &str, slots: &[Slot], next: usize, new: &str, line_end: &str) -> Option<Hunk> {
    let leader = leader(text, slots, next)?;
    let line = format!("{leader}{new}");
    let line = line.trim_end();
    Some(match (slots.get(next), slots.last()) {
        (Some(following), _) => (following.line.start..following.line.start, format!("{line}{line_end}")),
        (None, Some(last)) => (last.line.end..last.line.end, format!("{line_end}{line}")),
        (None, None) => return None,
    })
}

/// The line of a slot that says something else.
fn rewritten(text: &str, slot: &Slot, new: &str) -> String {
    let before = &text[slot.line.start..slot.content.start];
    let after = &text[slot.content.end..slot.line.end];
    if new.is_empty() {
        return format!("{before}{after}").trim_end().to_owned();
    }
    let gap = if slot.content.is_empty() && !before.is_empty() && !before.ends_with(' ') { " " } else { "" };
    format!("{before}{gap}{new}{after}")
}

/// What a new line before the slot `next` begins with: what its neighbours begin with.
fn leader<'a>(text: &'a str, slots: &[Slot], next: usize) -> Option<&'a str> {
    let near = [next.checked_sub(1).filter(|last| *last > 0), Some(next), next.checked_sub(1)];
    let slots = near.into_iter().flatten().filter_map(|index| slots.get(index));
    let whole =
        slots.filter(|slot| text[slot.content.end..slot.line.end].trim().is_empty() && !slot.content.is_empty());
    whole.map(|slot| &text[slot.line.start..slot.content.start]).find(|leader| is_leader(leader))
}

/// Whether nothing but indentation, a quotation's mark, a comment's marker or that of Org's results stands before
/// a line.
fn is_leader(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || ">#/-*;%|:".contains(c))
}

/// A replacement without what stays the same at its ends.
fn narrowed(text: &str, range: Range<usize>, new: &str) -> Hunk {
    let old = &text[range.clone()];
    let same = |(one, other): &(char, char)| one == other;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let ends = old[head..].chars().rev().zip(new[head..].chars().rev());
    let tail: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (range.start + head..range.end - tail, new[head..new.len() - tail].to_owned())
}
