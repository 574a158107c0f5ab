//! What runs in a fast lane prints what it prints alone, byte for byte.
//!
//! `tests/lanes/<language>/` holds a program for each danger that is known of a lane, and ordinary
//! ones; notes stand for programs that are completed with files of their recipe. All of a language's are prepared together, as one check prepares them. The snapshot says which of
//! them run together, and of the others what keeps them out.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use recant::complete::Program;
use recant::config::Allowance;
use recant::languages::Lang;
use recant::notes;
use recant::pipeline;
use recant::run::{Outcome, Runner, SandboxRunner, Way};
use recant::sandbox::{Level, Request, Sandbox};
use recant::toolchains::Toolchains;

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The smoke program of a language, in the place of whose text others are put just as they are.
fn smoke(language: &str, runner: &SandboxRunner) -> Program {
    let recipe = runner.toolchains().recipe(Lang::named(language).unwrap(), None).unwrap();
    prepared(format!("~~~~{language}\n{}~~~~\n", recipe.smoke), runner)
}

/// The first program of a note.
fn prepared(note: String, runner: &dyn Runner) -> Program {
    let study = pipeline::study(notes::read("note.md", note.into()));
    pipeline::prepare(&study, runner).programs.remove(0)
}

/// What a program showed, as text: both streams and how it ended.
fn shown(outcome: &Outcome) -> String {
    let [stdout, stderr] = [&outcome.stdout, &outcome.stderr].map(|bytes| bytes.escape_ascii());
    format!("{:?} {stdout} {stderr}", outcome.exit)
}

/// Compares what the programs of a folder print together and alone, and tells of each by which way it runs.
fn compared(language: &str) -> String {
    let sandbox = Sandbox::open_with(Request::Level(Level::Full), env!("CARGO_BIN_EXE_recant").into());
    let cache = tempfile::tempdir().unwrap();
    let toolchains = Toolchains::load(None).unwrap();
    let runner = SandboxRunner::new(sandbox.unwrap(), toolchains, Allowance::default(), cache.path().to_owned());
    let files = entries(&Path::new("tests/lanes").join(language));
    let smoke = smoke(language, &runner);
    let usual = runner.run(&smoke, None).unwrap();
    for other in runner.versions(&smoke).iter().filter(|installed| installed.version != usual.version()) {
        compared_on(&smoke.on(other.dialect, &other.version), &files, &runner);
    }
    compared_on(&smoke, &files, &runner)
}

/// The same on the toolchain on which the smoke program runs.
fn compared_on(smoke: &Program, files: &[PathBuf], runner: &dyn Runner) -> String {
    let program = |file: &PathBuf| match fs::read_to_string(file).unwrap() {
        note if file.extension().is_some_and(|kind| kind == "md") => {
            Program { wants: smoke.wants.clone(), ..prepared(note, runner) }
        }
        text => Program { text, ..smoke.clone() },
    };
    let programs: Vec<Program> = files.iter().map(program).collect();
    runner.prepare(&programs.iter().collect::<Vec<_>>());
    let told: Vec<_> = files.par_iter().zip(&programs).map(|(file, program)| tell(file, program, runner)).collect();
    let wrong: Vec<_> = told.iter().filter_map(|told| told.as_ref().err()).cloned().collect();
    assert!(wrong.is_empty(), "on {:?}:\n{}", smoke.wants.toolchain, wrong.join("\n"));
    told.into_iter().flatten().collect()
}

/// By which way a program runs, where that makes no difference; else the difference.
fn tell(file: &Path, program: &Program, runner: &dyn Runner) -> Result<String, String> {
    let name = file.file_name().unwrap().to_string_lossy();
    let alone = || shown(&runner.run(program, None).unwrap());
    // What does not end well in a lane counts only alone.
    let together = runner.together(program).map(|outcome| shown(&outcome));
    if let Some(together) = &together {
        let first = alone();
        if *together != first {
            return Err(format!("{name} differs\n  together: {together}\n  alone:    {first}"));
        } else if first != alone() {
            return Err(format!("{name} cannot be compared, and must run alone"));
        }
    }
    Ok(match runner.way(program) {
        Way::Plain => format!("{name}: plain\n"),
        Way::Free => format!("{name}: alone, for want of others\n"),
        Way::Together if together.is_none() => format!("{name}: together, and again alone\n"),
        Way::Together => format!("{name}: together\n"),
        Way::Alone(why) => format!("{name}: alone, for it {why}\n"),
    })
}

#[test]
fn go_prints_together_what_it_prints_alone() {
    insta::assert_snapshot!(compared("go"));
}

#[test]
fn python_prints_together_what_it_prints_alone() {
    insta::assert_snapshot!(compared("python"));
}

#[test]
fn java_prints_together_what_it_prints_alone() {
    insta::assert_snapshot!(compared("java"));
}
