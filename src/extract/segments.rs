//! Where a run of code lines begins and ends.

use std::ops::Range;

use super::announced;
use super::lexis;
use super::lines::{Line, trimmed};
use super::prompt;
use super::smooth::State;

/// Lines of output in front of a blank line that those behind it are compared with.
const PARAGRAPH: usize = 20;

/// A run of lines in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// Indices of its lines.
    pub lines: Range<usize>,
    /// What they are.
    pub state: State,
}

/// How blocks are set apart from each other in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separation {
    /// Blank lines stand inside code as well: a file.
    File,
    /// Where a paragraph between two blocks was lost, two blank lines are left: a copied page.
    Page,
    /// Blank lines inside code were lost with the short lines: those that are left stand between blocks.
    LossyPage,
}

/// The segments that are not prose, with their borders put right.
pub(super) fn settle(lines: &[Line<'_>], runs: Vec<Segment>, separation: Separation) -> Vec<Segment> {
    joined(runs)
        .iter()
        .filter(|run| run.state != State::Prose)
        .flat_map(|run| split(lines, run, separation))
        .map(|segment| without_sentences(lines, &segment))
        .flat_map(|segment| with_result_apart(lines, segment))
        .filter(|segment| has_word(lines, segment))
        .collect()
}

/// Python and Go differ too little line by line for a border without a blank line between them.
fn joined(runs: Vec<Segment>) -> Vec<Segment> {
    let mut joined: Vec<Segment> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(last) if last.lines.end == run.lines.start && are_alike(last.state, run.state) => {
                if run.lines.len() > last.lines.len() {
                    last.state = run.state;
                }
                last.lines.end = run.lines.end;
            }
            _ => joined.push(run),
        }
    }
    joined
}

fn are_alike(one: State, other: State) -> bool {
    matches!((one, other), (State::Curly, State::Script) | (State::Script, State::Curly))
}

/// The parts of a segment that blank lines set apart.
fn split(lines: &[Line<'_>], segment: &Segment, separation: Separation) -> Vec<Segment> {
    let mut parts = Vec::new();
    let mut start = segment.lines.start;
    let mut blanks = 0;
    for index in segment.lines.clone() {
        if lines[index].is_blank() {
            blanks += 1;
            continue;
        }
        let before = index - blanks;
        if segment.state == State::Shell && is_interlude(lines, index, segment.lines.end) {
            parts.push(Segment { lines: start..before, state: segment.state });
            (start, blanks) = (index + 1, 0);
            continue;
        }
        let ends = |border: usize| {
            let is_output = segment.state == State::Output || announced::stands_above(lines, start);
            is_output && is_outdented(lines, start..border, index)
                || is_border(lines, border - 1, index, separation, segment.state)
        };
        if blanks > 0 && before > start && ends(before) {
            parts.push(Segment { lines: start..before, state: segment.state });
            start = index;
        }
        blanks = 0;
    }
    parts.push(Segment { lines: start..segment.lines.end, state: segment.state });
    parts
}

/// Whether a line is less indented than all of the lines before it.
fn is_outdented(lines: &[Line<'_>], before: Range<usize>, next: usize) -> bool {
    lines[before].iter().filter(|line| !line.is_blank()).all(|line| line.indent > lines[next].indent)
}

/// Whether a line among a shell's sessions is a sentence that leads from one to the next: a prompt
/// follows, behind a blank line.
fn is_interlude(lines: &[Line<'_>], index: usize, end: usize) -> bool {
    let line = &lines[index];
    let leads = || {
        let next = (index + 2..end).find(|next| !lines[*next].is_blank());
        next.and_then(|next| prompt::mark(lines[next].content)).is_some_and(|mark| mark.is_certain)
    };
    line.content.starts_with(prompt::is_wide)
        && lexis::is_wide_sentence(line.judged())
        && lines.get(index + 1).is_some_and(Line::is_blank)
        && leads()
}

/// Whether the blank lines between two lines of one state end a block.
fn is_border(lines: &[Line<'_>], last: usize, next: usize, separation: Separation, state: State) -> bool {
    let blanks = next - last - 1;
    match separation {
        Separation::LossyPage => true,
        // PEP 8: "Surround top-level function and class definitions with two blank lines."
        Separation::Page if blanks >= 2 => state != State::Script,
        _ if state == State::Output => !continues_output(lines, last, next),
        _ => state == State::Curly && lines[last].indent == 0 && lines[next].indent > 0,
    }
}

/// Whether what stands behind a blank line is more of the output before it: a line of the same shape,
/// or one that begins with the same word. A command never is.
fn continues_output(lines: &[Line<'_>], last: usize, next: usize) -> bool {
    let after = lines[next].judged();
    let first_word = |content: &str| content.split_whitespace().next().map(str::to_owned);
    let paragraph = lines[..=last].iter().rev().take(PARAGRAPH).take_while(|line| !line.is_blank());
    let is_alike = |line: &Line<'_>| {
        first_word(line.judged()) == first_word(after) || lexis::shape(line.judged()) == lexis::shape(after)
    };
    prompt::mark(after).is_none() && !prompt::is_command_line(after) && paragraph.into_iter().any(is_alike)
}

/// The segment without sentences at its ends that no comment mark makes part of it.
///
/// Programs hold sentences in comments and strings only. Usage pages and output hold them anywhere,
/// but what is typed into a shell begins with a command.
fn without_sentences(lines: &[Line<'_>], segment: &Segment) -> Segment {
    let own = segment.lines.clone();
    let is_program = matches!(segment.state, State::Script | State::Curly);
    let is_strict = is_program || own.len() == 1;
    let is_code = |index: &usize| !lines[*index].is_blank() && !is_sentence(&lines[*index], is_strict);
    let (first, last) = (own.clone().find(is_code), own.clone().rev().find(is_code));
    let kept = match (first, last, segment.state) {
        (Some(first), Some(last), State::Script | State::Curly) => first..last + 1,
        (Some(first), _, State::Shell) => first..own.end,
        (Some(_), _, _) => own,
        (None, _, _) => own.start..own.start,
    };
    Segment { lines: kept, state: segment.state }
}

fn is_sentence(line: &Line<'_>, is_strict: bool) -> bool {
    let content = line.judged();
    let is_word = content.starts_with(|char: char| char.is_alphanumeric() || char == '-');
    let is_prompted = prompt::mark(content).is_some();
    content.starts_with(prompt::is_wide) || is_strict && is_word && !is_prompted && lexis::is_wide_sentence(content)
}

/// The segment, and what its last lines show as printed by an interpreter as a segment of its own.
fn with_result_apart(lines: &[Line<'_>], segment: Segment) -> Vec<Segment> {
    let own = segment.lines.clone();
    if own.is_empty() {
        return Vec::new();
    }
    let is_printed = |index: &usize| lines[*index].indent == 0 && is_printed_value(lines[*index].content);
    let shown = own.clone().skip(1).find(is_printed);
    let last =
        own.clone().last().filter(|last| segment.state == State::Script && own.len() > 1 && is_value(lines, *last));
    let is_session = prompt::mark(lines[own.start].content).is_some();
    let is_program = matches!(segment.state, State::Script | State::Curly) && !is_session;
    match shown.or(last).filter(|_| is_program) {
        Some(at) => vec![
            Segment { lines: trimmed(lines, own.start..at), state: segment.state },
            Segment { lines: at..own.end, state: State::Output },
        ],
        None => vec![segment],
    }
}

/// Whether the line is a list, tuple or dictionary written out, which no statement before it continues.
fn is_value(lines: &[Line<'_>], index: usize) -> bool {
    let line = &lines[index];
    let content = line.judged();
    let pair = (content.chars().next(), content.chars().next_back());
    let is_bracketed = matches!(pair, (Some('['), Some(']')) | (Some('('), Some(')')) | (Some('{'), Some('}')));
    let is_open = index > 0 && lines[index - 1].content.ends_with([',', '(', '[', '{', '\\', '=']);
    line.indent == 0 && content.len() == line.content.len() && is_bracketed && !is_open && lexis::is_literal(content)
}

/// `<class 'int'>`, `<function f at 0x7f2a>`: what Python prints of what it cannot write.
fn is_printed_value(content: &str) -> bool {
    let inner = content.strip_prefix('<').and_then(|rest| rest.split_once('>')).map(|(inner, _)| inner);
    inner.is_some_and(|inner| {
        let (kind, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        matches!(kind, "class" | "type") && rest.starts_with('\'')
            || rest.contains(" at 0x")
            || rest.contains("object at ")
    })
}

/// A picture made of punctuation is not code, and neither is a comment to the renderer.
fn has_word(lines: &[Line<'_>], segment: &Segment) -> bool {
    let is_comment = |content: &str| content.starts_with("<!--") && content.ends_with("-->");
    let has_word = |content: &str| content.contains(|char: char| char.is_alphanumeric() || char == '$');
    lines[segment.lines.clone()].iter().any(|line| has_word(line.content) && !is_comment(line.content))
}
