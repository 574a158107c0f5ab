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
}

/// Where a heading stands among the snippet's claims.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Whether it is the snippet's only one.
    pub(super) is_only: bool,
    /// Where the claim before it ends.
    pub(super) behind: usize,
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
    let text = text.trim_end().to_owned();
    (!text.trim().is_empty()).then_some(Heading { unordered: words.name("unordered").is_some(), text })
}

/// The claim of a heading: about the whole program where nothing is printed behind it, or else about
/// what was printed since the claim before it.
pub(super) fn output(reader: &Reader<'_>, heading: &Heading, run: &[Comment], place: Place) -> Option<Claim> {
    let prints = |code: &str| code.lines().any(|line| is_printer(line.trim_start()));
    let text = &heading.text;
    // "Output: the folder to write to" explains, unless the code prints words like these.
    let explains = !text.contains('\n') && shape(text) == Shape::Words && !reader.echo.knows(text);
    if explains && !prints(reader.text) {
        return None;
    }
    let range = run[0].range.start..run[run.len() - 1].range.end;
    let speaks_of_all = place.is_only && !prints(&reader.text[range.end..]);
    let statements = if speaks_of_all { None } else { reader.syntax.statements_before(range.start, place.behind) };
    let (subject, about) = match statements {
        Some(statements) => (Subject::Statement(statements.clone()), statements),
        None if place.is_only => (Subject::Program, 0..reader.text.len()),
        None => return None,
    };
    let expectation = if heading.unordered { Expectation::PrintsUnordered } else { Expectation::Prints };
    let strength = if explains { Strength::Weak } else { Strength::Strong };
    Some(reader.claim(subject, expectation(text.clone()), (strength, Notation::OutputComment), range, &about))
}
