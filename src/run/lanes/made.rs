//! What was made ahead for a program.

use std::sync::Arc;
use std::time::Duration;

use super::bundle::Bundle;
use super::together::Compiled;
use crate::sandbox::{Captured, Execution, Exit, Finished, Sandbox, SandboxError, Task};
use crate::toolchains::Recipe;

/// What was made ahead for a program; a handle that is cheap to clone.
#[derive(Clone, Debug)]
pub(in crate::run) enum Made {
    /// An executable in which it is one of several, by its number.
    Linked(Arc<Bundle>, u32),
    /// An archive that needs no compiler any more.
    Compiled(Arc<Compiled>),
    /// Nothing but the interpreter, which the sandbox keeps.
    Copied,
}

impl Made {
    /// Runs the task of a program, with what was made in the place of the steps that it spares.
    pub(super) fn run(&self, sandbox: &Sandbox, recipe: &Recipe, mut task: Task) -> Result<Execution, SandboxError> {
        let spared = recipe.builds();
        task.commands.drain(..spared);
        match self {
            Self::Linked(bundle, number) => bundle.stand_in(*number, &mut task),
            Self::Compiled(compiled) => compiled.stand_in(&recipe.file, &mut task),
            Self::Copied => return sandbox.execute_copied(&task, None),
        }
        let mut execution = sandbox.execute(&task, None)?;
        // Whoever looks at what came of it counts the steps.
        execution.finished.splice(0..0, std::iter::repeat_n(spared_step(), spared));
        Ok(execution)
    }
}

/// A step that had been done before.
fn spared_step() -> Finished {
    let (stdout, stderr) = (Captured::default(), Captured::default());
    Finished { exit: Exit::Status(0), stdout, stderr, limit: None, wall: Duration::ZERO }
}
