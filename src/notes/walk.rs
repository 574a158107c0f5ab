//! Finding files of notes: those that are named, and those in folders that are.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use super::holds::holds_notes;
use super::source::shown;
use super::{NotesError, SOURCE_FILE, Source, notes_of};

/// The files that mark a folder of the corpus which holds a snippet or programs, not notes.
const SNIPPET_FILES: [&str; 2] = ["snippet.toml", "completion.toml"];

/// How files are looked for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The folder that paths are relative to, in what is asked for and in what is shown.
    pub base: PathBuf,
    /// What files in folders to leave out, as in a `.gitignore` in `exclude_root`.
    pub exclude: Vec<String>,
    /// The folder that `exclude` speaks of: that of the configuration.
    pub exclude_root: PathBuf,
    /// What to call the notes that come from the standard input, whose path is `-`.
    pub stdin_name: Option<String>,
}

/// The files of notes at these paths, each once, those of a folder sorted; and what could not be had.
///
/// A file that is named is always taken. A folder is searched for files that can hold notes, without
/// those that are hidden, ignored by `.gitignore` or `.recantignore`, or beside a `snippet.toml`.
/// Links are followed where they are named, not where they are found.
#[must_use]
pub fn walk(paths: &[PathBuf], search: &Search) -> (Vec<Source>, Vec<NotesError>) {
    let mut found = Found::new(&search.base);
    let exclude = found.exclude(search);
    for path in paths {
        if path == Path::new("-") {
            found.sources.push(Source::stdin(search.stdin_name.clone().unwrap_or_else(|| "stdin".into())));
            continue;
        }
        // Without `.` in the middle, which patterns of files do not see through.
        let path: PathBuf = search.base.join(path).components().collect();
        match fs::metadata(&path) {
            Ok(kind) if kind.is_dir() => found.folder(&path, &exclude),
            Ok(_) => found.file(path),
            Err(error) => found.missing(&path, error),
        }
    }
    (found.sources, found.errors)
}

/// What was found so far.
struct Found<'a> {
    base: &'a Path,
    sources: Vec<Source>,
    errors: Vec<NotesError>,
    seen: HashSet<PathBuf>,
}

impl<'a> Found<'a> {
    fn new(base: &'a Path) -> Self {
        Self { base, sources: Vec::new(), errors: Vec::new(), seen: HashSet::new() }
    }

    fn shown(&self, path: &Path) -> String {
        shown(self.base, path)
    }

    fn exclude(&mut self, search: &Search) -> Override {
        let mut builder = OverrideBuilder::new(&search.exclude_root);
        for glob in &search.exclude {
            if let Err(cause) = builder.add(&format!("!{glob}")) {
                self.errors.push(NotesError::Exclude { glob: glob.clone(), cause });
            }
        }
        // Each pattern was checked when it was added.
        builder.build().unwrap_or_else(|_| Override::empty())
    }

    fn file(&mut self, path: PathBuf) {
        let known = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(known) {
            self.sources.push(Source::file(self.base, path));
        }
    }

    fn missing(&mut self, path: &Path, cause: std::io::Error) {
        let path = self.shown(path);
        self.errors.push(match cause.kind() {
            std::io::ErrorKind::NotFound => NotesError::Missing { path },
            _ => NotesError::Unreadable { path, cause },
        });
    }

    fn folder(&mut self, folder: &Path, exclude: &Override) {
        let walk = WalkBuilder::new(folder)
            .add_custom_ignore_filename(".recantignore")
            .overrides(exclude.clone())
            .require_git(false)
            .git_global(false)
            .sort_by_file_path(Path::cmp)
            .filter_entry(|entry| {
                entry.depth() == 0 || !SNIPPET_FILES.iter().any(|file| entry.path().join(file).is_file())
            })
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => self.entry(entry.into_path()),
                Ok(_) => {}
                Err(error) => {
                    let (path, cause) = unsearchable(folder, &error);
                    self.errors.push(NotesError::Folder { path: self.shown(path), cause });
                }
            }
        }
    }

    fn entry(&mut self, path: PathBuf) {
        if path.file_name().is_some_and(|name| name == SOURCE_FILE) {
            self.source_file(&path);
            return;
        }
        match holds_notes(&path) {
            Ok(true) => self.file(path),
            Ok(false) => {}
            Err(cause) => self.errors.push(NotesError::Unreadable { path: self.shown(&path), cause }),
        }
    }

    fn source_file(&mut self, path: &Path) {
        match notes_of(path) {
            Ok(Some(notes)) if notes.is_file() => self.file(notes),
            Ok(None) => {}
            Ok(Some(notes)) => {
                let problem = format!("\"{}\" does not exist", self.shown(&notes));
                self.errors.push(NotesError::SourceFile { path: self.shown(path), problem });
            }
            Err(problem) => self.errors.push(NotesError::SourceFile { path: self.shown(path), problem }),
        }
    }
}

/// What of a folder cannot be searched, and why, in the system's words: the library's have the path in them twice.
fn unsearchable<'a>(folder: &'a Path, error: &'a ignore::Error) -> (&'a Path, String) {
    match error {
        ignore::Error::WithDepth { err, .. } => unsearchable(folder, err),
        ignore::Error::WithPath { path, err } => {
            (path, err.io_error().map_or_else(|| err.to_string(), |cause| cause.kind().to_string()))
        }
        other => (folder, other.to_string()),
    }
}
