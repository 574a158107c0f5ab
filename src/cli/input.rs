//! The notes that the command line names, and which of their examples it wants.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::arguments::Input;
use super::changed::Changed;
use super::output::Console;
use super::{CliError, one, settings};
use crate::cache::Key;
use crate::config::Config;
use crate::languages::Lang;
use crate::memo;
use crate::notes::{Search, Source, walk};
use crate::pipeline::{self, Study};
use crate::snippets::{Corpus, SnippetsError, home};

/// What the command line names.
pub(super) struct Selection {
    /// The files, not read yet.
    sources: Vec<Source>,
    /// The files and folders as they were named.
    named: Vec<PathBuf>,
    /// How large a file may be, in bytes.
    largest: u64,
    /// What people stored for them.
    corpus: Option<Corpus>,
    languages: Vec<Lang>,
    /// The lines that were asked for; of files that none of them names, all.
    lines: Vec<Lines>,
    /// Whether what code prints of which nothing is claimed is to be looked at too.
    proposes: bool,
    /// Whether something that was named could not be had.
    pub(super) failed: bool,
    /// Whether every path names a file, as hooks do.
    pub(super) only_files: bool,
}

/// So many files are read in less time than it takes to begin threads.
const FEW: usize = 8;

/// Something with its number: a file's among all that were named.
pub(super) type Numbered<T> = (usize, T);

/// A file that was read, and not looked into yet.
pub(super) struct Note {
    pub(super) source: Source,
    pub(super) bytes: Vec<u8>,
    /// The folder of what people stored for it.
    pub(super) folder: Option<PathBuf>,
    /// What all of that is, once somebody has asked.
    content: OnceLock<Option<Key>>,
}

impl Note {
    /// What it is, with what people stored for it; `None` where that cannot be read. It is read once, and a
    /// folder of a corpus may hold much.
    pub(super) fn content(&self) -> Option<&Key> {
        let content = || memo::content(self.source.shown(), &self.bytes, self.folder.as_deref());
        self.content.get_or_init(content).as_ref()
    }
}

/// `FILE:LINE` or `FILE:FIRST-LAST`.
struct Lines {
    /// As the command line has it.
    file: PathBuf,
    first: usize,
    last: usize,
}

/// Finds the files that the command line names. What cannot be had is said, and the rest goes on.
pub(super) fn select(input: &Input, config: &Config, console: &Console) -> Result<Selection, CliError> {
    let names = if input.language.is_empty() { &config.languages.value } else { &input.language };
    let origin = if input.language.is_empty() { config.languages.origin.to_string() } else { String::new() };
    let languages = names.iter().map(|name| language(name, &origin)).collect::<Result<_, _>>()?;
    let mut lines = Vec::new();
    let mut paths = Vec::new();
    for path in &input.paths {
        let Some(asked) = with_lines(path) else {
            paths.push(path.clone());
            continue;
        };
        if asked.first == 0 || asked.first > asked.last {
            return Err(CliError::Usage(format!(
                "\"{}\" names no lines; lines count from 1, and the first comes first",
                path.display()
            )));
        }
        paths.push(asked.file.clone());
        lines.push(asked);
    }
    let mut selection = Selection { languages, lines, ..named(&paths, Some(&input.stdin_name), config, console) };
    if let Some(revision) = &input.changed_since {
        let changed = Changed::since(revision)?;
        if !changed.concerns_settings(config) {
            selection.take_changed(&changed);
        }
    }
    Ok(selection)
}

impl Selection {
    /// The same files as they are by themselves, without what people stored for them.
    pub(super) fn alone(self) -> Self {
        Self { corpus: None, ..self }
    }

    /// Takes only files that have changed, or for which what is stored has. Where nothing has changed, nothing
    /// is to be found.
    fn take_changed(&mut self, changed: &Changed) {
        let folder = |source: &Source| self.corpus.as_ref()?.folder_of(Path::new(source.shown()));
        self.sources
            .retain(|source| source.path().is_none_or(|path| changed.concerns(path, folder(source).as_deref())));
        self.only_files = true;
    }

    /// What was named, and the files that were found by it.
    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let found = self.sources.iter().filter_map(|source| source.path().map(Path::to_owned));
        self.named.iter().cloned().chain(found)
    }

    /// The same files, with a look at what code prints of which nothing is claimed.
    pub(super) fn proposing(self) -> Self {
        Self { proposes: true, ..self }
    }

    /// The folder of the corpus for what is stored of a document, whether it is there yet or not.
    pub(super) fn home_of(&self, study: &Study, config: &Config) -> Result<PathBuf, SnippetsError> {
        let notes = Path::new(&study.document.path);
        let known = self.corpus.as_ref().and_then(|corpus| corpus.folder_of(notes));
        known.map_or_else(|| home(&settings::as_seen_from_here(&config.corpus.value, config), notes), Ok)
    }

    /// Whether it is whole files that are wanted, and all of what is in them.
    pub(super) fn is_of_whole_files(&self) -> bool {
        self.lines.is_empty() && self.languages.is_empty()
    }

    /// Whether to read it takes less time than to begin threads.
    pub(super) fn is_small(&self) -> bool {
        self.sources.len() <= FEW
    }

    /// Reads the files. What `take` makes something of is that; the others are there to be studied, each with
    /// its number among all.
    pub(super) fn read<T: Send>(
        &mut self,
        take: &(dyn Fn(&Note) -> Option<T> + Sync),
        console: &Console,
    ) -> (Vec<Numbered<T>>, Vec<Numbered<Note>>) {
        self.tell_where_nothing_is(console);
        let read = |(number, source): (usize, &Source)| {
            let note = note(source, self.largest, self.corpus.as_ref())?;
            // What is taken is not held in memory any longer.
            Ok(match take(&note) {
                Some(taken) => (Some((number, taken)), None),
                None => (None, Some((number, note))),
            })
        };
        let read: Vec<Result<_, String>> = if self.is_small() {
            self.sources.iter().enumerate().map(read).collect()
        } else {
            self.sources.par_iter().enumerate().map(read).collect()
        };
        let (taken, left): (Vec<_>, Vec<_>) = self.heard(read, console).into_iter().unzip();
        (taken.into_iter().flatten().collect(), left.into_iter().flatten().collect())
    }

    /// Finds what is in notes that were read, with what people stored for it.
    pub(super) fn study_notes<T: Send>(&mut self, notes: Vec<(T, Note)>, console: &Console) -> Vec<(T, Study)> {
        let studied = notes.into_par_iter().map(|(tag, note)| Ok((tag, study_note(note, self.proposes)?))).collect();
        let mut studied: Vec<(T, Study)> = self.heard(studied, console);
        for (_, study) in &mut studied {
            self.leave_out_notices(study);
        }
        let missed = studied.iter().flat_map(|(_, study)| self.missed(study)).collect();
        self.complain_of(missed, console);
        studied
    }

    /// Reads each file, finds what is in it with what people stored for it, and keeps what `take` makes of that:
    /// of many files only those are in memory that are being looked into.
    pub(super) fn study_each<T: Send>(
        &mut self,
        take: &(dyn Fn(&Self, Study) -> T + Sync),
        console: &Console,
    ) -> Vec<T> {
        self.tell_where_nothing_is(console);
        let each = |source: &Source| {
            let mut study = study_note(note(source, self.largest, self.corpus.as_ref())?, self.proposes)?;
            self.leave_out_notices(&mut study);
            let missed = self.missed(&study);
            Ok((take(self, study), missed))
        };
        let studied = self.sources.par_iter().map(each).collect();
        let (taken, missed): (_, Vec<_>) = self.heard(studied, console).into_iter().unzip();
        self.complain_of(missed.into_iter().flatten().collect(), console);
        taken
    }

    fn tell_where_nothing_is(&self, console: &Console) {
        if self.sources.is_empty() && !self.failed {
            console.note(
                "no notes were found; in folders recant reads what can hold notes and is neither hidden, ignored nor \
                 excluded, and a file that is named it always reads",
            );
        }
    }

    /// The lines of a document that were asked for and have no example, with what is to be said of them.
    fn missed(&self, study: &Study) -> Vec<Numbered<String>> {
        let of_it = self.lines.iter().enumerate().filter(|(_, asked)| same(&asked.file, &study.document.path));
        let has = |asked: &Lines| {
            (0..study.snippets.len()).any(|snippet| one::touches(study, snippet, asked.first, asked.last))
        };
        let missed = of_it.filter(|(_, asked)| !has(asked));
        missed.map(|(number, asked)| (number, one::nothing_at(study, asked.first))).collect()
    }

    /// Leaves out what is to be said of lines that nobody asked for.
    fn leave_out_notices(&self, study: &mut Study) {
        let here = || self.lines.iter().filter(|asked| same(&asked.file, &study.document.path));
        if here().next().is_none() {
            return;
        }
        let is_wanted = |line: usize| {
            let is_asked_for = here().any(|asked| (asked.first..=asked.last).contains(&line));
            is_asked_for || one::at_or_behind(study, line).is_some_and(|snippet| self.wants(study, snippet))
        };
        let of_them = study.document.notices.iter().filter(|notice| notice.line.is_none_or(is_wanted));
        study.document.notices = of_them.cloned().collect();
    }

    /// Says what was missed, in the order in which it was asked for.
    fn complain_of(&mut self, mut missed: Vec<Numbered<String>>, console: &Console) {
        missed.sort();
        self.failed |= !missed.is_empty();
        for (_, message) in &missed {
            console.complain(message);
        }
    }

    /// What could be had; what could not is said.
    fn heard<T>(&mut self, results: Vec<Result<T, String>>, console: &Console) -> Vec<T> {
        self.failed |= results.iter().any(Result::is_err);
        results
            .into_iter()
            .map(|result| result.inspect_err(|error| console.complain(error)))
            .filter_map(Result::ok)
            .collect()
    }

    /// Reads the files and finds what is in them, with what people stored for it.
    pub(super) fn study(&mut self, console: &Console) -> Vec<Study> {
        let (_, notes) = self.read(&|_| None::<()>, console);
        self.study_notes(notes, console).into_iter().map(|(_, study)| study).collect()
    }

    /// Whether the command line wants this example of a document.
    pub(super) fn wants(&self, study: &Study, snippet: usize) -> bool {
        let language = study.snippets[snippet].language;
        let in_language = self.languages.is_empty() || language.is_some_and(|own| self.languages.contains(&own));
        let mut here = self.lines.iter().filter(|asked| same(&asked.file, &study.document.path)).peekable();
        in_language
            && (here.peek().is_none() || here.any(|asked| one::touches(study, snippet, asked.first, asked.last)))
    }
}

/// All that these paths name.
pub(super) fn all(paths: &[PathBuf], config: &Config, console: &Console) -> Selection {
    named(paths, None, config, console)
}

fn named(paths: &[PathBuf], stdin_name: Option<&String>, config: &Config, console: &Console) -> Selection {
    let (sources, failed) = sources(paths, stdin_name, config, console);
    Selection {
        sources,
        named: paths.to_vec(),
        largest: config.max_file_size.value,
        corpus: Some(corpus(paths, config)),
        languages: Vec::new(),
        lines: Vec::new(),
        proposes: false,
        failed,
        only_files: paths.iter().all(|path| !path.is_dir()),
    }
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

fn note(source: &Source, largest: u64, corpus: Option<&Corpus>) -> Result<Note, String> {
    let bytes = source.bytes(largest).map_err(|error| error.to_string())?;
    let folder = corpus.and_then(|corpus| corpus.folder_of(Path::new(source.shown())));
    Ok(Note { source: source.clone(), bytes, folder, content: OnceLock::new() })
}

fn study_note(note: Note, proposes: bool) -> Result<Study, String> {
    let mut study = pipeline::study(note.source.document(note.bytes));
    if proposes {
        pipeline::propose(&mut study);
    }
    if let Some(folder) = note.folder {
        pipeline::adopt(&mut study, &folder).map_err(|error| error.to_string())?;
    }
    if proposes {
        pipeline::insist(&mut study);
    }
    Ok(study)
}

/// The folders of stored completions: what the settings name, and what the command line does.
fn corpus(paths: &[PathBuf], config: &Config) -> Corpus {
    let root = settings::as_seen_from_here(&config.corpus.value, config);
    Corpus::open(std::iter::once(root.as_path()).chain(paths.iter().map(PathBuf::as_path).filter(|path| path.is_dir())))
}

/// The language of a name that the command line gave, or else a setting of this origin.
fn language(name: &str, origin: &str) -> Result<Lang, CliError> {
    Lang::labelled(name).ok_or_else(|| {
        let known: Vec<_> = Lang::all().map(|language| language.name()).collect();
        let place = if origin.is_empty() { String::new() } else { format!("{origin}: ") };
        CliError::Usage(format!("{place}recant knows no language \"{name}\"; it knows {}", known.join(", ")))
    })
}

/// `FILE:LINE` and `FILE:FIRST-LAST`, unless there is a file of that very name.
fn with_lines(path: &Path) -> Option<Lines> {
    let (file, lines) = path.to_str()?.rsplit_once(':')?;
    let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
    let lines = Lines { file: file.into(), first: first.parse().ok()?, last: last.parse().ok()? };
    (!path.exists()).then_some(lines)
}

/// Whether a path of the command line is that of the file which reports show so.
fn same(path: &Path, shown: &str) -> bool {
    path == Path::new(shown)
        || path.canonicalize().is_ok_and(|path| Path::new(shown).canonicalize().is_ok_and(|own| own == path))
}

#[cfg(test)]
mod tests {
    use super::with_lines;
    use std::path::Path;

    #[test]
    fn a_path_may_end_in_a_line_or_a_range_of_lines() {
        let read = |path| with_lines(Path::new(path)).map(|asked| (asked.file, asked.first, asked.last));
        assert_eq!(read("a.md:12"), Some(("a.md".into(), 12, 12)));
        assert_eq!(read("a.md:12-40"), Some(("a.md".into(), 12, 40)));
        assert_eq!(read("a.md"), None);
        assert_eq!(read("a:b.md"), None);
    }
}
