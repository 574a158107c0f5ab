//! Line ends that a copy has lost: where Go's grammar says that a statement must have ended.

use std::collections::HashSet;

use crate::languages::completion::{Token, TokenKind};

/// Keywords that can only begin a statement, a declaration or a clause.
const STARTERS: [&str; 16] = [
    "var",
    "const",
    "type",
    "if",
    "for",
    "switch",
    "select",
    "go",
    "defer",
    "return",
    "break",
    "continue",
    "goto",
    "fallthrough",
    "case",
    "default",
];

/// Keywords behind which a type or a name stands, not an end.
const LEADERS: [&str; 13] = [
    "func",
    "struct",
    "interface",
    "map",
    "chan",
    "range",
    "else",
    "import",
    "package",
    "var",
    "const",
    "type",
    "goto",
];

/// The places of a flattened text at which a line must have ended: two tokens stand side by side
/// there that no Go statement has side by side (Go specification, "Semicolons").
pub(super) fn line_ends(text: &str, tokens: &[Token]) -> Vec<usize> {
    let code: Vec<&Token> = tokens.iter().filter(|token| token.kind != TokenKind::Comment).collect();
    let mut scan = Scan {
        text,
        code,
        contexts: vec![Context::Code],
        declares: false,
        field_named: false,
        results: HashSet::new(),
    };
    (0..scan.code.len()).filter_map(|index| scan.step(index)).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Code,
    Fields,
    Specs,
    Expression,
}

struct Scan<'a> {
    text: &'a str,
    code: Vec<&'a Token>,
    contexts: Vec<Context>,
    /// Whether the type of a `var x` has yet to come.
    declares: bool,
    /// Whether a field's name stands there and its type has yet to come.
    field_named: bool,
    /// Closing brackets behind which a function's results may stand.
    results: HashSet<usize>,
}

impl<'a> Scan<'a> {
    /// Takes in a token; the end of the token in front of it, where a line ended between them.
    fn step(&mut self, index: usize) -> Option<usize> {
        let ends = index.checked_sub(1).filter(|before| self.ends_between(*before, index));
        let word = self.word(index);
        if ends.is_some() {
            (self.declares, self.field_named) = (false, false);
        }
        match word {
            "func" => self.note_results(index),
            "var" | "const" | "type" => self.declares = true,
            "=" | ":" => self.declares = false,
            "{" => {
                let fields = index > 0 && matches!(self.word(index - 1), "struct" | "interface");
                self.contexts.push(if fields { Context::Fields } else { Context::Code });
                (self.declares, self.field_named) = (false, false);
            }
            "(" | "[" => {
                let specs = index > 0 && matches!(self.word(index - 1), "import" | "var" | "const" | "type");
                self.contexts.push(if specs { Context::Specs } else { Context::Expression });
            }
            "}" | ")" | "]" if self.contexts.len() > 1 => {
                self.contexts.pop();
            }
            _ => {}
        }
        ends.map(|before| self.code[before].range.end)
    }

    fn word(&self, index: usize) -> &'a str {
        self.code.get(index).map_or("", |token| token.of(self.text))
    }

    fn is_name(&self, index: usize) -> bool {
        let word = self.word(index);
        self.code.get(index).is_some_and(|token| token.kind == TokenKind::Word)
            && !STARTERS.contains(&word)
            && !LEADERS.contains(&word)
    }

    fn ends_between(&mut self, a: usize, b: usize) -> bool {
        let gap = &self.text[self.code[a].range.end..self.code[b].range.start];
        let context = *self.contexts.last().expect("the outermost is never popped");
        if gap.is_empty() || gap.contains('\n') || context == Context::Expression || !self.may_end(a) {
            return false;
        }
        let literal = |token: &Token| matches!(token.kind, TokenKind::Text | TokenKind::Number);
        let next = self.word(b);
        match next {
            _ if literal(self.code[b]) => context == Context::Specs && literal(self.code[a]),
            "import" | "package" => true,
            "func" => self.ends_before_func(a, b, context),
            _ if STARTERS.contains(&next) => self.word(a) != "return",
            _ if self.is_name(b) => self.ends_before_name(a, b, context),
            _ => false,
        }
    }

    /// Whether Go puts a semicolon behind this token where a line ends.
    fn may_end(&self, a: usize) -> bool {
        match self.code[a].kind {
            TokenKind::Text | TokenKind::Number => true,
            TokenKind::Word => {
                self.is_name(a) || matches!(self.word(a), "break" | "continue" | "fallthrough" | "return")
            }
            TokenKind::Mark => {
                let word = self.word(a);
                let doubled =
                    a > 0 && self.word(a - 1) == word && self.code[a - 1].range.end == self.code[a].range.start;
                matches!(word, ")" | "]" | "}") || (doubled && matches!(word, "+" | "-"))
            }
            TokenKind::Comment => false,
        }
    }

    fn ends_before_func(&self, a: usize, b: usize, context: Context) -> bool {
        let named = self.is_name(b + 1);
        context == Context::Code && self.word(a) != "return" && !self.declares && (named || !self.results.contains(&a))
    }

    fn ends_before_name(&mut self, a: usize, b: usize, context: Context) -> bool {
        let word = self.word(a);
        match context {
            Context::Fields if self.is_name(a) => {
                let ends = self.field_named;
                self.field_named = !ends;
                ends
            }
            Context::Fields if word == ")" => self.word(b + 1) == "(",
            _ if word == "return" || self.results.contains(&a) => false,
            _ if self.is_name(a) && (self.declares || self.follows_leader(a)) => {
                self.declares = false;
                false
            }
            _ => true,
        }
    }

    /// `package main`, `goto end`: what follows names nothing of a statement before it.
    fn follows_leader(&self, a: usize) -> bool {
        a > 0 && matches!(self.word(a - 1), "type" | "var" | "const" | "import")
    }

    /// Remembers behind which brackets the results of the function at `index` stand.
    fn note_results(&mut self, index: usize) {
        let mut at = index + 1;
        if self.is_name(at) {
            at += 1;
        } else if let Some(end) = self.matching(at)
            && self.is_name(end + 1)
            && self.word(end + 2) == "("
        {
            self.results.insert(end);
            at = end + 2;
        }
        self.results.extend(self.matching(at));
    }

    /// The bracket that closes the parenthesis at `open`.
    fn matching(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        (self.word(open) == "(").then_some(())?;
        (open..self.code.len()).find(|index| {
            match self.word(*index) {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            depth == 0
        })
    }
}
