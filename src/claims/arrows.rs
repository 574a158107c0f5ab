//! Claims behind arrows: `url("home") => "/"` among code, `next() ==> 1` in prose.

use std::ops::Range;

use super::syntax::Syntax;
use super::value::is_literal;
use super::words::{ARROW, NAME, RUNS_CALL};
use super::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::Snippet;
use crate::notes::lines_of;

/// Longer lines are no claim that a person wrote.
const MAX_LINE: usize = 500;

/// The bytes that arrows hold, or begin with: one look for them spares most texts the pattern.
const OF_ARROWS: (u8, u8) = (b'>', 0xE2);

fn has_arrow(text: &str) -> bool {
    memchr::memchr2(OF_ARROWS.0, OF_ARROWS.1, text.as_bytes()).is_some() && ARROW.is_match(text)
}

/// The claims of lines in a snippet's code that hold an arrow which its language does not know.
pub(super) fn in_code(index: usize, snippet: &Snippet) -> Vec<Claim> {
    let block = &snippet.block;
    let text = block.code.text();
    let Some(language) = snippet.language.filter(|language| language.name() != "shell") else { return Vec::new() };
    if !block.session.is_empty() || !has_arrow(text) {
        return Vec::new();
    }
    let Some(syntax) = Syntax::of(language, text) else { return Vec::new() };
    let candidates = lines_of(text).filter(|line| line.len() <= MAX_LINE).filter_map(|line| {
        let (left, right) = split(&text[line.clone()])?;
        let at = |range: Range<usize>| line.start + range.start..line.start + range.end;
        Some((at(left), at(right), line))
    });
    let claims = candidates.filter(|(left, _, line)| {
        // An arrow that the grammar accepts is its own: a match arm, a lambda.
        let foreign = syntax.rejects(line.clone());
        foreign && Syntax::of(language, &text[left.clone()]).is_some_and(|alone| alone.is_expression())
    });
    claims.map(|(left, right, line)| claim(index, snippet, left, right, line.end)).collect()
}

fn claim(index: usize, snippet: &Snippet, left: Range<usize>, right: Range<usize>, end: usize) -> Claim {
    let code = &snippet.block.code;
    let text = code.text();
    Claim {
        snippet: index,
        subject: Subject::Expression(left.clone()),
        expectation: Expectation::Value(text[right.clone()].to_owned()),
        strength: Strength::Strong,
        notation: Notation::Arrow,
        quote: text[left.start..right.end].to_owned(),
        span: code.source_range(left.start..right.end),
        code_span: code.source_range(left.clone()),
        within: Some(left.end..end),
        output: None,
    }
}

/// The expression before the last arrow of a line and the value behind it.
fn split(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let arrow = ARROW.find_iter(line).last()?;
    let left = line[..arrow.start()].trim_end().len();
    let start = line.len() - line.trim_start().len();
    let behind = &line[arrow.end()..];
    let value_start = arrow.end() + behind.len() - behind.trim_start().len();
    let value = line[value_start..].trim_end().trim_end_matches(['.', '。', ',', '，', ';', '；']).trim_end();
    (start < left && is_literal(value)).then_some((start..left, value_start..value_start + value.len()))
}

/// What a line of prose claims with an arrow.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The call or expression.
    pub(super) expression: String,
    /// Bytes of the line that hold its value.
    pub(super) value: Range<usize>,
}

/// Reads a line of prose: the subject is the call behind a verb of running, or else the expression
/// directly left of the arrow.
pub(super) fn in_prose(line: &str) -> Option<Said> {
    if line.len() > MAX_LINE || !has_arrow(line) {
        return None;
    }
    let unquoted = line.replace('`', " ");
    let (left, value) = split(&unquoted)?;
    let left = &line[left];
    let run = RUNS_CALL.captures(left).and_then(|found| found.name("call")).map(|call| call.as_str());
    let expression = run.or_else(|| last_expression(left))?.to_owned();
    Some(Said { expression, value })
}

/// The expression that ends a text: a call, an attribute or a name, without the words before it.
fn last_expression(left: &str) -> Option<&str> {
    let left = left.trim_end().trim_end_matches('`');
    let mut depth = 0_usize;
    let mut start = left.len();
    for (offset, c) in left.char_indices().rev() {
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' if depth > 0 => depth -= 1,
            _ if depth > 0 || c.is_ascii_alphanumeric() || c == '_' || c == '.' => {}
            _ => break,
        }
        start = offset;
    }
    let expression = &left[start..];
    (depth == 0 && NAME.is_match(expression)).then_some(expression)
}

#[cfg(test)]
mod tests {
    use super::{Said, in_prose};

    #[test]
    fn the_subject_is_the_call_behind_a_verb_of_running() {
        let line = "再执行next(),n += 1, return n ==> 2";
        assert_eq!(in_prose(line), Some(Said { expression: "next()".into(), value: line.len() - 1..line.len() }));
        assert_eq!(in_prose("Calling f(g(1)) -> 'x'.").unwrap().expression, "f(g(1))");
    }

    #[test]
    fn without_one_it_is_the_expression_left_of_the_arrow() {
        assert_eq!(in_prose("so `len(\"abc\")` → 3").unwrap().expression, "len(\"abc\")");
        assert_eq!(in_prose("then point.x => 3").unwrap().expression, "point.x");
        assert_eq!(in_prose("路由 url('a b') => \"/\"").unwrap().expression, "url('a b')");
    }

    #[test]
    fn an_arrow_between_words_claims_nothing() {
        for line in ["hardware offload ==> ASAP", "A -> B", "==> 3", "client <==> server", "三 => 3", "f( => 3"] {
            assert_eq!(in_prose(line), None, "{line}");
        }
    }
}
