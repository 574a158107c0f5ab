//! Where a command prints: results on standard output, all else on standard error.

use std::io::{IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::arguments::{Color, Format};
use crate::report::{Look, Report, json, terminal, visible};

/// The columns that a report takes where nobody says how wide the screen is.
const COLUMNS: usize = 160;

/// The two streams, and whether they take colour.
#[derive(Debug)]
pub(super) struct Console {
    choice: ColorChoice,
}

impl Console {
    pub(super) fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { choice }
    }

    /// Prints a result.
    pub(super) fn print(&self, text: &str) -> std::io::Result<()> {
        let mut out = AutoStream::new(std::io::stdout().lock(), self.choice);
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Prints a report in a format.
    pub(super) fn report(&self, report: &Report, format: Format, quiet: bool) -> std::io::Result<()> {
        match format {
            Format::Json => self.print(&json(report)),
            Format::Terminal => self.print(&terminal(report, Look { columns: columns(), quiet })),
        }
    }

    /// Says what is wrong. Where standard error is closed nobody would hear it, which is no error.
    pub(super) fn complain(&self, message: &str) {
        self.say(AnsiColor::Red.on_default().bold(), "error", message);
    }

    /// Says something that the caller should know of.
    pub(super) fn warn(&self, message: &str) {
        self.say(AnsiColor::Yellow.on_default().bold(), "warning", message);
    }

    /// Says something on the side.
    pub(super) fn note(&self, message: &str) {
        self.say(Style::new().dimmed(), "note", message);
    }

    fn say(&self, style: Style, word: &str, message: &str) {
        let mut out = AutoStream::new(std::io::stderr().lock(), self.choice);
        let _ = writeln!(out, "{style}{word}:{style:#} {}", visible(message));
    }
}

/// How wide the screen is, where standard output is one.
fn columns() -> usize {
    if !std::io::stdout().is_terminal() {
        return COLUMNS;
    }
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok();
    size.map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0).unwrap_or(COLUMNS)
}
