//! Notes that are mended by the whole tool, in folders of their own.

use std::fs;
use std::path::Path;

const WRONG: &str = include_str!("wrong.md");
const NOTEBOOK: &str = include_str!("wrong.ipynb");

/// What `recant` says to some arguments in a folder: its exit status and what it prints.
fn recant(folder: &Path, arguments: &[&str], answers: &str) -> (i32, String) {
    let output = duct::cmd(env!("CARGO_BIN_EXE_recant"), arguments)
        .dir(folder)
        .env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"))
        .env("XDG_CONFIG_HOME", folder.join("own"))
        .env("RECANT_ATTRIBUTION", "false")
        .stdin_bytes(answers.as_bytes())
        .stderr_to_stdout()
        .stdout_capture()
        .unchecked()
        .run()
        .unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// A folder with a note in it.
fn folder(note: &str) -> tempfile::TempDir {
    folder_of("notes.md", note)
}

fn folder_of(name: &str, note: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), note).unwrap();
    folder
}

/// What a note becomes.
fn fixed(note: &str) -> String {
    fixed_in("notes.md", note)
}

/// What a note in a file of this name becomes: it then holds, and nothing is left to mend.
fn fixed_in(name: &str, note: &str) -> String {
    let folder = folder_of(name, note);
    let (status, said) = recant(folder.path(), &["fix", "--yes", name], "");
    assert_eq!(status, 0, "{said}");
    let (status, said) = recant(folder.path(), &["check", name], "");
    assert_eq!(status, 0, "{said}");
    let fixed = fs::read_to_string(folder.path().join(name)).unwrap();
    let (status, said) = recant(folder.path(), &["fix", "--yes", name], "");
    assert_eq!((status, fs::read_to_string(folder.path().join(name)).unwrap()), (0, fixed.clone()), "{said}");
    fixed
}

/// The lines of two texts that differ.
fn difference(old: &str, new: &str) -> String {
    similar::TextDiff::from_lines(old, new).unified_diff().context_radius(0).to_string()
}

#[test]
fn wrong_claims_of_five_notations_are_mended_and_then_hold() {
    insta::assert_snapshot!(difference(WRONG, &fixed(WRONG)));
}

#[test]
fn a_file_with_carriage_returns_keeps_them() {
    let with_returns = WRONG.replace('\n', "\r\n");
    assert_eq!(fixed(&with_returns), fixed(WRONG).replace('\n', "\r\n"));
}

#[test]
fn notes_in_other_markups_are_mended_too() {
    let code = "for n in (6, 7):\n    print(n * 7)\n";
    let org = format!("#+begin_src python :results output\n{code}#+end_src\n\n#+RESULTS:\n: 42\n: 48\n: 50\n");
    assert_eq!(fixed_in("notes.org", &org), org.replace(": 48\n: 50\n", ": 49\n"));
    let adoc = format!("[source,python]\n----\n{code}----\n\nOutput:\n\n....\n42\n....\n");
    assert_eq!(fixed_in("notes.adoc", &adoc), adoc.replace("\n42\n", "\n42\n49\n"));
    let rst = "It says::\n\n    >>> [n * 7 for n in (6, 7)]\n    [42, 48]\n";
    assert_eq!(fixed_in("notes.rst", rst), rst.replace("48", "49"));
}

#[test]
fn a_notebook_is_mended_in_its_strings_and_keeps_every_other_byte() {
    let fixed = fixed_in("notes.ipynb", NOTEBOOK);
    let parsed: serde_json::Value = serde_json::from_str(&fixed).unwrap();
    assert_eq!(parsed["nbformat"], 4);
    insta::assert_snapshot!(difference(NOTEBOOK, &fixed));
}

#[test]
fn a_notebook_on_one_line_stays_on_it_and_its_escapes_stay_escapes() {
    let compact = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let line = compact(NOTEBOOK).to_string();
    let escaped: String =
        line.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) }).collect();
    let fixed = fixed_in("notes.ipynb", &escaped);
    assert!(fixed.is_ascii() && !fixed.contains('\n'), "{fixed}");
    assert_eq!(compact(&fixed), compact(&fixed_in("notes.ipynb", NOTEBOOK)));
}

#[test]
fn what_a_notebook_keeps_twice_is_left_to_jupyter() {
    let output = r#"{"output_type": "execute_result", "data": {"text/plain": ["3"], "text/html": ["<b>3</b>"]}}"#;
    let notebook = format!(
        r#"{{"nbformat": 4, "metadata": {{"kernelspec": {{"name": "python3"}}}}, "cells": [
           {{"cell_type": "code", "execution_count": 1, "source": "1 + 1", "outputs": [{output}]}}]}}"#
    );
    let folder = folder_of("notes.ipynb", &notebook);
    let (status, said) = recant(folder.path(), &["fix", "--yes", "notes.ipynb"], "");
    assert_eq!((status, said.contains("keeps this output in several forms")), (1, true), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("notes.ipynb")).unwrap(), notebook);
}

#[test]
fn what_is_accepted_is_what_later_runs_compare_with() {
    let note = "```python\nprint(6 * 7)\n```\n\n```python\nimport time\nprint(time.time_ns())\n```\n";
    let folder = folder(note);
    fs::create_dir(folder.path().join("docs")).unwrap();
    fs::rename(folder.path().join("notes.md"), folder.path().join("docs/notes.md")).unwrap();
    let told = ["accept", "accept", "check"].map(|command| {
        let yes = if command == "check" { "--timeout=60" } else { "--yes" };
        recant(folder.path(), &[command, yes, "docs"], "").1
    });
    insta::assert_snapshot!(told.join("---\n"));
    let outcome = folder.path().join("snippets/notes/001-print/outcome.toml");
    let other = fs::read_to_string(&outcome).unwrap().replace("\n42\n", "\n43\n");
    fs::write(outcome, other).unwrap();
    let (status, said) = recant(folder.path(), &["check", "docs"], "");
    assert_eq!((status, said.contains("observed  42")), (1, true), "{said}");
}

#[test]
fn an_export_is_corrected_in_the_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let export =
        r#"[{"id": "a1", "uri": "https://example.org/", "text": "```python\nprint(2 + 3)  # 6\nprint(9)  # 6\n```"}]"#;
    fs::write(folder.path().join("export.json"), export).unwrap();
    let (status, said) = recant(folder.path(), &["fix", "--yes", "export.json"], "");
    assert_eq!(status, 0, "{said}");
    insta::assert_snapshot!(said);
    assert_eq!(fs::read_to_string(folder.path().join("export.json")).unwrap(), export);
    assert_eq!(recant(folder.path(), &["check", "export.json"], "").0, 0);
    let (status, said) = recant(folder.path(), &["fix", "--yes", "export.json"], "");
    assert_eq!((status, said.as_str()), (0, "note: 0 changes written, 0 left\n"));
}

#[test]
fn known_drift_fails_no_check_and_what_is_mended_is_told() {
    let note = "```python\nprint(1 + 1)  # 3\n```\n\n```python\nprint('a')\n```\n\nOutput:\n\n```\nb\n```\n";
    let folder = folder(note);
    let check = |flag: &str| recant(folder.path(), &["check", "notes.md", flag, "known.toml"], "");
    let (written, said) = check("--write-known");
    assert_eq!(written, 0, "{said}");
    insta::assert_snapshot!(check("--known").1);
    let edit = |from: &str, to: &str| {
        let path = folder.path().join("notes.md");
        fs::write(&path, fs::read_to_string(&path).unwrap().replace(from, to)).unwrap();
    };
    edit("# 3", "# 2");
    let (status, said) = check("--known");
    assert_eq!((status, said.contains("is listed as known to be wrong, and is so no more")), (0, true), "{said}");
    edit("# 2", "# 4");
    let (status, said) = check("--known");
    assert_eq!((status, said.matches("drifted notes.md:").count()), (1, 1), "{said}");
}

#[test]
fn a_repository_names_the_list_of_what_is_known_and_the_command_line_can_do_without_it() {
    let folder = folder_of("recant.toml", "known = \"known.toml\"\n");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).unwrap();
    fs::write(docs.join("notes.md"), "```python\nprint(1 + 1)  # 3\n```\n").unwrap();
    let check = |from: &Path, more: &[&str]| recant(from, &[&["check"], more].concat(), "");
    let (status, said) = check(folder.path(), &[]);
    assert_eq!((status, said.contains("`recant check --write-known` writes one")), (2, true), "{said}");
    assert_eq!(check(folder.path(), &["--write-known", "known.toml"]).0, 0);
    assert!(fs::read_to_string(folder.path().join("known.toml")).unwrap().contains("path = \"docs/notes.md\""));
    assert_eq!(check(folder.path(), &[]).0, 0);
    assert_eq!(check(&docs, &["notes.md"]).0, 0, "wherever it starts");
    assert_eq!(check(folder.path(), &["--no-known"]).0, 1);
    fs::remove_file(folder.path().join("known.toml")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("known.toml")).unwrap();
    let (status, said) = check(folder.path(), &[]);
    assert_eq!((status, said.contains("leads out of the folder")), (2, true), "{said}");
}

#[test]
fn nothing_is_written_that_nobody_wants() {
    let folder = folder(WRONG);
    let (status, said) = recant(folder.path(), &["fix", "notes.md"], "");
    assert_eq!((status, said.contains("nothing is written")), (1, true), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("notes.md")).unwrap(), WRONG);
}

#[test]
fn each_change_is_asked_about_by_itself() {
    let folder = folder(WRONG);
    let (status, said) = recant(folder.path(), &["fix", "--review", "notes.md"], "n\nwhat?\ny\nq\n");
    assert_eq!(status, 1, "{said}");
    let reviewed = fs::read_to_string(folder.path().join("notes.md")).unwrap();
    insta::assert_snapshot!(difference(WRONG, &reviewed));
}
