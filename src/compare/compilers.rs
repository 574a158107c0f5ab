//! What compilers and build tools say around a program: their progress, and the layout of their messages.

use std::collections::BTreeSet;

use crate::reasons::{Because, Reason};

// What cargo and go print while they fetch and build (cargo's verbs stand in front of a crate with its
// version, a profile or a path into `target/`, which no program's own output does).
pattern!(
    PROGRESS,
    r"(?m)^(?:[ \t]*(?:(?:Compiling|Checking|Fresh|Documenting|Downloaded|Adding) (?:\S+ v\d\S*(?: \(.*\))?|\.{3}|…)|Finished .*\btarget\(s\) in .*|Running (?:unittests .*|tests/.*|`?(?:\S*[/\\])?target[/\\].*)|(?:Updating|Downloading) .*\b(?:index|crates?)\b.*|Doc-tests \w+|Blocking waiting for file lock.*)|go: (?:downloading|finding|extracting) \S+ v\d.*)(?:\n|$)"
);

// The lines with which rustc and cargo end their messages.
pattern!(
    SUMMARY,
    r"(?m)\n*^(?:error: aborting due to .*|For more information about (?:this|an) error, try .*|Some errors have detailed explanations: .*|error: could not compile .*|(?:error: )?Could not compile .*|To learn more, run the command again with --verbose\.|warning: build failed, waiting for other jobs to finish\.{3})$"
);

// The line that says what is wrong: `error[E0382]: borrow of moved value`, `main.c:3:5: error: ‘x’ undeclared`.
pattern!(HEADLINE, r"(?m)^(?:\S+: )?(?:fatal )?error(?:\[(?<code>E\d+)\])?: (?<text>.*)$");

// What a test tool reports of its own.
pattern!(
    TEST_REPORT,
    r"(?m)^(?:=== RUN |--- (?:PASS|FAIL|SKIP): |ok +\t?\S+\s+[\d.]+s|Benchmark\S*\s.*\bns/op|running \d+ tests?$|test result: |Ran \d+ tests? in |Tests run: \d)"
);

// Where the code stands that a `dbg!` of Rust shows a value of.
pattern!(DEBUG_POSITION, r"(?m)^\[[\w./\\-]+\.rs:\d+(?::\d+)?\] ");

/// The values that `dbg!` shows, without where it stands.
pub(super) fn debug_position(text: &str) -> String {
    DEBUG_POSITION.replace_all(text, "").into_owned()
}

/// The text without what a build tool says of its progress.
pub(super) fn build_progress(text: &str) -> String {
    PROGRESS.replace_all(text, "").into_owned()
}

/// The text without the lines that end a compiler's messages and say nothing of the code.
pub(super) fn compiler_summary(text: &str) -> String {
    SUMMARY.replace_all(text, "").into_owned()
}

/// Why a claim that shows what a compiler or build tool says may be right all the same: each version draws
/// its messages in another way.
pub(super) fn doubt(claimed: &str, seen: &str) -> Option<Because> {
    if !claimed.trim().is_empty() && build_progress(claimed).trim().is_empty() {
        let detail = "the note shows how the program is built, and nothing that it prints";
        return Some(Because::new(Reason::UnsureOutput, detail));
    }
    if TEST_REPORT.is_match(claimed) && !TEST_REPORT.is_match(seen) {
        return Some(Because::new(Reason::UnsureOutput, "the note shows the report of a test tool, which did not run"));
    }
    let (said, saw) = (errors(claimed), errors(seen));
    (!said.is_empty() && said.is_subset(&saw))
        .then(|| Because::new(Reason::Platform, "it is the compiler's error that is claimed, explained in other words"))
}

/// The errors of a compiler among a text: their codes, or their words where it has none.
fn errors(text: &str) -> BTreeSet<&str> {
    let found = HEADLINE.captures_iter(text);
    found.filter_map(|error| error.name("code").or(error.name("text"))).map(|error| error.as_str().trim()).collect()
}
