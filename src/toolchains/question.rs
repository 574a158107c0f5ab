//! Asking a program what it is.

use std::path::Path;
use std::time::Duration;

/// A program that has not answered by then is none that could run a note.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program with the arguments that make it tell about itself.
pub(super) struct Question<'a> {
    pub(super) program: &'a Path,
    pub(super) arguments: &'a [String],
    /// Variables that make it speak for itself and for no other version.
    pub(super) environment: &'a [(String, String)],
    /// What decides for which version it answers, where it is a shim: see [`super::places::decided`].
    pub(super) decided: String,
}

impl Question<'_> {
    /// What it answers. What it prints on either stream counts: `java -version` uses the second.
    pub(super) fn ask(&self) -> Option<String> {
        let asked =
            duct::cmd(self.program, self.arguments).stdin_null().stderr_to_stdout().stdout_capture().unchecked();
        let asked = self.environment.iter().fold(asked, |asked, (name, value)| asked.env(name, value));
        let handle = asked.start().ok()?;
        let text = match handle.wait_timeout(PATIENCE) {
            Ok(Some(output)) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
            Ok(None) | Err(_) => None,
        };
        if text.is_none() {
            // It may have ended meanwhile.
            let _ = handle.kill();
        }
        text
    }

    /// What it prints on standard output, where it succeeds.
    pub(super) fn read(&self) -> Option<String> {
        let asked = duct::cmd(self.program, self.arguments).stdin_null().stderr_null();
        self.environment.iter().fold(asked, |asked, (name, value)| asked.env(name, value)).read().ok()
    }

    /// The name of the answer: the program, for people who look, and a hash of all that was asked.
    pub(super) fn key(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let environment = self.environment.iter().flat_map(|(name, value)| [name, value]);
        for word in self.arguments.iter().chain(environment).chain([&self.decided]) {
            hasher.update(&word.len().to_le_bytes()).update(word.as_bytes());
        }
        format!("{} {}", self.program.display(), &hasher.finalize().to_hex()[..16])
    }
}
