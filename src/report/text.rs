//! Text from strangers, made fit for a terminal.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

/// The text with everything escaped that could steer a terminal or deceive a reader: control
/// characters but line ends and tabs, and the marks that turn the direction of writing.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => {
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
    use super::{fit, visible};

    #[test]
    fn what_steers_a_terminal_is_escaped() {
        assert_eq!(visible("a\u{1b}[31mb\rc\u{9b}d\u{202e}e\n"), "a\\x1b[31mb\\x0dc\\x9bd\\u{202e}e\n");
    }

    #[test]
    fn wide_characters_count_double_when_text_is_cut() {
        assert_eq!(fit("闭包函数", 8), "闭包函数");
        assert_eq!(fit("闭包函数", 7), "闭包函…");
        assert_eq!(fit("abc", 2), "a…");
    }
}
