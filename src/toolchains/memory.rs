//! What toolchains answered before, so that a check of one note does not start ten interpreters to
//! learn what it learnt yesterday.
//!
//! An answer is known again as long as no file that gave it has changed: path, inode, size and time of
//! change. The file can be deleted at any time; one that cannot be read counts as none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::question::Question;

/// More than this is no file of ours.
const LARGEST_FILE: u64 = 4 << 20;

/// Longer answers are not worth keeping.
const LONGEST_ANSWER: usize = 1 << 16;

/// Answers of toolchains, kept in a file from one run to the next where there is one.
#[derive(Debug, Default)]
pub(super) struct Memory {
    file: Option<PathBuf>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// What the file held, once it was read.
    kept: Option<Kept>,
    /// What was learnt since.
    new: Kept,
}

type Kept = BTreeMap<String, Answer>;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Answer {
    /// What gave it, with the identity of each file.
    files: Vec<(PathBuf, String)>,
    text: String,
}

impl Memory {
    /// A memory in this file.
    pub(super) fn in_file(file: PathBuf) -> Self {
        Self { file: Some(file), state: Mutex::default() }
    }

    /// What was answered before, where it still counts.
    pub(super) fn recall(&self, question: &Question<'_>) -> Option<String> {
        let file = self.file.as_ref()?;
        let State { kept, new } = &mut *self.state();
        let key = question.key();
        let answer = new.get(&key).or_else(|| kept.get_or_insert_with(|| read(file)).get(&key))?;
        answer
            .files
            .iter()
            .all(|(path, identity)| identity_of(path).as_ref() == Some(identity))
            .then(|| answer.text.clone())
    }

    /// Keeps an answer that holds as long as the program asked and `also` stay the same.
    pub(super) fn keep(&self, question: &Question<'_>, also: &Path, text: &str) {
        if self.file.is_none() || text.len() > LONGEST_ANSWER {
            return;
        }
        let files = [question.program, also].map(|path| Some((path.to_owned(), identity_of(path)?)));
        if let [Some(asked), Some(also)] = files {
            self.state().new.insert(question.key(), Answer { files: vec![asked, also], text: text.to_owned() });
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what was learnt, with what others have written meanwhile.
    fn save(&self) -> std::io::Result<()> {
        let mut state = self.state();
        let Some(file) = self.file.as_ref().filter(|_| !state.new.is_empty()) else { return Ok(()) };
        let mut all = read(file);
        all.retain(|_, answer| answer.files.iter().all(|(path, _)| path.exists()));
        all.append(&mut state.new);
        let folder = file.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut written = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut written, &all)?;
        written.persist(file)?;
        Ok(())
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // What cannot be written costs the next run some time, and nothing else.
        let _ = self.save();
    }
}

fn read(file: &Path) -> Kept {
    if !file.metadata().is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST_FILE) {
        return Kept::default();
    }
    std::fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// What changes when a file does.
fn identity_of(path: &Path) -> Option<String> {
    let meta = path.metadata().ok()?;
    let changed = meta.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let inode = 0;
    Some(format!("{inode} {} {}.{:09}", meta.len(), changed.as_secs(), changed.subsec_nanos()))
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use crate::toolchains::question::Question;
    use std::path::Path;

    fn question<'a>(program: &'a Path, arguments: &'a [String]) -> Question<'a> {
        Question { program, arguments, environment: &[], decided: String::new() }
    }

    #[test]
    fn an_answer_is_known_again_until_a_file_that_gave_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let (file, program) = (folder.path().join("memory.json"), folder.path().join("program"));
        std::fs::write(&program, "one").unwrap();
        let words = ["--version".to_owned()];
        let asked = question(&program, &words);
        Memory::in_file(file.clone()).keep(&asked, &program, "1.2");
        assert_eq!(Memory::in_file(file.clone()).recall(&asked).as_deref(), Some("1.2"));
        assert_eq!(Memory::in_file(file.clone()).recall(&question(&program, &[])), None);
        std::fs::write(&program, "another").unwrap();
        assert_eq!(Memory::in_file(file).recall(&asked), None);
    }

    #[test]
    fn a_file_that_is_no_memory_counts_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("memory.json");
        std::fs::write(&file, "{\"half\": ").unwrap();
        let memory = Memory::in_file(file.clone());
        let asked = question(&file, &[]);
        assert_eq!(memory.recall(&asked), None);
        let program = folder.path().join("program");
        std::fs::write(&program, "").unwrap();
        let asked = question(&program, &[]);
        memory.keep(&asked, &program, "1.2");
        drop(memory);
        assert_eq!(Memory::in_file(file).recall(&asked).as_deref(), Some("1.2"));
    }
}
