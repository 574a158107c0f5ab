//! Notes that are made to break their reader: the tool ends in time and in bounded memory, says what
//! is wrong, and checks the others all the same.
//!
//! Small ones lie in `tests/hostile/`, among them what fuzzing found; large ones are made here.

#![cfg(target_os = "linux")]

use std::fs;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const MEGABYTE: u64 = 1 << 20;

/// The tool on a folder that holds a hostile note and a good one, with no more memory than
/// SECURITY.md allows it, in debug builds too.
fn list(hostile: &[u8]) -> (Output, Duration) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("hostile.md"), hostile).unwrap();
    fs::write(folder.path().join("good.md"), "```python\nprint('still found')\n```\n").unwrap();
    let most = 64 * MEGABYTE + 128 * (hostile.len() as u64).min(16 * MEGABYTE);
    let began = Instant::now();
    let output = Command::new("prlimit")
        .arg(format!("--data={most}"))
        .args([env!("CARGO_BIN_EXE_recant"), "list", ".", "--color=never"])
        .current_dir(folder.path())
        .env("XDG_CONFIG_HOME", folder.path())
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .expect("prlimit runs");
    (output, began.elapsed())
}

/// What standard error says, once the good note was found.
fn survived(what: &str, hostile: &[u8]) -> String {
    let (output, took) = list(hostile);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(stdout.contains("still found"), "{what}: {:?}\n{stderr}", output.status);
    assert!(!stdout.contains('\u{1b}') && !stdout.contains('\0'), "{what}: it steers the terminal");
    assert!(took < Duration::from_secs(60), "{what}: {took:?}");
    stderr
}

#[test]
fn small_hostile_notes_are_survived() {
    let mut names: Vec<_> = fs::read_dir("tests/hostile").unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(!names.is_empty());
    for path in names {
        survived(&path.to_string_lossy(), &fs::read(&path).unwrap());
    }
}

#[test]
fn a_line_of_100_megabytes_is_refused_by_name() {
    let said = survived("a line", &vec![b'a'; 100_000_000]);
    assert!(said.contains("hostile.md") && said.contains("max-file-size"), "{said}");
}

#[test]
fn a_line_of_4_megabytes_is_read() {
    for unit in ["a", "a ", "(", "`", "*a", "> ", "- ", "[", "1. ", "=", "$ ", "闭"] {
        survived(unit, unit.repeat(4 * (1 << 20) / unit.len()).as_bytes());
    }
}

#[test]
fn a_million_fences_are_read() {
    survived("fences", "```\n".repeat(1_000_000).as_bytes());
}

#[test]
fn nesting_of_10_000_is_read() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
    let code = |label: &str, text: &str| format!("```{label}\n{text}\n```\n");
    for (label, text) in [
        ("python", deep("(", ")")),
        ("python", deep("[", "]")),
        ("go", format!("func main() {}", deep("{", "}"))),
        ("json", deep("[", "]")),
        ("html", deep("<b>", "</b>")),
        ("sh", deep("$(", ")")),
        ("yaml", "- ".repeat(10_000)),
        ("", deep("{", "}")),
    ] {
        survived(label, code(label, &text).as_bytes());
    }
    survived("quotes", format!("{}deep\n", "> ".repeat(10_000)).as_bytes());
    let staircase = (0..2_000).map(|depth| "  ".repeat(depth) + "- x\n").collect::<String>();
    survived("lists", staircase.as_bytes());
    survived("json", deep("[", "]").as_bytes());
}

#[test]
fn what_kills_grammars_is_read() {
    let nuls = "\0".repeat(40_000);
    for label in ["sh", "python", "go", "yaml", "sql", "java", "c", ""] {
        for text in [nuls.as_str(), &"- ".repeat(5_000), &"\u{1}".repeat(40_000), &"<<A\n".repeat(5_000)] {
            survived(label, format!("```{label}\n{text}\n```\n").as_bytes());
        }
    }
}
