//! The examples of the README and of `docs/` are what recant prints.
//!
//! Needs go and python3, which `.ci/run` installs where they are missing.

use std::fs;
use std::path::Path;

use recant::claims::{Claim, Expectation, Notation, Strength, Subject};
use recant::compare::{Comparison, Observed, compare};
use recant::languages::Lang;
use recant::reasons::Reason;

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

/// What `recant … --help` prints, on a screen of 100 columns.
fn help(command: &[&str]) -> String {
    let words = command.iter().chain(&["--help"]);
    duct::cmd(env!("CARGO_BIN_EXE_recant"), words).env("COLUMNS", "100").read().unwrap()
}

/// The commands that a command's help lists.
fn below(help: &str) -> Vec<String> {
    let list = help.split_once("Commands:\n").map_or("", |(_, list)| list);
    let entries = list.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  "));
    let names = entries.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn the_commands_of_the_readme_are_those_that_there_are() {
    let readme = fs::read_to_string("README.md").unwrap();
    let names = below(&help(&[]));
    assert!(names.len() > 5, "{names:?}");
    for name in names {
        assert!(readme.contains(&format!("| `recant {name}")), "the README's table lacks `recant {name}`");
    }
}

/// A command's section of the reference, and those of the commands below it.
fn reference(command: &[&str]) -> String {
    let help = help(command);
    let title = ["recant"].iter().chain(command).copied().collect::<Vec<_>>().join(" ");
    let own = format!("\n## `{title}`\n\n```text\n{help}\n```\n");
    let below = below(&help).into_iter().map(|name| reference(&[command, &[&name]].concat()));
    own + &below.collect::<String>()
}

#[test]
fn the_reference_is_what_help_prints() {
    const PAGE: &str = "docs/commands.md";
    let page = fs::read_to_string(PAGE).unwrap();
    let (introduction, shown) = page.split_once("\n## ").unwrap();
    let expected = reference(&[]);
    if std::env::var_os("RECANT_WRITE_REFERENCE").is_some() {
        fs::write(PAGE, format!("{introduction}{expected}")).unwrap();
        return;
    }
    assert_eq!(format!("\n## {shown}"), expected, "`just reference` writes it anew");
}

/// The pages of a folder of `docs/`: name and text, in order.
fn pages(folder: &str) -> Vec<(String, String)> {
    let page = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
    };
    let mut pages: Vec<_> = fs::read_dir(folder).unwrap().map(page).collect();
    pages.sort();
    pages
}

#[test]
fn the_page_of_verdicts_names_every_reason_and_relaxation_in_its_order() {
    let page = fs::read_to_string("docs/verdicts.md").unwrap();
    let code = |line: &str| Some(line.strip_prefix("| [`")?.split_once('`')?.0.to_owned());
    let told: Vec<String> = page.lines().filter_map(code).collect();
    let verdicts = ["holds", "drifted", "runs", "fails", "unchecked"].into_iter();
    let known = verdicts.chain(Reason::ALL.map(Reason::code)).chain(recant::compare::relaxations());
    assert_eq!(told, known.collect::<Vec<_>>());
}

#[test]
fn the_examples_of_the_pages_of_verdicts_have_the_verdicts_that_they_stand_below() {
    let pages = pages("docs/reasons").into_iter();
    let examples: Vec<_> =
        pages.flat_map(|(code, page)| examples(&page).into_iter().map(move |(_, note)| (code.clone(), note))).collect();
    assert!(examples.len() > 10, "{}", examples.len());
    for (code, note) in examples {
        for line in checked(&note) {
            assert!(line["verdict"] == code || line["reason"] == code, "{code}:\n{note}\n{line:#}");
        }
    }
}

/// The blocks of a page that show what is claimed and what is observed, with their language.
fn compared(page: &str) -> Vec<(Lang, String)> {
    let blocks = page.split("```text ").skip(1).filter_map(|rest| rest.split_once("\n```")?.0.split_once('\n'));
    blocks.map(|(language, text)| (Lang::named(language).unwrap(), text.to_owned())).collect()
}

#[test]
fn the_examples_of_the_pages_of_relaxations_agree_by_that_relaxation_alone() {
    let mut shown = 0;
    for (name, page) in pages("docs/relaxations") {
        let [(language, claimed), (_, observed)] = &compared(&page)[..] else { continue };
        let claim = Claim {
            snippet: 0,
            subject: Subject::Program,
            expectation: Expectation::Prints(claimed.clone()),
            strength: Strength::Strong,
            notation: Notation::OutputBlock,
            quote: String::new(),
            span: 0..0,
            code_span: 0..0,
            within: None,
            output: None,
        };
        let observed = Observed { renderings: vec![observed.clone()], ..Observed::default() };
        let name = recant::compare::relaxations().find(|known| *known == name).unwrap();
        assert_eq!(compare(*language, &claim, &observed), Comparison::Agrees(vec![name]));
        shown += 1;
    }
    assert!(shown > 30, "{shown}");
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
