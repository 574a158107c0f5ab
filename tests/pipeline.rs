//! The stages joined, over a runner that only pretends to run: no toolchain is needed.

use std::sync::atomic::{AtomicUsize, Ordering};

use recant::complete::Program;
use recant::languages::Lang;
use recant::languages::completion::Known;
use recant::notes;
use recant::pipeline;
use recant::reasons::{Because, Reason};
use recant::report::Report;
use recant::run::{Outcome, Runner, Watch};
use recant::sandbox::{Exit, Level};

/// Says of each program what a function says of it.
struct Pretend<F>(F);

impl<F: Fn(&Program) -> Result<Outcome, Because> + Sync> Runner for Pretend<F> {
    fn run(&self, program: &Program, _watch: Watch<'_>) -> Result<Outcome, Because> {
        (self.0)(program)
    }

    fn known(&self, _language: Lang) -> Option<&dyn Known> {
        None
    }
}

fn prints(text: &str) -> Outcome {
    Outcome {
        toolchain: "pretended 1.0".into(),
        built: true,
        stdout: text.as_bytes().to_vec(),
        stderr: Vec::new(),
        exit: Exit::Status(0),
        limit: None,
        cut: false,
        messages: Vec::new(),
        complaint: String::new(),
        missing: None,
    }
}

fn check(note: &str, run: impl Fn(&Program) -> Result<Outcome, Because> + Sync) -> Report {
    let studies = vec![pipeline::study(notes::read("note.md", note.into()))];
    let checked = pipeline::check(studies, &Pretend(run), &|_, _| true, &|_, _| ());
    pipeline::report(&checked, Level::Full, &|_, _| true)
}

/// The verdict and the reason of the code in a note that has one block of it.
fn verdict(note: &str, run: impl Fn(&Program) -> Result<Outcome, Because> + Sync) -> (&'static str, Option<Reason>) {
    let report = check(note, run);
    let line = report.snippets.iter().find(|line| line.language.is_some()).unwrap();
    (line.verdict.as_ref().unwrap().word(), line.reason)
}

const CLAIM: &str = "```python\nprint(answer())\ndef answer(): pass\n```\n\nOutput:\n\n```\nforty-two\n```\n";
const NO_CLAIM: &str = "```python\nprint('a')\n```\n";

#[test]
fn a_claim_that_the_output_meets_holds() {
    assert_eq!(verdict(CLAIM, |_| Ok(prints("forty-two\n"))), ("holds", None));
}

#[test]
fn a_claim_that_two_runs_contradict_has_drifted() {
    assert_eq!(verdict(CLAIM, |_| Ok(prints("forty-three\n"))), ("drifted", None));
}

#[test]
fn output_that_differs_between_runs_is_no_drift() {
    let runs = AtomicUsize::new(0);
    let changing = |_: &Program| Ok(prints(["heads\n", "tails\n"][runs.fetch_add(1, Ordering::Relaxed) % 2]));
    assert_eq!(verdict(CLAIM, changing), ("unchecked", Some(Reason::Nondeterministic)));
}

#[test]
fn a_limit_that_ends_a_program_is_not_the_note_s_fault() {
    let slow = || Because::new(Reason::TimeLimit, "it ran longer than 10s");
    let endless = |_: &Program| Ok(Outcome { limit: Some(slow()), exit: Exit::Signal(9), ..prints("") });
    assert_eq!(verdict(CLAIM, endless), ("unchecked", Some(Reason::TimeLimit)));
    assert_eq!(verdict(NO_CLAIM, endless), ("unchecked", Some(Reason::TimeLimit)));
}

#[test]
fn what_is_missing_is_not_the_note_s_fault() {
    let because = || Because::new(Reason::MissingDependency, "the module `x` is not installed");
    let missing = |_: &Program| Ok(Outcome { missing: Some(because()), exit: Exit::Status(1), ..prints("") });
    assert_eq!(verdict(CLAIM, missing), ("unchecked", Some(Reason::MissingDependency)));
    assert_eq!(verdict(NO_CLAIM, missing), ("unchecked", Some(Reason::MissingDependency)));
}

#[test]
fn without_a_toolchain_nothing_fails() {
    let absent = |_: &Program| Err(Because::new(Reason::MissingToolchain, "python is not installed"));
    assert_eq!(verdict(NO_CLAIM, absent), ("unchecked", Some(Reason::MissingToolchain)));
}

#[test]
fn a_program_that_exits_with_an_error_of_its_own_fails() {
    let broken = |_: &Program| Ok(Outcome { exit: Exit::Status(1), stderr: b"ValueError: x\n".to_vec(), ..prints("") });
    assert_eq!(verdict(NO_CLAIM, broken), ("fails", None));
}

#[test]
fn a_failure_that_the_rest_of_a_program_or_another_machine_would_prevent_is_not_the_note_s() {
    let says = |words: &'static str, built| {
        move |_: &Program| Ok(Outcome { exit: Exit::Status(1), stderr: words.as_bytes().to_vec(), built, ..prints("") })
    };
    let incomplete = ("unchecked", Some(Reason::Incomplete));
    assert_eq!(verdict("```sh\nfg %1\n```\n", says("fg: no job control\n", true)), incomplete);
    assert_eq!(verdict("```sh\nls --nope\n```\n", says("ls: unrecognized option '--nope'\n", true)), ("fails", None));
    assert_eq!(verdict("```c\nint twice(int n) { return n * m; }\n```\n", says("error: m\n", false)), incomplete);
    assert_eq!(verdict("```c\nint main() { return 0 }\n```\n", says("error: expected ;\n", false)), ("fails", None));
    assert_eq!(verdict("```python\nimport sys\nprint(sys.argv[1])\n```\n", says("IndexError\n", true)), incomplete);
}

#[test]
fn a_program_that_claims_nothing_runs() {
    assert_eq!(verdict(NO_CLAIM, |_| Ok(prints("a\n"))), ("runs", None));
}

#[test]
fn every_block_has_one_line_and_the_counts_add_up() {
    let note = std::fs::read_to_string("snippets/hypothesis-2018-2019/notes.txt").unwrap();
    let found = pipeline::study(notes::read("notes.txt", note.clone().into())).snippets.len();
    let report = check(&note, |_| Ok(prints("")));
    assert_eq!(report.snippets.len(), found);
    assert_eq!(report.summary.blocks, found);
    assert_eq!(report.summary.verdicts.total(), found);
    assert!(report.snippets.iter().all(|line| line.verdict.is_some()));
    let claims: usize = report.snippets.iter().map(|line| line.claims.len()).sum();
    assert_eq!(report.summary.claims.total(), claims);
}

#[test]
fn two_checks_of_the_same_notes_print_the_same_bytes() {
    let note = std::fs::read_to_string("snippets/hypothesis-2018-2019/notes.txt").unwrap();
    let once = || recant::report::json(&check(&note, |program| Ok(prints(&program.text))));
    assert_eq!(once(), once());
}
