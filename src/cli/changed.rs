//! `--changed-since`: the files that git says have changed.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::CliError;
use crate::config::{Config, FILE as SETTINGS};
use crate::dependencies::LOCK_FILE;

/// What git is told each time: to start nothing that a repository's configuration names.
const SAFE: [&str; 6] = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"];

/// The files that have changed, by their real paths.
pub(super) struct Changed(BTreeSet<PathBuf>);

impl Changed {
    /// What has changed in the repository of this folder since a revision: committed, staged, in the working
    /// copy alone, or not under version control yet.
    pub(super) fn since(revision: &str) -> Result<Self, CliError> {
        let git = Git::find()?;
        let root = git.ask(&["rev-parse", "--show-toplevel"]).ok_or_else(|| {
            CliError::Usage("--changed-since asks git what has changed, and here is no repository of git".into())
        })?;
        let root = path_of(root.trim_ascii_end());
        let commit = format!("{revision}^{{commit}}");
        let commit = git.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).ok_or_else(|| {
            let hint = "a shallow clone holds few of them: fetch more (fetch-depth: 0), or name another";
            CliError::Usage(format!("--changed-since {revision}: git knows no such revision here; {hint}"))
        })?;
        let commit = String::from_utf8_lossy(commit.trim_ascii_end()).into_owned();
        let differ = ["diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames"];
        let differ = [&differ[..], &["--ignore-submodules=all", &commit, "--", ":/"]].concat();
        let unknown = ["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/"];
        let failed = || CliError::Usage("git does not tell what has changed; `git status` may say why".into());
        let listed = [git.ask(&differ).ok_or_else(failed)?, git.ask(&unknown).ok_or_else(failed)?].concat();
        let names = listed.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(Self(names.map(|name| real(&root.join(path_of(name)))).collect()))
    }

    /// Whether what all files are checked by has changed: the settings, or the packages that are pinned.
    pub(super) fn concerns_settings(&self, config: &Config) -> bool {
        let here = std::env::current_dir().unwrap_or_default();
        // Settings that were taken away governed what lay below them.
        let above = here.ancestors().map(|folder| folder.join(SETTINGS));
        let files = above.chain(config.file.clone()).chain([config.root.join(LOCK_FILE)]);
        files.into_iter().any(|file| self.0.contains(&real(&file)))
    }

    /// Whether a file has changed, or something below a folder that belongs to it.
    pub(super) fn concerns(&self, file: &Path, folder: Option<&Path>) -> bool {
        let below = |folder: &Path| {
            let folder = real(folder);
            let mut from_there = self.0.range(folder.clone()..);
            // The file's neighbours belong to it as far as they lie in folders of their own.
            from_there.any(|path| path.strip_prefix(&folder).is_ok_and(|rest| rest.components().count() > 1))
        };
        self.0.contains(&real(file)) || folder.is_some_and(below)
    }
}

/// git, by its absolute path.
struct Git(PathBuf);

impl Git {
    /// The first on `PATH`, but not one in the folder that recant was started in, which may be anybody's.
    fn find() -> Result<Self, CliError> {
        let here = std::env::current_dir().unwrap_or_default();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::env::split_paths(&path).filter(|folder| folder.is_absolute() && real(folder) != real(&here));
        let name = format!("git{}", std::env::consts::EXE_SUFFIX);
        let found = folders.map(|folder| folder.join(&name)).find(|program| program.is_file());
        found.map(Self).ok_or_else(|| CliError::Usage("--changed-since needs git, which is not on PATH".into()))
    }

    /// What it prints, where it succeeds.
    fn ask(&self, arguments: &[&str]) -> Option<Vec<u8>> {
        let arguments: Vec<OsString> = SAFE.iter().chain(arguments).map(OsString::from).collect();
        let asked = duct::cmd(&self.0, arguments).env("GIT_OPTIONAL_LOCKS", "0").stdin_null().stderr_null();
        let output = asked.stdout_capture().unchecked().run().ok()?;
        output.status.success().then_some(output.stdout)
    }
}

/// The path behind all links, or as it is where there is no such file any more.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(String::from_utf8_lossy(bytes).as_ref()))
}
