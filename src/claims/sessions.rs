//! Claims of sessions: what stands below what was typed at a prompt.

use std::ops::Range;

use super::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::Snippet;
use crate::extract::{Block, Entry, FoundBy, Prompt};
use crate::notes::lines_of;

/// The claims of one snippet's steps.
pub(super) fn claims(index: usize, snippet: &Snippet) -> Vec<Claim> {
    let steps = snippet.block.session.iter().enumerate();
    steps.filter_map(|(step, entry)| claim(index, &snippet.block, step, entry)).collect()
}

fn claim(index: usize, block: &Block, step: usize, entry: &Entry) -> Option<Claim> {
    let text = block.code.text();
    let input = entry.input.first()?.start..entry.input.last()?.end;
    let directives = text[input.clone()].split("doctest:").nth(1).unwrap_or_default();
    // The author knows better than to check it, or recant knows the prompt by its shape alone.
    let is_unsure = directives.contains("+SKIP") || entry.prompt == Prompt::Other;
    let output = output(block, entry)?;
    let claimed = behind_label(&text[output.clone()]);
    // A prompt that waits for the next command is no output.
    if ["$", "#", "%", ">>>"].contains(&claimed.trim()) {
        return None;
    }
    let expectation = match last_line(claimed) {
        Some(error) if directives.contains("+IGNORE_EXCEPTION_DETAIL") => {
            Expectation::Fails(error.split(':').next().unwrap_or(error).to_owned())
        }
        _ => Expectation::Prints(claimed.to_owned()),
    };
    Some(Claim {
        snippet: index,
        subject: Subject::Entry(step),
        expectation,
        strength: if is_unsure { Strength::Weak } else { Strength::Strong },
        notation: Notation::Session,
        quote: text[output.clone()].to_owned(),
        span: block.code.source_range(output),
        code_span: block.code.source_range(input),
        within: None,
        output: None,
    })
}

/// The bytes of a step's output without the blank lines around it, where there is any.
pub(super) fn output(block: &Block, entry: &Entry) -> Option<Range<usize>> {
    let text = block.code.text();
    let whole = entry.output.clone();
    let mut end = whole.start;
    let mut blank = false;
    let mut begun = false;
    for line in lines_of(text.get(whole.clone())?) {
        let said = &text[whole.start + line.start..whole.start + line.end];
        if said.trim().is_empty() {
            // Of a Python session, as in doctest: output ends at the first blank line.
            if begun && entry.prompt == Prompt::Python {
                break;
            }
            blank = begun;
            continue;
        }
        if (blank && ends_output(block, said)) || (block.found_by != FoundBy::Fence && is_sentence(said)) {
            break;
        }
        blank = false;
        begun = true;
        end = whole.start + line.end;
    }
    let leading =
        lines_of(&text[whole.start..end]).take_while(|line| text[whole.start..][line.clone()].trim().is_empty());
    let start = whole.start
        + leading.last().map_or(0, |line| text[whole.start + line.end..].find('\n').map_or(0, |at| line.end + at + 1));
    (start < end).then_some(start..end)
}

/// Whether a line behind a blank one is no output any more: a remark on the next step, or the prose
/// that goes on behind a session without a fence.
fn ends_output(block: &Block, line: &str) -> bool {
    line.starts_with("# ") || line.starts_with("// ") || (block.found_by != FoundBy::Fence && is_prose(line))
}

/// Whether a line can be nothing but a Chinese sentence: output has no such punctuation.
fn is_sentence(line: &str) -> bool {
    line.contains('，') && line.trim_end().ends_with(['。', '：', '！'])
        || line.trim_end().ends_with('。') && is_prose(line)
}

/// Whether a line reads as a sentence.
pub(super) fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let ends = line.ends_with(['.', ':', '。', '：', '!', '?', '！', '？', '，', ',']);
    let chinese = line.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    (ends && line.split_whitespace().count() >= 4) || chinese >= 6
}

/// The output of a notebook without its `Out[1]:`.
fn behind_label(output: &str) -> &str {
    let label = output.strip_prefix("Out[").and_then(|rest| rest.split_once("]:"));
    match label {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => rest.trim_start_matches(' '),
        _ => output,
    }
}

/// The message of a traceback, which is its last line, where the output is one.
fn last_line(output: &str) -> Option<&str> {
    output.starts_with("Traceback").then(|| output.trim_end().lines().next_back()).flatten()
}
