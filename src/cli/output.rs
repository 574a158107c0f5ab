//! Where a command prints: results on standard output, all else on standard error.

use std::borrow::Cow;
use std::io::{BufWriter, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::arguments::Color;
use crate::complete::text_of;
use crate::report::{disarmed, visible};

/// The columns that a report takes where nobody says how wide the screen is.
pub(super) const COLUMNS: usize = 160;

/// How much of a result is written at a time, in bytes.
const BUFFER: usize = 64 * 1024;

/// The two streams, and whether they take colour.
#[derive(Clone, Debug)]
pub(super) struct Console {
    choice: ColorChoice,
    in_ci: bool,
    /// What is said while it is held back.
    held: Option<Arc<Mutex<Vec<String>>>>,
}

impl Console {
    pub(super) fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        // `CI` is set by nearly all services; some set it to "false" where it is switched off.
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "false");
        let in_ci = ["CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"].into_iter().any(set);
        Self { choice, in_ci, held: None }
    }

    /// What a program prints, as it is to be handed on: as it is where a program reads it, and made
    /// harmless where a terminal or a CI service does.
    pub(super) fn forward(&self, bytes: &[u8], to_terminal: bool) -> Vec<u8> {
        if !(to_terminal || self.in_ci) {
            return bytes.to_vec();
        }
        let text = visible(&text_of(bytes));
        if self.in_ci { disarmed(&text) } else { text }.into_bytes()
    }

    /// Prints a result for people. Where a CI service reads along, it finds no commands in it.
    pub(super) fn show(&self, text: &str) -> std::io::Result<()> {
        let text = if self.in_ci { Cow::Owned(disarmed(text)) } else { Cow::Borrowed(text) };
        let mut out = AutoStream::new(std::io::stdout().lock(), self.choice);
        if out.current_choice() == ColorChoice::Never {
            // In large pieces: what is left between styles would be written each by itself.
            let mut out = BufWriter::with_capacity(BUFFER, out.into_inner());
            write!(out, "{}", strip_str(&text))?;
            return out.flush();
        }
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Prints a result for machines, byte for byte.
    #[expect(clippy::unused_self, reason = "printing is the console's, whatever it takes")]
    pub(super) fn print(&self, text: &str) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
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
        let message = if self.in_ci { disarmed(&visible(message)) } else { visible(message) };
        let line = format!("{style}{word}:{style:#} {message}\n");
        match &self.held {
            Some(held) => held.lock().unwrap_or_else(PoisonError::into_inner).push(line),
            None => self.repeat(&[line]),
        }
    }

    /// The same streams, with all that is said held back.
    pub(super) fn held(&self) -> Self {
        Self { held: Some(Arc::default()), ..self.clone() }
    }

    /// What was held back, sorted: files are read in no order.
    pub(super) fn complaints(&self) -> Vec<String> {
        let held = self.held.as_ref().map(|held| held.lock().unwrap_or_else(PoisonError::into_inner));
        let mut lines = held.map_or_else(Vec::new, |lines| lines.clone());
        lines.sort();
        lines
    }

    /// Says what was held back.
    pub(super) fn repeat(&self, lines: &[String]) {
        let mut out = AutoStream::new(std::io::stderr().lock(), self.choice);
        for line in lines {
            let _ = out.write_all(line.as_bytes());
        }
    }
}

/// Whether a terminal reads along that is known to follow links, or the caller says so.
pub(super) fn follows_links() -> bool {
    let set = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty() && value != "0");
    if std::env::var_os("FORCE_HYPERLINK").is_some() {
        return set("FORCE_HYPERLINK");
    }
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
    let program = std::env::var("TERM_PROGRAM").unwrap_or_default();
    // VTE follows them from 0.50 on.
    let known = number("VTE_VERSION") >= 5000
        || ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby"].contains(&program.as_str())
        || ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].into_iter().any(set);
    known && std::io::stdout().is_terminal()
}

/// How wide the screen is, where standard output is one.
pub(super) fn columns() -> usize {
    if !std::io::stdout().is_terminal() {
        return COLUMNS;
    }
    #[cfg(unix)]
    let width = rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|size| usize::from(size.ws_col));
    #[cfg(not(unix))]
    let width = None;
    width.filter(|columns| *columns > 0).unwrap_or(COLUMNS)
}
