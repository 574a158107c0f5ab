//! The order of the modules is the pipeline's: a module uses only those above it in `lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which `lib.rs` names them.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    let name = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib.lines().filter_map(name).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let of = |path: PathBuf| if path.is_dir() { sources(&path) } else { vec![path] };
    let mut files: Vec<_> =
        entries.flat_map(of).filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
    files.sort();
    files
}

/// The module of the crate that a source file belongs to.
fn module(file: &Path) -> String {
    let below = file.strip_prefix("src").unwrap();
    below.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The modules that follow `crate::` in a text, grouped imports included.
fn used(text: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let one = |rest: &str| match rest.strip_prefix('{') {
        Some(group) => group.split('}').next().unwrap_or_default().split(',').map(|part| word(part.trim())).collect(),
        None => vec![word(rest)],
    };
    text.split("crate::").skip(1).flat_map(one).collect()
}

#[test]
fn no_module_uses_one_below_it() {
    let order = modules();
    assert!(order.len() > 10, "lib.rs names its modules one a line: {order:?}");
    let rank = |name: &str| order.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for file in sources(Path::new("src")) {
        let Some(own) = rank(&module(&file)) else { continue };
        let text = fs::read_to_string(&file).unwrap();
        let below = used(&text).into_iter().filter(|name| rank(name).is_some_and(|other| other > own));
        wrong.extend(below.map(|name| format!("{} uses {name}", file.display())));
    }
    assert!(wrong.is_empty(), "these imports run backwards:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_pipeline_is_in_the_order() {
    let order = modules();
    let sentence = ["notes", "extract", "classify", "claims", "complete", "run", "compare", "report"];
    let ranks: Vec<_> = sentence.iter().map(|name| order.iter().position(|module| module == name).unwrap()).collect();
    assert!(ranks.is_sorted(), "the sentence is not the order: {order:?}");
}

#[test]
fn only_the_command_line_prints() {
    let prints = ["println!", "eprintln!", "print!(", "eprint!(", "dbg!"];
    let speaks = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
        // In the text of a program that recant writes, `println!` belongs to another language.
        code.lines().any(|line| prints.iter().any(|print| line.trim_start().starts_with(print)))
    };
    let wrong: Vec<_> =
        sources(Path::new("src")).into_iter().filter(|file| module(file) != "cli").filter(speaks).collect();
    assert!(wrong.is_empty(), "these print: {wrong:?}");
}

#[test]
fn files_fit_on_a_few_screens() {
    let length = |file: &PathBuf| fs::read_to_string(file).unwrap().lines().count();
    let mut lengths: Vec<_> = sources(Path::new("src")).iter().map(length).collect();
    lengths.sort_unstable();
    let long: Vec<_> = sources(Path::new("src")).into_iter().filter(|file| length(file) > 400).collect();
    assert!(long.is_empty(), "these have more than 400 lines: {long:?}");
    assert!(lengths[lengths.len() / 2] <= 110, "half of the files have more than {} lines", lengths[lengths.len() / 2]);
}

#[test]
fn the_design_tells_of_the_modules_as_they_are() {
    let design = fs::read_to_string("docs/design.md").unwrap();
    let named = |row: &str| row.strip_prefix("| `")?.split(" | ").next().map(str::to_owned);
    let rows = design.lines().skip_while(|line| !line.starts_with("| module")).take_while(|line| line.starts_with('|'));
    let told: Vec<String> = rows.filter_map(named).flat_map(|cell| names(&cell)).collect();
    assert_eq!(told, modules());
}

/// The modules that a cell such as `` `lsp/`, `cli/` `` names.
fn names(cell: &str) -> Vec<String> {
    cell.split(',').map(|name| name.trim().trim_matches('`').trim_end_matches('/').to_owned()).collect()
}
