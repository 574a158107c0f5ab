//! The README's examples are what recant prints.
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
