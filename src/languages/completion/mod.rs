//! Completing a fragment to a program: what goes into it and what comes out.
//!
//! A completion adds, it never rewrites: a [`Layout`] is the note's own text in pieces, with
//! [`Edit`]s between them.

mod brackets;
mod failed_probes;
mod faulty_loans;
mod layout;
mod marks;
mod mend;
mod placeholder;
mod printing;
mod steps;
mod tokens;
mod tree;

use std::ops::Range;

use crate::reasons::{Because, Reason};

pub(super) use brackets::{Closer, close};
pub(super) use failed_probes::without_failed_probes;
pub(super) use faulty_loans::without_faulty_loans;
pub(super) use layout::Insertions;
pub use layout::{Edit, Faith, Layout, Piece};
pub use marks::{MARK_LINE, RENDERING, SEPARATOR, mark_close, mark_open, mark_value};
pub(super) use mend::{CURLY, Parsed, mend, mend_in, parse_text_in, unfit};
pub(super) use placeholder::{placeholder, refuse_placeholders};
pub(super) use printing::{Printing, call_with, purpose, without_end};
pub(super) use steps::{is_whole, mark_lines, wanted_entry};
pub(super) use tokens::{Lexis, Token, TokenKind, tokens};
pub(super) use tree::{around, children, row, walk};

/// Completes fragments of one language, and puts in what prints the values that claims speak of.
pub trait Completer: Sync {
    /// The program that the fragment is part of.
    ///
    /// # Errors
    /// Where no faithful program can be made, with the reason.
    fn complete(&self, fragment: &Fragment<'_>, known: &dyn Known) -> Result<Layout, Obstacle>;

    /// The layout with what the toolchain's own messages ask for (a missing import, an unused
    /// variable), or `None` where they ask for nothing that a completion may add.
    fn amend(
        &self,
        _fragment: &Fragment<'_>,
        _layout: &Layout,
        _messages: &[Message],
        _known: &dyn Known,
    ) -> Option<Layout> {
        None
    }

    /// Files that a layout needs beside it: name and content.
    fn files(&self, _layout: &Layout) -> Vec<(String, Vec<u8>)> {
        Vec::new()
    }

    /// The dialects that are the language as it was: what is written in it may be tried in them.
    fn ages(&self) -> &'static [&'static str] {
        &[]
    }

    /// What has to stand in front of a program that was completed for another age of the language.
    fn heading(&self, _text: &str, _dialect: Option<&str>) -> Option<Edit> {
        None
    }

    /// Names that the text defines for blocks behind it, and names that it uses and does not define.
    fn names(&self, _text: &str) -> Names {
        Names::default()
    }
}

/// What is to be completed: the blocks of one group, in order, and what is to be seen of each.
#[derive(Clone, Debug)]
pub struct Fragment<'a> {
    /// The blocks' texts.
    pub chunks: Vec<Chunk<'a>>,
    /// Precedes and ends every mark that a probe prints; no program prints it by chance.
    pub nonce: &'a str,
}

/// The text of one block of a fragment.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of a text, and any go together")]
#[derive(Clone, Debug)]
pub struct Chunk<'a> {
    /// The block's text as found, with prompts if it has any.
    pub text: &'a str,
    /// Whether its line ends were lost.
    pub flattened: bool,
    /// Whether its copy loses short lines, so that closers may be missing.
    pub lossy: bool,
    /// Whether it is only there because a later chunk uses what it defines.
    pub borrowed: bool,
    /// Whether it is a cell of a notebook, which shows the value of its last expression alone.
    pub cell: bool,
    /// For each step of a session the ranges of `text` that were typed, line by line, without
    /// prompts; empty where it is no session.
    pub entries: Vec<Vec<Range<usize>>>,
    /// What is to be seen while it runs.
    pub probes: Vec<Probe>,
}

/// Something that a claim wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Stands in the marks, so that the outcome can be told apart: unique in a program.
    pub id: usize,
    /// What of the chunk it looks at.
    pub target: Target,
}

/// What of a chunk a probe looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// What the statement in this range of the chunk prints.
    Output(Range<usize>),
    /// What this step of the session prints, and how it ends.
    Entry(usize),
    /// The value of the expression in this range of the chunk, where it stands.
    Value(Range<usize>),
    /// The value of an expression that the note names elsewhere (in prose), once the chunk has run.
    Named(String),
}

/// What the toolchain knows, as far as completing needs it.
pub trait Known: Sync {
    /// Import paths or module names of the standard library for a name that code uses: `rand` →
    /// `math/rand`, `crypto/rand`.
    fn standard(&self, name: &str) -> Vec<String>;

    /// Whether a package of the standard library exports this name.
    fn exports(&self, package: &str, name: &str) -> bool;
}

/// What is known where no toolchain tells.
#[derive(Clone, Copy, Debug)]
pub struct Nothing;

impl Known for Nothing {
    fn standard(&self, _name: &str) -> Vec<String> {
        Vec::new()
    }

    fn exports(&self, _package: &str, _name: &str) -> bool {
        false
    }
}

/// Why no program can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// The reason's code and detail.
    pub because: Because,
    /// Where in the fragment: the chunk's index and a byte of its text.
    pub at: Option<(usize, usize)>,
}

/// A message of a compiler or interpreter about a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Byte of the program's text that it speaks of.
    pub at: Option<usize>,
    /// Its text, without place and severity.
    pub text: String,
}

/// What a text defines and what it wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Functions, types, variables and imports that stay defined behind it.
    pub defines: Vec<String>,
    /// Names that it uses and neither defines nor finds in the language itself.
    pub wants: Vec<String>,
    /// What those of its definitions that are imports stand for.
    pub imports: Vec<Import>,
    /// Variables of its `main`, which it lends where no block defines them otherwise.
    pub locals: Vec<String>,
}

/// A name that a text takes from a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The name; empty where it is all of the module's names.
    pub name: String,
    /// What it stands for wherever it is imported in this way: `decimal.Decimal`.
    pub target: String,
}

impl<'a> Chunk<'a> {
    /// A block as its author wrote it, of which nothing is to be seen.
    #[must_use]
    pub fn plain(text: &'a str) -> Self {
        Self {
            text,
            flattened: false,
            lossy: false,
            borrowed: false,
            cell: false,
            entries: Vec::new(),
            probes: Vec::new(),
        }
    }
}

impl Obstacle {
    /// An obstacle without a place.
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { because: Because::new(reason, detail), at: None }
    }

    /// The same obstacle, at a byte of a chunk's text.
    #[must_use]
    pub fn at(mut self, chunk: usize, byte: usize) -> Self {
        self.at = Some((chunk, byte));
        self
    }
}
