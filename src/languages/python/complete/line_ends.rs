//! Line ends that a copy has lost: where Python's grammar says that a statement must have ended.

use crate::languages::completion::{Faith, Token, TokenKind};

/// Keywords that begin a statement wherever they stand outside brackets.
const STARTERS: [&str; 17] = [
    "def", "class", "for", "while", "with", "try", "return", "raise", "assert", "del", "pass", "break", "continue",
    "global", "nonlocal", "print", "async",
];

/// Words behind which an operand stands.
const OPERATORS: [&str; 22] = [
    "return", "import", "from", "as", "def", "class", "not", "and", "or", "in", "is", "lambda", "global", "nonlocal",
    "del", "raise", "assert", "yield", "if", "else", "print", "await",
];

/// Words that continue the statement in front of them.
const CONTINUERS: [&str; 8] = ["and", "or", "not", "in", "is", "if", "else", "as"];

/// Keywords whose statement is over with its line and ends the block that it stands in.
const LEAVERS: [&str; 4] = ["return", "raise", "break", "continue"];

/// Where a line of a flattened text ended, and what stands in its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineEnd {
    /// The end of the token in front of it.
    pub(super) at: usize,
    /// How many blocks the next line stands in.
    pub(super) depth: usize,
    /// A guess where the block could have gone on.
    pub(super) faith: Faith,
}

/// The places of a flattened text at which a line must have ended (Python reference, "Simple
/// statements" and "Compound statements").
pub(super) fn line_ends(text: &str, tokens: &[Token]) -> Vec<LineEnd> {
    let mut scan = Scan { text, brackets: 0, blocks: 0, first: "", ends: Vec::new() };
    for (index, token) in tokens.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).map(|before| &tokens[before]) {
            scan.step(before, token, tokens.get(index + 1));
        } else {
            scan.first = token.of(text);
        }
        match token.of(text) {
            "(" | "[" | "{" => scan.brackets += 1,
            ")" | "]" | "}" => scan.brackets = scan.brackets.saturating_sub(1),
            _ => {}
        }
    }
    scan.ends
}

struct Scan<'a> {
    text: &'a str,
    brackets: usize,
    blocks: usize,
    /// The first word of the statement.
    first: &'a str,
    ends: Vec<LineEnd>,
}

impl<'a> Scan<'a> {
    fn step(&mut self, a: &Token, b: &Token, c: Option<&Token>) {
        let gap = &self.text[a.range.end..b.range.start];
        if self.brackets > 0 || gap.is_empty() || gap.contains('\n') {
            return;
        }
        let opens = a.of(self.text) == ":"
            && matches!(self.first, "def" | "class" | "for" | "while" | "with" | "if" | "try" | "async");
        if opens {
            self.blocks += 1;
            self.end(a, b, Faith::Faithful);
        } else if self.is_operand(a) && self.begins(b, c) {
            let leaves = LEAVERS.contains(&self.first);
            // Only what leaves a block is sure to end it, and nothing but a new start is sure to be outside.
            let faith = if self.blocks > 0 { Faith::Guess } else { Faith::Faithful };
            if leaves || matches!(b.of(self.text), "class" | "@") {
                self.blocks = self.blocks.saturating_sub(1);
            }
            self.end(a, b, faith);
        }
    }

    fn end(&mut self, a: &Token, b: &Token, faith: Faith) {
        self.ends.push(LineEnd { at: a.range.end, depth: self.blocks, faith });
        self.first = b.of(self.text);
    }

    fn is_operand(&self, token: &Token) -> bool {
        let word = token.of(self.text);
        match token.kind {
            TokenKind::Text | TokenKind::Number => true,
            TokenKind::Word => !OPERATORS.contains(&word),
            TokenKind::Mark => matches!(word, ")" | "]" | "}"),
            TokenKind::Comment => false,
        }
    }

    fn begins(&self, b: &Token, c: Option<&Token>) -> bool {
        let word: &'a str = &self.text[b.range.clone()];
        match word {
            "import" => self.first != "from",
            "from" => !matches!(self.first, "yield" | "raise"),
            "@" => c.is_some_and(|next| next.kind == TokenKind::Word && next.range.start == b.range.end),
            _ if STARTERS.contains(&word) => true,
            _ => b.kind == TokenKind::Word && !CONTINUERS.contains(&word),
        }
    }
}
