//! `recant check --watch`: what changed is checked again, on one screen.

use std::collections::{BTreeSet, HashMap};
use std::ffi::OsStr;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ignore::WalkBuilder;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::arguments::{Check, Format};
use super::check::{is_whole, of_verdicts};
use super::output::{Console, columns, follows_links};
use super::progress::Progress;
use super::{CliError, engine, input, settings};
use crate::pipeline::{self, Checked, Study};
use crate::report::{self, Granted, Look};
use crate::run::Runner;

/// Editors save in several steps; when so long nothing has changed, they are done.
const SETTLED: Duration = Duration::from_millis(150);

/// Takes all from the screen and from what can be scrolled back to.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Checks until it is interrupted.
pub(super) fn watch(arguments: &Check, console: &Console) -> Result<ExitCode, CliError> {
    suits(arguments)?;
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    ctrlc::set_handler(leave).map_err(|error| CliError::Usage(format!("Ctrl-C cannot be listened to: {error}")))?;
    let (runner, level) = engine::engine(&arguments.engine, &config, console)?;
    let (sender, changes) = channel();
    let mut folders = Folders::new(sender)?;
    let mut known: HashMap<String, Checked> = HashMap::new();
    let mut shown = None;
    let here = std::env::current_dir().ok().filter(|_| follows_links());
    loop {
        // What is complained of stands below the report, not on a screen that is cleared.
        let later = console.held();
        let mut selection = input::select(&arguments.input, &config, &later)?;
        // Before the files are read: what changes while they are read is heard of.
        folders.watch(selection.paths().chain([config.root.join(&config.corpus.value)]));
        let studies = selection.study(&later);
        let wanted = |study: &Study, snippet: usize| selection.wants(study, snippet);
        let checked = check_again(known, studies, &runner, &wanted);
        let mut report = pipeline::report(&checked, level, &wanted);
        report.granted = Granted::of(runner.grants(), level);
        let whole = checked.iter().map(|Checked { study, .. }| (study.document.path.clone(), is_whole(study, &wanted)));
        arguments.known.mark(&mut report, &whole.collect(), &config)?;
        let report = of_verdicts(report, &arguments.results);
        let text = report::terminal(
            &report,
            Look { columns: columns(), quiet: arguments.results.quiet, links: here.as_deref() },
        );
        let complaints = later.complaints();
        let screen = (text, complaints);
        if shown.as_ref() != Some(&screen) {
            show(&screen.0, console)?;
            console.repeat(&screen.1);
            shown = Some(screen);
        }
        known = checked.into_iter().map(|checked| (checked.study.document.path.clone(), checked)).collect();
        if next(&changes).iter().any(|path| is_stored(path)) {
            known.clear();
        }
    }
}

/// What cannot be had while watching is told at once.
fn suits(arguments: &Check) -> Result<(), CliError> {
    let targets = &arguments.results.output.format;
    if targets.iter().any(|target| target.format != Format::Terminal || target.file.is_some()) {
        return Err(CliError::Usage("--watch shows a screen: --format terminal is all that it can have".into()));
    }
    if arguments.input.paths.iter().any(|path| path == Path::new("-")) {
        return Err(CliError::Usage("--watch reads its files again and again, which standard input cannot be".into()));
    }
    Ok(())
}

/// Ends the process. Its sandboxes end with it; what is left to do is to take the line of progress away.
fn leave() {
    if std::io::stderr().is_terminal() {
        let _ = write!(std::io::stderr(), "\r\x1b[0m\x1b[K");
    }
    std::process::exit(0)
}

/// Checks those of the documents that changed, and gives what is known of the others.
fn check_again(
    mut known: HashMap<String, Checked>,
    studies: Vec<Study>,
    runner: &dyn Runner,
    wanted: &(dyn Fn(&Study, usize) -> bool + Sync),
) -> Vec<Checked> {
    let (mut checked, mut changed) = (Vec::new(), Vec::new());
    for study in studies {
        let same = |known: &Checked| known.study.document.text() == study.document.text();
        match known.remove(&study.document.path).filter(same) {
            Some(known) => checked.push(known),
            None => changed.push(study),
        }
    }
    let progress = Progress::new(false);
    checked.extend(pipeline::check(changed, runner, wanted, &|step| progress.hear(step)));
    progress.end();
    checked.sort_by(|one, other| one.study.document.path.cmp(&other.study.document.path));
    checked
}

/// On a terminal in the place of what was there; elsewhere below it.
fn show(text: &str, console: &Console) -> Result<(), CliError> {
    let clear = if std::io::stdout().is_terminal() { CLEAR } else { "" };
    Ok(console.show(&format!("{clear}{text}\nwatching; Ctrl-C ends it\n"))?)
}

/// The paths that have changed, once nothing changes any more.
fn next(changes: &Receiver<PathBuf>) -> BTreeSet<PathBuf> {
    let mut paths: BTreeSet<_> = changes.recv().into_iter().collect();
    while let Ok(path) = changes.recv_timeout(SETTLED) {
        paths.insert(path);
    }
    paths
}

/// Whether a file is part of what people stored for notes: what depends on it is not looked into here.
fn is_stored(path: &Path) -> bool {
    let in_snippet = |folder: &Path| ["snippet.toml", "completion.toml"].iter().any(|name| folder.join(name).is_file());
    path.extension() == Some(OsStr::new("toml")) || path.ancestors().skip(1).take(3).any(in_snippet)
}

/// The folders that are watched.
struct Folders {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl Folders {
    fn new(sender: Sender<PathBuf>) -> Result<Self, CliError> {
        let tell = move |event: notify::Result<Event>| {
            // Reading is no change: recant itself reads.
            if let Ok(event) = event
                && !matches!(event.kind, EventKind::Access(_))
            {
                event.paths.into_iter().for_each(|path| sender.send(path).unwrap_or_default());
            }
        };
        let watcher = notify::recommended_watcher(tell);
        let watcher = watcher.map_err(|error| CliError::Usage(format!("files cannot be watched here: {error}")))?;
        Ok(Self { watcher, watched: BTreeSet::new() })
    }

    /// Watches these files and folders, and nothing else. Files are watched by their folders: editors put
    /// new ones in their place.
    fn watch(&mut self, paths: impl Iterator<Item = PathBuf>) {
        let folders: BTreeSet<PathBuf> = paths.flat_map(|path| folders(&path)).collect();
        for gone in self.watched.difference(&folders) {
            let _ = self.watcher.unwatch(gone);
        }
        // One that went away between being found and being watched is missed by nobody.
        let watch = |folder: &PathBuf| {
            self.watched.contains(folder) || self.watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()
        };
        self.watched = folders.into_iter().filter(watch).collect();
    }
}

/// The folder of a file, or all that are searched for notes below a folder.
fn folders(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return if folder.is_dir() { vec![folder.to_owned()] } else { Vec::new() };
    }
    let walk =
        WalkBuilder::new(path).add_custom_ignore_filename(".recantignore").require_git(false).git_global(false).build();
    let is_folder = |entry: &ignore::DirEntry| entry.file_type().is_some_and(|kind| kind.is_dir());
    walk.filter_map(Result::ok).filter(is_folder).map(ignore::DirEntry::into_path).collect()
}
