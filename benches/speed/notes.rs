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

/// How the notes are written that `write_bytes` makes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Markdown: prose, and now and then an example.
    Mixed,
    /// The same prose, with one example in a file: where there is none at all, Markdown is read as plain text.
    Prose,
    /// The same prose without one, in files of plain text.
    Plain,
}

/// Notes of about so many bytes; returns the numbers of the examples in them.
pub(crate) fn write_bytes(folder: &Path, bytes: usize, kind: Kind) -> Vec<usize> {
    const FILE: usize = 1 << 20;
    let mut numbers = Vec::new();
    for file in 0..bytes / FILE {
        let mut text = String::with_capacity(FILE);
        for block in 0.. {
            let _ = write!(text, "\n## Part {block} of {file}\n\n{PROSE}\n\n{PROSE}\n\n");
            if kind == Kind::Mixed || kind == Kind::Prose && block == 0 {
                text += &example(block);
                numbers.push(block);
            }
            if text.len() >= FILE {
                break;
            }
        }
        write_file_as(folder, file, &text, if kind == Kind::Plain { "txt" } else { "md" });
    }
    numbers
}

fn write_file(folder: &Path, file: usize, text: &str) {
    write_file_as(folder, file, text, "md");
}

fn write_file_as(folder: &Path, file: usize, text: &str, ending: &str) {
    let folder = folder.join(format!("{:03}", file / PER_FOLDER));
    fs::create_dir_all(&folder).expect("a folder for notes");
    fs::write(folder.join(format!("{file:05}.{ending}")), text).expect("a file of notes");
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

/// The label and the code of an example: without its fence, without prompts and what came back.
pub(crate) fn code(number: usize) -> (String, String) {
    let example = example(number);
    let (fence, block) = example.split_once('\n').unwrap_or_default();
    let block = block.trim_end_matches("```\n");
    let typed: String =
        block.lines().filter_map(|line| line.strip_prefix(">>> ")).map(|line| line.to_owned() + "\n").collect();
    (fence.trim_start_matches('`').to_owned(), if typed.is_empty() { block.to_owned() } else { typed })
}
