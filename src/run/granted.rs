//! What a person asks for beside a program's text, as far as a sandbox gives it without further ado.

use crate::complete::Wants;
use crate::reasons::{Because, Reason};
use crate::sandbox::{Access, Bind, File, Level, Task};
use crate::toolchains::{HOME, Toolchain};

/// Whether the sandbox can show all that is wanted.
pub(super) fn can_have(wants: &Wants, level: Level) -> Result<(), Because> {
    if level != Level::Full && !wants.hosts.is_empty() {
        // Without a sandbox the real hosts would be called, and below the full level nobody.
        let hosts = wants.hosts.join(", ");
        let why = format!("only at the full level of the sandbox a recorder can stand in for {hosts}");
        return Err(Because::new(Reason::Denied, why));
    }
    let outside = wants.fixtures.iter().find(|fixture| !fixture.path.starts_with(HOME));
    match outside {
        // Elsewhere there is one view of files, the host's own.
        Some(fixture) if level != Level::Full => Err(Because::new(
            Reason::NoSandbox,
            format!("it wants {} of its own, which the full level alone can show", fixture.path.display()),
        )),
        _ => Ok(()),
    }
}

/// Whether the toolchain can do what is wanted.
pub(super) fn can_do(wants: &Wants, toolchain: &Toolchain) -> Result<(), Because> {
    if wants.compiled_only && !toolchain.recipe.commands.iter().any(|step| step.builds) {
        let detail =
            format!("the note says that it is not to be run, and {} compiles nothing ahead", toolchain.label());
        return Err(Because::new(Reason::Skipped, detail));
    }
    Ok(())
}

/// Gives a task what a program wants of arguments, input, environment and files.
pub(super) fn grant(wants: &Wants, task: &mut Task) {
    if let Some(last) = task.commands.last_mut() {
        last.arguments.extend(wants.arguments.iter().cloned());
        last.stdin = wants.stdin.clone().into_bytes();
    }
    for (name, value) in &wants.environment {
        task.policy.environment.retain(|(other, _)| other != name);
        task.policy.environment.push((name.clone(), value.clone()));
    }
    for fixture in wants.fixtures.iter() {
        match fixture.path.strip_prefix(HOME) {
            Ok(path) => {
                let file = File::plain(path, fixture.contents.clone());
                task.files.push(file);
            }
            Err(_) => task.policy.view.push(Bind {
                source: fixture.source.clone(),
                target: fixture.path.clone(),
                access: Access::ReadOnly,
            }),
        }
    }
    task.collect.extend(wants.collect.iter().map(Into::into));
}
