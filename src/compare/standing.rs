//! Whether a block that failed stands on its own: an error is the note's own only where nothing of
//! its context could have prevented it.

use crate::classify::Snippet;
use crate::complete::{How, Program};
use crate::languages::Lang;
use crate::reasons::{Because, Reason};
use crate::run::Outcome;

// A command line that no machine would take: anything else that a command says when it fails may
// be the state of the machine that it ran on.
pattern!(
    MISUSE,
    r"(?mi)syntax error|unexpected (?:EOF|end of file)|(?:invalid|unrecognized|unknown|illegal) (?:option|argument|switch|flag|command|subcommand)|missing (?:\w+ )?operand|requires an argument|try [`‘']?.{0,40} ?--help|^usage:"
);

// Code that reads its command line or its environment.
pattern!(
    READS_ARGUMENTS,
    r"\benv::var\w*\b|\benv!\s*\(|\bos\.environ\[|\bos\.(?:Getenv|LookupEnv)\b|\bprocess\.env\b|\bSystem\.getenv\b|\bsys\.argv\b|\bargparse\b|\boptparse\b|\bclick\.(?:command|option|argument)|\bos\.Args\b|\bflag\.(?:Parse|Arg)|\bprocess\.argv\b|\bargv\s*\[|\bargs\s*\[|\bargs\.length\b|\benv::args\b"
);

// Code that reads files whose names it gives.
pattern!(
    READS_FILES,
    r#"\bParse(?:Files|Glob)\(|\b(?:os|ioutil)\.(?:Open|ReadFile)\(|\bFile::open\(|\bfopen\(|\bifstream\b|\bnew File(?:Reader|InputStream)\(|\.read\(\s*\[?["'][^"'\n]+\.\w+["']"#
);

// A comment on a line of its own that names the file of what follows: `// source1.cpp`.
pattern!(FILE_NAME, r"(?m)^[ \t]*(?://|#|--|/\*)[ \t]*[\w./-]*\w\.[A-Za-z]{1,4}[ \t]*(?:\*/)?[ \t]*$");

// A body of the shell that holds nothing but comments, which it does not take.
pattern!(
    COMMENT_FOR_COMMANDS,
    r"(?:\{|\b(?:then|do|else))[ \t]*\n(?:[ \t]*(?:#.*)?\n)+[ \t]*(?:\}|(?:fi|done|else|elif)\b)"
);

pattern!(NOT_COMPILED, r"(?m)^error: compilation failed");

// Where the languages that need one begin to run.
pattern!(ENTRY_POINT, r"\bmain\s*\(");

/// Languages whose programs do not compile without an entry point.
const ENTERED: [&str; 4] = ["c", "cpp", "java", "rust"];

/// Why a failure may come of what the note does not show, where it may; `words` is what is wrong.
pub(super) fn wants_context(snippet: &Snippet, program: &Program, outcome: &Outcome, words: &str) -> Option<Because> {
    let code = snippet.block.code.text();
    let incomplete = |what: &str| Some(Because::new(Reason::Incomplete, format!("{what}: {words}")));
    if is_refused(outcome) && (program.how() != How::AsWritten || lacks_entry_point(program.language, code)) {
        return incomplete("it is a part of a program, and does not compile without the rest");
    }
    if READS_ARGUMENTS.is_match(code) {
        return incomplete("it reads arguments or settings, which the note does not give");
    }
    if READS_FILES.is_match(code) {
        return incomplete("it reads files, which the note may not give");
    }
    if FILE_NAME.find_iter(code).nth(1).is_some() {
        return incomplete("it shows several files as one");
    }
    if program.language.name() == "shell" && COMMENT_FOR_COMMANDS.is_match(code) {
        let detail = format!("a comment stands where commands belong: {words}");
        return Some(Because::new(Reason::Placeholder, detail));
    }
    if program.language.name() == "shell" && !is_misuse(outcome) {
        return incomplete("a command fails as it may on one machine and not on another");
    }
    None
}

/// Whether code of a language whose programs begin at an entry point has none.
pub(super) fn lacks_entry_point(language: Lang, code: &str) -> bool {
    ENTERED.contains(&language.name()) && !ENTRY_POINT.is_match(code)
}

/// Whether it did not compile; one command may compile and run, and says so.
fn is_refused(outcome: &Outcome) -> bool {
    !outcome.built || NOT_COMPILED.is_match(&String::from_utf8_lossy(&outcome.stderr))
}

fn is_misuse(outcome: &Outcome) -> bool {
    let says = |bytes: &[u8]| MISUSE.is_match(&String::from_utf8_lossy(bytes));
    says(&outcome.stderr) || says(&outcome.stdout)
}
