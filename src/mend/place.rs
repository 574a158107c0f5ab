//! Where the lines of a claim stand in the file, and how they are rewritten there.

use std::ops::Range;

use memchr::memmem;

use super::Obstacle;
use super::lines::{Change, changes};
use crate::claims::{Claim, Expectation, Notation};
use crate::compare::{Comparison, Observed, compare};
use crate::languages::Lang;
use crate::notes::{Document, lines_of};

/// A line of the file with a line of a claim on it.
struct Slot {
    /// The line without its end.
    line: Range<usize>,
    /// The claim's part of it.
    content: Range<usize>,
}

/// The bytes of the file that change so that a claim says `text`, and what stands there then.
pub(super) fn edit(
    document: &Document,
    claim: &Claim,
    language: Lang,
    text: &str,
) -> Result<(Range<usize>, String), Obstacle> {
    let claimed = claim.expectation.shown();
    let claimed: Vec<&str> = claimed.trim_end().lines().collect();
    let file = document.text();
    let slots = slots(file, claim, &claimed).ok_or(Obstacle::NotVerbatim)?;
    let same = |one: &str, other: &str| says_the_same(claim, language, one, other);
    let changes = changes(&claimed, &text.lines().collect::<Vec<_>>(), &same).ok_or(Obstacle::Unfit)?;
    let new = rewritten(file, &slots, changes)?;
    let range = slots[0].line.start..slots[slots.len() - 1].line.end;
    Ok(narrowed(file, range, &new))
}

/// Whether a claim of one line would hold of another.
fn says_the_same(claim: &Claim, language: Lang, claimed: &str, seen: &str) -> bool {
    let line = Claim { expectation: Expectation::Prints(claimed.to_owned()), ..claim.clone() };
    let observed = Observed { renderings: vec![seen.to_owned()], ..Observed::default() };
    matches!(compare(language, &line, &observed), Comparison::Agrees(_))
}

/// The lines of the file that hold the lines of a claim, which follow each other.
fn slots(file: &str, claim: &Claim, claimed: &[&str]) -> Option<Vec<Slot>> {
    let said = file.get(claim.span.clone())?;
    let begin = file[..claim.span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = file[claim.span.end..].find('\n').map_or(file.len(), |at| claim.span.end + at);
    let lines: Vec<_> = lines_of(said)
        .enumerate()
        .map(|(index, line)| {
            let own = claim.span.start + line.start..claim.span.start + line.end;
            let is_last = own.end == claim.span.end;
            let end = if is_last { own.end + file[own.end..end].trim_end_matches('\r').len() } else { own.end };
            (if index == 0 { begin } else { own.start }..end, own)
        })
        .collect();
    // What explains a value stands behind it in a comment, and before it elsewhere.
    let first = claimed.len() == 1 && claim.notation == Notation::TrailingComment;
    (0..=lines.len().checked_sub(claimed.len())?).find_map(|skip| {
        let slot = |(index, line): (usize, &&str)| {
            let (whole, own) = lines[skip + index].clone();
            let content = content(&file[own.clone()], line.trim_end(), first)?;
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

/// The lines of the slots as they are to be.
fn rewritten(file: &str, slots: &[Slot], changes: Vec<Change>) -> Result<String, Obstacle> {
    let line_end = if file[slots[0].line.end..].starts_with("\r\n") || file[slots[0].line.clone()].ends_with('\r') {
        "\r\n"
    } else {
        // The last line of a file may have no end: then the others tell.
        if file[..slots[0].line.start].ends_with("\r\n") { "\r\n" } else { "\n" }
    };
    let mut lines = Vec::new();
    let mut next = 0;
    for change in changes {
        if let Change::Insert(text) = change {
            let leader = leader(file, slots, next).ok_or(Obstacle::OneLine)?;
            lines.push(format!("{leader}{text}").trim_end().to_owned());
            continue;
        }
        let slot = &slots[next];
        next += 1;
        let before = &file[slot.line.start..slot.content.start];
        let after = &file[slot.content.end..slot.line.end];
        match change {
            Change::Keep => lines.push(file[slot.line.clone()].to_owned()),
            Change::Become(text) if text.is_empty() => lines.push(format!("{before}{after}").trim_end().to_owned()),
            Change::Become(text) => {
                let gap =
                    if slot.content.is_empty() && !before.is_empty() && !before.ends_with(' ') { " " } else { "" };
                lines.push(format!("{before}{gap}{text}{after}"));
            }
            Change::Drop if is_leader(before) && after.trim().is_empty() => {}
            _ => return Err(Obstacle::OneLine),
        }
    }
    if lines.is_empty() { Err(Obstacle::Nothing) } else { Ok(lines.join(line_end)) }
}

/// What a new line before the slot `next` begins with: what its neighbours begin with.
fn leader<'a>(file: &'a str, slots: &[Slot], next: usize) -> Option<&'a str> {
    let near = [next.checked_sub(1).filter(|last| *last > 0), Some(next), next.checked_sub(1)];
    let slots = near.into_iter().flatten().filter_map(|index| slots.get(index));
    let whole =
        slots.filter(|slot| file[slot.content.end..slot.line.end].trim().is_empty() && !slot.content.is_empty());
    whole.map(|slot| &file[slot.line.start..slot.content.start]).find(|leader| is_leader(leader))
}

/// Whether nothing but indentation, a quotation's mark and a comment's marker stands before a line.
fn is_leader(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || ">#/-*;%|".contains(c))
}

/// A replacement without what stays the same at its ends.
fn narrowed(file: &str, range: Range<usize>, new: &str) -> (Range<usize>, String) {
    let old = &file[range.clone()];
    let same = |(one, other): &(char, char)| one == other;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let ends = old[head..].chars().rev().zip(new[head..].chars().rev());
    let tail: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (range.start + head..range.end - tail, new[head..new.len() - tail].to_owned())
}
