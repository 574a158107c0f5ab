//! Files that are one note: Markdown, reStructuredText, `AsciiDoc`, Org and plain text.

use super::lines::{joined, lines};
use super::{Annotation, Format, Markup, Part, Reading};

/// Reads a file as one annotation without a quote.
///
/// Only here does the name count, because text alone does not always tell: `# note` is a heading in
/// one file and a comment in another.
pub(super) fn read(path: &str, text: &str, start: usize) -> (Format, Reading) {
    let markup = markup_by_name(path).unwrap_or_else(|| markup_by_content(&text[start..]));
    let format = if markup == Markup::Markdown { Format::Markdown } else { Format::Plain };
    let passage = joined(lines(text, start));
    let body = (!passage.is_empty()).then_some(Part { passage, markup });
    let annotations = body.map(|body| Annotation { body: Some(body), ..Annotation::default() }).into_iter().collect();
    (format, Reading { annotations, notices: Vec::new() })
}

fn markup_by_name(path: &str) -> Option<Markup> {
    let extension = std::path::Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "mdx" | "rmd" | "qmd" => Some(Markup::Markdown),
        "rst" | "rest" => Some(Markup::ReStructuredText),
        "adoc" | "asciidoc" | "asc" => Some(Markup::AsciiDoc),
        "org" => Some(Markup::Org),
        _ => None,
    }
}

/// What a text's own marks say: a fence is Markdown's, a directive is reStructuredText's, `[source,go]`
/// is `AsciiDoc`'s and `#+begin_src go` is Org's.
pub(super) fn markup_by_content(text: &str) -> Markup {
    lines(text, 0).find_map(|line| markup_of_line(line.text)).unwrap_or(Markup::Plain)
}

/// How Org's blocks of code begin, in either case.
const ORG_SOURCE: &str = "#+begin_src";

fn markup_of_line(line: &str) -> Option<Markup> {
    let inner = line.trim_start_matches(' ');
    if line.len() - inner.len() < 4 && (inner.starts_with("```") || inner.starts_with("~~~")) {
        return Some(Markup::Markdown);
    }
    if line.starts_with("[source") && line.trim_end().ends_with(']') {
        return Some(Markup::AsciiDoc);
    }
    if inner.get(..ORG_SOURCE.len()).is_some_and(|start| start.eq_ignore_ascii_case(ORG_SOURCE)) {
        return Some(Markup::Org);
    }
    is_directive(inner).then_some(Markup::ReStructuredText)
}

/// Whether a line is `.. name::`, after
/// <https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#directives>.
fn is_directive(line: &str) -> bool {
    let Some((name, _)) = line.strip_prefix(".. ").and_then(|rest| rest.split_once("::")) else { return false };
    let in_name = |character: char| character.is_ascii_alphanumeric() || "-_+:.".contains(character);
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.chars().all(in_name)
}
