//! Text from strangers, made fit for a terminal.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use crate::complete::with_bytes_shown;

/// The text with everything escaped that could steer a terminal or deceive a reader: control
/// characters but line ends and tabs, and the marks that turn the direction of writing.
#[must_use]
pub fn visible(text: &str) -> String {
    // Most text is plain, and there may be very much of it.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return text.to_owned();
    }
    let shown = with_bytes_shown(text);
    let text = shown.as_deref().unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}' => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c if c.is_control() => {
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// The text with everything disarmed that a log of a CI service takes for a command: GitHub's runner
/// obeys lines that begin with `::`, behind spaces too, and `##[` anywhere in a line; Azure Pipelines
/// and `TeamCity` obey `##vso[` and `##teamcity[`. A backslash takes the meaning away and is seen.
#[must_use]
pub fn disarmed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let plain = anstream::adapter::strip_str(line).to_string();
        let line = if plain.trim_start().starts_with("::") { line.replacen("::", "\\::", 1) } else { line.to_owned() };
        let commands = ["##[", "##vso[", "##teamcity["];
        out.push_str(&commands.into_iter().fold(line, |line, command| {
            if line.contains(command) { line.replace(command, &command.replacen("##", "#\\#", 1)) } else { line }
        }));
    }
    out
}

/// Lines and characters of a text that a report quotes; what tells two texts apart rarely stands behind them.
const QUOTED: (usize, usize) = (60, 4_000);

/// The text, or as much of it as a report quotes, with a word on how much that leaves out.
pub(super) fn beginning(text: &str) -> String {
    let (lines, characters) = QUOTED;
    let by_lines = memchr::memchr_iter(b'\n', text.as_bytes()).nth(lines - 1).unwrap_or(text.len());
    let by_characters = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    let (shown, rest) = text.split_at(by_lines.min(by_characters));
    if rest.trim().is_empty() { shown.to_owned() } else { format!("{shown}\n… ({} more bytes)", rest.len()) }
}

/// The text cut to so many columns of a terminal, with an ellipsis where something was cut.
pub(super) fn fit(text: &str, columns: usize) -> String {
    let width = |c: char| c.width().unwrap_or(0);
    if text.chars().map(width).sum::<usize>() <= columns {
        return text.to_owned();
    }
    let mut left = columns.saturating_sub(1);
    let mut out: String = text
        .chars()
        .take_while(|c| {
            let fits = width(*c) <= left;
            left = left.saturating_sub(width(*c));
            fits
        })
        .collect();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::{disarmed, fit, visible};

    #[test]
    fn t02_what_steers_a_terminal_is_escaped() {
        let clipboard = "\u{1b}]52;c;cm0gLXJm\u{7}";
        assert_eq!(visible(clipboard), "\\x1b]52;c;cm0gLXJm\\x07");
    }

    #[test]
    fn t03_what_deceives_a_reader_is_escaped() {
        assert_eq!(visible("safe\rrm -rf"), "safe\\x0drm -rf");
        assert_eq!(visible("\u{85}\u{9d}\u{8}"), "\\x85\\x9d\\x08");
        for turn in ["\u{202a}", "\u{202e}", "\u{2066}", "\u{2069}", "\u{200f}", "\u{61c}", "\u{2028}", "\u{feff}"] {
            assert!(visible(turn).is_ascii(), "{turn:?}");
        }
    }

    #[test]
    fn t05_what_a_log_takes_for_a_command_is_disarmed() {
        assert_eq!(
            disarmed("a ::b\n  ::error::x\n\u{1b}[1m::add-mask::y\n"),
            "a ::b\n  \\::error::x\n\u{1b}[1m\\::add-mask::y\n"
        );
        assert_eq!(disarmed("x ##[group]\n##vso[task.x]"), "x #\\#[group]\n#\\#vso[task.x]");
        assert_eq!(disarmed("## A heading"), "## A heading");
    }

    #[test]
    fn wide_characters_count_double_when_text_is_cut() {
        assert_eq!(fit("闭包函数", 8), "闭包函数");
        assert_eq!(fit("闭包函数", 7), "闭包函…");
        assert_eq!(fit("abc", 2), "a…");
    }
}
