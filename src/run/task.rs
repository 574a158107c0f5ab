//! From a program to what a sandbox is told to run.

use std::path::{Path, PathBuf};

use super::{SandboxRunner, granted, limits, warm};
use crate::complete::{Program, Wants};
use crate::dependencies::Needs;
use crate::reasons::Because;
use crate::sandbox::{Access, Bind, Command, File, Network, Policy, Task};
use crate::toolchains::{HOME, Toolchain};

impl SandboxRunner {
    /// What runs a text as a program of a toolchain, with these files beside it.
    pub(super) fn task(&self, toolchain: &Toolchain, text: &str, beside: &[(String, Vec<u8>)], wants: &Wants) -> Task {
        let recipe = &*toolchain.recipe;
        let mut files = vec![File::plain(&recipe.file, text)];
        files.extend(beside.iter().map(|(path, contents)| File::plain(path, contents.as_slice())));
        let mut shown = vec![toolchain];
        if recipe.borrows {
            shown.extend(self.toolchains.called_by(text));
        }
        let policy = Policy {
            view: shown.iter().flat_map(|toolchain| self.view(toolchain)).collect(),
            etc: shown.iter().flat_map(|toolchain| toolchain.recipe.etc.clone()).collect(),
            environment: environment(&shown),
            network: Network::Loopback,
            limits: limits::granted(&self.limits, &wants.limits.or(&recipe.limits)),
        };
        let mut task = Task { policy, files, commands: commands(toolchain), collect: Vec::new() };
        if wants.compiled_only {
            task.commands.truncate(recipe.builds());
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

    /// What runs a program, with the packages that it needs in view, and what the user grants it. A program that
    /// is to be rehearsed was rehearsed then, without the latter.
    pub(super) fn supplied_task(
        &self,
        program: &Program,
        toolchain: &Toolchain,
        needs: &Needs,
    ) -> Result<Task, Because> {
        let mut task = self.task(toolchain, &program.text, &program.files, &program.wants);
        self.supply(&mut task, program, needs)?;
        self.grants().equip(&mut task, toolchain, self.sandbox.level());
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
