//! What the structure of a text says of a line, whatever its words: headings, items, references.

use super::lines::Line;
use super::prompt;
use super::segments::Separation;

/// Decides against every other sign: no sum of weights comes near it.
const CERTAIN: f32 = 100.0;

/// Fewer wide characters in front of an ASCII colon may be the key of a value.
const SHORTEST_LEAD: usize = 5;

/// How much a line that cannot be prose, or can be nothing else, counts beyond its features.
pub(super) fn bias(lines: &[Line<'_>], index: usize, separation: Separation) -> f32 {
    let content = lines[index].content;
    if is_heading(lines, index, separation)
        || is_item(content)
        || is_reference(&lines[index])
        || is_lead(content)
        || is_chain(content)
        || content.starts_with("```")
    {
        CERTAIN
    } else if prompt::mark(content).is_some_and(|mark| mark.is_certain && mark.length < content.len()) {
        -CERTAIN
    } else {
        0.0
    }
}

/// Whether the line is an item of a list that no code begins like: `• item`, `1. 项`.
fn is_item(content: &str) -> bool {
    let number = content.trim_start_matches(|char: char| char.is_ascii_digit());
    let numbered =
        number.len() < content.len() && number.strip_prefix(". ").is_some_and(|rest| rest.starts_with(prompt::is_wide));
    numbered || content.starts_with("• ")
}

/// Whether the line leads to what stands below it, as authors of Chinese notes write: `Python 里交换变量：`.
/// Code holds such words only in strings and comments.
fn is_lead(content: &str) -> bool {
    if !content.ends_with([':', '：']) {
        return false;
    }
    let wide = content.chars().filter(|char| prompt::is_wide(*char)).count();
    let is_long = wide >= SHORTEST_LEAD && content.ends_with([':', '：']) || wide > 1 && content.ends_with('：');
    is_long
        && !content.contains(['(', ')', '{', '}', '[', ']', '=', ';', '"', '\'', '$', '<', '>', '|', '\\', '#', '*'])
        && !["//", "--", "- ", "%"].iter().any(|mark| content.starts_with(mark))
}

/// Whether the line is nothing but names with arrows between them: `client -> gateway -> server`.
fn is_chain(content: &str) -> bool {
    let is_arrow = |word: &str| matches!(word, "->" | "=>" | "-->" | "==>" | "<->" | "<=>" | "<==>" | "<-->");
    let is_name = |word: &str| word.chars().all(|char| char.is_alphanumeric() || "-/".contains(char));
    let words = || content.split_whitespace();
    content.contains('>')
        && words().any(is_arrow)
        && words().all(|word| is_arrow(word) || is_name(word))
        && words().filter(|word| is_name(word)).count() > 2
}

/// Whether the line only refers: `[name]: https://example.org`.
fn is_reference(line: &Line<'_>) -> bool {
    let target = line.content.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, target)| target);
    line.indent == 0 && target.is_some_and(|target| target.starts_with(['#', '/', '<', '.']) || target.contains("://"))
}

/// Whether the line is a title of Markdown or reStructuredText, or what underlines one.
///
/// In a rendered page titles have lost their marks, and `### ` is what became of a comment.
fn is_heading(lines: &[Line<'_>], index: usize, separation: Separation) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(Line::is_blank);
    let underlined = |at: usize| {
        let title_alone = !blank(Some(at)) && blank(at.checked_sub(1));
        let width = lines.get(at + 1).filter(|line| is_underline(line.content)).map(|line| line.content.len());
        title_alone && width.is_some_and(|width| width >= 3) && blank(Some(at + 2))
    };
    let alone = blank(index.checked_sub(1)) && blank(Some(index + 1));
    let hashes = lines[index].content.trim_start_matches('#');
    let is_marked = lines[index].content.starts_with("##") && hashes.starts_with(' ');
    let marked = separation == Separation::File && alone && is_marked;
    lines[index].indent == 0 && (marked || underlined(index) || index.checked_sub(1).is_some_and(underlined))
}

fn is_underline(content: &str) -> bool {
    let first = content.chars().next();
    matches!(first, Some('=' | '-' | '~')) && content.chars().all(|char| Some(char) == first)
}
