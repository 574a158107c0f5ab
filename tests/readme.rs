//! The examples of the README and of `docs/` are what recant prints.
//!
//! Needs go and python3, which `.ci/run` installs where they are missing.

use std::fs;
use std::path::Path;

/// The text of the first block between fences of this label.
fn block(readme: &str, label: &str) -> String {
    let fence = readme.lines().find(|line| line.trim_start_matches('`') == label && line.starts_with("```")).unwrap();
    let ticks = &fence[..fence.len() - label.len()];
    let (_, rest) = readme.split_once(&format!("\n{fence}\n")).unwrap();
    let (text, _) = rest.split_once(&format!("\n{ticks}\n")).unwrap();
    format!("{text}\n")
}

/// The examples of a page, each with the heading that it stands below.
fn examples(page: &str) -> Vec<(String, String)> {
    let mut heading = "";
    let mut examples: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line {
            "````markdown" => examples.push((heading.trim_matches('`').to_owned(), String::new())),
            _ if inside && line != "````" => examples.last_mut().unwrap().1.extend([line, "\n"]),
            _ => heading = line.strip_prefix('#').map_or(heading, |rest| rest.trim_start_matches('#').trim()),
        }
        inside = (inside || line == "````markdown") && line != "````";
    }
    examples
}

/// What `recant check` makes of the blocks of a note.
fn checked(note: &str) -> Vec<serde_json::Value> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("note.md"), note).unwrap();
    let words = ["check", "note.md", "--format", "json", "--timeout", "5"];
    let printed = duct::cmd(env!("CARGO_BIN_EXE_recant"), words)
        .dir(folder.path())
        .env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"))
        .env("RECANT_ATTRIBUTION", "false")
        .unchecked()
        .read()
        .unwrap();
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    report["snippets"].as_array().unwrap().clone()
}

/// Versions of toolchains differ from machine to machine.
fn without_versions(text: &str) -> String {
    regex::Regex::new(r"\b(go|python) \d+(\.\d+)+").unwrap().replace_all(text, "$1 X").into_owned()
}

#[test]
fn the_first_example_prints_what_the_readme_shows() {
    let readme = fs::read_to_string("README.md").unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("guide.md"), block(&readme, "markdown")).unwrap();
    let shown = block(&readme, "text");
    let (command, expected) = shown.split_once('\n').unwrap();
    let words = shlex::split(command.strip_prefix("$ recant ").unwrap()).unwrap();
    let printed = duct::cmd(env!("CARGO_BIN_EXE_recant"), words)
        .dir(folder.path())
        .env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"))
        .env("RECANT_ATTRIBUTION", "false")
        .unchecked()
        .read()
        .unwrap();
    assert_eq!(without_versions(printed.trim_end()), without_versions(expected.trim_end()));
}

#[test]
fn the_commands_of_the_readme_are_those_that_there_are() {
    let readme = fs::read_to_string("README.md").unwrap();
    let help = duct::cmd!(env!("CARGO_BIN_EXE_recant"), "--help").read().unwrap();
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let names: Vec<_> =
        list.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 5, "{names:?}");
    for name in names.into_iter().filter(|name| *name != "help") {
        assert!(readme.contains(&format!("| `recant {name}")), "the README's table lacks `recant {name}`");
    }
}

#[test]
fn the_page_of_verdicts_has_every_reason_in_its_order() {
    let page = fs::read_to_string("docs/verdicts.md").unwrap();
    let heading = |line: &str| Some(line.strip_prefix("### `")?.strip_suffix('`')?.to_owned());
    let told: Vec<String> = page.lines().filter_map(heading).collect();
    assert_eq!(told, recant::reasons::Reason::ALL.map(|reason| reason.code().to_owned()));
}

#[test]
fn the_examples_of_the_page_of_verdicts_have_the_verdicts_that_they_stand_below() {
    let examples = examples(&fs::read_to_string("docs/verdicts.md").unwrap());
    assert!(examples.len() > 10, "{}", examples.len());
    for (heading, note) in examples {
        for line in checked(&note) {
            assert!(line["verdict"] == heading || line["reason"] == heading, "{heading}:\n{note}\n{line:#}");
        }
    }
}

#[test]
fn the_examples_of_the_page_of_claims_hold_as_strongly_as_it_says() {
    let examples = examples(&fs::read_to_string("docs/claims.md").unwrap());
    assert!(examples.len() > 5, "{}", examples.len());
    for (heading, note) in examples {
        let lines = checked(&note);
        let claims: Vec<_> = lines.iter().flat_map(|line| line["claims"].as_array().unwrap()).collect();
        if heading == "What is no claim" {
            assert!(claims.is_empty(), "{heading}: {claims:#?}");
            continue;
        }
        let strength = if heading == "Weak" { "weak" } else { "strong" };
        let told = |claim: &&serde_json::Value| claim["strength"] == strength && claim["verdict"] == "holds";
        assert!(!claims.is_empty() && claims.iter().all(told), "{heading}: {claims:#?}");
    }
}

#[test]
fn the_export_on_the_page_of_notes_is_known_by_its_content() {
    let lines = checked(&block(&fs::read_to_string("docs/notes.md").unwrap(), "json"));
    assert_eq!(lines.len(), 2, "{lines:#?}");
    assert!(lines.iter().all(|line| line["verdict"] == "holds"), "{lines:#?}");
}
