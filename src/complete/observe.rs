//! Telling what probes saw from the rest of a program's output.

use std::collections::BTreeMap;

use super::{Program, text_of};
use crate::languages::completion::RENDERING;

/// A program's output, with what its probes saw taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// What the note's own code printed.
    pub stdout: Vec<u8>,
    /// For each probe what it saw, once for each time that the program came by.
    pub probes: BTreeMap<usize, Vec<Sight>>,
}

/// What a probe saw at one time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// The output, or the renderings of the value, the one to show first.
    pub renderings: Vec<String>,
    /// The exit status of a step of a session.
    pub status: Option<i32>,
    /// The error that ended it: its type and message as the language prints them.
    pub error: Option<String>,
    /// Whether the program came to its end.
    pub ended: bool,
}

/// Takes the marks of a program's probes out of what it printed.
#[must_use]
pub fn observe(program: &Program, stdout: &[u8]) -> Seen {
    Reader::read(&program.nonce, stdout)
}

/// Reads an output from its start to its end.
#[derive(Default)]
pub(super) struct Reader {
    seen: Seen,
    open: Vec<Open>,
}

struct Open {
    id: usize,
    value: bool,
    bytes: Vec<u8>,
}

impl Reader {
    /// Takes apart what a program printed whose marks hold `nonce`.
    pub(super) fn read(nonce: &str, stdout: &[u8]) -> Seen {
        let start = format!("\u{1e}{nonce}");
        let finder = memchr::memmem::Finder::new(start.as_bytes());
        let mut reader = Self::default();
        let mut rest = stdout;
        while let Some(at) = finder.find(rest) {
            reader.text(&rest[..at]);
            let inner = &rest[at + start.len()..];
            let Some(end) = memchr::memchr(0x1e, inner) else { break };
            reader.mark(&String::from_utf8_lossy(&inner[..end]));
            rest = &inner[end + 1..];
            // Where a language cannot print without ending the line, the end belongs to the mark.
            if inner[..end].ends_with(b"~") {
                rest = rest.strip_prefix(b"\n").unwrap_or(rest);
            }
        }
        reader.text(rest);
        reader.finish()
    }

    /// Text belongs to the value that is being shown, or else to the output and all who watch it.
    fn text(&mut self, text: &[u8]) {
        if let Some(value) = self.open.iter_mut().rfind(|open| open.value) {
            value.bytes.extend(text);
            return;
        }
        self.seen.stdout.extend(text);
        for open in &mut self.open {
            open.bytes.extend(text);
        }
    }

    fn mark(&mut self, mark: &str) {
        let Some(sign) = mark.chars().next().filter(char::is_ascii) else { return };
        let rest = &mark[1..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(id) = rest[..digits].parse() else { return };
        let ending = &rest[digits..];
        match sign {
            '<' | '=' => {
                // What was left by a jump out of it.
                self.close(id, Sight::default());
                self.open.push(Open { id, value: sign == '=', bytes: Vec::new() });
            }
            '>' => {
                let status = ending.strip_prefix('?').and_then(|status| status.parse().ok());
                let error = ending.strip_prefix('!').map(str::to_owned);
                self.close(id, Sight { status, error, ended: true, ..Sight::default() });
            }
            _ => {}
        }
    }

    fn close(&mut self, id: usize, sight: Sight) {
        let Some(index) = self.open.iter().rposition(|open| open.id == id) else { return };
        let open = self.open.remove(index);
        let text = text_of(&open.bytes);
        let renderings = if open.value { text.split(RENDERING).map(str::to_owned).collect() } else { vec![text] };
        self.seen.probes.entry(id).or_default().push(Sight { renderings, ..sight });
    }

    fn finish(mut self) -> Seen {
        while let Some(open) = self.open.last() {
            let id = open.id;
            self.close(id, Sight::default());
        }
        self.seen
    }
}
