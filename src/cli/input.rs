//! The notes that the command line names, and which of their examples it wants.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::CliError;
use super::arguments::Input;
use super::output::Console;
use crate::config::Config;
use crate::languages::Lang;
use crate::notes::{NotesError, Search, Source, walk};
use crate::pipeline::{self, Study};

/// What the command line names.
pub(super) struct Selection {
    /// The files, not read yet.
    sources: Vec<Source>,
    /// How large a file may be, in bytes.
    largest: u64,
    languages: Vec<Lang>,
    /// Lines of files, by the path that reports show: an empty list wants them all.
    lines: Vec<(PathBuf, usize, usize)>,
    /// Whether something that was named could not be had.
    pub(super) failed: bool,
    /// Whether every path names a file, as hooks do.
    pub(super) only_files: bool,
}

/// Finds the files that the command line names. What cannot be had is said, and the rest goes on.
pub(super) fn select(input: &Input, config: &Config, console: &Console) -> Result<Selection, CliError> {
    let names = if input.language.is_empty() { &config.languages.value } else { &input.language };
    let languages = names.iter().map(|name| language(name)).collect::<Result<_, _>>()?;
    let mut lines = Vec::new();
    let mut paths = Vec::new();
    for path in &input.paths {
        match with_lines(path) {
            Some((file, first, last)) => {
                lines.push((file.clone(), first, last));
                paths.push(file);
            }
            None => paths.push(path.clone()),
        }
    }
    let only_files = paths.iter().all(|path| !path.is_dir());
    let (sources, failed) = sources(&paths, Some(&input.stdin_name), config, console);
    let largest = config.max_file_size.value;
    Ok(Selection { sources, largest, languages, lines, failed, only_files })
}

impl Selection {
    /// Reads the files and finds what is in them.
    pub(super) fn study(&mut self, console: &Console) -> Vec<Study> {
        let (studies, failed) = study(&self.sources, self.largest, console);
        self.failed |= failed;
        studies
    }

    /// Whether the command line wants this example of a document.
    pub(super) fn wants(&self, study: &Study, snippet: usize) -> bool {
        let snippet = &study.snippets[snippet];
        let in_language =
            self.languages.is_empty() || snippet.language.is_some_and(|language| self.languages.contains(&language));
        let here: Vec<_> = self.lines.iter().filter(|(path, ..)| same(path, &study.document.path)).collect();
        let (first, last) = super::one::lines(study, &snippet.block.code.span());
        in_language && (here.is_empty() || here.iter().any(|(_, from, to)| first <= *to && last >= *from))
    }
}

/// Finds and reads all that these paths name.
pub(super) fn study_all(paths: &[PathBuf], config: &Config, console: &Console) -> Vec<Study> {
    let (sources, _) = sources(paths, None, config, console);
    study(&sources, config.max_file_size.value, console).0
}

fn sources(paths: &[PathBuf], stdin_name: Option<&String>, config: &Config, console: &Console) -> (Vec<Source>, bool) {
    let base = std::env::current_dir().unwrap_or_default();
    let search = Search {
        base,
        exclude: config.exclude.value.clone(),
        exclude_root: config.root.clone(),
        stdin_name: stdin_name.cloned(),
    };
    let (sources, errors) = walk(paths, &search);
    for error in &errors {
        console.complain(&error.to_string());
    }
    (sources, !errors.is_empty())
}

fn study(sources: &[Source], largest: u64, console: &Console) -> (Vec<Study>, bool) {
    let read: Vec<_> = sources.par_iter().map(|source| source.read(largest).map(pipeline::study)).collect();
    let mut failed = false;
    let heard = |result| match result {
        Ok(study) => Some(study),
        Err(error) => {
            console.complain(&NotesError::to_string(&error));
            failed = true;
            None
        }
    };
    let studies = read.into_iter().filter_map(heard).collect();
    (studies, failed)
}

fn language(name: &str) -> Result<Lang, CliError> {
    Lang::labelled(name).ok_or_else(|| {
        let known: Vec<_> = Lang::all().map(|language| language.name()).collect();
        CliError::Usage(format!("recant knows no language \"{name}\"; it knows {}", known.join(", ")))
    })
}

/// `FILE:LINE` and `FILE:FIRST-LAST`, unless there is a file of that very name.
fn with_lines(path: &Path) -> Option<(PathBuf, usize, usize)> {
    let (file, lines) = path.to_str()?.rsplit_once(':')?;
    let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
    let range = (first.parse().ok()?, last.parse().ok()?);
    (!path.exists()).then(|| (PathBuf::from(file), range.0, range.1))
}

/// Whether a path of the command line is the one that reports show so.
fn same(path: &Path, shown: &str) -> bool {
    let plain: PathBuf = path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect();
    plain == Path::new(shown) || path.ends_with(shown)
}

#[cfg(test)]
mod tests {
    use super::with_lines;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_path_may_end_in_a_line_or_a_range_of_lines() {
        assert_eq!(with_lines(Path::new("a.md:12")), Some((PathBuf::from("a.md"), 12, 12)));
        assert_eq!(with_lines(Path::new("a.md:12-40")), Some((PathBuf::from("a.md"), 12, 40)));
        assert_eq!(with_lines(Path::new("a.md")), None);
        assert_eq!(with_lines(Path::new("a:b.md")), None);
    }
}
