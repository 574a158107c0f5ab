//! Claims in prose: `输出: 3`, `next() ==> 1`, and lines that look like output below code.

use std::ops::Range;

use super::echo::Echo;
use super::sessions::is_prose;
use super::value::{Shape, is_row, shape};
use super::words::{SAYS_OUTPUT, SAYS_VALUE, value_in};
use super::{Claim, Expectation, Notation, Strength, Subject, arrows};
use crate::classify::{Kind, Snippet};
use crate::extract::FoundBy;
use crate::languages::Role;
use crate::notes::{Document, Markup, Part, PartOf, lines_of};

/// Prose further below its code than this many lines that are not blank speaks of something else.
const MAX_DISTANCE: usize = 4;

/// Longer lines hold no claim that a person wrote.
const MAX_LINE: usize = 500;

/// A gap between blocks, in one text of the document.
struct Gap<'a> {
    part: &'a Part,
    range: Range<usize>,
    /// The code above it in this text, where there is any.
    code: Option<usize>,
}

/// The claims that the prose of a document makes.
pub(super) fn claims(document: &Document, snippets: &[Snippet]) -> Vec<Claim> {
    let mut claims = Vec::new();
    let mut next = 0;
    for (place, part) in document.parts() {
        let first = next;
        while snippets.get(next).is_some_and(|snippet| snippet.block.part == place) {
            next += 1;
        }
        // Many gaps may follow one piece of code, which is read once.
        let mut echo = (usize::MAX, Echo::default());
        for gap in gaps(part, place, first..next, snippets) {
            let Some(code) = gap.code else { continue };
            if echo.0 != code {
                echo = (code, Echo::of(snippets[code].block.code.text()));
            }
            Reader { gap: &gap, code, snippets, echo: &echo.1 }.read(&mut claims);
        }
    }
    claims
}

fn gaps<'a>(part: &'a Part, place: PartOf, within: Range<usize>, snippets: &[Snippet]) -> Vec<Gap<'a>> {
    let length = part.passage.text().len();
    let mut gaps = Vec::new();
    let mut start = 0;
    let mut code = (0..within.start).rev().take(1).find(|above| is_code_of(&snippets[*above], place));
    // Code inside a sentence is a part of what the sentence says.
    for index in within.filter(|index| snippets[*index].block.found_by != FoundBy::Inline) {
        let outer = &snippets[index].block.outer;
        gaps.push(Gap { part, range: start..outer.start.clamp(start, length), code });
        start = outer.end.clamp(start, length);
        if runs(&snippets[index]) {
            code = Some(index);
        }
    }
    gaps.push(Gap { part, range: start..length, code });
    gaps
}

/// Whether a snippet is code in the same annotation, as when the quote holds it and the note speaks of it.
fn is_code_of(snippet: &Snippet, place: PartOf) -> bool {
    snippet.block.part.annotation == place.annotation && runs(snippet)
}

/// Whether a snippet is a program.
pub(super) fn runs(snippet: &Snippet) -> bool {
    snippet.kind == Kind::Code && snippet.language.is_some_and(|language| language.role() == Role::Program)
}

/// Reads a gap line by line.
struct Reader<'r, 'a> {
    gap: &'r Gap<'a>,
    code: usize,
    snippets: &'a [Snippet],
    echo: &'r Echo<'a>,
}

impl Reader<'_, '_> {
    fn read(&self, claims: &mut Vec<Claim>) {
        let text = &self.gap.part.passage.text()[self.gap.range.clone()];
        let mut distance = 0;
        // Output stands directly below the code; behind prose it would need a word of introduction.
        let mut below_code = true;
        for line in lines_of(text) {
            let said = &text[line.clone()];
            if said.trim().is_empty() || line.len() > MAX_LINE {
                continue;
            }
            distance += 1;
            let is_near = distance <= MAX_DISTANCE;
            let claim = self
                .arrow(said)
                .or_else(|| self.said_value(said))
                .or_else(|| is_near.then(|| self.said_output(said)).flatten())
                .or_else(|| below_code.then(|| self.bare(said)).flatten());
            below_code &= claim.is_some();
            let start = self.gap.range.start + line.start;
            claims.extend(claim.map(|found| self.claim(found, start)));
        }
    }

    /// `next() ==> 1`.
    fn arrow(&self, said: &str) -> Option<Found> {
        let arrow = arrows::in_prose(said)?;
        let value = said[arrow.value].trim_matches('`');
        self.named(said, &arrow.expression, value, (Strength::Strong, Notation::Arrow))
    }

    /// "`f(3)` returns `9`": it may do so only under what else the sentence says.
    fn said_value(&self, said: &str) -> Option<Found> {
        // Most lines have neither of what their expression would have: one look at their bytes tells.
        memchr::memchr2(b'`', b'(', said.as_bytes())?;
        let words = SAYS_VALUE.captures(said)?;
        let expression = words.name("expression").or(words.name("call"))?.as_str();
        let (_, value) = value_in(&words)?;
        self.named(said, expression, value, (Strength::Weak, Notation::Prose))
    }

    /// The claim that an expression, of a name that the code knows, is worth this.
    fn named(&self, said: &str, expression: &str, value: &str, how: (Strength, Notation)) -> Option<Found> {
        let name = expression.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        self.echo.names(name).then(|| Found {
            range: trimmed(said),
            subject: Subject::Named(expression.to_owned()),
            expectation: Expectation::Value(value.to_owned()),
            strength: how.0,
            notation: how.1,
        })
    }

    /// `输出: 3`.
    fn said_output(&self, said: &str) -> Option<Found> {
        let (range, strength) = says_output(said, self.echo)?;
        let expectation = Expectation::PrintsPart(said[range.clone()].to_owned());
        Some(Found { range, subject: Subject::Program, expectation, strength, notation: Notation::Prose })
    }

    /// A line that looks printed.
    fn bare(&self, said: &str) -> Option<Found> {
        let range = trimmed(said);
        looks_like_output(&said[range.clone()], self.gap.part.markup, self.echo).then(|| Found {
            expectation: Expectation::PrintsPart(said[range.clone()].to_owned()),
            range,
            subject: Subject::Program,
            strength: Strength::Weak,
            notation: Notation::BareLines,
        })
    }

    fn claim(&self, found: Found, line_start: usize) -> Claim {
        let passage = &self.gap.part.passage;
        let at = line_start + found.range.start..line_start + found.range.end;
        Claim {
            snippet: self.code,
            subject: found.subject,
            expectation: found.expectation,
            strength: found.strength,
            notation: found.notation,
            quote: passage.text()[at.clone()].to_owned(),
            span: passage.source_range(at),
            code_span: self.snippets[self.code].block.code.span(),
            within: None,
            output: None,
        }
    }
}

/// A claim that a line makes.
struct Found {
    /// Its bytes in the line.
    range: Range<usize>,
    subject: Subject,
    expectation: Expectation,
    strength: Strength,
    notation: Notation,
}

fn trimmed(line: &str) -> Range<usize> {
    line.len() - line.trim_start().len()..line.trim_end().len()
}

/// The claimed text of a line such as `输出: 3`.
fn says_output(line: &str, echo: &Echo<'_>) -> Option<(Range<usize>, Strength)> {
    let words = SAYS_OUTPUT.captures(line)?;
    let rest = words.name("rest")?;
    let text = rest.as_str().trim().trim_end_matches(['.', '。', '，', ',']);
    let in_ticks = text.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
    let text = in_ticks.unwrap_or(text);
    let start = rest.start() + rest.as_str().find(text)?;
    let range = start..start + text.len();
    let marked = words.name("mark").is_some();
    if text.is_empty() || text.contains('`') {
        return None;
    }
    match shape(text) {
        Shape::Literal => Some((range, if marked { Strength::Strong } else { Strength::Weak })),
        Shape::Wordy if marked => Some((range, Strength::Strong)),
        _ if in_ticks.is_some() && echo.knows(text) => Some((range, Strength::Weak)),
        _ if marked && (is_row(text) || echo.knows(text)) => Some((range, Strength::Strong)),
        _ => None,
    }
}

/// Whether a line below code looks printed: a value, `name=value` fields, or the code's own strings.
fn looks_like_output(line: &str, markup: Markup, echo: &Echo<'_>) -> bool {
    let marked_up = !matches!(markup, Markup::Rendered | Markup::Plain);
    let is_marked_up = line.starts_with(['<', '[', '(', '-', '*', '#', '|', '>', '!', '.', ':']) || line.contains('`');
    if marked_up && is_marked_up {
        return false;
    }
    let fields = line
        .split_whitespace()
        .filter(|word| word.contains('=') && !word.ends_with('=') && !word.starts_with('='))
        .count();
    let is_fields = fields >= 2 && 2 * fields >= line.split_whitespace().count();
    shape(line) > Shape::Words || is_fields || (!is_prose(line) && echo.knows(line))
}
