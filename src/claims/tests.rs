//! Notes in `tests/claims/`, and the claims that are read from them.
//!
//! A note is read here by rules of a few lines, so that a case shows what this stage does and no
//! other: blocks stand between fences, a block with prompts is a session, the label is the language,
//! and what is labelled `loose` stands for lines without a fence.

use std::fmt::Write as _;
use std::ops::Range;

use super::{Claim, Expectation, Strength, Subject, claims};
use crate::classify::{Kind, Snippet};
use crate::extract::{Block, Directives, Entry, FoundBy, Label, Prompt};
use crate::languages::Lang;
use crate::notes::{Annotation, Document, Format, Markup, Part, PartOf, Passage, Side, lines_of};

#[test]
fn notes_claim_what_they_say() {
    insta::glob!("../../tests/claims", "*.md", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let document = document(&text);
        let snippets = snippets(&text);
        let found = claims(&document, &snippets);
        let settings = ("../../tests/claims", path.file_stem().unwrap().to_string_lossy());
        insta::with_settings!({ snapshot_path => settings.0, snapshot_suffix => "", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(settings.1.as_ref(), written(&found, &document, &snippets));
        });
    });
}

#[test]
fn odd_input_is_no_reason_to_stop() {
    let deep = format!("```python\nx = {}  # 3\n```\n", "[".repeat(20_000));
    let many = "```python\nprint(1)  # 1\n```\n\nOutput:\n\n".repeat(2_000);
    let long = format!("```go\nx := 1\n```\n输出: {}\n{}\n", "3 ".repeat(200_000), "=>".repeat(100_000));
    let comments = format!("```python\n{}```\n", "# => [\n".repeat(5_000));
    let nested = format!("```python\n{}pass  # => 3\n```\n", "if x:\n ".repeat(1_000));
    let arrows = format!("```go\n{}```\n{}", "f(x)\n".repeat(5_000), "call f(1) ==> 2\n".repeat(20_000));
    for text in [deep, many, long, comments, nested, arrows, "```python\n# \u{0}\u{feff}=> \u{301}\n".to_owned()] {
        let snippets = snippets(&text);
        for claim in claims(&document(&text), &snippets) {
            assert!(text.get(claim.span).is_some_and(|quote| quote.contains(claim.quote.trim())));
        }
    }
}

fn document(text: &str) -> Document {
    let part = Part { passage: Passage::verbatim(text, 0), markup: Markup::Markdown };
    let annotation = Annotation { body: Some(part), ..Annotation::default() };
    Document::new("note.md".into(), Format::Markdown, text.to_owned(), vec![annotation])
}

fn snippets(text: &str) -> Vec<Snippet> {
    let mut snippets = Vec::new();
    let mut open: Option<(Range<usize>, usize)> = None;
    for line in lines_of(text) {
        if !text[line.clone()].starts_with("```") {
            continue;
        }
        let behind = (line.end + 1).min(text.len());
        match open.take() {
            None => open = Some((line, behind)),
            Some((fence, start)) => snippets.push(snippet(text, fence.start..behind, &text[fence], start..line.start)),
        }
    }
    snippets
}

fn snippet(text: &str, outer: Range<usize>, fence: &str, code: Range<usize>) -> Snippet {
    let mut words = fence.trim_start_matches('`').split_whitespace().map(str::to_owned);
    let label = Label { language: words.next().unwrap_or_default().to_lowercase(), words: words.collect() };
    let language = Lang::labelled(&label.language);
    let kind = match label.language.as_str() {
        "output" => Kind::Output,
        _ if language.is_some() => Kind::Code,
        _ => Kind::Unknown,
    };
    let block = Block {
        part: PartOf { annotation: 0, side: Side::Body },
        outer,
        directives: Directives::default(),
        session: session(&text[code.clone()]),
        code: Passage::verbatim(&text[code.clone()], code.start),
        found_by: if label.words.contains(&"loose".to_owned()) { FoundBy::Prose } else { FoundBy::Fence },
        label: Some(label),
        lossy: false,
    };
    Snippet { block, kind, language, confidence: 1.0, evidence: Vec::new() }
}

fn session(code: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in lines_of(code) {
        let end = (line.end + 1).min(code.len());
        let text = &code[line.clone()];
        let python = text.starts_with(">>>");
        if python || text.starts_with("$ ") {
            let prompt = if python { Prompt::Python } else { Prompt::Shell };
            let typed = line.start + if python { 4 } else { 2 }..line.end;
            entries.push(Entry { prompt, input: Vec::from([typed]), output: end..end });
        } else if let Some(entry) = entries.last_mut() {
            if text.starts_with("...") {
                entry.input.push((line.start + 4).min(line.end)..line.end);
                entry.output = end..end;
            } else {
                entry.output.end = end;
            }
        }
    }
    entries
}

/// The claims as a person would list them: where, how sure, in which notation, of what, and what.
fn written(claims: &[Claim], document: &Document, snippets: &[Snippet]) -> String {
    let mut text = String::new();
    for claim in claims {
        let code = snippets[claim.snippet].block.code.text();
        let (said, what) = match &claim.expectation {
            Expectation::Prints(what) => ("prints", what.clone()),
            Expectation::PrintsUnordered(what) => ("prints in any order", what.clone()),
            Expectation::PrintsPart(what) => ("prints somewhere", what.clone()),
            Expectation::Value(what) => ("is worth", what.clone()),
            Expectation::Fails(what) => ("fails with", what.clone()),
            Expectation::Exits(status) => ("exits with", status.to_string()),
            done => ("does", done.shown()),
        };
        let subject = match &claim.subject {
            Subject::Program => format!("program {}", claim.snippet),
            Subject::Entry(step) => format!("step {step} of {}", claim.snippet),
            Subject::Statement(range) => format!("`{}`", &code[range.clone()]),
            Subject::Expression(range) => format!("the value `{}`", &code[range.clone()]),
            Subject::Named(name) => format!("after {} `{name}`", claim.snippet),
        };
        let strength = if claim.strength == Strength::Strong { "" } else { " (weak)" };
        let place = document.line(claim.span.start);
        let (first, last) = (document.line(claim.code_span.start), document.line(claim.code_span.end.max(1) - 1));
        writeln!(text, "{place}: {:?}{strength} on {first}-{last}: {subject} {said} {what:?}", claim.notation).unwrap();
    }
    text
}
