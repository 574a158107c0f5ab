//! Reading notes that are mostly prose, next to what tree-sitter makes of code by itself.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::measure::{interleaved, megabytes, peak, recant, time, time_of};
use super::notes::{self, Place};

/// How many bytes of notes are read.
const BYTES: usize = 100 << 20;

pub(super) fn print() {
    let place = Place::new();
    notes::write_bytes(&place.notes(), BYTES);
    let bytes = size(&place.notes());
    let code: String = (0..200_000).filter_map(notes::code).collect();
    let [list, parse] = interleaved(3, [&mut || time_of(recant(&place, &["list"])), &mut || time(|| parse(&code))]);
    let speed = |bytes: u64, time: Duration| megabytes(bytes) / time.as_secs_f64();
    println!("## Reading\n");
    println!("| what | bytes | speed | memory |\n| --- | ---: | ---: | ---: |");
    let memory = megabytes(peak(recant(&place, &["list"])));
    println!(
        "| `recant list` | {:.0} MB of notes | {:.1} MB/s | {memory:.0} MB |",
        megabytes(bytes),
        speed(bytes, list)
    );
    let code = code.len() as u64;
    println!("| tree-sitter, one thread | {:.1} MB of Python | {:.1} MB/s | |\n", megabytes(code), speed(code, parse));
}

fn parse(code: &str) {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_python::LANGUAGE.into()).expect("the grammar fits");
    std::hint::black_box(parser.parse(code, None));
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.map(|path| if path.is_dir() { size(&path) } else { fs::metadata(&path).map_or(0, |meta| meta.len()) }).sum()
}
