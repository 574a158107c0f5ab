//! Reading notes that are mostly prose, next to what tree-sitter makes of the code in them by itself, and what
//! prose costs that has hardly any.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rayon::prelude::*;
use tree_sitter::{Language, Parser};

use super::measure::{interleaved, megabytes, peak, recant, time, time_of};
use super::notes::{self, Kind, Place};

/// How many bytes of notes are read.
const BYTES: usize = 100 << 20;

/// How many examples one thread parses before it takes others.
const SHARE: usize = 1000;

pub(super) fn print() {
    let [mixed, prose, plain] = [Kind::Mixed, Kind::Prose, Kind::Plain].map(|kind| {
        let place = Place::new();
        let examples = notes::write_bytes(&place.notes(), BYTES, kind);
        (place, examples)
    });
    let code: Vec<_> = mixed.1.iter().map(|number| notes::code(*number)).collect();
    let [mixed_time, parsing, prose_time, plain_time] = interleaved(
        3,
        [
            &mut || time_of(recant(&mixed.0, &["list"])),
            &mut || time(|| parse(&code)),
            &mut || time_of(recant(&prose.0, &["list"])),
            &mut || time_of(recant(&plain.0, &["list"])),
        ],
    );
    println!("## Reading\n");
    println!("| what | bytes | time | speed | memory |\n| --- | ---: | ---: | ---: | ---: |");
    let read = |what: &str, place: &Place, took: Duration| {
        row(what, size(&place.notes()), took, &format!("{:.0} MB", megabytes(peak(recant(place, &["list"])))));
    };
    read(&format!("`recant list`, Markdown with {} blocks", code.len()), &mixed.0, mixed_time);
    let bytes = code.iter().map(|(_, code)| code.len() as u64).sum();
    row(&format!("tree-sitter, those blocks, {} threads", rayon::current_num_threads()), bytes, parsing, "");
    read("`recant list`, the same prose, a block in each file", &prose.0, prose_time);
    read("`recant list`, the same prose as plain text", &plain.0, plain_time);
    println!(
        "\nCode is read at {:.2} of the speed at which tree-sitter alone parses it, prose included at {:.2}. A megabyte \
         of prose takes {:.1} ms in Markdown, {:.1} ms in plain text.\n",
        parsing.as_secs_f64() / mixed_time.saturating_sub(prose_time).as_secs_f64(),
        parsing.as_secs_f64() / mixed_time.as_secs_f64(),
        prose_time.as_secs_f64() * 1000.0 / megabytes(size(&prose.0.notes())),
        plain_time.as_secs_f64() * 1000.0 / megabytes(size(&plain.0.notes())),
    );
}

fn row(what: &str, bytes: u64, took: Duration, memory: &str) {
    let megabytes = megabytes(bytes);
    let seconds = took.as_secs_f64();
    println!(
        "| {what} | {megabytes:.1} MB | {:.0} ms | {:.1} MB/s | {memory} |",
        seconds * 1000.0,
        megabytes / seconds
    );
}

/// Parses each example by itself, as a tool must that tells them apart: one parser for each grammar and share.
fn parse(code: &[(String, String)]) {
    code.par_chunks(SHARE).for_each(|share| {
        let mut parsers = ["json", "sh", "python"].map(|label| {
            let mut parser = Parser::new();
            parser.set_language(&grammar(label)).expect("the grammar fits");
            (label, parser)
        });
        for (label, code) in share {
            let (_, parser) = parsers.iter_mut().find(|(own, _)| own == label).expect("a grammar for each label");
            std::hint::black_box(parser.parse(code, None));
        }
    });
}

fn grammar(label: &str) -> Language {
    match label {
        "json" => tree_sitter_json::LANGUAGE.into(),
        "sh" => tree_sitter_bash::LANGUAGE.into(),
        _ => tree_sitter_python::LANGUAGE.into(),
    }
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.map(|path| if path.is_dir() { size(&path) } else { fs::metadata(&path).map_or(0, |meta| meta.len()) }).sum()
}
