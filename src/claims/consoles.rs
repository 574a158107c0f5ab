//! Consoles that run the program just shown: `$ go run closures.go`, `$ ./a.out`.

use super::sessions::output;
use super::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::{Kind, Snippet};
use crate::extract::{Entry, Prompt};
use crate::languages::Role;

/// A program may stand this many blocks above the console that runs it.
const MAX_DISTANCE: usize = 8;

/// What a command runs.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    /// The languages that the program may be in.
    languages: &'static [&'static str],
    /// The name of the program or its source, without its folder.
    file: String,
    /// Whether it gets arguments, input or an environment that its code does not show.
    dressed: bool,
}

/// The claims that a console makes about programs above it, by the step that makes them.
pub(super) fn claims(index: usize, snippets: &[Snippet]) -> Vec<(usize, Claim)> {
    let console = &snippets[index];
    let steps = console.block.session.iter().enumerate();
    steps.filter_map(|(step, entry)| claim(index, entry, snippets).map(|claim| (step, claim))).collect()
}

fn claim(index: usize, entry: &Entry, snippets: &[Snippet]) -> Option<Claim> {
    let block = &snippets[index].block;
    if entry.prompt == Prompt::Python || entry.prompt == Prompt::Sqlite || entry.input.len() != 1 {
        return None;
    }
    let text = block.code.text();
    let output = output(block, entry)?;
    let run = Run::of(&text[entry.input[0].clone()])?;
    let program = program(&run, index, snippets)?;
    Some(Claim {
        snippet: program,
        subject: Subject::Program,
        expectation: Expectation::Prints(text[output.clone()].to_owned()),
        strength: if run.dressed { Strength::Weak } else { Strength::Strong },
        notation: Notation::Console,
        quote: text[output.clone()].to_owned(),
        span: block.code.source_range(output),
        code_span: snippets[program].block.code.span(),
        within: None,
        output: Some(index),
    })
}

/// The program that a command runs: the one just shown, or else the nearest above that names its
/// file, or else the nearest in its language.
fn program(run: &Run, console: usize, snippets: &[Snippet]) -> Option<usize> {
    let above = (0..console).rev().take(MAX_DISTANCE).filter(|index| {
        let snippet = &snippets[*index];
        let fits = snippet.language.is_some_and(|l| l.role() == Role::Program && run.languages.contains(&l.name()));
        fits && snippet.kind == Kind::Code && snippet.block.session.is_empty()
    });
    let above: Vec<_> = above.collect();
    let nearest = above.first().copied()?;
    let shown = nearest + 1 == console;
    let named = above.iter().copied().find(|index| names(&snippets[*index], &run.file));
    if shown { Some(nearest) } else { named.or(Some(nearest)) }
}

/// Whether a block says that it is this file: behind its fence, or in its first line.
fn names(snippet: &Snippet, file: &str) -> bool {
    let label = snippet.block.label.as_ref();
    let words = label.map(|label| label.words.iter().any(|word| word.contains(file)));
    let first = snippet.block.code.text().lines().next().unwrap_or_default();
    words == Some(true) || (first.len() < 120 && first.contains(file))
}

impl Run {
    fn of(command: &str) -> Option<Self> {
        let last = command.rsplit("&&").next()?.rsplit([';', '|']).next()?.trim();
        let piped = last.contains(['<', '>', '&']) || command.contains('|');
        let mut words = last.split_whitespace().peekable();
        let mut dressed = piped;
        while words.peek().is_some_and(|word| word.contains('=') && !word.starts_with('-')) {
            words.next();
            dressed = true;
        }
        let program = words.next()?;
        let program = if program == "time" { words.next()? } else { program };
        let languages = languages(program, words.peek().copied())?;
        if matches!((program, words.peek()), ("go" | "cargo" | "deno", Some(&"run"))) {
            words.next();
        }
        let starts_file = program.starts_with("./");
        let rest: Vec<_> = words.collect();
        let file = if starts_file {
            program
        } else {
            rest.iter().find(|word| !word.starts_with('-')).copied().unwrap_or_default()
        };
        // The interpreter's own flags, as in `python -u x.py`, change nothing that is printed.
        let behind = rest.iter().skip_while(|word| !starts_file && **word != file).skip(usize::from(!starts_file));
        dressed |=
            behind.count() > 0 || (languages == ["shell"] && rest.first().is_some_and(|word| word.starts_with('-')));
        let file = file.rsplit('/').next().unwrap_or(file).to_owned();
        let is_program = starts_file || program == "cargo" || program == "java" || file.contains('.');
        is_program.then_some(Self { languages, file, dressed })
    }
}

/// The languages of what a command runs.
fn languages(program: &str, first: Option<&str>) -> Option<&'static [&'static str]> {
    Some(match program {
        "go" if first == Some("run") => &["go"],
        "cargo" if first == Some("run") => &["rust"],
        "python" | "python2" | "python3" | "pypy" | "pypy3" => &["python"],
        "node" | "nodejs" | "bun" => &["javascript"],
        "deno" if first == Some("run") => &["javascript", "typescript"],
        "ts-node" | "tsx" => &["typescript"],
        "java" => &["java"],
        "ruby" => &["ruby"],
        "bash" | "sh" | "zsh" => &["shell"],
        _ => match program.strip_prefix("./")?.rsplit_once('.') {
            Some((_, "py")) => &["python"],
            Some((_, "sh")) => &["shell"],
            _ => &["go", "c", "cpp", "rust"],
        },
    })
}

#[cfg(test)]
mod tests {
    use super::Run;

    #[test]
    fn a_command_that_runs_a_program_is_known() {
        for (command, file, dressed) in [
            ("go run closures.go", "closures.go", false),
            ("python3 -u demo/x.py", "x.py", false),
            ("gcc -o x x.c && ./x", "x", false),
            ("./a.out", "a.out", false),
            ("go run .", ".", false),
            ("python x.py --fast", "x.py", true),
            ("DEBUG=1 go run main.go", "main.go", true),
            ("echo 3 | ./a.out", "a.out", true),
            ("time node app.js", "app.js", false),
            ("bash -x trace.sh", "trace.sh", true),
        ] {
            let run = Run::of(command).unwrap_or_else(|| panic!("{command}"));
            assert_eq!((run.file.as_str(), run.dressed), (file, dressed), "{command}");
        }
    }

    #[test]
    fn a_command_that_does_not_is_not() {
        for command in
            ["", "go build x.go", "ls -l", "cat x.py", "cargo build", "python", "gcc x.c", "pip install x", "python -V"]
        {
            assert_eq!(Run::of(command), None, "{command}");
        }
    }
}
