//! Reports as the command line asks for them.

use std::fs;
use std::path::Path;

/// Runs `list` on the guide, which runs none of its code.
fn list(folder: &Path, arguments: &[&str]) -> std::process::Output {
    fs::copy("tests/report/guide.md", folder.join("guide.md")).unwrap();
    duct::cmd(env!("CARGO_BIN_EXE_recant"), [&["list", "guide.md"], arguments].concat())
        .dir(folder)
        .env("GITHUB_STEP_SUMMARY", folder.join("summary.md"))
        .stdout_capture()
        .stderr_capture()
        .unchecked()
        .run()
        .unwrap()
}

#[test]
fn each_report_goes_to_its_file_and_one_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let words = ["--format", "html=page.html", "--format", "tap", "--format", "json=report.json"];
    let output = list(folder.path(), &words);
    assert!(output.status.success(), "{output:?}");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("page.html").starts_with("<!doctype html>"));
    assert!(serde_json::from_str::<serde_json::Value>(&read("report.json")).is_ok());
    assert!(output.stdout.starts_with(b"TAP version 14\n1..9\n"), "{output:?}");
}

#[test]
fn a_file_may_be_named_beside_the_format_and_takes_no_colour() {
    let folder = tempfile::tempdir().unwrap();
    let output = list(folder.path(), &["--color", "always", "--format", "terminal", "--output", "out.txt"]);
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    let text = fs::read_to_string(folder.path().join("out.txt")).unwrap();
    assert!(text.contains("guide.md:6") && !text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn a_workflow_of_github_gets_the_table_as_the_summary_of_its_step() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("summary.md"), "before\n").unwrap();
    list(folder.path(), &["--format", "github"]);
    let summary = fs::read_to_string(folder.path().join("summary.md")).unwrap();
    assert_eq!(summary, "before\n9 blocks in 1 file.\n");
}

#[test]
fn what_cannot_be_written_is_told_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    for words in [
        &["--format", "html=nowhere/page.html"][..],
        &["--format", "html=."],
        &["--format", "html="],
        &["--format", "pdf"],
        &["--format", "html", "--format", "json"],
        &["--format", "html=a.html", "--output", "b.html"],
    ] {
        let output = list(folder.path(), words);
        assert_eq!(output.status.code(), Some(2), "{words:?}: {output:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{words:?}");
    }
}
