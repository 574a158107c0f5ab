//! The real notes, checked whole: the first and standing input of the project.
//!
//! Needs go, python3, bash, curl and sqlite3, which `.ci/run` installs where they are missing.

use std::path::Path;

use serde_json::Value;

fn recant(arguments: &[&str]) -> duct::Expression {
    duct::cmd(env!("CARGO_BIN_EXE_recant"), arguments)
        .env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"))
        .env("RECANT_ATTRIBUTION", "false")
        .stdout_capture()
        .unchecked()
}

fn report() -> Value {
    serde_json::from_slice(&recant(&["check", "snippets", "--format", "json"]).run().unwrap().stdout).unwrap()
}

/// A line of the ledger: where, what, the verdict, and below it the verdicts of its claims and repairs.
fn line(snippet: &Value) -> String {
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let lines = |value: &Value| match (&value["start_line"], &value["end_line"]) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}-{last}"),
    };
    let verdict = |value: &Value| match value["reason"].as_str() {
        Some(reason) => format!("{}({reason})", word(&value["verdict"])),
        None => word(&value["verdict"]),
    };
    let claims = snippet["claims"].as_array().unwrap();
    let claims = claims
        .iter()
        .map(|claim| format!("\n{:<8}   {} claim: {}", lines(claim), word(&claim["strength"]), verdict(claim)));
    let repairs = snippet["repairs"].as_array().into_iter().flatten();
    let repairs = repairs.map(|repair| format!("\n{:<8}   repaired: {}", "", verdict(repair)));
    format!(
        "{:<8} {} {} {} {} {}{}{}",
        lines(snippet),
        word(&snippet["found_by"]),
        word(&snippet["kind"]),
        word(&snippet["language"]),
        verdict(snippet),
        word(&snippet["how"]),
        claims.collect::<String>(),
        repairs.collect::<String>()
    )
}

#[test]
fn the_real_notes_get_the_verdicts_that_their_snapshot_says() {
    let report = report();
    let lines: Vec<_> = report["snippets"].as_array().unwrap().iter().map(line).collect();
    insta::assert_snapshot!("ledger", lines.join("\n"));
}

#[test]
fn a_second_check_of_the_real_notes_prints_the_same_bytes() {
    let text = || recant(&["check", "snippets"]).run().unwrap().stdout;
    assert_eq!(text(), text());
}

#[test]
fn extracting_the_real_notes_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    duct::cmd!("cp", "-r", "snippets", folder.path()).run().unwrap();
    let printed = recant(&["extract", "snippets", "--into", "snippets"]).dir(folder.path()).read().unwrap();
    assert_eq!(printed.lines().count(), 1, "{printed}");
    assert!(printed.contains(": 0 written, ") && !printed.contains("moved"), "{printed}");
}

/// The rows of tables in a text of Markdown, without what differs from machine to machine: versions, and since
/// which of them something is wrong.
fn rows(markdown: &str) -> Vec<String> {
    let of_machine = regex::Regex::new(r" \d+(\.\d+)+`(; \w+ on [^|]+ from [^|]+ on)?").unwrap();
    let rows = markdown.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| of_machine.replace_all(row, "`").into_owned()).collect()
}

#[test]
fn the_gallery_of_the_readme_is_what_recant_prints() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let (_, gallery) = readme.split_once("<!-- gallery -->").unwrap();
    let (gallery, _) = gallery.split_once("<!-- /gallery -->").unwrap();
    let printed = recant(&["check", "snippets", "--format", "markdown"]).read().unwrap();
    assert!(!rows(gallery).is_empty());
    assert_eq!(rows(gallery), rows(&printed), "`just gallery` writes it anew");
}
