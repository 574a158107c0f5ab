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

/// Numbers that are the same on each run (`SplitMix64`), so that what fails can be had again.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end.max(1) as u64).unwrap()
    }
}

/// The notes of the other stages' cases, as what mutations begin with.
fn seeds() -> Vec<Vec<u8>> {
    let folders = ["tests/notes", "tests/extract", "tests/claims", "tests/hostile"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|path| path.is_file() && path.extension().is_none_or(|end| end != "snap")).collect();
    files.sort();
    files.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// A note with pieces of another one in it, and bytes changed, doubled and left out.
fn mutated(seeds: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    const ODD: [&[u8]; 12] =
        [b"```", b"\n\n", b"\r", b"\0", b"\xff", b">>> ", b"    ", b"# => ", b"{", b"\"\"\"", b"\xe2\x80\xae", b"$ "];
    let mut note = seeds[numbers.below(seeds.len())].clone();
    for _ in 0..=numbers.below(8) {
        let at = numbers.below(note.len() + 1);
        let end = (at + numbers.below(64)).min(note.len());
        match numbers.below(4) {
            0 => drop(note.drain(at..end)),
            1 => drop(note.splice(at..at, ODD[numbers.below(ODD.len())].iter().copied())),
            2 => drop(note.splice(at..end, note[at..end].repeat(2))),
            _ => {
                let other = &seeds[numbers.below(seeds.len())];
                let from = numbers.below(other.len());
                let piece = other[from..(from + 200).min(other.len())].to_vec();
                drop(note.splice(at..at, piece));
            }
        }
    }
    note
}

/// The stages up to planning, on mutations of notes. `RECANT_FUZZ_ROUNDS` and `RECANT_FUZZ_SEED` make
/// more and other ones; `fuzz/` has targets that are guided by coverage.
#[test]
fn mutations_of_notes_are_read_and_planned() {
    let variable = |name: &str, default: u64| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    let (rounds, seed) = (variable("RECANT_FUZZ_ROUNDS", 60), variable("RECANT_FUZZ_SEED", 1));
    let (seeds, mut numbers) = (seeds(), Numbers(seed));
    let mutations = (0..rounds).map(|_| mutated(&seeds, &mut numbers));
    for (round, note) in seeds.iter().cloned().chain(mutations).enumerate() {
        let began = Instant::now();
        let planned = std::panic::catch_unwind(|| {
            let document = recant::notes::read(["notes.md", "notes.txt"][round % 2], note.clone());
            let study = recant::pipeline::study(document);
            recant::complete::plan(&study.snippets, &study.claims, &|_| None).programs.len()
        });
        let shown = note.escape_ascii();
        assert!(planned.is_ok(), "seed {seed}, round {round}: {shown}");
        assert!(began.elapsed() < Duration::from_secs(20), "seed {seed}, round {round} took long: {shown}");
    }
}
