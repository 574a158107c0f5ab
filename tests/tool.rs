//! The whole tool on cases that are folders of data, all of them in parallel.
//!
//! A folder of `tests/cases/` is copied to a directory of its own; `command` holds the arguments,
//! `stdin` what comes in, if anything does,
//! `environment` holds variables that are set, `toolchains` the versions without which it cannot be told
//! (a language and how its version begins, one a line; where one is not installed the case says so and
//! passes), `own/` is the user's own folder for configuration. Exit status, standard output and standard error are the
//! snapshot. What depends on the machine (versions of toolchains) is filtered out. The cases need
//! the toolchains of the languages in them, which `.ci/run` installs. Since when something has drifted
//! depends on what else is installed, so that only cases about that ask for it.

mod cache;
mod mend;
mod shipping;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use recant::config::Allowance;
use recant::languages::Lang;
use recant::run::SandboxRunner;
use recant::sandbox::{Request, Sandbox};
use recant::toolchains::Toolchains;

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/cases").unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|path| path.join("command").is_file()).collect();
    folders.sort();
    folders
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry, &target);
        } else {
            fs::copy(&entry, target).unwrap();
        }
    }
}

/// What a case's command prints and how it ends.
fn run(case: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    copy(case, folder.path());
    let arguments = shlex::split(&fs::read_to_string(case.join("command")).unwrap()).unwrap();
    let environment = fs::read_to_string(case.join("environment")).unwrap_or_default();
    let mut variables = BTreeMap::from([("RECANT_ATTRIBUTION", "false")]);
    variables.extend(environment.lines().filter_map(|line| line.split_once('=')));
    let set = |command: duct::Expression, (name, value)| command.env(name, value);
    let command = variables.into_iter().fold(duct::cmd(env!("CARGO_BIN_EXE_recant"), arguments), set);
    // A CI service around the tests must not change what they print; what a case sets goes before.
    let command = ["CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"]
        .into_iter()
        .fold(command, |command, name| command.env_remove(name));
    let output = command
        .dir(folder.path())
        .env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"))
        .env("XDG_CONFIG_HOME", folder.path().join("own"))
        .stdin_bytes(fs::read(case.join("stdin")).unwrap_or_default())
        .stdout_capture()
        .stderr_capture()
        .unchecked()
        .run()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let status = output.status.code().map_or_else(|| "killed".to_owned(), |code| code.to_string());
    format!("exit status {status}\n--- stdout\n{}--- stderr\n{}", text(&output.stdout), text(&output.stderr))
}

/// The versions that a case cannot do without and that are not installed.
fn lacks(case: &Path, toolchains: &Toolchains) -> Vec<String> {
    let wanted = fs::read_to_string(case.join("toolchains")).unwrap_or_default();
    let is_here = |line: &&str| {
        let (language, version) = line.split_once(' ').unwrap();
        toolchains.pick(Lang::named(language).unwrap(), None, version).is_some()
    };
    wanted.lines().filter(|line| !is_here(line)).map(str::to_owned).collect()
}

#[test]
fn every_case_prints_what_its_snapshot_says() {
    let toolchains = Toolchains::load(None).unwrap();
    let (cases, cannot): (Vec<_>, Vec<_>) = cases().into_iter().partition(|case| lacks(case, &toolchains).is_empty());
    assert!(!cases.is_empty());
    for case in cannot {
        println!("{} is not told: {} not installed", case.display(), lacks(&case, &toolchains).join(" and "));
    }
    let printed: Vec<_> = cases.par_iter().map(|case| (case, run(case))).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("cases/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.add_filter(r"\b(go|python|java|javascript|shell|sql) \d+(\.\d+)+", "$1 [version]");
    settings.add_filter(r"\bon Python \d[\d.]*, (\w+) from \d[\d.]* on\b", "on Python [version], $1 from [version] on");
    settings.add_filter(r"; there is [\d., ]+\d", "; there is [versions]");
    settings.add_filter(r#"/[^ "]*/\.tmp\w+"#, "[folder]");
    settings.bind(|| {
        for (case, text) in printed {
            insta::assert_snapshot!(case.file_name().unwrap().to_string_lossy().into_owned(), text);
        }
    });
}

#[test]
fn every_toolchain_that_is_found_runs_its_smoke_program_in_the_sandbox() {
    let sandbox = Sandbox::open_with(Request::Best, env!("CARGO_BIN_EXE_recant").into()).unwrap();
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache").join("recant");
    let mut limits = Allowance::default();
    limits.flag_text("timeout=60s").unwrap();
    let runner = SandboxRunner::new(sandbox, Toolchains::load(None).unwrap(), limits, cache);
    let found: Vec<_> = runner.toolchains().all().filter_map(|(_, toolchain)| toolchain).collect();
    assert!(!found.is_empty());
    for toolchain in found {
        assert_eq!(runner.smoke(toolchain), Ok(()), "sandboxes/{}", toolchain.recipe.name);
    }
}

/// What `recant check` says of the claims of each note: each as JSON. All are checked at once, which finds the
/// toolchains once.
fn claims_of(notes: &[String]) -> Vec<Vec<serde_json::Value>> {
    let folder = tempfile::tempdir().unwrap();
    let name = |index: usize| format!("{index}.md");
    for (index, note) in notes.iter().enumerate() {
        fs::write(folder.path().join(name(index)), note).unwrap();
    }
    let arguments = ["check", ".", "--format", "json", "--timeout", "60", "--no-attribution"];
    let printed = duct::cmd(env!("CARGO_BIN_EXE_recant"), arguments)
        .dir(folder.path())
        .env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"))
        .unchecked()
        .read()
        .unwrap();
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    // Behind a guess a mismatch is no drift, and a directive speaks for the author.
    let is_plain = |line: &&serde_json::Value| {
        let of = |key: &str| line[key].as_array().unwrap().iter();
        of("edits").all(|edit| edit["faithful"] == true) && of("claims").all(|claim| claim["notation"] != "directive")
    };
    let plain: Vec<_> = report["snippets"].as_array().unwrap().iter().filter(is_plain).collect();
    let of_note = |index: usize| {
        let lines = plain.iter().filter(|line| line["path"] == name(index).as_str());
        lines.flat_map(|line| line["claims"].as_array().unwrap()).cloned().collect()
    };
    (0..notes.len()).map(of_note).collect()
}

/// Whether a claim is marked, is right, and is so without any allowance; not of the file that recant
/// writes code to, which is another for the note's author.
fn plainly_holds(claim: &serde_json::Value) -> bool {
    claim["strength"] == "strong"
        && !claim["claimed"].as_str().unwrap().contains("main.")
        && claim["verdict"] == "holds"
        && claim["relaxations"].as_array().unwrap().iter().all(|name| name == "traceback")
}

/// The byte of the note at which the last line of what is claimed stands, and that line; none where the note
/// says it in other words, as a directive does.
fn place<'a>(note: &str, claim: &'a serde_json::Value) -> Option<(usize, &'a str)> {
    let line = usize::try_from(claim["start_line"].as_u64().unwrap()).unwrap();
    let start: usize = note.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let claimed = claim["claimed"].as_str().unwrap().trim_end().lines().next_back()?;
    let from = start + note[start..].find(claim["quote"].as_str().unwrap().lines().next_back()?)?;
    Some((from + note[from..].find(claimed)?, claimed))
}

/// Another digit, or another letter.
fn another(c: char) -> char {
    match c {
        '9' => '4',
        'z' => 'y',
        'Z' => 'Y',
        _ => char::from(c as u8 + 1),
    }
}

#[test]
fn a_value_that_is_changed_in_a_note_that_was_right_has_drifted() {
    let is_true = |case: &PathBuf| {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let shown = fs::read_to_string(format!("tests/cases/snapshots/{name}.snap")).unwrap_or_default();
        shown.contains("\nholds ") && fs::read_to_string(case.join("command")).unwrap().trim() == "check notes.md"
    };
    let read = |case: PathBuf| fs::read_to_string(case.join("notes.md")).ok();
    let notes: Vec<String> = cases().into_iter().filter(is_true).filter_map(read).collect();
    let mut changed = Vec::new();
    let mut wanted = Vec::new();
    for (note, claims) in notes.iter().zip(claims_of(&notes)) {
        let right = |claim: &serde_json::Value| plainly_holds(claim) && place(note, claim).is_some();
        let claims: Vec<_> = claims.into_iter().filter(right).collect();
        // The first value of each claim, and the last one.
        for last in [false, true] {
            let mut other = note.clone();
            for (at, line) in claims.iter().filter_map(|claim| place(note, claim)) {
                let mut values = line.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric());
                let (offset, c) = if last { values.next_back() } else { values.next() }.unwrap();
                other.replace_range(at + offset..=at + offset, &another(c).to_string());
            }
            changed.push(other);
            wanted.push(claims.clone());
        }
    }
    assert!(wanted.iter().map(Vec::len).sum::<usize>() > 30, "too few claims are right");
    let mut missed = String::new();
    for ((note, claims), found) in changed.iter().zip(&wanted).zip(claims_of(&changed)) {
        for claim in claims {
            let mut same = found.iter().filter(|other| other["start_line"] == claim["start_line"]);
            if same.all(|other| other["verdict"] != "drifted") {
                write!(missed, "{claim:#}\nin\n{note}\n").unwrap();
            }
        }
    }
    assert!(missed.is_empty(), "{missed}");
}
