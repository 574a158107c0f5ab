//! Which blocks run together, and what is made of what they print.

use super::observe::Reader;
use super::{How, Plan, Program, amend, plan};
use crate::claims::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::{Kind, Snippet};
use crate::extract::{Block, Directives, Entry, FoundBy, Prompt};
use crate::languages::Lang;
use crate::languages::completion::{Faith, Known, Message};
use crate::notes::{PartOf, Passage, Side};
use crate::reasons::Reason;

struct Fmt;

impl Known for Fmt {
    fn standard(&self, name: &str) -> Vec<String> {
        if name == "fmt" { vec!["fmt".to_owned()] } else { Vec::new() }
    }

    fn exports(&self, _package: &str, _name: &str) -> bool {
        true
    }
}

fn snippet(annotation: usize, side: Side, language: &str, text: &str) -> Snippet {
    let block = Block {
        part: PartOf { annotation, side },
        outer: 0..text.len(),
        code: Passage::verbatim(text, 0),
        found_by: FoundBy::Fence,
        label: None,
        directives: Directives::default(),
        session: Vec::new(),
        lossy: false,
    };
    let language = Lang::named(language);
    Snippet { block, kind: Kind::Code, language, confidence: 1.0, evidence: Vec::new() }
}

/// A session of one step.
fn session(text: &str) -> Snippet {
    let step = Entry {
        prompt: Prompt::Python,
        input: std::iter::once(4..text.len()).collect(),
        output: text.len()..text.len(),
    };
    let mut snippet = snippet(0, Side::Body, "python", text);
    snippet.block.session.push(step);
    snippet
}

fn claim(snippet: usize, subject: Subject) -> Claim {
    Claim {
        snippet,
        subject,
        expectation: Expectation::Value("1".to_owned()),
        strength: Strength::Strong,
        notation: Notation::Arrow,
        quote: String::new(),
        span: 0..0,
        code_span: 0..0,
        within: None,
        output: None,
    }
}

fn planned(snippets: &[Snippet], claims: &[Claim]) -> Plan {
    plan(snippets, claims, &|_| Some(&Fmt as &dyn Known))
}

fn only(plan: &Plan, member: usize) -> &Program {
    plan.programs.iter().find(|program| program.members == [member]).unwrap()
}

#[test]
fn a_note_runs_with_the_quote_that_it_speaks_of() {
    let snippets =
        [snippet(0, Side::Quote, "go", "func one() int { return 1 }"), snippet(0, Side::Body, "go", "x := one()")];
    let claims = [claim(1, Subject::Named("x".to_owned())), claim(1, Subject::Named("one()".to_owned()))];
    let plan = planned(&snippets, &claims);
    assert!(only(&plan, 0).borrowed.is_empty());
    let body = only(&plan, 1);
    assert_eq!(body.borrowed, [0]);
    assert_eq!(body.probes, [(0, 0), (1, 1)]);
    assert_eq!(body.edits().next().unwrap().reason, "borrows `one` from another block");
}

#[test]
fn a_block_that_wants_nothing_runs_by_itself() {
    let snippets = [snippet(0, Side::Body, "python", "x = 1\n"), snippet(0, Side::Body, "python", "print(2)\n")];
    let plan = planned(&snippets, &[]);
    assert!(plan.programs.iter().all(|program| program.borrowed.is_empty() && program.how() == How::AsWritten));
}

#[test]
fn the_nearest_definition_wins_and_is_a_guess_among_several() {
    let texts = ["def f():\n    return 1\n", "def f():\n    return 2\n", "print(f())\n"];
    let snippets = texts.map(|text| snippet(0, Side::Body, "python", text));
    let plan = planned(&snippets, &[]);
    let last = only(&plan, 2);
    assert_eq!(last.borrowed, [1]);
    assert_eq!(last.edits().next().unwrap().faith, Faith::Guess);
}

#[test]
fn a_lender_that_does_not_complete_keeps_no_other_from_lending() {
    let twice = "func two() int { return 2 }\nfunc main() {}\nfunc main() {}\n";
    let texts = ["func one() int { return 1 }", twice, "x := one() + two()"];
    let snippets = texts.map(|text| snippet(0, Side::Body, "go", text));
    let plan = planned(&snippets, &[]);
    assert_eq!(plan.refused.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [1]);
    assert_eq!(only(&plan, 2).borrowed, [0]);
}

#[test]
fn an_import_that_every_block_writes_alike_is_no_guess() {
    let faith = |second: &str| {
        let texts = ["from json import dumps\n", second, "print(dumps(1))\n"];
        let snippets = texts.map(|text| snippet(0, Side::Body, "python", text));
        let plan = planned(&snippets, &[]);
        only(&plan, 2).edits().next().unwrap().faith
    };
    assert_eq!(faith("from json import dumps\n"), Faith::Faithful);
    assert_eq!(faith("from pickle import dumps\n"), Faith::Guess);
    assert_eq!(faith("def dumps(x):\n    return x\n"), Faith::Guess);
}

#[test]
fn a_session_that_imports_all_of_a_module_goes_on_where_its_names_are_used() {
    let texts = [">>> from decimal import *\n", ">>> total = 1\n", ">>> Decimal(total)\n", ">>> len('a')\n"];
    let snippets = texts.map(session);
    let members: Vec<_> = planned(&snippets, &[]).programs.into_iter().map(|program| program.members).collect();
    assert_eq!(members, [vec![0, 1, 2], vec![3]]);
}

#[test]
fn a_definition_of_another_language_is_not_borrowed() {
    let snippets = [snippet(0, Side::Body, "go", "x := 1"), snippet(0, Side::Body, "python", "print(x)\n")];
    let plan = planned(&snippets, &[]);
    assert_eq!(
        plan.refused.iter().map(|(index, because)| (*index, because.reason)).collect::<Vec<_>>(),
        [(1, Reason::Incomplete)]
    );
}

#[test]
fn what_is_named_in_a_sentence_is_not_run_unless_something_is_claimed_of_it() {
    let mut mention = snippet(0, Side::Body, "python", "sum([1])");
    mention.block.found_by = FoundBy::Inline;
    let plan = planned(std::slice::from_ref(&mention), &[]);
    assert_eq!(plan.refused[0].1.reason, Reason::Incomplete);
    let plan = planned(&[mention], &[claim(0, Subject::Expression(0..8))]);
    assert_eq!(plan.programs.len(), 1);
}

#[test]
fn what_a_claim_says_behind_an_expression_is_no_code() {
    let text = "url = {\"a\": 1}.get\nurl(\"a\") => 1\nurl(\"b\")  =>  None\n";
    let (first, second) = (text.find(" => 1").unwrap(), text.find("  =>  None").unwrap());
    let value =
        |from: usize, to: usize, end: usize| Claim { within: Some(to..end), ..claim(0, Subject::Expression(from..to)) };
    let claims = [value(19, first, first + 5), value(first + 6, second, text.len() - 1)];
    let plan = planned(&[snippet(0, Side::Body, "python", text)], &claims);
    let program = only(&plan, 0);
    assert!(!program.text.contains("=>") && !program.text.contains("None"), "{}", program.text);
    assert!(program.text.contains("_recant_show(0, url(\"a\"))\n_recant_show(1, url(\"b\"))\n"), "{}", program.text);
    let at = program.text.find("url(\"b\")").unwrap();
    assert_eq!(program.origin(at), Some((0, first + 6)));
}

#[test]
fn a_byte_of_the_program_maps_back_to_the_note() {
    let snippets = [snippet(0, Side::Body, "go", "fmt.Println(1)\nbroken()")];
    let plan = planned(&snippets, &[]);
    let program = only(&plan, 0);
    let at = program.text.find("broken").unwrap();
    assert_eq!(program.origin(at), Some((0, 15)));
}

#[test]
fn an_import_that_the_compiler_misses_is_added_and_an_undefined_name_is_not() {
    let snippets = [snippet(0, Side::Body, "go", "x := 2\ngo func() { x := 3 }()\nx++")];
    let plan = planned(&snippets, &[]);
    let program = only(&plan, 0);
    let at = program.text.find("x := 3");
    let unused = Message { at, text: "declared and not used: x".to_owned() };
    let better = amend(program, &snippets, &[unused], &Fmt).unwrap();
    assert!(better.text.contains("x := 3; _ = x }"), "{}", better.text);
    let undefined = Message { at, text: "undefined: y".to_owned() };
    assert!(amend(program, &snippets, &[undefined], &Fmt).is_none());
}

#[test]
fn borrowed_code_that_does_not_compile_is_left_out_and_that_is_a_guess() {
    let lender = "int total = 3;\ntotal = \"wrong\";";
    let borrower = "printf(\"%d\", total);";
    let snippets = [snippet(0, Side::Quote, "c", lender), snippet(0, Side::Quote, "c", borrower)];
    let plan = planned(&snippets, &[]);
    let program = only(&plan, 1);
    let message = |of: &str| Message { at: program.text.find(of), text: "it is wrong".to_owned() };
    let better = amend(program, &snippets, &[message("total = \"wrong\"")], &Fmt).expect("it may go");
    assert!(!better.text.contains("wrong") && better.text.contains("int total = 3;"));
    assert!(better.edits().any(|edit| edit.faith == Faith::Guess));
    assert_eq!(amend(program, &snippets, &[message("printf")], &Fmt).map(|program| program.text), None);
}

#[test]
fn marks_are_taken_out_of_what_a_program_prints() {
    let mark = |text: &str| format!("\u{1e}n{text}\u{1e}");
    let printed = format!("a{}b{}1\u{1f}2{}c{}d", mark("<0"), mark("=1"), mark(">1"), mark(">0?3"));
    let seen = Reader::read("n", printed.as_bytes());
    assert_eq!(seen.stdout, b"abcd");
    assert_eq!((seen.probes[&0][0].renderings[0].as_str(), seen.probes[&0][0].status), ("bc", Some(3)));
    assert_eq!(seen.probes[&1][0].renderings, ["1", "2"]);
}

#[test]
fn a_mark_that_is_never_closed_sees_the_rest_and_says_so() {
    let seen = Reader::read("n", "\u{1e}n<0\u{1e}left".as_bytes());
    assert_eq!(seen.probes[&0][0].renderings, ["left"]);
    assert!(!seen.probes[&0][0].ended);
    assert_eq!(Reader::read("n", "\u{1e}nonsense".as_bytes()).probes.len(), 0);
}
