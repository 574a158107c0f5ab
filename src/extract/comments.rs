//! The comments of a text's markup.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::lines;
use crate::notes::{Markup, Part};

/// The comments in a text, each with the bytes that it takes up.
pub(super) fn comments(part: &Part) -> Vec<(Range<usize>, String)> {
    let text = part.passage.text();
    match part.markup {
        Markup::Markdown if text.contains("<!--") => in_markdown(text),
        Markup::ReStructuredText => on_lines(text, |line| line.strip_prefix(".. ").filter(|rest| !rest.contains("::"))),
        Markup::AsciiDoc => in_asciidoc(text),
        Markup::Org => on_lines(text, |line| line.trim_start().strip_prefix("# ")),
        _ => Vec::new(),
    }
}

/// Comments of HTML, where Markdown has HTML and not code.
fn in_markdown(text: &str) -> Vec<(Range<usize>, String)> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let html = Parser::new_ext(text, options).into_offset_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => Some(range),
        _ => None,
    });
    html.flat_map(|range| in_html(text, range)).collect()
}

fn in_html(text: &str, range: Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = range.start;
    while let Some(start) = text[from..range.end].find("<!--").map(|at| from + at) {
        let inner = start + "<!--".len();
        let Some(end) = text[inner..range.end].find("-->").map(|at| inner + at) else { break };
        from = end + "-->".len();
        // Some write `<!---`, which other renderers leave out as well.
        found.push((start..from, text[inner..end].trim_matches('-').to_owned()));
    }
    found
}

/// Comments behind two slashes. Four open and close a block that is a comment as a whole.
fn in_asciidoc(text: &str) -> Vec<(Range<usize>, String)> {
    let mut in_block = false;
    on_lines(text, |line| {
        let comment = line.strip_prefix("//")?;
        let delimits = comment.len() > 1 && comment.trim_end().bytes().all(|byte| byte == b'/');
        in_block ^= delimits;
        (!in_block && !comment.starts_with('/')).then_some(comment)
    })
}

/// Comments on one line, which is what directives are: what `comment` leaves of a line that is one.
fn on_lines(text: &str, mut comment: impl FnMut(&str) -> Option<&str>) -> Vec<(Range<usize>, String)> {
    let of_line = |line: &lines::Line<'_>| Some((line.range.clone(), comment(line.content)?.to_owned()));
    lines::split(text).iter().filter_map(of_line).collect()
}
