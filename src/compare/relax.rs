//! The relaxations: differences that say nothing about whether a note is right.

use std::time::SystemTime;

use super::{compilers, elision, errors, messages, moments, notation, numbers, order, places, spacing};
use crate::languages::Lang;

/// A claimed text and one that was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) claimed: String,
    pub(super) seen: String,
}

/// What relaxations may know besides the texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) language: Lang,
    /// Whether quotes around the claim may be the author's own.
    pub(super) authors_quotes: bool,
    /// When the code ran.
    pub(super) when: Option<SystemTime>,
}

/// A way of rewriting both texts, or the claimed one towards the other.
pub(super) struct Relaxation {
    /// Stands in reports; stable.
    pub(super) name: &'static str,
    rewrite: fn(&Context, Pair) -> Pair,
}

/// Texts beyond this are compared as they are, but for white space.
pub(super) const MAX_BYTES: usize = 1 << 18;

/// Lines of an output that are searched for a part.
pub(super) const MAX_LINES: usize = 2_000;

/// Every relaxation, in the order in which they are applied. What is left when all have been is
/// equal, or matches with the claim's elisions: their entry only says that they count.
pub(super) const TABLE: [Relaxation; 35] = [
    Relaxation { name: ELISION, rewrite: |_, pair| pair.claimed_only(elision::as_dots) },
    Relaxation { name: "line-ends", rewrite: |_, pair| pair.both(spacing::line_ends) },
    Relaxation { name: "trailing-space", rewrite: |_, pair| pair.both(spacing::trailing_space) },
    Relaxation { name: "final-newline", rewrite: |_, pair| pair.both(spacing::final_newline) },
    Relaxation { name: "blank-line-mark", rewrite: |_, pair| pair.claimed_only(spacing::blank_line_mark) },
    Relaxation { name: "own-file", rewrite: |_, pair| places::own_file(pair) },
    Relaxation { name: "traceback", rewrite: |_, pair| pair.both(errors::traceback) },
    Relaxation { name: "exception-module", rewrite: |_, pair| pair.both(errors::exception_module) },
    Relaxation { name: "syntax-error-wording", rewrite: |_, pair| errors::syntax_error_wording(pair) },
    Relaxation { name: "warnings", rewrite: |_, pair| errors::warnings(pair) },
    Relaxation { name: "build-header", rewrite: |_, pair| pair.both(errors::build_header) },
    Relaxation { name: "goroutine-trace", rewrite: |_, pair| pair.both(errors::goroutine_trace) },
    Relaxation { name: "panic-detail", rewrite: |_, pair| errors::panic_detail(pair) },
    Relaxation { name: "build-progress", rewrite: |_, pair| pair.both(compilers::build_progress) },
    Relaxation { name: "compiler-summary", rewrite: |_, pair| pair.both(compilers::compiler_summary) },
    Relaxation { name: "debug-position", rewrite: |_, pair| pair.both(compilers::debug_position) },
    Relaxation { name: "stack-frames", rewrite: |_, pair| pair.both(errors::stack_frames) },
    Relaxation {
        name: "source-position",
        rewrite: |context, pair| pair.both(|text| errors::source_position(context, text)),
    },
    Relaxation { name: "shell-name", rewrite: messages::shell_name },
    Relaxation { name: "localised-message", rewrite: |_, pair| pair.claimed_only(messages::in_english) },
    Relaxation { name: "timestamp", rewrite: moments::timestamps },
    Relaxation { name: "duration", rewrite: |_, pair| moments::durations(pair) },
    Relaxation { name: "address", rewrite: |_, pair| places::addresses(pair) },
    Relaxation { name: "process-id", rewrite: |_, pair| places::process_ids(pair) },
    Relaxation { name: "absolute-path", rewrite: |_, pair| places::paths(pair) },
    Relaxation { name: "unicode-prefix", rewrite: notation::unicode_prefix },
    Relaxation { name: "long-suffix", rewrite: notation::long_suffix },
    Relaxation { name: "outer-quotes", rewrite: notation::outer_quotes },
    Relaxation { name: "quote-style", rewrite: notation::quote_style },
    Relaxation { name: "go-commas", rewrite: notation::go_commas },
    Relaxation { name: "float-digits", rewrite: |_, pair| numbers::float_digits(pair) },
    Relaxation { name: "any-order", rewrite: order::any_order },
    Relaxation { name: "wrapped-lines", rewrite: |_, pair| spacing::wrapped_lines(pair) },
    Relaxation { name: "white-space", rewrite: |_, pair| pair.both(spacing::white_space) },
    Relaxation { name: "bracket-space", rewrite: notation::bracket_space },
];

const ELISION: &str = "elision";

/// The names of all relaxations, in the order in which they are applied.
pub fn relaxations() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|entry| entry.name)
}

impl Pair {
    pub(super) fn new(claimed: &str, seen: &str) -> Self {
        Self { claimed: claimed.to_owned(), seen: seen.to_owned() }
    }

    /// Both sides rewritten in the same way.
    pub(super) fn both(self, rewrite: impl Fn(&str) -> String) -> Self {
        Self { claimed: rewrite(&self.claimed), seen: rewrite(&self.seen) }
    }

    /// The claim alone rewritten: what is an abbreviation there would be a value on the other side.
    pub(super) fn claimed_only(self, rewrite: fn(&str) -> String) -> Self {
        Self { claimed: rewrite(&self.claimed), ..self }
    }
}

/// The names of the fewest relaxations with which the texts agree, where they do.
pub(super) fn agree(context: &Context, claimed: &str, seen: &str) -> Option<Vec<&'static str>> {
    // Programs end their last line, and no claim shows whether they did.
    let seen = seen.strip_suffix('\n').unwrap_or(seen);
    let claimed = claimed.strip_suffix('\n').unwrap_or(claimed);
    if claimed == seen {
        return Some(Vec::new());
    }
    let large = claimed.len().max(seen.len()) > MAX_BYTES;
    let mut used: Vec<_> = TABLE.iter().filter(|entry| !large || is_spacing(entry)).collect();
    if !agree_with(context, claimed, seen, &used) {
        return None;
    }
    // Elision excuses most and is dispensed with first, then the others from the table's end.
    let by_strength = std::iter::once(&TABLE[0]).chain(TABLE[1..].iter().rev());
    for relaxation in by_strength {
        let without: Vec<_> = used.iter().copied().filter(|entry| entry.name != relaxation.name).collect();
        if without.len() < used.len() && agree_with(context, claimed, seen, &without) {
            used = without;
        }
    }
    Some(used.iter().map(|entry| entry.name).collect())
}

fn is_spacing(entry: &Relaxation) -> bool {
    ["line-ends", "trailing-space", "final-newline", "white-space"].contains(&entry.name)
}

fn agree_with(context: &Context, claimed: &str, seen: &str, relaxations: &[&Relaxation]) -> bool {
    let pair = relaxations.iter().fold(Pair::new(claimed, seen), |pair, entry| (entry.rewrite)(context, pair));
    // What vanishes as a whole has not been compared.
    if pair.claimed.trim().is_empty() != claimed.trim().is_empty()
        || pair.seen.trim().is_empty() != seen.trim().is_empty()
    {
        return false;
    }
    pair.claimed == pair.seen
        || (relaxations.iter().any(|entry| entry.name == ELISION) && elision::matches(&pair.claimed, &pair.seen))
}
