//! Directives: what an author tells recant of a block, behind its fence or in a comment in front of it.
//!
//! ````markdown
//! <!-- recant: skip "needs a graphics card", name=train -->
//! ```python recant:timeout=30s
//! ````
//!
//! What other tools say in their own words, and means the same, is understood too.

use std::collections::HashSet;
use std::ops::Range;

use similar::get_close_matches;

use super::{Block, FoundBy, comments, dialects, label};
use crate::config::{Limit, Wishes};
use crate::notes::{Cell, CellKind, Document, Markup, Notice, Part};

/// What an author tells of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directives {
    /// That it is not to be looked at, and why, in the author's words; they may be missing.
    pub skip: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// The name of the block that it goes on from; empty where that is the one before it.
    pub continues: Option<String>,
    /// The version of its toolchain, or how it begins.
    pub toolchain: Option<String>,
    /// How much it may use.
    pub limits: Wishes,
    /// What is to become of it, with the bytes of the file that say so.
    pub endings: Vec<(Ending, Range<usize>)>,
    /// What is wrong with them: the byte of the file, and what to write.
    mistakes: Vec<(usize, String)>,
}

/// How a block is to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With an error whose message holds this text.
    Fails(String),
    /// With this exit status.
    Exits(i32),
    /// It is compiled and not run.
    Compiles,
    /// The compiler refuses it, in words that hold this text.
    Refused(String),
}

impl Directives {
    /// Whether the author says that it is not to be run, though it is to be compiled.
    #[must_use]
    pub fn is_never_run(&self) -> bool {
        self.endings.iter().any(|(ending, _)| matches!(ending, Ending::Compiles | Ending::Refused(_)))
    }
}

/// What every directive of recant's own begins with.
const OWN: &str = "recant:";

/// The directives that there are, beside the limits.
const KEYS: [&str; 9] =
    ["skip", "name", "continue", "toolchain", "fails", "exit", "no-run", "compile-fail", "should-panic"];

/// Gives the blocks of a document what their author tells of them.
pub(super) fn attach(document: &Document, blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| block.label.is_some()) {
        if let Some(part) = document.part(block.part) {
            behind_fence(part, block);
        }
    }
    for block in blocks.iter_mut().filter(|block| block.found_by == FoundBy::Cell) {
        in_cell(document, block);
    }
    for Comment { span, said, block } in in_comments(document, blocks.iter()) {
        if let Some(block) = block.and_then(|index| blocks.get_mut(index)) {
            block.directives.take_all(&said, &span);
        }
    }
}

/// A comment with directives.
struct Comment {
    /// The bytes of the file that it takes up.
    span: Range<usize>,
    said: Said,
    /// The block that it stands in front of.
    block: Option<usize>,
}

fn in_comments<'b>(document: &Document, blocks: impl Iterator<Item = &'b Block>) -> Vec<Comment> {
    // Code in a sentence is not what a comment speaks of. Blocks stand in reading order.
    let blocks = blocks.enumerate().filter(|(_, block)| block.found_by != FoundBy::Inline);
    let places: Vec<_> = blocks.map(|(index, block)| (block.part, &block.outer, index)).collect();
    let comments = document.parts().flat_map(|(place, part)| {
        let places = &places;
        comments::comments(part).into_iter().filter_map(move |(range, text)| {
            let behind = places.partition_point(|(own, outer, _)| (*own, outer.start) < (place, range.end));
            let of_part = |index: usize| places.get(index).filter(|(own, ..)| *own == place);
            // In a block, it is a comment of the code.
            let before = behind.checked_sub(1).and_then(of_part);
            if part.markup != Markup::Markdown && before.is_some_and(|(_, outer, _)| range.start < outer.end) {
                return None;
            }
            let block = of_part(behind).map(|(.., index)| *index);
            Some(Comment { said: of_comment(&text)?, span: part.passage.source_range(range), block })
        })
    });
    comments.collect()
}

/// What is to be said of directives that mean nothing, in the order of the file.
#[must_use]
pub fn notices(document: &Document, blocks: &[Block]) -> Vec<Notice> {
    let comments = in_comments(document, blocks.iter());
    let unused = comments.into_iter().filter(|comment| comment.block.is_none()).map(|comment| comment.span.start);
    let unused = unused.map(|at| (at, "no block follows this directive; it belongs in front of one".to_owned()));
    let mut found: Vec<(usize, String)> = unused.collect();
    let mut names: HashSet<&str> = HashSet::new();
    for block in blocks {
        let directives = &block.directives;
        found.extend(directives.mistakes.iter().cloned());
        let at = block.code.span().start;
        if let Some(name) = directives.continues.as_deref().filter(|name| !name.is_empty() && !names.contains(name)) {
            found.push((at, format!("no block in front of this one is called \"{name}\"")));
        }
        if let Some(name) = directives.name.as_deref().filter(|name| !names.insert(name)) {
            found.push((at, format!("another block is called \"{name}\" already")));
        }
    }
    found.sort();
    let notice = |(at, message)| Notice { line: Some(document.line(at)), message };
    found.into_iter().map(notice).collect()
}

fn behind_fence(part: &Part, block: &mut Block) {
    let Some(label) = block.label.clone() else { return };
    let text = part.passage.text();
    let line =
        block.outer.start..text[block.outer.start..].find('\n').map_or(text.len(), |end| block.outer.start + end);
    for word in std::iter::once(&label.language).chain(&label.words) {
        let own = word.strip_prefix(OWN).map(|own| vec![keyed(own)]);
        let Some(said) = own.or_else(|| dialects::of_word(word).map(plain)) else { continue };
        let start = text[line.clone()].find(word.as_str()).map_or(line.start, |at| line.start + at);
        let span = part.passage.source_range(start..(start + word.len()).min(line.end));
        block.directives.take_all(&said, &span);
    }
    for pair in label.words.windows(2) {
        if let Some(key) = dialects::of_argument(&pair[0], &pair[1]) {
            block.directives.take_all(&plain(key), &part.passage.source_range(line.clone()));
        }
    }
}

/// What a cell of a notebook says of itself: in its tags, and in the comments that it begins with.
fn in_cell(document: &Document, block: &mut Block) {
    let Some(Cell { kind: CellKind::Code { tags, .. }, .. }) = document.cell(block.part, block.outer.start) else {
        return;
    };
    for tag in tags {
        let text = tag.text();
        let own = text.strip_prefix(OWN).map(|own| vec![keyed(own.trim())]);
        if let Some(said) = own.or_else(|| dialects::of_tag(text).map(plain)) {
            block.directives.take_all(&said, &tag.span());
        }
    }
    let code = block.code.clone();
    for line in code.lines() {
        let text = code.text()[line.clone()].trim();
        let Some(comment) = ["#", "//", "--", "%%"].iter().find_map(|marker| text.strip_prefix(marker)) else { break };
        let said = of_comment(comment).or_else(|| dialects::of_cell_comment(comment.trim()).map(plain));
        if let Some(said) = said {
            block.directives.take_all(&said, &code.source_range(line));
        }
    }
}

type Said = Vec<(String, Option<String>)>;

/// The directives in a comment, if it is one of recant's, or says the same for another tool.
fn of_comment(text: &str) -> Option<Said> {
    let text = text.trim();
    let Some(own) = text.strip_prefix(OWN) else {
        return dialects::of_comment(text).map(plain);
    };
    let mut said = Said::new();
    for word in label::words(own) {
        match said.last_mut() {
            Some((_, value @ None)) if word.starts_with(['"', '\'']) => *value = Some(unquoted(&word)),
            _ => said.push(keyed(&word)),
        }
    }
    Some(said)
}

/// A directive without a value.
fn plain(key: &str) -> Said {
    vec![(key.to_owned(), None)]
}

fn keyed(word: &str) -> (String, Option<String>) {
    match word.split_once('=') {
        Some((key, value)) => (key.to_owned(), Some(unquoted(value))),
        None => (word.to_owned(), None),
    }
}

fn unquoted(value: &str) -> String {
    let quoted = ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.strip_suffix(mark));
    quoted.unwrap_or(value).to_owned()
}

impl Directives {
    /// Takes directives; what is wrong with one is kept.
    fn take_all(&mut self, said: &Said, span: &Range<usize>) {
        for (key, value) in said {
            if let Err(mistake) = self.take(key, value.as_deref(), span) {
                self.mistakes.push((span.start, mistake));
            }
        }
    }

    fn take(&mut self, key: &str, value: Option<&str>, span: &Range<usize>) -> Result<(), String> {
        let text = || value.unwrap_or_default().to_owned();
        let some = |what: &str| {
            let value = value.filter(|value| !value.is_empty()).map(str::to_owned);
            value.ok_or_else(|| format!("the directive `{key}` needs {what}"))
        };
        if let Some(limit) = Limit::named(key) {
            return self.limits.ask(limit, &some("an amount, as in `timeout=30s`")?);
        }
        match key {
            "skip" => self.skip = Some(text()),
            "name" => self.name = Some(some("a name, as in `name=setup`")?),
            "continue" => self.continues = Some(text()),
            "toolchain" => self.toolchain = Some(some("a version, as in `toolchain=1.22`")?),
            "fails" | "should-panic" => self.endings.push((Ending::Fails(text()), span.clone())),
            "no-run" => self.endings.push((Ending::Compiles, span.clone())),
            "compile-fail" => self.endings.push((Ending::Refused(text()), span.clone())),
            "exit" => {
                let status = some("a status, as in `exit=3`")?;
                let status = status.parse().map_err(|_| format!("\"{status}\" is no exit status"))?;
                self.endings.push((Ending::Exits(status), span.clone()));
            }
            _ => return Err(unknown(key)),
        }
        Ok(())
    }
}

fn unknown(key: &str) -> String {
    // The least likeness at which a misspelt word is still told from another one, as in Python's difflib.
    const CUTOFF: f32 = 0.6;
    let known: Vec<&str> = KEYS.into_iter().chain(Limit::ALL.map(Limit::key)).collect();
    match get_close_matches(key, &known, 1, CUTOFF).first() {
        Some(meant) => format!("there is no directive `{key}`; did you mean `{meant}`?"),
        None => format!("there is no directive `{key}`; there are {}", known.join(", ")),
    }
}
