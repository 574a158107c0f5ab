//! The tables in `tests/compare/`: claims, what was seen, and what comes of comparing them.
//!
//! Each file is of one language. A row is the claimed text, what is expected, and the renderings that
//! were seen, the first one first. A group may say that its claims speak of a value, how they are
//! written, and the error that ended the code.

use std::fmt::Write as _;
use std::time::{Duration, UNIX_EPOCH};

use serde::Deserialize;

use super::{Comparison, Observed, Verdict, compare, relax::TABLE};
use crate::claims::{Claim, Expectation, Notation, Strength, Subject};
use crate::languages::Lang;

/// When the code of every row ran: 2026-03-14 15:09:26 UTC.
const WHEN: Duration = Duration::from_secs(1_773_500_966);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    language: String,
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    #[serde(default)]
    says: Says,
    #[serde(default)]
    comment: bool,
    error: Option<String>,
    rows: Vec<Vec<String>>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Says {
    #[default]
    Prints,
    PrintsUnordered,
    PrintsPart,
    Value,
    Fails,
}

fn tables() -> Vec<Table> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/compare");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()).collect()
}

fn claim(group: &Group, text: &str) -> Claim {
    let text = text.to_owned();
    Claim {
        snippet: 0,
        subject: Subject::Program,
        expectation: match group.says {
            Says::Prints => Expectation::Prints(text),
            Says::PrintsUnordered => Expectation::PrintsUnordered(text),
            Says::PrintsPart => Expectation::PrintsPart(text),
            Says::Value => Expectation::Value(text),
            Says::Fails => Expectation::Fails(text),
        },
        strength: Strength::Strong,
        notation: if group.comment { Notation::TrailingComment } else { Notation::OutputBlock },
        quote: String::new(),
        span: 0..0,
        code_span: 0..0,
        within: None,
        output: None,
    }
}

fn outcome(language: Lang, group: &Group, row: &[String]) -> String {
    let [claimed, _, seen @ ..] = row else { panic!("a row is short in {}", group.name) };
    let observed = Observed {
        renderings: seen.to_vec(),
        error: group.error.clone(),
        when: Some(UNIX_EPOCH + WHEN),
        ..Observed::default()
    };
    match compare(language, &claim(group, claimed), &observed) {
        Comparison::Agrees(relaxed) if relaxed.is_empty() => "agrees".into(),
        Comparison::Agrees(relaxed) => format!("agrees: {}", relaxed.join(", ")),
        Comparison::Differs => "differs".into(),
        Comparison::Unsure(because) => format!("unsure: {}", because.reason),
    }
}

#[test]
fn claims_compare_as_the_tables_say() {
    let mut wrong = String::new();
    for table in tables() {
        let language = Lang::named(&table.language).unwrap();
        for group in &table.group {
            for row in &group.rows {
                let found = outcome(language, group, row);
                if found != row[1] {
                    writeln!(wrong, "{}, {}: {:?} {found}, not {}", table.language, group.name, row[0], row[1])
                        .unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_relaxation_is_needed_by_a_row() {
    let expected: Vec<_> = tables()
        .iter()
        .flat_map(|table| &table.group)
        .flat_map(|group| &group.rows)
        .map(|row| row[1].clone())
        .collect();
    for relaxation in &TABLE {
        assert!(expected.iter().any(|expected| expected.contains(relaxation.name)), "{}", relaxation.name);
    }
}

/// Every row that agrees, with each digit of the claim made another one in turn: but for groups about
/// numbers that say nothing, none may agree.
#[test]
fn a_wrong_value_never_agrees_for_want_of_attention() {
    let mut agreeing = String::new();
    for table in tables() {
        let language = Lang::named(&table.language).unwrap();
        let counts = |group: &&Group| !group.name.ends_with("says nothing") && !group.name.ends_with("say nothing");
        for group in table.group.iter().filter(counts) {
            for row in group.rows.iter().filter(|row| row[1].starts_with("agrees")) {
                for (at, c) in row[0].char_indices().filter(|(_, c)| c.is_ascii_digit()) {
                    let other = if c == '9' { '4' } else { char::from(c as u8 + 1) };
                    let mut corrupted = row.clone();
                    corrupted[0].replace_range(at..=at, &other.to_string());
                    if outcome(language, group, &corrupted).starts_with("agrees") {
                        writeln!(agreeing, "{}, {}: {:?}", table.language, group.name, corrupted[0]).unwrap();
                    }
                }
            }
        }
    }
    assert!(agreeing.is_empty(), "\n{agreeing}");
}

#[test]
fn odd_texts_are_no_reason_to_stop() {
    let texts = [
        String::new(),
        "[".repeat(2_000),
        "{'a': ".repeat(1_000),
        "... ".repeat(2_000),
        "0x1234 ".repeat(1_000),
        "Traceback (most recent call last):\n  x\n".repeat(200),
        "\u{301}\u{feff}“".repeat(500),
        "goroutine 1 [running]:\n".repeat(200),
        "1.5 ".repeat(2_000),
    ];
    let group = Group { name: String::new(), says: Says::Prints, comment: true, error: None, rows: Vec::new() };
    for language in ["python", "shell"].into_iter().filter_map(Lang::named) {
        for claimed in &texts {
            for seen in &texts {
                let observed = Observed { renderings: vec![seen.clone()], ..Observed::default() };
                let agrees = matches!(compare(language, &claim(&group, claimed), &observed), Comparison::Agrees(_));
                assert!(
                    !agrees || claimed.contains("...") || claimed.len().abs_diff(seen.len()) < 2,
                    "{claimed:.20} {seen:.20}"
                );
            }
        }
    }
}

#[test]
fn a_mismatch_is_drift_where_the_note_is_sure_and_recant_added_nothing_doubtful() {
    let group = Group { name: String::new(), says: Says::Prints, comment: false, error: None, rows: Vec::new() };
    let strong = claim(&group, "3");
    let weak = Claim { strength: Strength::Weak, ..strong.clone() };
    let word = |claim: &Claim, comparison: &Comparison, guess| match Verdict::of(claim, comparison, guess) {
        Verdict::Unchecked(because) => because.reason.code(),
        verdict => verdict.word(),
    };
    assert_eq!(word(&strong, &Comparison::Differs, None), "drifted");
    assert_eq!(word(&weak, &Comparison::Differs, None), "unsure-output");
    assert_eq!(word(&strong, &Comparison::Differs, Some("borrows `f`")), "unsure-completion");
    assert_eq!(word(&weak, &Comparison::Agrees(Vec::new()), Some("borrows `f`")), "holds");
}
