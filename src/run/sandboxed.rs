//! The runner that counts: toolchains in sandboxes.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use super::outside::Outside;
use super::{Grants, Installed, Outcome, Runner, Watch, granted, limits, versions, warm};
use crate::complete::{Program, Wants};
use crate::config::Allowance;
use crate::dependencies::{Needs, Supplies};
use crate::languages::Lang;
use crate::languages::completion::{Known, Message, SEPARATOR};
use crate::reasons::{Because, Reason};
use crate::sandbox::{
    Access, Bind, Command, Execution, Exit, File, Finished, Listener, Network, Policy, Sandbox, SandboxError, Task,
};
use crate::toolchains::{Failure, HOME, Recipe, Toolchain, Toolchains};

/// Runs programs on the toolchains at hand, each in a fresh sandbox.
#[derive(Debug)]
pub struct SandboxRunner {
    pub(super) sandbox: Sandbox,
    toolchains: Toolchains,
    limits: Allowance,
    pub(super) cache: PathBuf,
    grants: Grants,
    pins: BTreeMap<String, Vec<String>>,
    attributes: bool,
    supplies: Supplies,
}

impl SandboxRunner {
    /// A runner over these toolchains; `cache` is a folder of recant's own, for what is compiled ahead.
    /// Programs have no packages but those of the toolchains.
    #[must_use]
    pub fn new(sandbox: Sandbox, toolchains: Toolchains, limits: Allowance, cache: PathBuf) -> Self {
        let (grants, pins, supplies) = (Grants::default(), BTreeMap::new(), Supplies::none());
        Self { sandbox, toolchains, limits, cache, grants, pins, attributes: true, supplies }
    }

    /// This runner, where programs have more than a plain sandbox.
    #[must_use]
    pub fn granting(self, grants: Grants) -> Self {
        Self { grants, ..self }
    }

    /// What programs have beyond a plain sandbox.
    #[must_use]
    pub fn grants(&self) -> &Grants {
        &self.grants
    }

    /// The same, which runs the programs of these languages on these versions.
    #[must_use]
    pub fn on(self, pins: BTreeMap<String, Vec<String>>) -> Self {
        Self { pins, ..self }
    }

    /// The same, which tells since when something is wrong, or does not.
    #[must_use]
    pub fn attributing(self, attributes: bool) -> Self {
        Self { attributes, ..self }
    }

    /// The same runner, with packages for its programs.
    #[must_use]
    pub fn supplied(self, supplies: Supplies) -> Self {
        Self { supplies, ..self }
    }

    /// Where its programs get their packages from.
    #[must_use]
    pub fn supplies(&self) -> &Supplies {
        &self.supplies
    }

    /// The toolchains that programs run on.
    #[must_use]
    pub fn toolchains(&self) -> &Toolchains {
        &self.toolchains
    }

    /// What runs a text as a program of a toolchain, with these files beside it.
    pub(super) fn task(&self, toolchain: &Toolchain, text: &str, beside: &[(String, Vec<u8>)], wants: &Wants) -> Task {
        let recipe = &*toolchain.recipe;
        let file =
            |path: &str, contents: &[u8]| File { path: path.into(), contents: contents.to_vec(), executable: false };
        let mut files = vec![file(&recipe.file, text.as_bytes())];
        files.extend(beside.iter().map(|(path, contents)| file(path, contents)));
        let mut shown = vec![toolchain];
        if recipe.borrows {
            shown.extend(self.toolchains.called_by(text));
        }
        let policy = Policy {
            view: shown.iter().flat_map(|toolchain| self.view(toolchain)).collect(),
            environment: environment(&shown),
            network: Network::Loopback,
            limits: limits::granted(&self.limits, &wants.limits.or(&recipe.limits)),
        };
        let mut task = Task { policy, files, commands: commands(toolchain), collect: Vec::new() };
        if wants.compiled_only {
            let builds = recipe.commands.iter().take_while(|step| step.builds).count();
            task.commands.truncate(builds);
        }
        granted::grant(wants, &mut task);
        task
    }

    /// What of the host a toolchain needs besides the system's own files.
    fn view(&self, toolchain: &Toolchain) -> Vec<Bind> {
        let own = toolchain.root.iter().filter(|root| !root.starts_with("/usr"));
        let more = toolchain.recipe.view.iter().filter(|path| path.exists());
        let bind = |path: &PathBuf| Bind { source: path.clone(), target: path.clone(), access: Access::ReadOnly };
        let mut view: Vec<Bind> = own.chain(more).map(bind).collect();
        if let Some(warm) = &toolchain.recipe.warm {
            let source = warm::folder(&self.cache, toolchain);
            if source.is_dir() {
                view.push(Bind { source, target: toolchain.expand(&warm.cache).into(), access: Access::Overlay });
            }
        }
        view
    }

    /// What runs a program, with the packages that it needs in view. A program that is to be rehearsed was
    /// rehearsed then.
    fn supplied_task(&self, program: &Program, toolchain: &Toolchain, needs: &Needs) -> Result<Task, Because> {
        let mut task = self.task(toolchain, &program.text, &program.files, &program.wants);
        self.supply(&mut task, program, needs)?;
        Ok(task)
    }

    /// Shows a task the packages that its program needs, and the toolchains that those are for.
    fn supply(&self, task: &mut Task, program: &Program, needs: &Needs) -> Result<(), Because> {
        for toolchain in needs.toolchains() {
            let more = self.view(toolchain);
            let new: Vec<_> = more.into_iter().filter(|bind| !task.policy.view.contains(bind)).collect();
            task.policy.view.extend(new);
        }
        self.supplies.provide(needs, &self.sandbox)?.add_to(task);
        if program.wants.rehearse {
            self.supplies.rehearse(task, &self.sandbox)?.add_to(task);
        }
        Ok(())
    }

    fn outcome(&self, program: &Program, toolchain: &Toolchain, execution: Execution) -> Result<Outcome, Because> {
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
            limit: finished
                .limit
                .map(|hit| limits::overrun(hit, &self.limits, &program.wants.limits.or(&recipe.limits))),
        })
    }
}

impl Runner for SandboxRunner {
    fn run(&self, program: &Program, watch: Watch<'_>) -> Result<Outcome, Because> {
        let toolchain = versions::choose(&self.toolchains, program)?;
        granted::can_have(&program.wants, self.sandbox.level())?;
        granted::can_do(&program.wants, toolchain)?;
        let needs = self.supplies.needs(program, toolchain, &self.toolchains)?;
        let outside = Outside::new(&program.wants, self.sandbox.level())?;
        let mut task = self.supplied_task(program, toolchain, &needs)?;
        self.grants.equip(&mut task, toolchain, self.sandbox.level());
        outside.equip(&mut task, &self.grants, self.sandbox.level());
        let serve = |listener: &Listener, connection: &TcpStream| outside.serve(listener, connection);
        let execution = self.sandbox.execute_serving(&task, &serve, watch).map_err(|error| no_sandbox(&error))?;
        let mut outcome = self.outcome(program, toolchain, execution)?;
        if let Some(missing) = &mut outcome.missing
            && missing.reason == Reason::MissingDependency
            && let Some(hint) = self.supplies.hint(&needs)
        {
            missing.detail = format!("{}; {hint}", missing.detail);
        }
        Ok(Outcome { requests: outside.into_requests(), ..outcome })
    }

    fn known(&self, language: Lang) -> Option<&dyn Known> {
        self.toolchains.standard(language).map(|library| library as &dyn Known)
    }

    fn prepare(&self, programs: &[&Program]) {
        let needs = programs.iter().filter_map(|program| {
            let toolchain = versions::choose(&self.toolchains, program).ok()?;
            let needs = self.supplies.needs(program, toolchain, &self.toolchains).ok()?;
            Some((*program, toolchain, needs))
        });
        let needs: Vec<_> = needs.collect();
        self.supplies.gather(needs.iter().map(|(_, _, needs)| needs), &self.sandbox);
        for (program, toolchain, needs) in needs.iter().filter(|(program, ..)| program.wants.rehearse) {
            // Why one fails is told where it is run.
            let _ = self.supplied_task(program, toolchain, needs);
        }
        let mut texts: BTreeMap<&Path, (&Toolchain, Lang, Vec<&str>)> = BTreeMap::new();
        for program in programs {
            if let Ok(toolchain) = versions::choose(&self.toolchains, program) {
                let entry = || (toolchain, program.language, Vec::new());
                texts.entry(&toolchain.program).or_insert_with(entry).2.push(&program.text);
            }
        }
        for (toolchain, language, texts) in texts.into_values() {
            warm::warm(&self.cache, toolchain, self.toolchains.standard(language), texts.into_iter());
        }
    }

    fn pins(&self, language: Lang) -> &[String] {
        self.pins.get(language.name()).map_or(&[], Vec::as_slice)
    }

    fn versions(&self, program: &Program) -> Vec<Installed> {
        versions::installed(&self.toolchains, program)
    }

    fn attributes(&self) -> bool {
        self.attributes
    }
}

fn commands(toolchain: &Toolchain) -> Vec<Command> {
    let file = &toolchain.recipe.file;
    let word = |text: &str| toolchain.expand(text).replace("{file}", file);
    let command = |words: &[String]| Command {
        program: word(&words[0]).into(),
        arguments: words[1..].iter().map(|text| word(text)).collect(),
        stdin: Vec::new(),
        may_fail: false,
    };
    toolchain.recipe.commands.iter().map(|step| command(&step.run)).collect()
}

/// What programs see of the environment: nothing of the caller's, and the same on every machine.
fn environment(shown: &[&Toolchain]) -> Vec<(String, String)> {
    let folders = shown.iter().filter_map(|toolchain| toolchain.program.parent());
    let own = folders.filter(|folder| !["/usr/bin", "/bin"].map(Path::new).contains(folder));
    let mut path: Vec<_> = own.map(|folder| folder.display().to_string()).collect();
    path.extend(["/usr/local/bin", "/usr/bin", "/bin"].map(str::to_owned));
    let fixed = [
        ("PATH", path.join(":").as_str()),
        ("HOME", HOME),
        ("SHELL", "/bin/bash"),
        ("LANG", "C.UTF-8"),
        ("TZ", "UTC"),
        ("TERM", "dumb"),
        ("USER", "note"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let theirs = shown.iter().flat_map(|toolchain| {
        toolchain.recipe.environment.iter().map(|(name, value)| (name.clone(), toolchain.expand(value)))
    });
    fixed.into_iter().chain(theirs).collect()
}

fn no_sandbox(error: &SandboxError) -> Because {
    Because::new(Reason::NoSandbox, error.to_string())
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
    }
    messages
}

/// The line of a toolchain's words that says what is wrong, without the marks of probes.
fn complaint(recipe: &Recipe, words: &str) -> String {
    // A mark stands between two separators: every other part between them is the program's own.
    let own: String = words.split(SEPARATOR).step_by(2).collect();
    let mut lines = own.lines().map(str::trim).filter(|line| !line.is_empty());
    let trace = recipe.messages.as_ref().is_some_and(|form| form.trace);
    let line = if trace { lines.next_back() } else { lines.next() };
    line.unwrap_or_default().to_owned()
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
    fn the_marks_of_probes_are_no_words_of_the_toolchain() {
        let words = "Error: it\n\u{1e}n<0\u{1e}shown\n\u{1e}n>0\u{1e}";
        assert_eq!(complaint(&recipe(true), words), "shown");
    }
}
