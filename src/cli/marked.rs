//! A program with recant's additions marked, line by line.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::complete::Program;
use crate::pipeline::Study;
use crate::report::visible;

const ADDED: Style = AnsiColor::Green.on_default();

/// A line of a program as it is put together.
#[derive(Default)]
struct MarkedLine {
    text: String,
    /// Whether something of it stands in the note, and whether something was added.
    noted: bool,
    added: bool,
}

impl MarkedLine {
    /// Adds a piece that holds no line end. Colour ends with each piece, so that it never runs on.
    fn push(&mut self, piece: &str, added: bool) {
        let says_something = !piece.trim().is_empty();
        (self.noted, self.added) = (self.noted || says_something && !added, self.added || says_something && added);
        if added && !piece.is_empty() {
            let _ = write!(self.text, "{ADDED}{piece}{ADDED:#}");
        } else {
            self.text.push_str(piece);
        }
    }

    /// The line behind its mark, which tells without colour too what was added: `+` all of it, `~` a part.
    fn finished(&self) -> String {
        let mark = match (self.noted, self.added) {
            (_, false) => ' ',
            (false, true) => '+',
            (true, true) => '~',
        };
        format!("{ADDED}{mark}{ADDED:#} {}", self.text).trim_end().to_owned()
    }
}

/// A program's lines, each behind a mark where recant added something.
pub(super) fn lines(study: &Study, program: &Program) -> Vec<String> {
    let mut lines = vec![MarkedLine::default()];
    for (text, added) in program.shown(&study.snippets) {
        for (index, part) in visible(text).split('\n').enumerate() {
            if index > 0 {
                lines.push(MarkedLine::default());
            }
            lines.last_mut().expect("there is always a line").push(part, added);
        }
    }
    while lines.pop_if(|line| line.text.is_empty()).is_some() {}
    lines.iter().map(MarkedLine::finished).collect()
}
