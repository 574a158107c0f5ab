//! Relaxations of how languages report errors: the stack says nothing, the type and message do.

use std::borrow::Cow;

use super::relax::{Context, Pair, agree};
use super::{Comparison, Observed, missing};
use crate::reasons::{Because, Reason};

pattern!(MODULE, r"(?m)^(?:[A-Za-z_]\w*\.)+([A-Z]\w*(?::|$))");
pattern!(
    GOROUTINE,
    r"(?m)^(?:\[signal .*\n)?(?:\n)?goroutine \d+[^\n]*\[[^\n]*\]:[^\n]*(?:\n(?:[^\n]*\(.*\)|\s+.*|created by .*|\.\.\.|))*"
);
pattern!(EXIT_STATUS, r"(?m)\n?^exit status \d+$");
pattern!(JAVA_FRAMES, r"(?m)\n\s+(?:at [\w.$<>/]+\(.*\)|\.\.\. \d+ more)");
pattern!(
    RUST_PANIC,
    r"(?m)^thread '[^']*'(?: \(\d+\))? panicked at (?:'(?P<old>.*)', [\w./-]+:\d+:\d+|[\w./-]+:\d+:\d+:\n(?P<new>.*))"
);
pattern!(RUST_NOTE, r"(?m)\n?^note: (?:run with|Run with|some details are omitted).*$");
pattern!(POSITION, r"(?:\./)?[\w./-]*\b\w[\w-]*\.(?:go|py|c|cc|cpp|cxx|h|hpp|rs|java|js|ts|rb|php|sh):\d+(?::\d+)?");
pattern!(COUNTED, r"^[^\s:]+:\d+\s*$");

pattern!(BUILD_HEADER, r"(?m)^# (?:command-line-arguments|[\w./-]+)\n");
pattern!(WARNING, r"(?m)^(?:\S+:\d+: )?[A-Z]\w*Warning: .*(?:\n  .*)?\n?");

/// Python's traceback without its stack, as doctest compares it; of a chain, the last exception.
pub(super) fn traceback(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut before_chain = None;
    let mut in_stack = false;
    for line in text.split('\n') {
        let header = line.trim_start().starts_with("Traceback (") && line.trim_end().ends_with("last):");
        let file = line.starts_with("  File \"") && line.contains("\", line ");
        if header || (file && !in_stack) {
            if chained(&kept) {
                kept.truncate(before_chain.unwrap_or(kept.len()));
            }
            before_chain = Some(kept.len());
            in_stack = true;
        } else if in_stack && (line.starts_with([' ', '\t']) || line.trim().is_empty() || line.trim() == "...") {
            // A frame, its code, or what the author left out of them.
        } else {
            in_stack = false;
            kept.push(line);
        }
    }
    kept.join("\n")
}

/// Whether what was kept ends with the sentence that links an exception to its cause.
fn chained(kept: &[&str]) -> bool {
    let last = kept.iter().rev().find(|line| !line.trim().is_empty()).copied().unwrap_or_default();
    last.starts_with("During handling of the above") || last.starts_with("The above exception was the direct cause")
}

/// An exception's type without the module that it stands in, which differs between versions.
pub(super) fn exception_module(text: &str) -> String {
    MODULE.replace_all(text, "$1").into_owned()
}

/// `invalid syntax` is what older versions say where newer ones say more.
pub(super) fn syntax_error_wording(pair: Pair) -> Pair {
    const PLAIN: &str = "SyntaxError: invalid syntax";
    let (Some(claimed), Some(seen)) = (last_line(&pair.claimed), last_line(&pair.seen)) else { return pair };
    let same = claimed != seen && claimed.starts_with("SyntaxError:") && seen.starts_with("SyntaxError:");
    if !same || (claimed != PLAIN && seen != PLAIN) {
        return pair;
    }
    let (kept, seen) = (pair.claimed.trim_end().strip_suffix(claimed).unwrap_or_default(), seen.to_owned());
    Pair { claimed: format!("{kept}{seen}"), seen: pair.seen.trim_end().to_owned() }
}

fn last_line(text: &str) -> Option<&str> {
    text.trim_end().lines().next_back()
}

/// A panic of Go without the goroutines' stacks and the status that `go run` adds.
pub(super) fn goroutine_trace(text: &str) -> String {
    if !text.contains("goroutine ") && !text.contains("exit status ") {
        return text.to_owned();
    }
    let text = GOROUTINE.replace_all(text, "");
    EXIT_STATUS.replace_all(&text, "").trim_end().to_owned()
}

/// Newer versions of Go say the index and the length behind "index out of range".
pub(super) fn panic_detail(pair: Pair) -> Pair {
    let (Some(claimed), Some(seen)) = (last_line(&pair.claimed), last_line(&pair.seen)) else { return pair };
    let extends =
        claimed.starts_with("panic: ") && seen.strip_prefix(claimed).is_some_and(|rest| rest.starts_with(" ["));
    if !extends {
        return pair;
    }
    let kept = pair.claimed.trim_end().strip_suffix(claimed).unwrap_or_default();
    Pair { claimed: format!("{kept}{seen}"), seen: pair.seen.trim_end().to_owned() }
}

/// Java's stack frames, and where a Rust program panicked.
pub(super) fn stack_frames(text: &str) -> String {
    let text = JAVA_FRAMES.replace_all(text, "");
    let text = RUST_NOTE.replace_all(&text, "");
    RUST_PANIC.replace_all(&text, "panicked: $old$new").into_owned()
}

/// `main.go:7:2`: a completion moves the note's lines. A line of a shell's that is nothing but a file and a
/// number is what was counted in it.
pub(super) fn source_position(context: &Context, text: &str) -> String {
    let is_counted = |line: &str| context.language.name() == "shell" && COUNTED.is_match(line);
    let without = |line| if is_counted(line) { Cow::Borrowed(line) } else { POSITION.replace_all(line, "<source>") };
    text.split('\n').map(without).collect::<Vec<_>>().join("\n")
}

/// The line with which Go names the package that does not compile.
pub(super) fn build_header(text: &str) -> String {
    BUILD_HEADER.replace_all(text, "").into_owned()
}

/// Warnings of the interpreter among what was seen, with the line of code that each shows, where the
/// claim shows none.
pub(super) fn warnings(pair: Pair) -> Pair {
    if pair.claimed.contains("Warning: ") || !pair.seen.contains("Warning: ") {
        return pair;
    }
    Pair { seen: WARNING.replace_all(&pair.seen, "").into_owned(), ..pair }
}

/// Why an error that reads otherwise than the claimed one may still be the one that is meant: versions
/// differ in how they word an error, and newer ones explain themselves at length.
pub(super) fn doubt(context: &Context, claimed: &str, seen: &str) -> Option<Because> {
    if !claimed.trim_start().starts_with("Traceback (") || !seen.contains("Traceback (") {
        return None;
    }
    let (message, whole) = (traceback(claimed), traceback(seen));
    if is_reworded(&message, &whole) {
        return Some(Because::new(Reason::Platform, "it is the error that is claimed, in other words"));
    }
    let count = message.trim_end().lines().count();
    let end = memchr::memchr_iter(b'\n', whole.trim_end().as_bytes()).nth(count.checked_sub(1)?)?;
    agree(context, message.trim_end(), &whole[..end])?;
    Some(Because::new(Reason::UnsureOutput, "the error is the one claimed, and explains itself further"))
}

/// Whether two messages are of the same type of error and share no more than half of the claimed words.
fn is_reworded(claimed: &str, seen: &str) -> bool {
    let (claimed, seen) = (exception_module(claimed), exception_module(seen));
    let parts = |text: &str| last_line(text)?.split_once(": ").map(|(kind, words)| (kind.to_owned(), words.to_owned()));
    let (Some((kind, said)), Some((same, saw))) = (parts(&claimed), parts(&seen)) else { return false };
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (said, saw) = (words(&said), words(&saw));
    let shared = said.iter().filter(|word| saw.contains(word)).count();
    let other = shared == 0 && said.len() != saw.len();
    kind == same && (other || (said.len() > 2 && 2 * shared <= said.len()))
}

/// Compares the error that a claim speaks of: its type alone, or its type and message; where it has no words,
/// any error of a program that runs.
pub(super) fn fails(context: &Context, claimed: &str, observed: &Observed) -> Comparison {
    if claimed.is_empty() {
        let refused = observed.deeds.as_ref().is_some_and(|deeds| deeds.refused.is_some());
        return if observed.error.is_some() && !refused { Comparison::Agrees(Vec::new()) } else { Comparison::Differs };
    }
    let seen = observed.error.iter().chain(&observed.renderings).map(|text| exception_module(&traceback(text)));
    let claimed = exception_module(claimed.trim());
    for text in seen {
        for line in text.lines() {
            let kind = line.split(':').next().unwrap_or(line).trim();
            if kind == claimed {
                return Comparison::Agrees(Vec::new());
            }
            if let Some(relaxed) = agree(context, &claimed, line.trim()) {
                return Comparison::Agrees(relaxed);
            }
        }
        if claimed.contains(' ') && text.contains(&claimed) {
            return Comparison::Agrees(Vec::new());
        }
    }
    let missing = observed.error.iter().chain(&observed.renderings).find_map(|text| missing::reason(&claimed, text));
    missing.map_or(Comparison::Differs, Comparison::Unsure)
}
