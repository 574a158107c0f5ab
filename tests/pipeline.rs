//! The stages joined, over a runner that only pretends to run: no toolchain is needed.

mod lsp;
mod report;

use std::sync::atomic::{AtomicUsize, Ordering};

use recant::complete::Program;
use recant::languages::Lang;
use recant::languages::completion::Known;
use recant::notes;
use recant::pipeline;
use recant::reasons::{Because, Reason};
use recant::report::Report;
use recant::run::{Installed, Outcome, Request, Runner, Watch};
use recant::sandbox::{Exit, Level};
use recant::toolchains::version;

/// Says of each program what a function says of it.
struct Pretend<F>(F);

/// A machine with several versions, on which a function says of each program what it prints.
struct Machine<F> {
    versions: Vec<Installed>,
    pins: Vec<String>,
    attributes: bool,
    print: F,
}

impl<F: Fn(&Program, &str) -> String + Sync> Runner for Machine<F> {
    fn run(&self, program: &Program, _watch: Watch<'_>) -> Result<Outcome, Because> {
        let wanted = program.wants.toolchain.as_deref().unwrap_or("3.11.7");
        let version = self.versions.iter().find(|installed| version::begins(&installed.version, wanted));
        let version = version.ok_or_else(|| Because::new(Reason::MissingToolchain, "there is another"))?;
        let stdout = (self.print)(program, &version.version);
        let exit = Exit::Status(i32::from(stdout == "fails"));
        Ok(Outcome { toolchain: format!("python {}", version.version), exit, ..prints(&stdout) })
    }

    fn known(&self, _language: Lang) -> Option<&dyn Known> {
        None
    }

    fn pins(&self, _language: Lang) -> &[String] {
        &self.pins
    }

    fn versions(&self, _program: &Program) -> Vec<Installed> {
        self.versions.clone()
    }

    fn attributes(&self) -> bool {
        self.attributes
    }
}

const VERSIONS: [&str; 9] = ["3.13.0", "3.12.1", "3.11.7", "3.11.2", "3.10.13", "3.9.18", "3.8.18", "3.7.16", "2.7.18"];

/// A machine with Pythons as one has them, of which 3.11.7 is on `PATH`.
fn machine<F: Fn(&Program, &str) -> String + Sync>(print: F) -> Machine<F> {
    let installed = |version: &&str| Installed {
        title: "Python".into(),
        dialect: version.starts_with('2').then_some("python2"),
        version: (*version).into(),
    };
    Machine { versions: VERSIONS.iter().map(installed).collect(), pins: Vec::new(), attributes: true, print }
}

fn check_on(note: &str, runner: &dyn Runner) -> Report {
    let studies = vec![pipeline::study(notes::read("note.md", note.into()))];
    let checked = pipeline::check(studies, runner, &|_, _| true, &|_| ());
    pipeline::report(&checked, Level::Full, &|_, _| true)
}

/// Since when the claim of the first block has drifted, and how often a program ran to tell.
fn drifted_since(note: &str, print: impl Fn(&Program, &str) -> String + Sync) -> (Option<String>, usize) {
    let runs = AtomicUsize::new(0);
    let counted = |program: &Program, version: &str| {
        runs.fetch_add(1, Ordering::Relaxed);
        print(program, version)
    };
    let report = check_on(note, &machine(counted));
    let claim = &report.snippets[0].claims[0];
    assert_eq!(claim.verdict.as_ref().unwrap().word(), "drifted");
    let words = claim.attribution.as_ref().map(|attribution| attribution.words("holds", "drifted"));
    (words, runs.into_inner())
}

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
        requests: Vec::new(),
        files: Vec::new(),
        standing: None,
    }
}

fn check(note: &str, run: impl Fn(&Program) -> Result<Outcome, Because> + Sync) -> Report {
    check_on(note, &Pretend(run))
}

/// The verdict and the reason of the code in a note that has one block of it.
fn verdict(note: &str, run: impl Fn(&Program) -> Result<Outcome, Because> + Sync) -> (&'static str, Option<Reason>) {
    let report = check(note, run);
    let line = report.snippets.iter().find(|line| line.language.is_some()).unwrap();
    (line.verdict.as_ref().unwrap().word(), line.reason)
}

/// Prints one thing together with others, and another alone.
struct Sharing {
    together: Option<Outcome>,
    alone: Outcome,
}

impl Runner for Sharing {
    fn run(&self, _program: &Program, _watch: Watch<'_>) -> Result<Outcome, Because> {
        Ok(self.alone.clone())
    }

    fn together(&self, _program: &Program) -> Option<Outcome> {
        self.together.clone()
    }

    fn known(&self, _language: Lang) -> Option<&dyn Known> {
        None
    }
}

/// What becomes of a claim where a program prints these things together with others and alone.
fn claimed(together: Option<Outcome>, alone: Outcome) -> &'static str {
    let report = check_on(CLAIM, &Sharing { together, alone });
    let line = report.snippets.iter().find(|line| line.language.is_some()).unwrap();
    line.verdict.as_ref().unwrap().word()
}

#[test]
fn only_what_holds_together_with_others_is_not_run_alone() {
    let (right, wrong) = (prints("forty-two\n"), prints("forty-three\n"));
    assert_eq!(claimed(Some(right.clone()), wrong.clone()), "holds");
    assert_eq!(claimed(Some(wrong.clone()), right.clone()), "holds");
    assert_eq!(claimed(None, right.clone()), "holds");
    assert_eq!(claimed(Some(Outcome { exit: Exit::Status(1), ..wrong.clone() }), right), "holds");
    assert_eq!(claimed(Some(wrong.clone()), wrong), "drifted");
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

fn before(version: &str, change: &str) -> String {
    let answer = if version::compare(version, change).is_lt() { "forty-two\n" } else { "forty-three\n" };
    answer.to_owned()
}

#[test]
fn drift_is_told_between_the_two_versions_where_it_came_about() {
    let since = |change| drifted_since(CLAIM, move |_, version| before(version, change)).0.unwrap();
    assert_eq!(since("3"), "holds on Python 2.7.18, drifted from 3.7.16 on");
    assert_eq!(since("3.9"), "holds on Python 3.8.18, drifted from 3.9.18 on");
    assert_eq!(since("3.11"), "holds on Python 3.10.13, drifted from 3.11.7 on");
}

#[test]
fn halving_the_versions_spares_runs() {
    let (_, runs) = drifted_since(CLAIM, |_, version| before(version, "3.9"));
    // Twice on the version at hand, three to find the two versions, and once more to be sure.
    assert!(runs <= 7, "{runs} runs");
}

#[test]
fn what_came_and_went_is_told_too() {
    let only = |_: &Program, version: &str| before(if version.starts_with("3.8") { "1" } else { "9" }, "5");
    assert_eq!(drifted_since(CLAIM, only).0.unwrap(), "holds on Python 3.8.18, drifted from 3.9.18 on");
}

#[test]
fn what_never_held_is_attributed_to_no_version() {
    let (since, runs) = drifted_since(CLAIM, |_, _| "forty-three\n".into());
    assert_eq!(since, None);
    assert!(runs <= 12, "{runs} runs");
}

#[test]
fn what_held_by_chance_is_attributed_to_no_version() {
    let runs = AtomicUsize::new(0);
    let once = |_: &Program, version: &str| {
        let is_first = version.starts_with('2') && runs.fetch_add(1, Ordering::Relaxed) == 0;
        before(if is_first { "1" } else { "9" }, "5")
    };
    assert_eq!(drifted_since(CLAIM, once).0, None);
}

#[test]
fn a_failure_is_told_since_when_and_in_the_dialect_of_its_time() {
    let old = |program: &Program, version: &str| {
        assert_eq!(program.layout.dialect == Some("python2"), version.starts_with('2'));
        assert_eq!(program.text.contains("coding"), version.starts_with('2'));
        if version.starts_with('2') { "a\n".into() } else { "fails".to_owned() }
    };
    let report = check_on(NO_CLAIM, &machine(old));
    let line = &report.snippets[0];
    assert_eq!(line.verdict.as_ref().unwrap().word(), "fails");
    let words = line.attribution.as_ref().unwrap().words("runs", "fails");
    assert_eq!(words, "runs on Python 2.7.18, fails from 3.7.16 on");
}

#[test]
fn nothing_is_attributed_where_nobody_wants_to_know() {
    let report = check_on(CLAIM, &Machine { attributes: false, ..machine(|_, version| before(version, "3")) });
    assert_eq!(report.summary.claims.drifted, 1);
    assert!(report.snippets[0].claims[0].attribution.is_none());
}

#[test]
fn of_several_versions_the_worst_counts_and_each_is_told() {
    let pins = ["2.7", "3.8", "3.4"].map(str::to_owned).to_vec();
    let report = check_on(CLAIM, &Machine { pins, ..machine(|_, version| before(version, "3")) });
    let line = &report.snippets[0];
    let said = |lines: &[recant::report::VersionLine]| -> Vec<String> {
        let one = |line: &recant::report::VersionLine| {
            format!("{} {}", line.toolchain, line.verdict.as_ref().unwrap().word())
        };
        lines.iter().map(one).collect()
    };
    let each = ["python 2.7.18 holds", "python 3.8.18 drifted", "python 3.4 unchecked"];
    assert_eq!(said(&line.versions), each);
    assert_eq!(said(&line.claims[0].versions), each);
    assert_eq!(line.versions[2].reason, Some(Reason::MissingToolchain));
    assert_eq!(line.verdict.as_ref().unwrap().word(), "drifted");
    assert_eq!(line.toolchain.as_deref(), Some("python 3.8.18"));
    assert_eq!(line.claims[0].observed.as_deref(), Some("forty-three\n"));
    assert_eq!(report.summary.verdicts.total(), report.summary.blocks);
}

#[test]
fn one_version_that_was_asked_for_is_the_one_that_runs() {
    let pins = vec!["2.7".to_owned()];
    let report = check_on(CLAIM, &Machine { pins, ..machine(|_, version| before(version, "3")) });
    assert_eq!(report.snippets[0].verdict.as_ref().unwrap().word(), "holds");
    assert!(report.snippets[0].versions.is_empty());
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

#[test]
fn a_block_is_tried_by_itself_where_it_fails_with_what_it_borrows() {
    let note = "```python\nitems = load()\n```\n\n```python\ndef count():\n    return len(items)\n```\n";
    let works_alone = |program: &Program| {
        let status = i32::from(!program.borrowed.is_empty());
        Ok(Outcome { exit: Exit::Status(status), ..prints("") })
    };
    let report = check(note, works_alone);
    let line = &report.snippets[1];
    assert_eq!((line.verdict.as_ref().unwrap().word(), line.edits.len()), ("runs", 0), "{line:#?}");
}

#[test]
fn what_a_stand_in_answers_is_no_drift() {
    let studies = || vec![pipeline::study(notes::read("note.md", CLAIM.into()))];
    let checked = |requests: Vec<Request>| {
        let answered = Outcome { requests, ..prints("recorded by recant\n") };
        let checked = pipeline::check(studies(), &Pretend(|_: &Program| Ok(answered.clone())), &|_, _| true, &|_| ());
        pipeline::report(&checked, Level::Full, &|_, _| true).snippets[0].reason
    };
    assert_eq!(checked(Vec::new()), None);
    assert_eq!(checked(vec![Request::default()]), Some(Reason::NeedsNetwork));
}

/// The verdict and the reason of the code in a note that has one block of it, and a stored program.
fn verdict_by_hand(completion: &str, run: impl Fn(&Program) -> Result<Outcome, Because> + Sync) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let note = folder.path().join("note.md");
    std::fs::write(&note, "Sends the image whole:\n\n```sh\nsend image\n```\n").unwrap();
    let text = std::fs::read(&note).unwrap();
    let mut study = pipeline::study(notes::read(note.to_str().unwrap(), text));
    recant::snippets::write(folder.path(), &study.document, &study.snippets, &study.claims).unwrap();
    let snippet = folder.path().join("001-send-image");
    std::fs::write(snippet.join("program.sh"), "touch image\nsend image\n").unwrap();
    std::fs::write(snippet.join("completion.toml"), completion).unwrap();
    pipeline::adopt(&mut study, folder.path()).unwrap();
    let checked = pipeline::check(vec![study], &Pretend(run), &|_, _| true, &|_| ());
    pipeline::report(&checked, Level::Full, &|_, _| true)
}

const SENDS: &str = r#"
[[program]]
file = "program.sh"
hosts = ["example.com"]

[[program.claim]]
quote = "Sends the image whole"
expectation.receives = { method = "PUT", host = "example.com", path = "/images/1", body-len = 3 }
"#;

fn sent(body_len: u64) -> Outcome {
    let request = Request {
        method: "PUT".into(),
        host: "example.com".into(),
        path: "/images/1".into(),
        headers: Vec::new(),
        body_len,
        body_blake3: String::new(),
    };
    Outcome { requests: vec![request], ..prints("") }
}

#[test]
fn what_a_stored_program_sends_is_compared_with_what_the_note_says() {
    let verdict = |run: &(dyn Fn(&Program) -> Result<Outcome, Because> + Sync)| {
        let line = verdict_by_hand(SENDS, run).snippets.remove(0);
        (line.how.unwrap().word(), line.verdict.unwrap().word(), line.reason)
    };
    let whole = |program: &Program| {
        assert_eq!(
            (program.wants.hosts.as_slice(), program.text.as_str()),
            (&["example.com".to_owned()][..], "touch image\nsend image\n")
        );
        Ok(sent(3))
    };
    assert_eq!(verdict(&whole), ("by-hand", "holds", None));
    assert_eq!(verdict(&|_| Ok(sent(2))), ("by-hand", "drifted", None));
    // Without a recorder nothing is known of what was sent.
    assert_eq!(verdict(&|_| Ok(prints(""))), ("by-hand", "unchecked", Some(Reason::NeedsService)));
}

#[test]
fn a_stored_program_whose_claims_are_false_has_drifted_even_where_it_crashes() {
    let crashed = |_: &Program| Ok(Outcome { exit: Exit::Status(1), stderr: b"boom\n".to_vec(), ..prints("") });
    let claim = SENDS.replace(
        "expectation.receives = { method = \"PUT\", host = \"example.com\", path = \"/images/1\", body-len = 3 }",
        "expectation = { prints = \"sent\" }",
    );
    assert_ne!(claim, SENDS);
    let line = verdict_by_hand(&claim, crashed).snippets.remove(0);
    assert_eq!(line.verdict.unwrap().word(), "drifted");
    let unclaimed = "[[program]]\nfile = \"program.sh\"\n";
    let line = verdict_by_hand(unclaimed, crashed).snippets.remove(0);
    assert_eq!((line.verdict.unwrap().word(), line.reason), ("unchecked", Some(Reason::UnsureCompletion)));
}
