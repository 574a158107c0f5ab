//! Whether a toolchain does its work inside the sandbox.

use super::{SandboxRunner, warm};
use crate::complete::Wants;
use crate::languages::Lang;
use crate::toolchains::Toolchain;

impl SandboxRunner {
    /// Runs the toolchain's smoke program as a snippet would run.
    ///
    /// # Errors
    /// What it did instead of printing `OK`, in the toolchain's own words or the sandbox's.
    pub fn smoke(&self, toolchain: &Toolchain) -> Result<(), String> {
        let text = &toolchain.recipe.smoke;
        let library = Lang::named(&toolchain.recipe.language).and_then(|language| self.toolchains().standard(language));
        warm::warm(&self.cache, toolchain, library, std::iter::once(text.as_str()));
        let execution = self
            .sandbox
            .execute(&self.task(toolchain, text, &[], &Wants::default()), None)
            .map_err(|error| error.to_string())?;
        let Some(last) = execution.finished.last() else {
            return Err("the sandbox ended before it ran anything".into());
        };
        if last.stdout.bytes.trim_ascii() == b"OK" {
            return Ok(());
        }
        let words = String::from_utf8_lossy(&last.stderr.bytes);
        let line = words.lines().find(|line| !line.trim().is_empty());
        Err(line
            .map_or_else(|| format!("it ended with {:?} and printed no OK", last.exit), |line| line.trim().to_owned()))
    }
}
