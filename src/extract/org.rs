//! Code in Org: source blocks, example blocks, fixed-width lines, and results.
//!
//! Rules are those of the Org manual, <https://orgmode.org/manual/Working-with-Source-Code.html>: the
//! block behind `#+RESULTS:` is what running the block above it gave. With `:results output`, and
//! always where a language has no values to give, that is what it printed; else it is the value of
//! its last expression, which is no output and is not taken up.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::candidate::{Candidate, cut};
use super::lines::{self, Line};
use super::{FoundBy, Label, inline, label};
use crate::notes::Passage;

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^#\+begin_(?P<kind>src|example|comment|export)\b[ \t]*(?P<rest>.*)$")
        .expect("a pattern of our own")
});

static RESULTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^#\+results(?:\[[^\]]*\])?:").expect("a pattern of our own"));

/// The label of a line of code: `(ref:name)`.
static REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[ \t]*\(ref:[-\w ]+\)[ \t]*$").expect("a pattern of our own"));

/// Header arguments of the whole file that make results what was printed.
static PRINTS_EVERYWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?im)^[ \t]*#\+property:[ \t]+header-args\S*[ \t].*:results[^:\n]*\boutput\b")
        .expect("a pattern of our own")
});

/// Languages whose results are what was printed, whatever the header says.
const ALWAYS_PRINT: [&str; 13] =
    ["sh", "bash", "shell", "zsh", "c", "c++", "cpp", "java", "go", "rust", "sql", "sqlite", "csharp"];

/// The code blocks of a text in Org.
pub(super) fn candidates(passage: &Passage) -> Vec<Candidate> {
    let lines = lines::split(passage.text());
    let prints = PRINTS_EVERYWHERE.is_match(passage.text());
    let mut reader = Reader { passage, lines: &lines, ends: ends(&lines), prints, printed: false, found: Vec::new() };
    let mut at = 0;
    while at < lines.len() {
        at = reader.read(at);
    }
    reader.found
}

struct Reader<'a> {
    passage: &'a Passage,
    lines: &'a [Line<'a>],
    /// For each line that opens a block the one that closes it.
    ends: Vec<Option<usize>>,
    /// Whether the whole file says that results are what was printed.
    prints: bool,
    /// Whether the results of the last block are.
    printed: bool,
    found: Vec<Candidate>,
}

impl Reader<'_> {
    /// Reads what begins on line `at`; returns the line behind it.
    fn read(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if RESULTS.is_match(line.content) {
            return self.results(at);
        }
        if let Some(opening) = OPENING.captures(line.content)
            && let Some(end) = self.ends[at]
        {
            let kind = opening["kind"].to_ascii_lowercase();
            if kind == "src" {
                let label = label::parse(&opening["rest"]);
                self.printed = self.prints || label.as_ref().is_some_and(prints);
                self.take(at, at + 1..end, label);
            } else if kind == "example" {
                self.take(at, at + 1..end, None);
            }
            return end + 1;
        }
        if is_fixed(line) {
            let end = self.fixed_end(at);
            let fixed = self.fixed(at..end);
            self.found.push(fixed);
            return end;
        }
        self.found.extend(inline::candidates(self.passage, line));
        at + 1
    }

    /// What a source block gave, where it is text that was printed.
    fn results(&mut self, at: usize) -> usize {
        let mut first = at + 1;
        while self
            .lines
            .get(first)
            .is_some_and(|line| line.is_blank() || line.content.eq_ignore_ascii_case(":results:"))
        {
            first += 1;
        }
        let Some(line) = self.lines.get(first) else { return at + 1 };
        let found = if is_fixed(line) {
            let end = self.fixed_end(first);
            Some((end, self.fixed(first..end)))
        } else {
            let is_example =
                OPENING.captures(line.content).is_some_and(|opening| opening["kind"].eq_ignore_ascii_case("example"));
            self.ends[first].filter(|_| is_example).map(|end| (end + 1, self.block(first, first + 1..end)))
        };
        let Some((behind, candidate)) = found else { return at + 1 };
        if self.printed {
            let outer = self.lines[at].range.start..candidate.outer.end;
            self.found.push(Candidate { outer, label: label::parse("output"), ..candidate });
        }
        behind
    }

    fn take(&mut self, at: usize, inside: Range<usize>, label: Option<Label>) {
        let block = self.block(at, inside);
        self.found.push(Candidate { label, ..block });
    }

    fn block(&self, at: usize, inside: Range<usize>) -> Candidate {
        let last = &self.lines[inside.end];
        let found = Candidate::of_lines(self.passage, &self.lines[inside], FoundBy::Fence);
        let code = cut(&found.code, |line| {
            let end = REFERENCE.find(line).map_or(line.len(), |reference| reference.start());
            // Org puts a comma in front of what would end a block or begin a heading.
            let lead = line.len() - line.trim_start().len();
            let is_escaped = lead == 0 && [",*", ",#+", ",,*", ",,#+"].iter().any(|escape| line.starts_with(escape));
            usize::from(is_escaped)..end
        });
        Candidate { outer: self.lines[at].range.start..last.range.end, code, ..found }
    }

    fn fixed(&self, lines: Range<usize>) -> Candidate {
        let found = Candidate::of_lines(self.passage, &self.lines[lines], FoundBy::Indent);
        let code =
            cut(&found.code, |line| if line.starts_with(": ") { 2..line.len() } else { line.len().min(1)..line.len() });
        Candidate { code, ..found }
    }

    fn fixed_end(&self, at: usize) -> usize {
        at + self.lines[at..].iter().take_while(|line| is_fixed(line)).count()
    }
}

/// `: text`, a line of fixed width.
fn is_fixed(line: &Line<'_>) -> bool {
    line.content == ":" || line.content.starts_with(": ")
}

/// Whether the results of a block are what it printed.
fn prints(label: &Label) -> bool {
    let results = label.words.iter().skip_while(|word| *word != ":results").skip(1);
    let said = results.take_while(|word| !word.starts_with(':')).any(|word| word == "output");
    said || ALWAYS_PRINT.contains(&label.language.as_str())
}

/// For each line that opens a block the one that closes it.
fn ends(lines: &[Line<'_>]) -> Vec<Option<usize>> {
    let mut ends = vec![None; lines.len()];
    let mut nearest: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    for (at, line) in lines.iter().enumerate().rev() {
        if let Some(opening) = OPENING.captures(line.content) {
            ends[at] = nearest.get(&opening["kind"].to_ascii_lowercase()).copied();
        } else if let Some(kind) =
            line.content.get(.."#+end_".len()).filter(|start| start.eq_ignore_ascii_case("#+end_"))
        {
            nearest.insert(line.content[kind.len()..].to_ascii_lowercase(), at);
        }
    }
    ends
}
