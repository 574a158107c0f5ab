//! The table of attacks: complete, tied to tests that exist, and the same in the documentation.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    tries: String,
    ends: String,
    test: String,
    landlock: Option<String>,
}

fn cases() -> Vec<Case> {
    let text = fs::read_to_string("tests/attacks/table.toml").expect("the table is there");
    toml::from_str::<Table>(&text).expect("it is a table").case
}

/// Why what a test tries is not held, or not to be had, at the Landlock level.
pub(crate) fn landlock_exception(test: &str) -> Option<String> {
    cases().into_iter().find(|case| case.test.split(", ").any(|name| name == test))?.landlock
}

fn sources(folder: &Path, into: &mut String) {
    for path in fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it is there").path()) {
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push_str(&fs::read_to_string(path).expect("it is text"));
        }
    }
}

#[test]
fn every_case_of_the_list_is_in_the_table_once() {
    let numbered = |letter: char, last: usize| (1..=last).map(move |number| format!("{letter}{number:02}"));
    let expected: Vec<_> =
        numbered('A', 46).chain(numbered('N', 5)).chain(numbered('P', 3)).chain(numbered('T', 18)).collect();
    assert_eq!(cases().into_iter().map(|case| case.id).collect::<Vec<_>>(), expected);
}

#[test]
fn every_case_of_the_table_has_tests_that_exist() {
    let mut text = String::new();
    sources(Path::new("src"), &mut text);
    sources(Path::new("tests/sandbox"), &mut text);
    for case in cases() {
        for test in case.test.split(", ") {
            let is_function = text.contains(&format!("fn {test}()"));
            let is_attack = text.lines().any(|line| line.trim() == test);
            let is_case = Path::new("tests/cases").join(test).join("command").is_file();
            assert!(is_function || is_attack || is_case, "{}: there is no test {test}", case.id);
        }
    }
}

#[test]
fn the_table_of_the_documentation_is_that_of_the_tests() {
    let mut table =
        String::from("| | what is tried | how it ends | at the Landlock level |\n| --- | --- | --- | --- |\n");
    for case in cases() {
        let landlock = case.landlock.as_deref().unwrap_or("the same");
        writeln!(table, "| {} | {} | {} | {landlock} |", case.id, case.tries, case.ends).expect("memory takes it");
    }
    let page = fs::read_to_string("docs/sandbox.md").expect("the page is there");
    let (before, rest) = page.split_once("<!-- attacks: written by the tests -->\n").expect("it has a beginning");
    let (shown, after) = rest.split_once("<!-- end -->").expect("it has an end");
    if shown != table && env::var_os("INSTA_UPDATE").is_some_and(|how| how == "always") {
        let mark = "<!-- attacks: written by the tests -->\n";
        fs::write("docs/sandbox.md", format!("{before}{mark}{table}<!-- end -->{after}")).expect("it is written");
        return;
    }
    assert!(shown == table, "docs/sandbox.md differs from tests/attacks/table.toml; `just accept` writes it");
}
