//! Output blocks: a block that says what the code above it prints.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::echo::Echo;
use super::gap::Between;
use super::syntax::Syntax;
use super::value::{Shape, shape};
use super::words::ARROW;
use super::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::{Kind, Snippet};
use crate::extract::{Entry, FoundBy, Prompt};
use crate::languages::Role;
use crate::notes::Document;

/// Labels that authors put behind the fence of output.
const OUTPUT_LABELS: [&str; 10] =
    ["text", "txt", "output", "plain", "plaintext", "console", "out", "stdout", "log", "none"];

/// Labels that authors put there for want of a better one.
const TERMINAL_LABELS: [&str; 7] = ["bash", "shell", "sh", "console", "terminal", "zsh", "shellsession"];

/// Blocks that are looked at for code above; a sentence may hold many names.
const MAX_ABOVE: usize = 50;

/// Blocks between code and a block that speaks of it: consoles that build it, names in sentences, and
/// other lines of output.
const MAX_BETWEEN: usize = 6;

/// The claim that a block is, where it is the output of the code above it.
pub(super) fn claim(index: usize, document: &Document, snippets: &[Snippet]) -> Option<Claim> {
    let output = &snippets[index];
    let is_loose = output.block.found_by == FoundBy::Prose;
    let (code, above) = code_above(index, snippets, is_loose)?;
    let looks = Looks::of(output, &snippets[code])?;
    let between = Between::of(document, &snippets[above].block, &output.block);
    let strength = looks.strength(output, &snippets[code], between)?;
    let text = output.block.code.text();
    let range = trimmed(text)?;
    let claimed = text[range.clone()].to_owned();
    // Lines without a fence may be all of the output or a part of it, or none.
    let is_bare = is_loose && !matches!(between, Between::Lead { .. });
    let (expectation, strength, notation) = if is_bare {
        (Expectation::PrintsPart(claimed), Strength::Weak, Notation::BareLines)
    } else {
        (Expectation::Prints(claimed), strength, Notation::OutputBlock)
    };
    Some(Claim {
        snippet: code,
        subject: Subject::Program,
        expectation,
        strength,
        notation,
        quote: text[range.clone()].to_owned(),
        span: output.block.code.source_range(range),
        code_span: snippets[code].block.code.span(),
        within: None,
        output: Some(index),
    })
}

/// The code that a block may be the output of, and the block directly above it.
fn code_above(index: usize, snippets: &[Snippet], is_loose: bool) -> Option<(usize, usize)> {
    let passed = |candidate: &&usize| {
        let snippet = &snippets[**candidate];
        let is_output = is_loose && snippet.kind == Kind::Output && snippet.block.found_by == FoundBy::Prose;
        !is_output && !builds(snippet)
    };
    let above: Vec<_> = (0..index)
        .rev()
        .take(MAX_ABOVE)
        .filter(|candidate| snippets[*candidate].block.found_by != FoundBy::Inline)
        .take(MAX_BETWEEN)
        .collect();
    let candidate = *above.iter().find(passed)?;
    let code = &snippets[candidate];
    let runs = code.kind == Kind::Code && code.language.is_some_and(|language| language.role() == Role::Program);
    let same_annotation = code.block.part.annotation == snippets[index].block.part.annotation;
    let directly = if is_loose { *above.first()? } else { candidate };
    (runs && same_annotation && code.block.session.is_empty()).then_some((candidate, directly))
}

/// Whether a console prints nothing: it builds what stands above it.
pub(super) fn builds(snippet: &Snippet) -> bool {
    let steps = &snippet.block.session;
    let text = snippet.block.code.text();
    let is_silent = |step: &Entry| step.prompt == Prompt::Shell && text[step.output.clone()].trim().is_empty();
    !steps.is_empty() && steps.iter().all(is_silent)
}

/// How much a block looks like the output of some code.
struct Looks {
    is_output: bool,
    /// Whether it is output where prose leads to it.
    can_be: bool,
    is_labelled: bool,
}

impl Looks {
    /// Where it can be output at all, whatever stands between the two.
    fn of(output: &Snippet, code: &Snippet) -> Option<Self> {
        let label = output.block.label.as_ref().map(|label| label.language.as_str()).unwrap_or_default();
        let labelled = OUTPUT_LABELS.contains(&label);
        let is_output = output.kind == Kind::Output || (labelled && output.kind != Kind::Code);
        let of_data = output.kind != Kind::Code && output.language.is_none_or(|l| l.role() == Role::Data);
        // Output with a terminal's label passes for shell code.
        let in_shell = code.language.is_some_and(|language| language.name() == "shell");
        let can_be = is_output || of_data || TERMINAL_LABELS.contains(&label) && !in_shell;
        let looks = Self { is_output, can_be, is_labelled: !label.is_empty() };
        (output.block.session.is_empty() && (can_be || !looks.is_labelled)).then_some(looks)
    }

    fn strength(&self, output: &Snippet, code: &Snippet, between: Between) -> Option<Strength> {
        match between {
            Between::Lead { hedged, only } if self.can_be || (!self.is_labelled && is_misread(output, code, only)) => {
                Some(if hedged { Strength::Weak } else { Strength::Strong })
            }
            Between::Nothing if self.is_output => Some(Strength::Strong),
            Between::Nothing if output.kind == Kind::Unknown => Some(Strength::Weak),
            Between::Prose if self.is_output => Some(Strength::Weak),
            _ => None,
        }
    }
}

/// Whether a block that passes for code is output: it says what the code above it prints, or, where
/// the author says that it is output and no more, it is no code of its language.
fn is_misread(output: &Snippet, code: &Snippet, only: bool) -> bool {
    let text = output.block.code.text();
    let is_sound =
        || output.language.and_then(|language| Syntax::of(language, text)).is_some_and(|tree| tree.is_sound());
    Echo::of(code.block.code.text()).knows(text) || (only && (!does_something(text) || !is_sound()))
}

/// Whether a text holds more than values: a call, an assignment, a definition.
fn does_something(text: &str) -> bool {
    static ACTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?m)\w\(|[\w\]] *:?= *[^=]|^ *(?:import|from|def|class|for|if|while|return|func|package|var|let|const|print)\b")
            .expect("the pattern is valid")
    });
    ACTION.is_match(text)
}

/// The text without blank lines around it, without white space at its end, and without the line that
/// explains it: `==> which is the class itself`.
fn trimmed(text: &str) -> Option<Range<usize>> {
    let mut end = text.trim_end().len();
    let last = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
    let remark = ARROW.find(&text[last..end]).filter(|arrow| arrow.start() == 0);
    if last > 0 && remark.is_some_and(|arrow| shape(&text[last + arrow.end()..end]) == Shape::Words) {
        end = text[..last].trim_end().len();
    }
    let blank = end - text[..end].trim_start().len();
    let start = text[..blank].rfind('\n').map_or(0, |newline| newline + 1);
    (start < end).then_some(start..end)
}
