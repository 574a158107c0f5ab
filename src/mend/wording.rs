//! What a claim should say, in the way in which it says things.

use super::{Obstacle, RUNS, Seen, is_stored};
use crate::claims::{Claim, Expectation, Notation, Subject};

/// More than this belongs in no note.
const MOST_LINES: usize = 500;
const MOST_BYTES: usize = 1 << 16;

/// What a claim that drifted should say, by what was seen.
pub(super) fn said(claim: &Claim, seen: &Seen<'_>) -> Result<String, Obstacle> {
    if is_stored(claim) {
        return Err(Obstacle::Stored);
    }
    if claim.notation == Notation::Accepted {
        return Err(Obstacle::Accepted);
    }
    let observed = observed(seen)?;
    let failed = seen.judged.failed;
    match &claim.expectation {
        Expectation::Fails(claimed) => error(claim, claimed, &observed, failed),
        Expectation::Prints(claimed) if is_error(claimed) => printed_error(claim, claimed, &observed, failed),
        _ if failed => Err(Obstacle::Error),
        Expectation::Prints(claimed) => Ok(output(claim, claimed, seen.language.name(), &observed)),
        Expectation::PrintsUnordered(claimed) => Ok(in_claimed_order(claimed, &observed)),
        Expectation::PrintsPart(claimed) => part(claim, claimed, &observed),
        Expectation::Value(_) => Ok(observed.trim_end().to_owned()),
        _ => Err(Obstacle::OtherKind),
    }
}

/// What is printed, for later runs to compare with.
pub(super) fn baseline(seen: &Seen<'_>) -> Result<String, Obstacle> {
    let observed = observed(seen)?;
    if seen.judged.failed { Err(Obstacle::Error) } else { Ok(format!("{}\n", observed.trim_end())) }
}

/// What was seen, where it was so twice and is fit for a text.
fn observed(seen: &Seen<'_>) -> Result<String, Obstacle> {
    if !seen.alike {
        return Err(Obstacle::Disagreement);
    }
    if seen.judged.runs < RUNS {
        return Err(Obstacle::SeenOnce);
    }
    let observed = seen.judged.observed.as_deref().unwrap_or_default().replace("\r\n", "\n");
    fits(&observed).map(|()| observed)
}

/// Whether a text can stand in a note.
fn fits(observed: &str) -> Result<(), Obstacle> {
    let is_plain = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    if observed.trim().is_empty() {
        return Err(Obstacle::Nothing);
    }
    let shown = crate::complete::with_bytes_shown(observed).is_none() && observed.chars().all(is_plain);
    let is_short = observed.len() <= MOST_BYTES && observed.lines().count() <= MOST_LINES;
    if shown && is_short { Ok(()) } else { Err(Obstacle::Unfit) }
}

/// Whether a claimed output tells of an error.
fn is_error(claimed: &str) -> bool {
    let last = claimed.trim_end().lines().next_back().unwrap_or_default();
    let kind = last.split([':', ' ']).next().unwrap_or_default();
    claimed.starts_with("Traceback") || kind.ends_with("Error") || kind.ends_with("Exception")
}

/// The error that a comment names: its message where the comment gave one.
fn error(claim: &Claim, claimed: &str, observed: &str, failed: bool) -> Result<String, Obstacle> {
    if claim.notation != Notation::TrailingComment {
        return Err(Obstacle::OtherKind);
    }
    let last = observed.trim_end().lines().next_back().unwrap_or_default();
    match last.split_once(':') {
        _ if !failed => Err(Obstacle::NoError),
        Some((kind, _)) if !claimed.contains(':') => Ok(kind.to_owned()),
        _ => Ok(last.to_owned()),
    }
}

/// The error of a session's step below the heading that the note gives it. What a whole program says
/// when it fails names files that the note's reader does not have.
fn printed_error(claim: &Claim, claimed: &str, observed: &str, failed: bool) -> Result<String, Obstacle> {
    if !failed {
        return Err(Obstacle::NoError);
    }
    if !matches!(claim.subject, Subject::Entry(_)) {
        return Err(Obstacle::Error);
    }
    let message = observed.trim_end().lines().next_back().unwrap_or_default();
    let lines: Vec<_> = claimed.trim_end().lines().collect();
    let heading = lines.iter().rposition(|line| line.starts_with(' ') || line.starts_with("Traceback"));
    let kept = lines[..heading.map_or(0, |last| last + 1)].iter().copied();
    Ok(kept.chain([message]).collect::<Vec<_>>().join("\n"))
}

/// All that was printed.
fn output(claim: &Claim, claimed: &str, language: &str, observed: &str) -> String {
    let observed = observed.trim_end();
    if claim.notation == Notation::Session && language == "python" {
        // A blank line would end the output of the step.
        let lines = observed.lines().map(|line| if line.trim().is_empty() { "<BLANKLINE>" } else { line });
        return lines.collect::<Vec<_>>().join("\n");
    }
    quoted(claim, claimed, observed)
}

/// The text between the quotes that the author put around the claim, if they are not the program's.
fn quoted(claim: &Claim, claimed: &str, observed: &str) -> String {
    let in_words = matches!(claim.notation, Notation::TrailingComment | Notation::Prose | Notation::OutputComment);
    let quote = claimed.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    match quote {
        Some(quote) if in_words && claimed.len() > 1 && claimed.ends_with(quote) && !observed.contains(quote) => {
            format!("{quote}{observed}{quote}")
        }
        _ => observed.to_owned(),
    }
}

/// What was printed in any order, in the order of the claim as far as that goes.
fn in_claimed_order(claimed: &str, observed: &str) -> String {
    let mut new: Vec<_> = observed.trim_end().lines().map(str::trim_end).collect();
    let right: Vec<bool> = claimed
        .lines()
        .map(|line| {
            let at = new.iter().position(|seen| *seen == line.trim_end());
            at.map(|at| new.remove(at)).is_some()
        })
        .collect();
    let mut new = new.into_iter();
    let mut lines = Vec::new();
    for (line, right) in claimed.lines().zip(right) {
        lines.extend(if right { Some(line) } else { new.next() });
    }
    lines.extend(new);
    lines.join("\n")
}

/// A part of what was printed can be told only where it is all of it.
fn part(claim: &Claim, claimed: &str, observed: &str) -> Result<String, Obstacle> {
    let observed = observed.trim();
    if observed.lines().count() > claimed.trim().lines().count() {
        return Err(Obstacle::WhichPart);
    }
    Ok(quoted(claim, claimed, observed))
}

#[cfg(test)]
mod tests {
    use super::in_claimed_order;

    #[test]
    fn lines_in_any_order_keep_the_order_of_the_claim() {
        assert_eq!(in_claimed_order("b\nx\na", "a\nb\nc\n"), "b\nc\na");
        assert_eq!(in_claimed_order("b\na", "a\nb\nc\n"), "b\na\nc");
        assert_eq!(in_claimed_order("b\nx\na", "a\nb\n"), "b\na");
    }
}
