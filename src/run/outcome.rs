//! From what a sandbox saw to the outcome of a program.

use super::{Outcome, SandboxRunner, limits};
use crate::complete::Program;
use crate::languages::completion::{Message, SEPARATOR};
use crate::reasons::{Because, Reason};
use crate::sandbox::{Execution, Exit, Finished};
use crate::toolchains::{Failure, Recipe, Toolchain, Toolchains};

impl SandboxRunner {
    /// What came of a program that ran on a toolchain.
    pub(super) fn outcome(
        &self,
        program: &Program,
        toolchain: &Toolchain,
        execution: Execution,
    ) -> Result<Outcome, Because> {
        let recipe = &*toolchain.recipe;
        let last = execution.finished.len();
        let files = execution.collected.into_iter().map(|(path, held)| (path.to_string_lossy().into_owned(), held));
        let files = files.collect();
        let Some(finished) = execution.finished.into_iter().next_back() else {
            return Err(Because::new(Reason::NoSandbox, "the sandbox ended before it ran anything"));
        };
        if let Some(because) = not_started(toolchain, &finished) {
            return Err(because);
        }
        let is_compiled = program.wants.compiled_only && finished.exit == Exit::Status(0);
        let built = !recipe.commands[last - 1].builds || is_compiled;
        let words = String::from_utf8_lossy(&finished.stderr.bytes).into_owned()
            + &String::from_utf8_lossy(&finished.stdout.bytes);
        let failed = finished.exit != Exit::Status(0);
        Ok(Outcome {
            toolchain: toolchain.label(),
            built,
            messages: if failed { messages(recipe, program, &words) } else { Vec::new() },
            complaint: if failed { complaint(recipe, &words) } else { String::new() },
            missing: if failed {
                missing(&self.toolchains, recipe, &words, |_| true)
            } else {
                let said = String::from_utf8_lossy(&finished.stderr.bytes);
                missing(&self.toolchains, recipe, &said, |failure| failure.always)
            },
            cut: finished.stdout.cut.is_some(),
            stdout: if built { finished.stdout.bytes } else { Vec::new() },
            stderr: if built { finished.stderr.bytes } else { words.into_bytes() },
            exit: finished.exit,
            requests: Vec::new(),
            files,
            standing: None,
            limit: finished
                .limit
                .map(|hit| limits::overrun(hit, &self.limits, &program.wants.limits.or(&recipe.limits))),
        })
    }
}

/// Why the toolchain itself could not be started, where it could not: what the sandbox then says on
/// standard error is no output of the note's code.
fn not_started(toolchain: &Toolchain, finished: &Finished) -> Option<Because> {
    if !matches!(finished.exit, Exit::Status(126 | 127)) || !finished.stdout.bytes.is_empty() {
        return None;
    }
    let words = String::from_utf8_lossy(&finished.stderr.bytes);
    let why = words.strip_prefix(&format!("{}: ", toolchain.program.display()))?.trim();
    let detail =
        format!("{} cannot be started in the sandbox: {why}; install one that every user may read", toolchain.label());
    Some(Because::new(Reason::MissingToolchain, detail))
}

/// The toolchain's messages, each at the byte of the program that it speaks of. Of a trace, only the
/// innermost place in the program counts.
fn messages(recipe: &Recipe, program: &Program, words: &str) -> Vec<Message> {
    let Some(form) = &recipe.messages else { return Vec::new() };
    let message = |found: regex::Captures<'_>| {
        let number = |name: &str| found.name(name).and_then(|group| group.as_str().parse::<usize>().ok());
        let line = number("line").and_then(|line| program.line(line));
        let at = line.map(|line| line.end.min(line.start + number("column").unwrap_or(1).saturating_sub(1)));
        let text = found.name("text").map_or_else(|| complaint(recipe, words), |text| text.as_str().trim().to_owned());
        Message { at, text }
    };
    let mut messages: Vec<_> = form.pattern.captures_iter(words).map(message).collect();
    if form.trace {
        messages.drain(..messages.len().saturating_sub(1));
    } else if form.complaint.is_some() {
        messages.truncate(1);
    }
    messages
}

/// The line of a toolchain's words that says what is wrong, without the marks of probes.
fn complaint(recipe: &Recipe, words: &str) -> String {
    // A mark stands between two separators: every other part between them is the program's own.
    let own: String = words.split(SEPARATOR).step_by(2).collect();
    let form = recipe.messages.as_ref();
    let known = form.and_then(|form| form.complaint.as_ref()).and_then(|pattern| pattern.captures(&own));
    if let Some(said) = known.and_then(|found| found.get(1)) {
        return said.as_str().trim().to_owned();
    }
    let mut lines = own.lines().map(str::trim).filter(|line| !line.is_empty());
    if form.is_some_and(|form| form.trace) {
        return lines.next_back().unwrap_or_default().to_owned();
    }
    let first = lines.next().unwrap_or_default();
    // `panicked at main.rs:2:5:` says where; what, stands below.
    match lines.next().filter(|_| first.ends_with(':')) {
        Some(below) => format!("{first} {below}"),
        None => first.to_owned(),
    }
}

/// The first of the recipe's known failures that its words show and that counts here.
fn missing(
    toolchains: &Toolchains,
    recipe: &Recipe,
    words: &str,
    counts: impl Fn(&Failure) -> bool,
) -> Option<Because> {
    recipe.failures.iter().filter(|failure| counts(failure)).find_map(|failure| {
        let found = failure.pattern.captures(words)?;
        let mut detail = String::new();
        found.expand(&failure.detail, &mut detail);
        if detail.contains(HINT) {
            let name = found.get(1).map_or("", |name| name.as_str());
            detail = detail.replace(HINT, toolchains.hint(recipe, name)?);
        }
        Some(Because::new(failure.reason, detail.trim()))
    })
}

/// Stands in a failure's detail for how to get the command that it names.
const HINT: &str = "{hint}";

#[cfg(test)]
mod tests {
    use super::complaint;
    use crate::toolchains::Recipe;

    fn recipe(trace: bool) -> Recipe {
        let text = format!(
            "language = 'x'\nfile = 'x'\ninstall = 'x'\ncommands = []\n\
             [find]\nprograms = []\nidentify = []\npattern = ''\n[messages]\npattern = ''\ntrace = {trace}"
        );
        Recipe::parse("x", &text, "").unwrap()
    }

    #[test]
    fn what_is_wrong_stands_first_or_below_a_trace() {
        let words = "main.x: no such thing\n  in f\nError: at last\n";
        assert_eq!(complaint(&recipe(false), words), "main.x: no such thing");
        assert_eq!(complaint(&recipe(true), words), "Error: at last");
    }

    #[test]
    fn what_is_wrong_stands_below_a_colon() {
        let words = "main panicked at x:2:5:\nno luck\nnote: run it again\n";
        assert_eq!(complaint(&recipe(false), words), "main panicked at x:2:5: no luck");
        assert_eq!(complaint(&recipe(false), "alone:\n"), "alone:");
    }

    #[test]
    fn what_is_wrong_stands_where_a_recipe_says() {
        let sandboxes = [
            include_str!("../../sandboxes/javascript/sandbox.toml"),
            include_str!("../../sandboxes/commonjs/sandbox.toml"),
        ];
        for text in sandboxes {
            let recipe = Recipe::parse("x", text, "").unwrap();
            let thrown =
                "/home/note/main.cjs:2\nthrow new Error(\"boom\")\n^\n\nError: boom\n    at x (main.cjs:2:7)\n";
            assert_eq!(complaint(&recipe, thrown), "Error: boom");
            let text = "/home/note/main.cjs:1\n\tthrow 'no'\n\t^\nno\n(Use `node --trace-uncaught ...`)\n";
            assert_eq!(complaint(&recipe, text), "no");
            assert_eq!(complaint(&recipe, "it said this\nand that\n"), "it said this");
        }
    }

    #[test]
    fn the_marks_of_probes_are_no_words_of_the_toolchain() {
        let words = "Error: it\n\u{1e}n<0\u{1e}shown\n\u{1e}n>0\u{1e}";
        assert_eq!(complaint(&recipe(true), words), "shown");
    }
}
