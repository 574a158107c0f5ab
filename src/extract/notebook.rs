//! The cells of a notebook. Each cell of Python is a step of one session: what was typed at `In [1]:`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::candidate::Candidate;
use super::{Block, Entry, FoundBy, Label, Prompt, label, markdown};
use crate::languages::Lang;
use crate::languages::parse::parse;
use crate::notes::{Cell, CellKind, Passage, lines_of};

/// Commands to `IPython` that change neither what a cell prints nor what it defines.
static SILENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^\s*(?:%(?:matplotlib|load_ext|reload_ext|autoreload|autosave|config|colors|xmode|pprint)\b
        | [%!](?:python3?\ -m\ |\{sys\.executable\}\ -m\ )?(?:pip3?|conda|mamba|uv)\b)",
    )
    .expect("a pattern of our own")
});

/// What only `IPython` understands, at the beginning or the end of a line: `%time`, `!ls`, `files = !ls`, `len?`.
static MAGIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:[\w,. \[\]]+=\s*)?(?P<word>%%?\w+|![^=\s]\S*|\?{1,2}[\w.]+)|^\s*(?P<help>[\w.]+\?{1,2})\s*$")
        .expect("a pattern of our own")
});

/// The cells in other languages that `IPython` itself runs, by the first line, and the labels of these.
static CELL_MAGIC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*%%(?:script\s+)?(?P<label>bash|sh|javascript|js|html|svg|latex|sql|perl|ruby)\s*\n")
        .expect("a pattern of our own")
});

/// The blocks in the cells of a notebook, whose text is `passage`.
pub(super) fn candidates(passage: &Passage, cells: &[Cell]) -> Vec<Candidate> {
    let blocks = cells.iter().flat_map(|cell| match &cell.kind {
        CellKind::Text => text(passage, &cell.range),
        CellKind::Code { language, .. } => vec![code(passage, &cell.range, language.as_deref())],
        CellKind::Output { .. } => vec![block(passage, &cell.range, cell.range.clone(), label::parse("output"))],
    });
    blocks.collect()
}

/// The code that a cell of text holds between its fences. What stands there without a mark is text: a
/// notebook has cells for code.
fn text(passage: &Passage, range: &Range<usize>) -> Vec<Candidate> {
    let mut found = markdown::marked(&passage.slice(range.clone()));
    for candidate in &mut found {
        candidate.outer = range.start + candidate.outer.start..range.start + candidate.outer.end;
    }
    found
}

fn code(passage: &Passage, range: &Range<usize>, language: Option<&str>) -> Candidate {
    let text = &passage.text()[range.clone()];
    match CELL_MAGIC.captures(text) {
        Some(magic) => block(passage, range, range.start + magic[0].len()..range.end, label::parse(&magic["label"])),
        None => block(passage, range, range.clone(), language.and_then(label::parse)),
    }
}

fn block(passage: &Passage, outer: &Range<usize>, inner: Range<usize>, label: Option<Label>) -> Candidate {
    Candidate { outer: outer.clone(), code: passage.slice(inner), found_by: FoundBy::Cell, label }
}

/// The step that a cell is, without what only sets `IPython` up; none where it is not in Python.
pub(super) fn entries(text: &str, label: Option<&Label>) -> Vec<Entry> {
    let Some(python) = Lang::named("python").filter(|python| is_in(*python, label)) else { return Vec::new() };
    let is_whole = parses(python, text);
    let input = lines_of(text).filter(|line| is_whole || !SILENT.is_match(&text[line.clone()])).collect();
    vec![Entry { prompt: Prompt::Python, input, output: text.len()..text.len() }]
}

fn is_in(lang: Lang, label: Option<&Label>) -> bool {
    label.and_then(|label| Lang::labelled(&label.language)).is_some_and(|labelled| labelled == lang)
}

fn parses(lang: Lang, text: &str) -> bool {
    parse(lang, text).is_some_and(|tree| !tree.root_node().has_error())
}

/// What of a notebook's cell of Python only `IPython` understands.
#[must_use]
pub fn magic(block: &Block) -> Option<&str> {
    let [entry] = block.session.as_slice() else { return None };
    if block.found_by != FoundBy::Cell {
        return None;
    }
    let text = block.code.text();
    let word = entry.input.iter().find_map(|line| {
        let found = MAGIC.captures(&text[line.clone()])?;
        found.name("word").or_else(|| found.name("help")).map(|word| word.as_str())
    })?;
    let typed: Vec<_> = entry.input.iter().map(|line| &text[line.clone()]).collect();
    // In strings, and behind an operator, these are what Python says they are.
    Lang::named("python").filter(|python| !parses(*python, &typed.join("\n"))).map(|_| word)
}
