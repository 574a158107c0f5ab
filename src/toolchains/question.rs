//! Asking a program what it is.

use std::path::Path;
use std::time::Duration;

/// A program that has not answered by then is none that could run a note.
const PATIENCE: Duration = Duration::from_secs(20);

/// Stands in the environment for the folder that recant was started in.
const HERE: &str = "{here}";

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
        let asked = self.command().stderr_to_stdout().stdout_capture().unchecked();
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
        self.command().stderr_null().read().ok()
    }

    /// The command, in a folder that belongs to nobody: it runs outside of the sandbox, and what lies
    /// where recant was started (a `rust-toolchain.toml` with a path) must not choose what that is.
    fn command(&self) -> duct::Expression {
        let here = std::env::current_dir().unwrap_or_default();
        let value = |value: &str| value.replace(HERE, &here.to_string_lossy());
        let asked = duct::cmd(self.program, self.arguments).dir("/").stdin_null();
        self.environment.iter().fold(asked, |asked, (name, text)| asked.env(name, value(text)))
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
