//! Claims in comments: `print(x)  # 3`, `# => 3` below a statement.

use std::ops::Range;

use super::echo::Echo;
use super::output_comments::{Place, heading, output};
use super::printing::{is_assignment, is_printer};
use super::remarks::{Mark, Remark, behind_arrow, read};
use super::syntax::{Comment, Statement, Syntax, may_hold_comments};
use super::value::is_literal;
use super::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::Snippet;

/// The claims that the comments of one snippet make about it.
pub(super) fn claims(index: usize, snippet: &Snippet) -> Vec<Claim> {
    let text = snippet.block.code.text();
    let language = snippet.language.filter(|language| may_hold_comments(*language, text));
    let Some(syntax) = language.and_then(|language| Syntax::of(language, text)) else { return Vec::new() };
    let always_prints = snippet.language.is_some_and(|language| language.name() == "shell");
    Reader { index, snippet, text, syntax, echo: Echo::of(text), always_prints }.read()
}

/// Reads the comments of one snippet.
pub(super) struct Reader<'a> {
    index: usize,
    snippet: &'a Snippet,
    pub(super) text: &'a str,
    pub(super) syntax: Syntax<'a>,
    pub(super) echo: Echo<'a>,
    /// Whether every command prints, as those of a shell.
    always_prints: bool,
}

impl Reader<'_> {
    fn read(&self) -> Vec<Claim> {
        let runs = runs(self.text, self.syntax.comments());
        let headings = runs.iter().filter(|run| heading(self, run).is_some()).count();
        let mut claims = Vec::new();
        let mut behind = 0;
        for run in &runs {
            let claim = match heading(self, run) {
                Some(heading) => {
                    output(self, &heading, run, &Place { is_only: headings == 1, before: &claims, behind })
                }
                None if run[0].alone => self.below(run),
                None => self.trailing(&run[0]),
            };
            if let Some(claim) = claim {
                behind = run[run.len() - 1].range.end;
                claims.push(claim);
            }
        }
        claims
    }

    /// A comment behind a statement, on its line.
    fn trailing(&self, comment: &Comment) -> Option<Claim> {
        let statement = self.syntax.statement_before(comment.range.start, false)?;
        let mut remark = read(self.said(comment), self.prints(&statement), &self.echo)?;
        if remark.mark == Mark::Bare && statement.is_inert {
            remark.strength = Strength::Strong;
        }
        self.about(&statement, remark, comment.range.clone())
    }

    /// Comments on the lines directly behind a statement.
    fn below(&self, run: &[Comment]) -> Option<Claim> {
        let first = &run[0];
        let statement = self.syntax.statement_before(first.range.start, true)?;
        let lines = if behind_arrow(self.said(first)).is_some() { self.lines_of_value(run) } else { 1 };
        if lines > 1 {
            return self.about_lines(&statement, &run[..lines]);
        }
        let mut remark = read(self.said(first), self.prints(&statement), &self.echo)?;
        // A comment on a line of its own more often speaks of what follows.
        match remark.mark {
            Mark::Bare if run.len() > 1 => return None,
            Mark::Bare => remark.strength = Strength::Weak,
            Mark::Marked | Mark::Error | Mark::Refused => {}
        }
        self.about(&statement, remark, first.range.clone())
    }

    /// The text of a comment, behind its marker.
    pub(super) fn said(&self, comment: &Comment) -> &str {
        &self.text[comment.text_start..comment.range.end]
    }

    /// How many comment lines a result goes on for: each with an arrow of its own, or until the
    /// brackets are closed.
    fn lines_of_value(&self, run: &[Comment]) -> usize {
        let continues = |comment: &&Comment| self.said(comment).starts_with('>');
        let arrows = run.iter().take_while(continues).count();
        let mut open = 0_i32;
        let closed = run.iter().position(|comment| {
            for c in self.said(comment).chars() {
                open += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
            }
            open <= 0
        });
        arrows.max(closed.map_or(1, |last| last + 1))
    }

    fn about_lines(&self, statement: &Statement, run: &[Comment]) -> Option<Claim> {
        let lines = run.iter().map(|comment| {
            let line = self.said(comment);
            let line = line.trim_start_matches(' ').trim_start_matches(['=', '-', '>']);
            line.strip_prefix(' ').unwrap_or(line)
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        let remark = Remark { text: &text, mark: Mark::Marked, strength: Strength::Strong };
        self.about(statement, remark, run[0].range.start..run[run.len() - 1].range.end)
    }

    /// The claim that a remark makes about a statement.
    fn about(&self, statement: &Statement, remark: Remark<'_>, range: Range<usize>) -> Option<Claim> {
        let text = remark.text.to_owned();
        let prints = self.prints(statement);
        let (subject, expectation) = if remark.mark == Mark::Error {
            (Subject::Statement(statement.range.clone()), Expectation::Fails(text))
        } else if remark.mark == Mark::Refused {
            (Subject::Program, Expectation::Refused(text))
        } else if prints {
            let start = statement.before.last().map_or(statement.range.start, |first| first.start);
            (Subject::Statement(start..statement.range.end), Expectation::Prints(text))
        } else if self.always_prints {
            return None;
        } else {
            let expression = statement.expression.clone()?;
            // What is written out needs no claim.
            if is_literal(&self.text[expression.clone()]) {
                return None;
            }
            (Subject::Expression(expression), Expectation::Value(text))
        };
        // Behind several that may print it speaks of them all, or of the last.
        let may_print = |code: &str| self.always_prints || is_printer(code) || code.contains('(');
        let several = prints && statement.before.iter().any(|before| may_print(&self.text[before.clone()]));
        let strength = if statement.repeated || several { Strength::Weak } else { remark.strength };
        Some(self.claim(subject, expectation, (strength, Notation::TrailingComment), range, &statement.range))
    }

    fn prints(&self, statement: &Statement) -> bool {
        let code = &self.text[statement.range.clone()];
        is_printer(code) || (self.always_prints && statement.expression.is_some() && !is_assignment(code))
    }

    pub(super) fn claim(
        &self,
        subject: Subject,
        expectation: Expectation,
        (strength, notation): (Strength, Notation),
        range: Range<usize>,
        about: &Range<usize>,
    ) -> Claim {
        let code = &self.snippet.block.code;
        Claim {
            snippet: self.index,
            subject,
            expectation,
            strength,
            notation,
            quote: self.text[range.clone()].to_owned(),
            span: code.source_range(range),
            code_span: code.source_range(about.clone()),
            within: None,
            output: None,
        }
    }
}

/// Comments on lines of their own that follow each other directly, together; all others alone.
fn runs(text: &str, comments: Vec<Comment>) -> Vec<Vec<Comment>> {
    let mut runs: Vec<Vec<Comment>> = Vec::new();
    for comment in comments {
        let continues = comment.alone
            && runs.last().and_then(|run| run.last()).is_some_and(|last| {
                let between = &text[last.range.end..comment.range.start];
                last.alone && between.trim().is_empty() && between.matches('\n').count() == 1
            });
        match runs.last_mut() {
            Some(run) if continues => run.push(comment),
            _ => runs.push(vec![comment]),
        }
    }
    runs
}
