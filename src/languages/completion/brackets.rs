//! Brackets that a copy has lost: which closers are missing, and where they stood.

use super::tokens::{Token, TokenKind};

/// A closing bracket that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::languages) struct Closer {
    /// Where it belongs: the end of the last token in front of it.
    pub(in crate::languages) at: usize,
    /// The bracket.
    pub(in crate::languages) bracket: char,
    /// Where the bracket that it closes stands.
    pub(in crate::languages) opener: usize,
    /// The indentation of the opener's line.
    pub(in crate::languages) indent: String,
    /// Whether more of the text follows behind it.
    pub(in crate::languages) inside: bool,
    /// Whether the opener is the last token of its line.
    pub(in crate::languages) block: bool,
}

struct Open {
    bracket: char,
    at: usize,
    line_start: usize,
    column: usize,
    block: bool,
}

/// The closers that a text lacks, in order; the place of a closer that has no opener otherwise.
///
/// Where everything but the end is balanced they stand at the end. Otherwise indentation tells:
/// a block ends before the first line that is indented no deeper than the line that opens it.
/// `continues` says whether a line that begins with this token may stand at the opener's own depth
/// inside the block (`case` in Go).
pub(in crate::languages) fn close(
    text: &str,
    tokens: &[Token],
    continues: impl Fn(&str) -> bool,
) -> Result<Vec<Closer>, usize> {
    let code: Vec<&Token> = tokens.iter().filter(|token| token.kind != TokenKind::Comment).collect();
    let mut scan = Scan { text, closing: closing(text, &code), open: Vec::new(), found: Vec::new(), end: 0 };
    let (mut line_start, mut column) = (usize::MAX, 0);
    for (index, token) in code.iter().enumerate() {
        let gap = &text[scan.end..token.range.start];
        if let Some(at) = gap.rfind('\n').map(|at| scan.end + at + 1).or((index == 0).then_some(0)) {
            line_start = at;
            column = indent_of(text, line_start).len();
            scan.dedent(index, token.of(text), column, &continues);
        }
        let last = code.get(index + 1).is_none_or(|next| text[token.range.end..next.range.start].contains('\n'));
        scan.step(token, &Open { bracket: ' ', at: token.range.start, line_start, column, block: last })?;
        scan.end = token.range.end;
    }
    while let Some(open) = scan.open.pop() {
        scan.push(&open, false);
    }
    Ok(scan.found)
}

/// For each token, how many brackets that are open in front of it the rest of the text closes.
fn closing(text: &str, code: &[&Token]) -> Vec<usize> {
    let mut closes = 0_usize;
    let mut counts: Vec<usize> = code
        .iter()
        .rev()
        .map(|token| {
            match token.of(text) {
                "{" | "(" | "[" => closes = closes.saturating_sub(1),
                "}" | ")" | "]" => closes += 1,
                _ => {}
            }
            closes
        })
        .collect();
    counts.reverse();
    counts
}

struct Scan<'a> {
    text: &'a str,
    closing: Vec<usize>,
    open: Vec<Open>,
    found: Vec<Closer>,
    end: usize,
}

impl Scan<'_> {
    /// Closes the blocks that a line's first token shows to be over.
    fn dedent(&mut self, index: usize, first: &str, column: usize, continues: &impl Fn(&str) -> bool) {
        if matches!(first, ")" | "]" | "}") || continues(first) {
            return;
        }
        while let Some(open) = self.open.last()
            && open.block
            && column <= open.column
            // Where every bracket is closed further on, the line is only badly indented.
            && self.closing[index] < self.open.len()
        {
            let open = self.open.pop().expect("it was looked at just now");
            self.push(&open, true);
        }
    }

    fn step(&mut self, token: &Token, here: &Open) -> Result<(), usize> {
        if token.kind != TokenKind::Mark {
            return Ok(());
        }
        match token.of(self.text) {
            "(" => self.open.push(Open { bracket: ')', ..*here }),
            "[" => self.open.push(Open { bracket: ']', ..*here }),
            "{" => self.open.push(Open { bracket: '}', ..*here }),
            closer @ (")" | "]" | "}") => {
                let wanted = closer.chars().next();
                let Some(depth) = self.open.iter().rposition(|open| Some(open.bracket) == wanted) else {
                    return Err(token.range.start);
                };
                while self.open.len() > depth + 1 {
                    let open = self.open.pop().expect("longer than a length");
                    self.push(&open, true);
                }
                self.open.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, open: &Open, inside: bool) {
        let indent = indent_of(self.text, open.line_start).to_owned();
        let Open { bracket, at: opener, block, .. } = *open;
        self.found.push(Closer { at: self.end, bracket, opener, indent, inside, block });
    }
}

fn indent_of(text: &str, line_start: usize) -> &str {
    let line = &text[line_start..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}
