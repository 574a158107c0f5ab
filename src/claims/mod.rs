//! Claims: what the notes say that the code prints or is worth.

mod arrows;
mod blocks;
mod cells;
mod comments;
mod consoles;
mod directives;
mod echo;
mod expectation;
mod gap;
mod output_comments;
mod printing;
mod prose;
mod remarks;
mod runs;
mod sentences;
mod sessions;
mod syntax;
#[cfg(test)]
mod tests;
pub(crate) mod value;
mod words;

use std::ops::Range;

use rayon::prelude::*;

use crate::classify::Snippet;
use crate::extract::FoundBy;
use crate::notes::Document;

pub use expectation::{Creates, Expectation, Receives};

/// Something that a note says about what its code does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The index, among the document's snippets, of the code that it speaks of.
    pub snippet: usize,
    /// What of that code it speaks of.
    pub subject: Subject,
    /// What it says of it.
    pub expectation: Expectation,
    /// Whether the note marks it as a claim.
    pub strength: Strength,
    /// How it is written.
    pub notation: Notation,
    /// The claim in the note's own words.
    pub quote: String,
    /// Bytes of the file in which the claim stands.
    pub span: Range<usize>,
    /// Bytes of the file in which the code that it speaks of stands.
    pub code_span: Range<usize>,
    /// Bytes of the snippet's code that are the claim's and no code, where it stands there without
    /// being a comment: ` => "/"` behind an expression.
    pub within: Option<Range<usize>>,
    /// The index of the snippet that is this claim, where it is an output block or a console; an
    /// output block is not code, whatever it looks like.
    pub output: Option<usize>,
}

/// What of the code a claim speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// All that the program prints.
    Program,
    /// What this step of the session prints.
    Entry(usize),
    /// What the statement, or the statements in a row, in these bytes of the snippet's code print.
    Statement(Range<usize>),
    /// The value of the expression in these bytes of the snippet's code.
    Expression(Range<usize>),
    /// The value of an expression that stands in prose, once the snippet has run; of several, each
    /// after the one before it.
    Named(String),
}

/// Whether the note marks something as a claim, or recant only suspects it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// A mismatch is `unsure-output`.
    Weak,
    /// A mismatch is drift.
    Strong,
}

/// How a claim is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Notation {
    /// The output of a session's step.
    Session,
    /// `// Output:` and its kin, inside the code.
    OutputComment,
    /// A comment behind the code on its line.
    TrailingComment,
    /// `==>`, `=>`, `→`, `->` behind an expression.
    Arrow,
    /// `输出`, `结果`, `Output`, `prints`, `returns` and what follows.
    Prose,
    /// An output block behind a code block.
    OutputBlock,
    /// Lines that look like output.
    BareLines,
    /// A console block that runs the program just shown.
    Console,
    /// Words of the note that a person made a claim of, in the corpus.
    ByHand,
    /// A directive behind the fence or in a comment in front of it.
    Directive,
    /// What was seen and a person accepted, where the note claims nothing.
    Accepted,
    /// A claim of the note with what was seen in its place, as a person accepted it.
    Corrected,
}

/// The claims of a document about its snippets: those about one snippet together, in reading order.
#[must_use]
pub fn claims(document: &Document, snippets: &[Snippet]) -> Vec<Claim> {
    let mut claims = prose::claims(document, snippets);
    claims.extend(sentences::claims(document, snippets, &claims));
    claims.par_extend((0..snippets.len()).into_par_iter().flat_map_iter(|index| beside(index, document, snippets)));
    // What is never run prints nothing that could be compared.
    claims.retain(|claim| !snippets[claim.snippet].block.directives.is_never_run());
    let indexed = snippets.iter().enumerate();
    claims.extend(indexed.flat_map(|(index, snippet)| directives::claims(index, document, snippet)));
    claims.sort_by_key(|claim| (claim.snippet, claim.span.start));
    claims
}

/// The claims that stand in a snippet or in the block behind it.
fn beside(index: usize, document: &Document, snippets: &[Snippet]) -> Vec<Claim> {
    let snippet = &snippets[index];
    let of_cell = snippet.block.found_by == FoundBy::Cell;
    let output = if of_cell { cells::claim } else { blocks::claim };
    if let Some(claim) = output(index, document, snippets) {
        return vec![claim];
    }
    if snippet.block.session.is_empty() {
        let comments = comments::claims(index, snippet);
        return comments.into_iter().chain(arrows::in_code(index, snippet)).collect();
    }
    let consoles = consoles::claims(index, document, snippets);
    let is_console = |claim: &Claim| consoles.iter().any(|(step, _)| claim.subject == Subject::Entry(*step));
    let steps = sessions::claims(index, snippet).into_iter().filter(|claim| !is_console(claim));
    steps.chain(consoles.iter().map(|(_, claim)| claim.clone())).collect()
}
