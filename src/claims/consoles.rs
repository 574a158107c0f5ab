//! Consoles that run the program just shown: `$ go run closures.go`, `$ ./a.out`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::blocks::builds;
use super::gap::{Between, text_between};
use super::runs::Run;
use super::sessions::output;
use super::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::{Kind, Snippet};
use crate::extract::{Entry, FoundBy, Prompt};
use crate::languages::Role;
use crate::notes::{Document, lines_of};

/// A program may stand this many blocks above the console that runs it.
const MAX_DISTANCE: usize = 8;

/// The first line of a program names its file only where it is short.
const MAX_NAMING: usize = 120;

/// A lead of at most this many words, or Chinese characters, speaks of nothing else: `Now run:`.
const SHORT_WORDS: usize = 3;
const SHORT_CHARS: usize = 4;

/// The claims that a console makes about programs above it, by the step that makes them.
pub(super) fn claims(index: usize, document: &Document, snippets: &[Snippet]) -> Vec<(usize, Claim)> {
    let steps = snippets[index].block.session.iter().enumerate();
    steps.filter_map(|(step, entry)| claim(index, entry, document, snippets).map(|claim| (step, claim))).collect()
}

fn claim(index: usize, entry: &Entry, document: &Document, snippets: &[Snippet]) -> Option<Claim> {
    let block = &snippets[index].block;
    if entry.prompt == Prompt::Python || entry.prompt == Prompt::Sqlite || entry.input.len() != 1 {
        return None;
    }
    let text = block.code.text();
    let run = Run::of(&text[entry.input[0].clone()])?;
    let output = output(block, entry)?;
    let output = if run.timed { without_times(text, output)? } else { output };
    let (program, is_sure) = program(&run, index, document, snippets)?;
    Some(Claim {
        snippet: program,
        subject: Subject::Program,
        expectation: Expectation::Prints(text[output.clone()].to_owned()),
        strength: if run.dressed || !is_sure { Strength::Weak } else { Strength::Strong },
        notation: Notation::Console,
        quote: text[output.clone()].to_owned(),
        span: block.code.source_range(output),
        code_span: snippets[program].block.code.span(),
        within: None,
        output: Some(index),
    })
}

/// The output without what `time` says behind it, where that leaves any.
fn without_times(text: &str, output: Range<usize>) -> Option<Range<usize>> {
    static TIMES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:real\s+[\d.,]+(?:m[\d.,]+s)?\s*$|.*\b[\d.]+s user [\d.]+s system\b|[\d.]+user [\d.]+system\b)")
            .expect("the pattern is valid")
    });
    let said = &text[output.clone()];
    let times = lines_of(said).find(|line| TIMES.is_match(&said[line.clone()]));
    let kept = said[..times.map_or(said.len(), |line| line.start)].trim_end().len();
    (kept > 0).then_some(output.start..output.start + kept)
}

/// The program that a command runs, and whether that is sure: the one just shown, or else the nearest
/// above that names its file, or else, for a guess, the nearest in its language.
fn program(run: &Run, console: usize, document: &Document, snippets: &[Snippet]) -> Option<(usize, bool)> {
    let above = (0..console).rev().take(MAX_DISTANCE).filter(|index| {
        let snippet = &snippets[*index];
        let fits = snippet.language.is_some_and(|l| l.role() == Role::Program && run.languages.contains(&l.name()));
        fits && snippet.kind == Kind::Code && snippet.block.session.is_empty()
    });
    let above: Vec<_> = above.collect();
    let nearest = above.first().copied()?;
    let is_passed = |snippet: &Snippet| snippet.block.found_by == FoundBy::Inline || builds(snippet);
    let is_shown = snippets[nearest + 1..console].iter().all(is_passed);
    let name = Name::of(&snippets[nearest], run, document);
    if is_shown && name != Some(Name::Other) {
        return Some((nearest, name.is_some() || leads(run, &snippets[nearest], &snippets[console], document)));
    }
    let named = above.iter().copied().find(|index| Name::of(&snippets[*index], run, document) == Some(Name::Own));
    Some((named.unwrap_or(nearest), named.is_some()))
}

/// Whether what stands between a program and a console speaks of no other program.
fn leads(run: &Run, program: &Snippet, console: &Snippet, document: &Document) -> bool {
    static REFERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:it|this|above|program|code|example)\b|程序|代码|上面|以上|(?:运行|执行)结果")
            .expect("the pattern is valid")
    });
    match Between::of(document, &program.block, &console.block) {
        Between::Nothing | Between::Lead { .. } => true,
        Between::Prose | Between::Apart => {
            let text = text_between(document, &program.block, &console.block).unwrap_or_default();
            let chars = text.chars().filter(|c| c.is_alphanumeric()).count();
            let is_short = text.split_whitespace().count() <= SHORT_WORDS && (text.is_ascii() || chars <= SHORT_CHARS);
            is_short || run.is_named_in(text) || REFERS.is_match(text)
        }
    }
}

/// What a program is called where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// As the file that is run.
    Own,
    /// As another file.
    Other,
}

impl Name {
    /// Behind the fence, in the comment on its first line, or in the line in front of it.
    fn of(snippet: &Snippet, run: &Run, document: &Document) -> Option<Self> {
        let block = &snippet.block;
        let text = block.code.text();
        let first = text.lines().next().filter(|line| line.len() < MAX_NAMING);
        let first = first.filter(|line| ["#", "//", "/*", "--"].iter().any(|mark| line.trim_start().starts_with(mark)));
        let passage = document.part(block.part).map(|part| part.passage.text());
        let in_front = passage.and_then(|text| text.get(..block.outer.start)).unwrap_or_default();
        let in_front = in_front.trim_end().lines().next_back().filter(|line| line.len() < MAX_NAMING);
        let words = block.label.iter().flat_map(|label| label.words.iter().map(String::as_str));
        let places: Vec<_> = words.chain(first).chain(in_front).collect();
        if run.is_defined_in(text) || places.iter().any(|place| run.is_named_in(place)) {
            return Some(Self::Own);
        }
        places.iter().any(|place| run.is_another_named_in(place)).then_some(Self::Other)
    }
}
