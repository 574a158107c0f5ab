//! What the user lets programs have beyond a plain sandbox.

use std::path::{Component, Path, PathBuf};

use super::project::Project;
use crate::config::Endpoint;
use crate::sandbox::{File, Level, Listener, Network, Task};
use crate::toolchains::Toolchain;

/// What the user lets programs have beyond a plain sandbox. No note can, and a repository no more
/// than the project that it is itself.
#[derive(Clone, Debug, Default)]
pub struct Grants {
    /// What they may reach.
    pub network: Vec<Endpoint>,
    /// Variables of their environment, with their values.
    pub environment: Vec<(String, String)>,
    /// Files in their work directory.
    pub files: Vec<File>,
    /// The project beside the notes.
    pub project: Option<Project>,
}

/// How large a file may be that is passed to every program.
const LARGEST: u64 = 64 << 20;

impl Grants {
    /// Grants a variable: `NAME=VALUE`, or `NAME` with the value that it has here.
    ///
    /// # Errors
    /// Where it has no value, in words.
    pub fn pass_variable(&mut self, text: &str) -> Result<(), String> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, value.to_owned()),
            None => (text, std::env::var(text).map_err(|error| format!("the variable `{text}`: {error}"))?),
        };
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        if name.is_empty() || !name.chars().all(is_name) || value.contains('\0') {
            return Err("it has to be written NAME or NAME=VALUE".to_owned());
        }
        self.environment.push((name.to_owned(), value));
        Ok(())
    }

    /// Grants a file: `PATH`, found by its name in the work directory, or `PATH:TARGET`.
    ///
    /// # Errors
    /// Where it cannot be read or would be found elsewhere, in words.
    pub fn pass_file(&mut self, text: &str) -> Result<(), String> {
        let (path, target) = match text.rsplit_once(':') {
            Some((path, target)) if !path.is_empty() && !target.is_empty() => (Path::new(path), PathBuf::from(target)),
            _ => (Path::new(text), Path::new(text).file_name().map(PathBuf::from).unwrap_or_default()),
        };
        let is_inside = target.components().all(|part| matches!(part, Component::Normal(_)));
        if target.as_os_str().is_empty() || !is_inside {
            return Err("its target has to be a path within the work directory".to_owned());
        }
        let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
        if size > LARGEST {
            return Err(format!("it has more than {} MB", LARGEST >> 20));
        }
        let contents = std::fs::read(path).map_err(|error| error.to_string())?;
        self.files.push(File::plain(target, contents));
        Ok(())
    }

    /// The network of a program at a level, on which `more` listen too. Below the full level there is
    /// none that anything could be granted in.
    pub(super) fn network(&self, level: Level, more: impl IntoIterator<Item = Endpoint>) -> Network {
        let granted = self.network.iter().filter(|_| level == Level::Full).cloned();
        let listeners = Listener::for_each(granted.chain(more));
        if listeners.is_empty() { Network::Loopback } else { Network::Served(listeners) }
    }

    /// Lays all but the network into a task.
    pub(super) fn equip(&self, task: &mut Task, toolchain: &Toolchain, level: Level) {
        if let Some(project) = &self.project {
            project.equip(task, toolchain, level);
        }
        for (name, value) in &self.environment {
            task.policy.environment.retain(|(own, _)| own != name);
            task.policy.environment.push((name.clone(), value.clone()));
        }
        task.files.extend(self.files.iter().cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::Grants;

    #[test]
    fn variables_and_files_are_passed_by_name_and_to_where_they_belong() {
        let mut grants = Grants::default();
        assert!(grants.pass_variable("KEY=a=b").is_ok() && grants.pass_variable("PATH").is_ok());
        assert_eq!(grants.environment[0], ("KEY".to_owned(), "a=b".to_owned()));
        for wrong in ["", "=x", "A B=x", "RECANT_IS_SET_NOWHERE_AT_ALL"] {
            assert!(grants.pass_variable(wrong).is_err(), "{wrong}");
        }
        assert!(grants.pass_file("Cargo.toml").is_ok() && grants.pass_file("Cargo.toml:in/a.toml").is_ok());
        assert_eq!(
            grants.files.iter().map(|file| file.path.to_str().unwrap()).collect::<Vec<_>>(),
            ["Cargo.toml", "in/a.toml"]
        );
        for wrong in ["no-such-file", "Cargo.toml:/etc/passwd", "Cargo.toml:../x", "src", ""] {
            assert!(grants.pass_file(wrong).is_err(), "{wrong}");
        }
    }
}
