//! Claims headed by a word: `// Output:`, `# 输出结果:`, `/* Output: … */`.

use super::comments::Reader;
use super::printing::is_printer;
use super::syntax::Comment;
use super::value::{Shape, shape};
use super::words::OUTPUT_HEADING;
use super::{Claim, Expectation, Notation, Strength, Subject};

/// What stands under a heading.
pub(super) struct Heading {
    /// Whether the heading says that the lines may come in any order.
    unordered: bool,
    /// The claimed lines.
    text: String,
    /// Whether words that are no output may stand among them.
    is_doubtful: bool,
}

/// Where a heading stands among the snippet's claims.
pub(super) struct Place<'a> {
    /// Whether it is the snippet's only one.
    pub(super) is_only: bool,
    /// The claims before it.
    pub(super) before: &'a [Claim],
    /// Where the last of them ends.
    pub(super) behind: usize,
}

impl Place<'_> {
    /// What comments behind statements have claimed, since the heading before this one, that the code prints.
    fn taken(&self) -> Vec<&str> {
        let since = self.before.iter().rev().take_while(|claim| claim.notation == Notation::TrailingComment);
        let printed = since.filter_map(|claim| match &claim.expectation {
            Expectation::Prints(text) => Some(text.as_str()),
            _ => None,
        });
        let mut printed: Vec<_> = printed.collect();
        printed.reverse();
        printed
    }
}

/// The heading that comment lines begin with, and what stands under it.
pub(super) fn heading(reader: &Reader<'_>, run: &[Comment]) -> Option<Heading> {
    if !run[0].alone {
        return None;
    }
    let mut lines = run.iter().flat_map(|comment| {
        let text = reader.said(comment).trim_end_matches("*/");
        text.trim_end_matches("\"\"\"").trim_end_matches("'''").lines()
    });
    let first = lines.find(|line| !line.trim().is_empty())?;
    let words = OUTPUT_HEADING.captures(first.trim_matches(['*', ' ', '\t']))?;
    let rest = words.name("rest")?.as_str();
    let claimed = std::iter::once(rest).filter(|rest| !rest.is_empty()).chain(lines);
    let text = claimed.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n");
    let text = text.trim_end();
    let unordered = words.name("unordered").is_some();
    let (claimed, is_doubtful) = without_remark(reader, text, !rest.is_empty());
    (!text.trim().is_empty()).then(|| Heading { unordered, text: claimed.to_owned(), is_doubtful })
}

/// The claimed lines without a remark below them, and whether there may be one among them or behind them.
fn without_remark<'t>(reader: &Reader<'_>, text: &'t str, begins_at_heading: bool) -> (&'t str, bool) {
    let aside = |text: &str| is_aside(text) && !reader.echo.knows(text);
    let words = |text: &str| shape(text) == Shape::Words && !reader.echo.knows(text);
    match text.split_once('\n') {
        Some((value, below)) if begins_at_heading && aside(below) => (value, true),
        Some((_, below)) if begins_at_heading => (text, below.lines().any(words)),
        Some(_) => (text, text.lines().any(aside)),
        None => (text, trails_off(reader, text)),
    }
}

/// Whether a text is words in parentheses.
fn is_aside(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('(') && text.ends_with([')', '）']) && shape(text) == Shape::Words
}

/// Whether a line is what the code prints with words behind it that the code does not hold:
/// `hello world, to stdout`.
fn trails_off(reader: &Reader<'_>, text: &str) -> bool {
    let ends = [", ", "; ", " (", " - ", " – ", " — "];
    let Some((value, remark)) = ends.iter().find_map(|end| text.rsplit_once(end)) else { return false };
    let is_words = !remark.contains(|c: char| c.is_numeric()) && shape(remark) == Shape::Words;
    is_words && reader.echo.knows(value) && !reader.echo.knows(remark)
}

/// Whether all of these are lines of a text, in this order, and others with them.
fn are_among(taken: &[&str], text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let mut claimed = taken.iter().flat_map(|text| text.lines()).map(str::trim);
    claimed.all(|claimed| lines.any(|line| line == claimed)) && text.lines().count() > taken.len()
}

/// The claim of a heading: about the whole program where nothing is printed behind it, or else about
/// what was printed since the claim before it. What comments behind statements have claimed already is part
/// of the program's output only where this one names it again.
pub(super) fn output(reader: &Reader<'_>, heading: &Heading, run: &[Comment], place: &Place<'_>) -> Option<Claim> {
    let prints = |code: &str| code.lines().any(|line| is_printer(line.trim_start()));
    let text = &heading.text;
    // "Output: the folder to write to" explains, unless the code prints words like these.
    let explains = !text.contains('\n') && shape(text) == Shape::Words && !reader.echo.knows(text);
    if explains && (is_aside(text) || !prints(reader.text)) {
        return None;
    }
    let range = run[0].range.start..run[run.len() - 1].range.end;
    let taken = place.taken();
    let goes_on = taken.is_empty() || are_among(&taken, text);
    let speaks_of_all = place.is_only && goes_on && !prints(&reader.text[range.end..]);
    let statements = if speaks_of_all { None } else { reader.syntax.statements_before(range.start, place.behind) };
    let (subject, about) = match statements {
        Some(statements) => (Subject::Statement(statements.clone()), statements),
        None if place.is_only => (Subject::Program, 0..reader.text.len()),
        None => return None,
    };
    let expectation = if heading.unordered { Expectation::PrintsUnordered } else { Expectation::Prints };
    // Where lines are claimed twice, or could be, nobody can tell what this claim takes.
    let is_unsure = explains || heading.is_doubtful || !taken.is_empty();
    let strength = if is_unsure { Strength::Weak } else { Strength::Strong };
    Some(reader.claim(subject, expectation(text.clone()), (strength, Notation::OutputComment), range, &about))
}
