//! Relaxations of white space.

use super::relax::Pair;

/// Lines of at least this many characters were wrapped, and not ended, where joining them makes the texts agree.
const WRAPPED_FROM: usize = 60;

pattern!(RUN, r"\s+");

pub(super) fn line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

pub(super) fn trailing_space(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(|line| line.trim_end_matches([' ', '\t', '\u{3000}', '\u{a0}'])).collect();
    lines.join("\n")
}

pub(super) fn final_newline(text: &str) -> String {
    text.trim_matches('\n').to_owned()
}

/// Doctest's way of writing a blank line.
pub(super) fn blank_line_mark(text: &str) -> String {
    text.replace("<BLANKLINE>", "")
}

/// Lines that the author's page wrapped inside a word.
pub(super) fn wrapped_lines(pair: Pair) -> Pair {
    let lines: Vec<_> = pair.claimed.lines().collect();
    let Some((_, all_but_last)) = lines.split_last() else { return pair };
    let wrapped = !all_but_last.is_empty() && all_but_last.iter().all(|line| line.chars().count() >= WRAPPED_FROM);
    let joined = lines.concat();
    if wrapped && joined == pair.seen { Pair { claimed: joined, ..pair } } else { pair }
}

/// Runs of white space, line ends included, as one space: doctest's `NORMALIZE_WHITESPACE`.
pub(super) fn white_space(text: &str) -> String {
    RUN.replace_all(text.trim(), " ").into_owned()
}
