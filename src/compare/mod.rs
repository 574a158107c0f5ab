//! Comparing: a verdict from a claim and an outcome.
//!
//! A claim and what was seen agree when they are the same text, or when a few named relaxations
//! make them so. No relaxation looks away from a value: each rewrites a difference that is known to
//! say nothing (an address, a line's end, the order of a set) and leaves the rest to be compared.
//! They stand in one table, in `relax.rs`.

/// Compiles one of this stage's own patterns.
macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($pattern).expect("a pattern of our own"));
    };
}

mod announced;
mod asking;
mod attribution;
mod compilers;
mod deeds;
mod difference;
mod doubt;
mod earlier;
mod elision;
mod errors;
mod excuse;
mod judge;
mod messages;
mod missing;
mod moments;
mod notation;
mod numbers;
mod order;
mod places;
mod relax;
mod repaired;
mod shells;
mod sighting;
mod spacing;
mod spoken;
mod standing;
mod surroundings;
#[cfg(test)]
mod tests;
mod tokens;
mod unclaimed;
mod unseen;
mod verdict;

use std::time::SystemTime;

pub use attribution::{Attribution, Past, attribute};
pub use deeds::Deeds;
pub use difference::{DiffLine, Side, difference};
pub(crate) use elision::is_elision;
pub use judge::{ClaimJudgement, Found, Judgement, Trial, judge};
pub use relax::relaxations;
pub use repaired::Repaired;
pub use verdict::Verdict;

use crate::claims::value::{Shape, shape};
use crate::claims::{Claim, Expectation, Notation};
use crate::languages::Lang;
use crate::reasons::{Because, Reason};
use relax::{Context, agree};

/// What was seen of what a claim speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Observed {
    /// What was printed or what the value is; several renderings of one value where the language
    /// has several (`repr` and `str`), the one to show first.
    pub renderings: Vec<String>,
    /// The error that ended it, if one did: its type and message as the language prints them.
    pub error: Option<String>,
    /// Its exit status, where it ran to an end.
    pub status: Option<i32>,
    /// When it ran; the present where nobody says. A date that is the day of the run is no drift.
    pub when: Option<SystemTime>,
    /// What the program as a whole did beside printing, where that was looked at.
    pub deeds: Option<Deeds>,
}

impl Observed {
    /// The rendering to show first.
    fn first(&self) -> &str {
        self.renderings.first().map_or("", String::as_str)
    }
}

/// Whether an expectation and what was seen agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// They agree, with the names of what had to be relaxed for it.
    Agrees(Vec<&'static str>),
    /// They do not.
    Differs,
    /// It could not be told.
    Unsure(Because),
}

/// Compares what a claim says with what was seen.
#[must_use]
pub fn compare(language: Lang, claim: &Claim, observed: &Observed) -> Comparison {
    let context = Context { language, authors_quotes: has_authors_quotes(claim), when: observed.when };
    match &claim.expectation {
        Expectation::Prints(text) => texts(&context, text, &printed(observed)),
        Expectation::Value(text) => texts(&context, text, &values(text, observed)),
        Expectation::PrintsUnordered(text) => {
            let sorted: Vec<_> = printed(observed).iter().map(|seen| order::sorted_lines(seen)).collect();
            texts(&context, &order::sorted_lines(text), &sorted)
        }
        Expectation::PrintsPart(text) => part(&context, text, &printed(observed)),
        Expectation::Fails(text) => errors::fails(&context, text, observed),
        Expectation::Exits(status) => match observed.status {
            Some(seen) if seen == *status => Comparison::Agrees(Vec::new()),
            Some(_) => Comparison::Differs,
            None => Comparison::Unsure(Because::new(
                Reason::Incomplete,
                "it did not run to an end, so it has no exit status",
            )),
        },
        Expectation::Compiles | Expectation::Refused(_) | Expectation::Creates(_) | Expectation::Receives(_) => {
            observed.deeds.as_ref().map_or_else(deeds::unseen, |deeds| deeds.meet(&claim.expectation))
        }
    }
}

/// Whether quotes around a claimed text may be the author's and not the program's: in a comment or in
/// prose, where `prints "3"` speaks of a printed 3.
fn has_authors_quotes(claim: &Claim) -> bool {
    let in_words = matches!(claim.notation, Notation::TrailingComment | Notation::Prose | Notation::OutputComment);
    in_words && !matches!(claim.expectation, Expectation::Value(_))
}

/// The texts that a program may be said to have printed: with the error that ended it, and without.
fn printed(observed: &Observed) -> Vec<String> {
    let mut texts = observed.renderings.clone();
    if let Some(error) = &observed.error {
        let out = observed.first().trim_end();
        texts.push(if out.is_empty() { error.clone() } else { format!("{out}\n{error}") });
    }
    texts
}

/// The renderings of a value that a claim may mean. `3` does not mean the string "3", though that is
/// how the string prints.
fn values(claimed: &str, observed: &Observed) -> Vec<String> {
    let is_quoted = |text: &str| shape(text) == Shape::Literal && text.trim_end().ends_with(['"', '\'']);
    let first_is_string = observed.renderings.first().is_some_and(|first| is_quoted(first));
    let claims_other = shape(claimed) == Shape::Literal && !is_quoted(claimed);
    let count = if first_is_string && claims_other { 1 } else { usize::MAX };
    let mut values: Vec<_> = observed.renderings.iter().take(count).cloned().collect();
    values.extend(observed.error.clone());
    values
}

/// Compares with each text that was seen and keeps the best.
fn texts(context: &Context, claimed: &str, seen: &[String]) -> Comparison {
    let agreeing = seen.iter().filter_map(|text| agree(context, claimed, text));
    if let Some(relaxed) = agreeing.min_by_key(Vec::len) {
        if !relaxed.is_empty() && elision::is_everything(claimed) {
            return Comparison::Unsure(Because::new(
                Reason::UnsureOutput,
                "the claim leaves out all that it could claim",
            ));
        }
        return Comparison::Agrees(relaxed);
    }
    let doubt = seen.iter().find_map(|text| doubt::doubt(context, claimed, text));
    doubt.map_or(Comparison::Differs, Comparison::Unsure)
}

/// Compares with as many lines of what was seen, wherever they stand.
fn part(context: &Context, claimed: &str, seen: &[String]) -> Comparison {
    let claimed = claimed.trim();
    let count = claimed.lines().count().max(1);
    let whole_lines = |text: &String| format!("\n{}\n", text.trim_end_matches('\n'));
    if seen.iter().any(|text| whole_lines(text).contains(&whole_lines(&claimed.to_owned()))) {
        return Comparison::Agrees(Vec::new());
    }
    let windows = seen.iter().flat_map(|text| {
        let lines: Vec<_> = text.lines().take(relax::MAX_LINES / count).collect();
        lines.windows(count.min(lines.len()).max(1)).map(|window| window.join("\n")).collect::<Vec<_>>()
    });
    texts(context, claimed, &windows.collect::<Vec<_>>())
}
