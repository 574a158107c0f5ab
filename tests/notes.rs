//! The real notes, checked whole: the first and standing input of the project.
//!
//! Needs go, python3, bash, curl, sqlite3 and mvn, which `.ci/run` installs where they are missing, and for
//! the packages of `PyPI` and Maven Central the network, once.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

/// What a check of the real notes says, in each form that is looked at.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    terminal: String,
    json: String,
    markdown: String,
}

/// The registries that the notes' programs have their packages from.
const REGISTRIES: [&str; 2] = [
    "https://pypi.org/simple/webob/",
    "https://repo.maven.apache.org/maven2/org/apache/maven/plugins/maven-archetype-plugin/maven-metadata.xml",
];

/// The first check, which fetches what the store lacks; `None`, and a word of it, where a registry is out of reach.
static FIRST: LazyLock<Option<Said>> = LazyLock::new(|| {
    let is_silent = |url: &&&str| {
        let asked = duct::cmd!("curl", "-sfL", "-m", "20", "-o", "/dev/null", url).unchecked().run();
        !asked.is_ok_and(|output| output.status.success())
    };
    if let Some(silent) = REGISTRIES.iter().find(is_silent) {
        eprintln!("the real notes are not checked: {silent} does not answer");
        return None;
    }
    Some(check(&[]))
});

fn check(more: &[&str]) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (json, markdown) = (format!("json={}", at("json")), format!("markdown={}", at("markdown")));
    let forms = ["--limit", "timeout=2m", "--format", "terminal", "--format", &json, "--format", &markdown];
    let terminal = duct::cmd(env!("CARGO_BIN_EXE_recant"), [&["check", "snippets"], &forms[..], more].concat())
        .env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"))
        .env("RECANT_ATTRIBUTION", "false")
        .unchecked()
        .read()
        .unwrap();
    let read = |name: &str| std::fs::read_to_string(at(name)).unwrap();
    Said { terminal, json: read("json"), markdown: read("markdown") }
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
    let Some(first) = &*FIRST else { return };
    let report: Value = serde_json::from_str(&first.json).unwrap();
    let lines: Vec<_> = report["snippets"].as_array().unwrap().iter().map(line).collect();
    insta::assert_snapshot!("ledger", lines.join("\n"));
}

#[test]
fn a_second_check_of_the_real_notes_is_offline_and_prints_the_same_bytes() {
    let Some(first) = &*FIRST else { return };
    assert_eq!(check(&["--offline"]), *first);
}

#[test]
fn extracting_the_real_notes_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    duct::cmd!("cp", "-r", "snippets", folder.path()).run().unwrap();
    let extract = duct::cmd!(env!("CARGO_BIN_EXE_recant"), "extract", "snippets", "--into", "snippets");
    let printed = extract.dir(folder.path()).unchecked().read().unwrap();
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
    let Some(first) = &*FIRST else { return };
    assert!(!rows(gallery).is_empty());
    assert_eq!(rows(gallery), rows(&first.markdown), "`just gallery` writes it anew");
}
