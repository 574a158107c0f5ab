//! Next to tools that run the examples of documents too: byexample, and Python's own doctest. Both run all of a
//! document in one process and isolate nothing; recant runs each example in a sandbox.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::measure::{costs, milliseconds, recant_on};
use super::notes::Place;

/// How many examples a document has.
const EXAMPLES: usize = 200;

/// How often each tool reads it.
const ROUNDS: usize = 5;

pub(super) fn print() {
    println!("## Next to other tools\n");
    let place = Place::new();
    let tools = match installed(&place.cache()) {
        Ok(tools) => tools,
        Err(why) => return println!("Not measured: {why}\n"),
    };
    println!("| {EXAMPLES} examples | | wall | CPU | recant's wall | recant's CPU |");
    println!("| --- | --- | ---: | ---: | ---: | ---: |");
    let by_example = tools.join("byexample").display().to_string();
    let python = tools.join("python").display().to_string();
    fs::create_dir_all(place.notes()).expect("a folder for the documents");
    fs::write(place.notes().join("shell.md"), shell()).expect("a document");
    fs::write(place.notes().join("python.rst"), doctests()).expect("a document");
    compare(&place, "shell.md", "shell", &[&[&by_example, "-l", "shell"]]);
    let python = [python.as_str(), "-m", "doctest"];
    compare(&place, "python.rst", "Python", &[&python, &[&by_example, "-l", "python"]]);
    println!();
}

/// Prints what each tool takes for a document, and what recant does, which runs everything and remembers nothing.
fn compare(place: &Place, document: &str, language: &str, tools: &[&[&str]]) {
    let own = || recant_on(place, &["check", "--no-cache"], document);
    let others = tools.iter().map(|words| move || tool(words, &place.notes().join(document)));
    let mut ways: Vec<Box<dyn Fn() -> Command + '_>> = vec![Box::new(own)];
    ways.extend(others.map(|way| Box::new(way) as Box<dyn Fn() -> Command>));
    let costs = costs(ROUNDS, &ways);
    let ratio = |one: Duration, other: Duration| format!("×{:.1}", one.as_secs_f64() / other.as_secs_f64());
    for (index, cost) in costs.iter().enumerate() {
        let name = match index.checked_sub(1).map(|tool| tools[tool]) {
            None => "`recant check --no-cache`",
            Some(words) if words.contains(&"doctest") => "`python -m doctest`",
            Some(_) => "`byexample`",
        };
        println!(
            "| {language} | {name} | {:.0} ms | {:.0} ms | {} | {} |",
            milliseconds(cost.wall),
            milliseconds(cost.cpu),
            ratio(costs[0].wall, cost.wall),
            ratio(costs[0].cpu, cost.cpu)
        );
    }
}

fn tool(words: &[&str], document: &Path) -> Command {
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).arg(document).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Installs byexample where it leaves no trace: the folder of its commands, and Python's beside them.
fn installed(folder: &Path) -> Result<PathBuf, String> {
    let tools = folder.join("tools");
    did(Command::new("python3").args(["-m", "venv"]).arg(&tools), "python3 makes no environment")?;
    let bin = tools.join("bin");
    did(Command::new(bin.join("pip")).args(["install", "--quiet", "byexample"]), "PyPI gives no byexample")?;
    Ok(bin)
}

fn did(command: &mut Command, else_say: &str) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{else_say}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned();
    if output.status.success() { Ok(()) } else { Err(format!("{else_say}: {said}")) }
}

/// Markdown with commands behind prompts, and what they print.
fn shell() -> String {
    let mut text = "# Shell\n".to_owned();
    for number in 0..EXAMPLES {
        let line = format!("echo {number} and $(({number} * 2))");
        let _ = write!(text, "\nIt prints:\n\n```shell\n$ {line}\n{number} and {}\n```\n", number * 2);
    }
    text
}

/// reStructuredText with doctest blocks.
fn doctests() -> String {
    let mut text = "Python\n======\n".to_owned();
    for n in 0..EXAMPLES {
        let _ = write!(text, "\nIt gives:\n\n>>> [n * {n} for n in range(3)]\n[0, {n}, {}]\n", n * 2);
    }
    text
}
