//! Notes to measure with: as many as one likes, always the same.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Blocks in one file, and files in one folder.
const PER_FILE: usize = 100;
const PER_FOLDER: usize = 100;

/// Of so many programs all notes are made: many notes show the same example, and the first check of them
/// all is not to take a day.
const PROGRAMS: usize = 40;

/// Words that notes are made of.
const PROSE: &str = "A slice shares the memory of the array that it was made from, so a change to one of them can \
be seen in the other. Whoever wants a copy has to ask for one. 切片和数组共享内存。";

/// A folder that is removed with all that is in it.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("there is room for notes"))
    }

    /// The notes.
    pub(crate) fn notes(&self) -> PathBuf {
        self.0.path().join("notes")
    }

    /// The folder that recant keeps things in.
    pub(crate) fn cache(&self) -> PathBuf {
        self.0.path().join("cache")
    }
}

/// Notes with so many blocks of code and data, all of them well.
pub(crate) fn write(folder: &Path, blocks: usize) {
    for file in 0..blocks.div_ceil(PER_FILE) {
        let first = file * PER_FILE;
        let mut text = format!("# Notes {file}\n");
        for block in first..blocks.min(first + PER_FILE) {
            let _ = write!(text, "\n{PROSE}\n\n{}", example(block));
        }
        write_file(folder, file, &text);
    }
}

/// Notes of about so many bytes: prose, and now and then an example.
pub(crate) fn write_bytes(folder: &Path, bytes: usize) {
    const FILE: usize = 1 << 20;
    for file in 0..bytes / FILE {
        let mut text = String::with_capacity(FILE);
        for block in 0.. {
            let _ = write!(text, "\n## Part {block} of {file}\n\n{PROSE}\n\n{PROSE}\n\n{}", example(block));
            if text.len() >= FILE {
                break;
            }
        }
        write_file(folder, file, &text);
    }
}

fn write_file(folder: &Path, file: usize, text: &str) {
    let folder = folder.join(format!("{:03}", file / PER_FOLDER));
    fs::create_dir_all(&folder).expect("a folder for notes");
    fs::write(folder.join(format!("{file:05}.md")), text).expect("a file of notes");
}

/// A block of code that claims what it prints, or one of data.
fn example(number: usize) -> String {
    let value = number % PROGRAMS;
    match number % 4 {
        0 => format!("```json\n{{\"number\": {value}, \"names\": [\"a\", \"b\"]}}\n```\n"),
        1 => format!("```sh\necho $(({value} * 2)) # {}\n```\n", value * 2),
        2 => format!("```python\nages = [{value}, 1]\nprint(sum(ages))  # {}\n```\n", value + 1),
        _ => format!("```python\n>>> [n * {value} for n in range(3)]\n[0, {value}, {}]\n```\n", value * 2),
    }
}

/// The code of an example, without its fence.
pub(crate) fn code(number: usize) -> Option<String> {
    (number % 4 == 2).then(|| example(number).lines().skip(1).take(2).map(|line| line.to_owned() + "\n").collect())
}
