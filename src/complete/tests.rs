//! Fragments in `tests/complete/<language>/`, each with what becomes of it as a snapshot.
//!
//! A file holds blocks, each behind a line `%% block` with what is known of it (`flattened`, `lossy`,
//! `borrowed`, `session`), and what is to be seen of it: `%% value EXPRESSION`, `%% output STATEMENT`
//! (the first that stands in the block), `%% named EXPRESSION`, `%% all`, `%% entry NUMBER`.
//! Lines that begin with `>>> ` or `$ ` are a session's steps in a block that says `session`.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use super::observe::Reader;
use crate::languages::Lang;
use crate::languages::completion::{Chunk, Faith, Fragment, Known, Layout, Piece, Probe, Target};

/// As much of the standard libraries as the cases use.
struct Library;

impl Known for Library {
    fn standard(&self, name: &str) -> Vec<String> {
        let paths: &[&str] = match name {
            "fmt" => &["fmt"],
            "strings" => &["strings"],
            "time" => &["time"],
            "os" => &["os"],
            "sync" => &["sync"],
            "rand" => &["crypto/rand", "math/rand", "math/rand/v2"],
            "template" => &["html/template", "text/template"],
            "json" => &["json"],
            "math" => &["math"],
            "string" => &["string"],
            "re" => &["re"],
            _ => &[],
        };
        paths.iter().map(ToString::to_string).collect()
    }

    fn exports(&self, package: &str, name: &str) -> bool {
        match package {
            "math/rand" => matches!(name, "Intn" | "Read" | "Perm"),
            "crypto/rand" => matches!(name, "Read" | "Prime"),
            "math/rand/v2" => matches!(name, "IntN" | "Perm"),
            _ => true,
        }
    }
}

#[derive(Default)]
struct Block {
    flags: String,
    text: String,
    wanted: Vec<(String, String)>,
}

fn blocks(case: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in case.split_inclusive('\n') {
        match line.trim_end().strip_prefix("%% ") {
            Some(flags) if flags.starts_with("block") => {
                blocks.push(Block { flags: flags.to_owned(), ..Block::default() });
            }
            Some("runs") => {}
            Some(wanted) => {
                let (kind, rest) = wanted.split_once(' ').unwrap_or((wanted, ""));
                let wanted = (kind.to_owned(), rest.replace("\\n", "\n"));
                blocks.last_mut().expect("a block first").wanted.push(wanted);
            }
            None => blocks.last_mut().expect("a block first").text.push_str(line),
        }
    }
    blocks
}

fn probe(block: &Block, id: usize, kind: &str, rest: &str) -> Probe {
    let find = || {
        let start = block.text.find(rest).unwrap_or_else(|| panic!("the block has no {rest:?}"));
        start..start + rest.len()
    };
    let target = match kind {
        "value" => Target::Value(find()),
        "output" => Target::Output(find()),
        "named" => Target::Named(rest.to_owned()),
        "all" => Target::Output(0..block.text.len()),
        "entry" => Target::Entry(rest.parse().unwrap()),
        _ => panic!("what is {kind:?}?"),
    };
    Probe { id, target }
}

fn entries(block: &Block) -> Vec<Vec<Range<usize>>> {
    let mut entries: Vec<Vec<Range<usize>>> = Vec::new();
    let mut start = 0;
    for line in block.text.split_inclusive('\n') {
        let typed = start + 4..start + line.trim_end().len();
        if block.flags.contains("session") {
            if line.starts_with(">>> ") {
                entries.push(vec![typed]);
            } else if line.starts_with("... ") {
                entries.last_mut().unwrap().push(typed);
            } else if line.starts_with("$ ") {
                entries.push(std::iter::once(start + 2..start + line.trim_end().len()).collect());
            }
        }
        start += line.len();
    }
    entries
}

fn fragment(blocks: &[Block]) -> Fragment<'_> {
    let mut id = 0;
    let chunks = blocks.iter().map(|block| {
        let has = |flag| block.flags.contains(flag);
        let probes = block.wanted.iter().map(|(kind, rest)| {
            id += 1;
            probe(block, id - 1, kind, rest)
        });
        Chunk {
            probes: probes.collect(),
            flattened: has("flattened"),
            lossy: has("lossy"),
            borrowed: has("borrowed"),
            entries: entries(block),
            ..Chunk::plain(&block.text)
        }
    });
    Fragment { chunks: chunks.collect(), nonce: "nonce" }
}

fn language(path: &Path) -> Lang {
    let folder = path.parent().and_then(Path::file_name).unwrap().to_str().unwrap();
    Lang::named(folder).unwrap()
}

/// The program with what was added between angle quotes, harness aside between braces.
fn render(fragment: &Fragment<'_>, layout: &Layout) -> String {
    let mut text = layout.dialect.map_or(String::new(), |dialect| format!("dialect: {dialect}\n"));
    for piece in &layout.pieces {
        match piece {
            Piece::Note { chunk, range } => text.push_str(&fragment.chunks[*chunk].text[range.clone()]),
            Piece::Added(edit) if edit.text.trim().is_empty() => text.push_str(&edit.text),
            Piece::Added(edit) if edit.text.lines().count() > 5 => text.push_str("\n{helpers}\n"),
            Piece::Added(edit) if edit.faith == Faith::Harness => write!(text, "{{{}}}", edit.text).unwrap(),
            Piece::Added(edit) => write!(text, "«{}»", edit.text).unwrap(),
        }
    }
    text.push_str("\n---\n");
    for edit in layout.edits() {
        let doubt = if edit.faith == Faith::Guess { " (guess)" } else { "" };
        writeln!(text, "{}{doubt}", edit.reason).unwrap();
    }
    text.replace('\u{1e}', "␞").replace('\u{1f}', "␟")
}

#[test]
fn a_fragment_becomes_a_program_by_additions_alone() {
    insta::glob!("../../tests/complete", "*/*.txt", |path| {
        let case = std::fs::read_to_string(path).unwrap();
        let blocks = blocks(&case);
        let fragment = fragment(&blocks);
        let completer = language(path).completer().expect("a completer");
        let shown = match completer.complete(&fragment, &Library) {
            Ok(layout) => render(&fragment, &layout),
            Err(obstacle) => {
                format!("refused: {}: {}\n", obstacle.because.reason, obstacle.because.detail)
            }
        };
        assert_case("programs", path, &shown);
    });
}

/// How a program of a language is run, where its toolchain is installed.
fn command(language: Lang, dialect: Option<&str>) -> (&'static str, &'static [&'static str]) {
    match (language.name(), dialect) {
        ("go", _) => ("main.go", &["go", "run", "main.go"]),
        ("python", Some("python2")) => ("main.py", &["python2.7", "main.py"]),
        ("python", _) => ("main.py", &["python3", "main.py"]),
        ("shell", _) => ("main.sh", &["bash", "main.sh"]),
        ("java", _) => ("Main.java", &["java", "Main.java"]),
        ("javascript", Some(_)) => ("main.cjs", &["node", "main.cjs"]),
        ("javascript", None) => ("main.mjs", &["node", "main.mjs"]),
        ("sql", _) => ("main.sql", &["sqlite3", "-batch", "-bail", ":memory:", ".read main.sql"]),
        ("c", _) => ("main.c", &["sh", "-c", "cc -w -o program main.c -lm && ./program"]),
        ("cpp", None) => {
            ("main.cpp", &["sh", "-c", "c++ -w -ffunction-sections -Wl,--gc-sections -o program main.cpp && ./program"])
        }
        ("cpp", Some(_)) => ("main.cpp", &["sh", "-c", "c++ -w -std=gnu++20 -o program main.cpp && ./program"]),
        ("rust", _) => ("main.rs", &["sh", "-c", "rustc --edition 2021 -A warnings -o program main.rs && ./program"]),
        (name, _) => panic!("how does {name} run?"),
    }
}

#[test]
fn a_completed_fragment_runs_and_shows_what_claims_speak_of() {
    outcomes(|dialect| dialect != Some("python2"));
}

#[test]
#[ignore = "needs python2.7, which no distribution that is still cared for installs"]
fn a_completed_fragment_of_python_2_runs_and_shows_what_claims_speak_of() {
    outcomes(|dialect| dialect == Some("python2"));
}

/// Runs the cases that say so and whose dialect is wanted.
fn outcomes(wanted: impl Fn(Option<&str>) -> bool) {
    insta::glob!("../../tests/complete", "*/*.txt", |path| {
        let case = std::fs::read_to_string(path).unwrap();
        if !case.contains("%% runs") {
            return;
        }
        let blocks = blocks(&case);
        let fragment = fragment(&blocks);
        let language = language(path);
        let completer = language.completer().unwrap();
        let layout = completer.complete(&fragment, &Library).unwrap();
        if !wanted(layout.dialect) {
            return;
        }
        let (file, words) = command(language, layout.dialect);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(file), layout.text(&fragment)).unwrap();
        for (name, content) in completer.files(&layout) {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        let run = std::process::Command::new(words[0]).args(&words[1..]).current_dir(&folder).output().unwrap();
        let seen = Reader::read(fragment.nonce, &run.stdout);
        let mut shown = format!("{}\nstdout: {:?}\n", run.status, String::from_utf8_lossy(&seen.stdout));
        if !run.status.success() {
            let stderr = String::from_utf8_lossy(&run.stderr);
            writeln!(shown, "stderr: {}", stderr.lines().last().unwrap_or_default()).unwrap();
        }
        for (id, sights) in &seen.probes {
            for sight in sights {
                writeln!(shown, "{id}: {:?} {:?} {:?}", sight.renderings, sight.status, sight.error).unwrap();
            }
        }
        assert_case("outcomes", path, &shown);
    });
}

fn assert_case(kind: &str, path: &Path, shown: &str) {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/complete").join(kind);
    let name =
        format!("{}-{}", path.parent().unwrap().file_name().unwrap().display(), path.file_stem().unwrap().display());
    insta::with_settings!({
        snapshot_path => place, prepend_module_to_snapshot => false, omit_expression => true, snapshot_suffix => "",
    }, { insta::assert_snapshot!(name, shown) });
}

/// A text without the marks by which rustdoc hides lines.
fn in_sight(language: Lang, text: &str) -> String {
    let shown = |line: &str| line.strip_prefix('#').filter(|rest| rest.starts_with([' ', '\n'])).map(str::to_owned);
    let lines = text.split_inclusive('\n');
    lines.map(|line| shown(line).filter(|_| language.name() == "rust").unwrap_or_else(|| line.to_owned())).collect()
}

/// Every token of the note's own blocks stands in the program, in order within the block.
#[test]
fn a_completion_leaves_nothing_of_the_note_out() {
    insta::glob!("../../tests/complete", "*/*.txt", |path| {
        let case = std::fs::read_to_string(path).unwrap();
        let blocks = blocks(&case);
        let fragment = fragment(&blocks);
        let Ok(layout) = language(path).completer().unwrap().complete(&fragment, &Library) else { return };
        for (index, chunk) in
            fragment.chunks.iter().enumerate().filter(|(_, chunk)| !chunk.borrowed && chunk.entries.is_empty())
        {
            let mut kept: Vec<Range<usize>> = Vec::new();
            for piece in &layout.pieces {
                if let Piece::Note { chunk, range } = piece
                    && *chunk == index
                {
                    kept.push(range.clone());
                }
            }
            kept.sort_by_key(|range| range.start);
            let text: String = kept.into_iter().map(|range| &chunk.text[range]).collect();
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&text), bare(&in_sight(language(path), chunk.text)), "{}", path.display());
        }
    });
}
