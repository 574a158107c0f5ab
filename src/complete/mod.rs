//! Completing: from classified blocks to programs that run.

mod by_hand;
mod chunk;
mod directed;
mod group;
mod observe;
mod plan;
#[cfg(test)]
mod plan_tests;
mod printed;
#[cfg(test)]
mod tests;
mod together;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::classify::Snippet;
use crate::config::Wishes;
use crate::languages::Lang;
use crate::languages::completion::{Edit, Faith, Fragment, Known, Layout, Message, Piece};
use crate::reasons::Because;
use crate::snippets::{Answer, Fixture};

pub use by_hand::by_hand;
pub use observe::{Seen, Sight, observe};
pub use plan::{alone, plan};
pub use printed::{text_of, with_bytes_shown};
pub use together::groups;

/// A program: the note's code, what was added to it, and what will be seen when it runs.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its language.
    pub language: Lang,
    /// The indices of the snippets whose code stands in it, in order; those that only lend
    /// definitions are not among them.
    pub members: Vec<usize>,
    /// The indices of the snippets that lend it definitions or imports.
    pub borrowed: Vec<usize>,
    /// The note's text and the additions, in pieces; chunks are `members` and `borrowed` in
    /// the order of `chunks`.
    pub layout: Layout,
    /// For each chunk of the layout, the snippet's index.
    pub chunks: Vec<usize>,
    /// The program's text.
    pub text: String,
    /// Files beside it: name and content.
    pub files: Vec<(String, Vec<u8>)>,
    /// Stands in the marks that probes print.
    pub nonce: String,
    /// For each probe in the program, its id and the index of the claim that it serves.
    pub probes: Vec<(usize, usize)>,
    /// What it asks for beside its text.
    pub wants: Wants,
    /// Where a person wrote it, the indices of the claims that it shows; recant's own programs show
    /// all that is claimed of their members.
    pub stored_claims: Option<Vec<usize>>,
}

/// What a program asks for beside its text, where a person says so; granting it is up to who runs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// Packages, as the tool of their ecosystem names them: `eventlet==0.36.1`.
    pub dependencies: Vec<String>,
    /// Whether it fetches things by itself, as `mvn package` does: it is run once with the registries in reach,
    /// and what it has fetched is there when it runs offline.
    pub rehearse: bool,
    /// The version of its toolchain, or how it begins: `2.7`.
    pub toolchain: Option<String>,
    /// How much it may use.
    pub limits: Wishes,
    /// Whether it is compiled and not run.
    pub compiled_only: bool,
    /// Hosts that a recorder stands in for.
    pub hosts: Vec<String>,
    /// What the recorder answers in their place.
    pub answer: Option<Answer>,
    /// The arguments that it is started with.
    pub arguments: Vec<String>,
    /// What it reads from standard input.
    pub stdin: String,
    /// Variables of its environment.
    pub environment: BTreeMap<String, String>,
    /// Files that it finds in its sandbox.
    pub fixtures: Arc<[Fixture]>,
    /// Files of its work directory that are looked at when it has ended.
    pub collect: Vec<String>,
}

/// How a program came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// The note's code and nothing else.
    AsWritten,
    /// With additions that recant made.
    Completed,
    /// By a completion that a person stored.
    ByHand,
}

/// What becomes of a document's snippets: groups that run, and snippets that cannot.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What will run.
    pub programs: Vec<Program>,
    /// Snippets that will not, with the reason.
    pub refused: Vec<(usize, Because)>,
}

impl How {
    /// The word that reports use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AsWritten => "as-written",
            Self::Completed => "completed",
            Self::ByHand => "by-hand",
        }
    }
}

impl Program {
    /// How it came about.
    #[must_use]
    pub fn how(&self) -> How {
        match (&self.stored_claims, self.edits().next()) {
            (Some(_), _) if !self.is_bare() => How::ByHand,
            (None, Some(_)) => How::Completed,
            _ => How::AsWritten,
        }
    }

    /// Whether it is the note's code and nothing else, whoever stored it: how it fails is then the note's doing.
    fn is_bare(&self) -> bool {
        let Wants { toolchain, arguments, stdin, environment, fixtures, .. } = &self.wants;
        let asks = toolchain.is_some() || !arguments.is_empty() || !stdin.is_empty();
        let given = !environment.is_empty() || !fixtures.is_empty();
        let is_blank = |piece: &Piece| matches!(piece, Piece::Added(edit) if edit.text.trim().is_empty());
        !asks && !given && self.layout.pieces.iter().all(|piece| matches!(piece, Piece::Note { .. }) || is_blank(piece))
    }

    /// Whether it is to show a claim of one of its members.
    #[must_use]
    pub fn shows(&self, claim: usize) -> bool {
        self.stored_claims.as_ref().is_none_or(|stored| stored.contains(&claim))
    }

    /// What was added that says something about the note, in the order in which it stands.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.layout.edits()
    }

    /// Its text in pieces as a reader is shown it, and whether each was added. What only looks at values
    /// says nothing of the note, and stands as a line end where it has lines of its own.
    pub fn shown<'a>(&'a self, snippets: &'a [Snippet]) -> impl Iterator<Item = (&'a str, bool)> {
        self.layout.pieces.iter().map(|piece| match piece {
            Piece::Note { chunk, range } => (&snippets[self.chunks[*chunk]].block.code.text()[range.clone()], false),
            Piece::Added(edit) if edit.faith == Faith::Harness && edit.text.lines().count() > 1 => ("\n", true),
            Piece::Added(edit) => (edit.text.as_str(), true),
        })
    }

    /// The same program, to be run by a dialect's toolchain of this version.
    #[must_use]
    pub fn on(&self, dialect: Option<&'static str>, version: &str) -> Self {
        let mut program = self.clone();
        program.wants.toolchain = Some(version.to_owned());
        if program.layout.dialect != dialect {
            program.layout.dialect = dialect;
            let completer = self.language.completer();
            if let Some(edit) = completer.and_then(|completer| completer.heading(&self.text, dialect)) {
                program.text.insert_str(0, &edit.text);
                program.layout.pieces.insert(0, Piece::Added(edit));
            }
        }
        program
    }

    /// The snippet and the byte of its code that a byte of the program's text came from; for an
    /// addition, the end of the note's text in front of it.
    #[must_use]
    pub fn origin(&self, byte: usize) -> Option<(usize, usize)> {
        let (chunk, byte) = self.layout.origin(byte)?;
        Some((*self.chunks.get(chunk)?, byte))
    }

    /// The bytes of the program's text that a line, counted from 1, takes up.
    #[must_use]
    pub fn line(&self, line: usize) -> Option<Range<usize>> {
        crate::notes::lines_of(&self.text).nth(line.checked_sub(1)?)
    }
}

/// The program with what the toolchain's messages ask for, where a completion may add that. What a
/// person wrote stays as it is.
#[must_use]
pub fn amend(program: &Program, snippets: &[Snippet], messages: &[Message], known: &dyn Known) -> Option<Program> {
    if program.how() == How::ByHand {
        return None;
    }
    let chunks = program.chunks.iter().map(|index| {
        let snippet = &snippets[*index];
        chunk::chunk(snippet, snippet.block.code.text(), program.borrowed.contains(index))
    });
    let fragment = Fragment { chunks: chunks.collect(), nonce: &program.nonce };
    let layout = program.language.completer()?.amend(&fragment, &program.layout, messages, known)?;
    let text = layout.text(&fragment);
    Some(Program { layout, text, ..program.clone() })
}
