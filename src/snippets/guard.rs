//! What keeps a stored completion honest: the note's code stands in the program.

use std::ops::Range;

use crate::languages::Lang;
use crate::languages::parse::{parse, walk};

/// Bytes of the note's code, and of the program in which they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// In the snippet's code.
    pub note: Range<usize>,
    /// In the program.
    pub program: Range<usize>,
}

impl Stand {
    /// Where bytes of the note's code stand in the program, with what a person put among them.
    #[must_use]
    pub fn place(stands: &[Self], range: &Range<usize>) -> Option<Range<usize>> {
        let mut within = stands.iter().filter(|stand| stand.note.start < range.end && range.start < stand.note.end);
        let first = within.next()?;
        let last = within.next_back().unwrap_or(first);
        let start = first.program.start + range.start.saturating_sub(first.note.start);
        let end = last.program.end - last.note.end.saturating_sub(range.end);
        (start <= end).then_some(start..end)
    }
}

/// Where each run of the note's code stands in a program, in order; or the bytes of the code of the
/// first word or sign that does not.
///
/// Comments are no code on either side. Dots that stand for an omission (`...`, `…`) need not be in
/// the program.
pub(super) fn stands(code: (&str, Option<Lang>), program: (&str, Lang)) -> Result<Vec<Stand>, Range<usize>> {
    let same_language = code.1 == Some(program.1);
    let note = Atoms::of(code.0, code.1);
    // Around code of another language a program is a script, in which that code may look like anything.
    let program = Atoms::of(program.0, Some(program.1).filter(|_| same_language));
    let mut end = 0;
    for (index, atom) in note.atoms.iter().enumerate() {
        let wanted = note.text(index);
        let reach = if is_omission(wanted) { end + 1 } else { usize::MAX };
        match (end..program.atoms.len().min(reach)).find(|at| program.text(*at) == wanted) {
            Some(at) => end = at + 1,
            None if is_omission(wanted) => {}
            None => return Err(atom.clone()),
        }
    }
    Ok(runs(&note, &program, backward(&note, &program, end)))
}

/// The pairs of a match that ends in front of `end`, as late in the program as they can stand: so that
/// words which happen to stand in what a person put in front are not taken for the note's.
fn backward(note: &Atoms<'_>, program: &Atoms<'_>, mut end: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::with_capacity(note.atoms.len());
    for index in (0..note.atoms.len()).rev() {
        let wanted = note.text(index);
        let reach = if is_omission(wanted) { end.saturating_sub(1) } else { 0 };
        // Only an omission is not found: the way forward found all others, which leaves room for them.
        if let Some(at) = (reach..end).rev().find(|at| program.text(*at) == wanted) {
            pairs.push((index, at));
            end = at;
        }
    }
    pairs.reverse();
    pairs
}

/// Pairs that follow each other with the same text between them, as one.
fn runs(note: &Atoms<'_>, program: &Atoms<'_>, pairs: Vec<(usize, usize)>) -> Vec<Stand> {
    let mut stands: Vec<Stand> = Vec::new();
    for (one, other) in pairs {
        let (in_note, in_program) = (note.atoms[one].clone(), program.atoms[other].clone());
        if let Some(last) = stands.last_mut()
            && note.text[last.note.end..in_note.start] == program.text[last.program.end..in_program.start]
        {
            (last.note.end, last.program.end) = (in_note.end, in_program.end);
        } else {
            stands.push(Stand { note: in_note, program: in_program });
        }
    }
    stands
}

/// A text as words, numbers and single signs, without comments.
struct Atoms<'a> {
    text: &'a str,
    atoms: Vec<Range<usize>>,
}

impl<'a> Atoms<'a> {
    fn of(text: &'a str, language: Option<Lang>) -> Self {
        let mut atoms: Vec<Range<usize>> = Vec::new();
        let mut comments = comments(text, language).into_iter().peekable();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            if let Some(comment) = comments.next_if(|comment| comment.start <= at) {
                at = at.max(comment.end);
                continue;
            }
            let end = at + length_of(&text[at..], first);
            if !first.is_whitespace() {
                atoms.push(at..end);
            }
            at = end;
        }
        Self { text, atoms }
    }

    fn text(&self, index: usize) -> &'a str {
        &self.text[self.atoms[index].clone()]
    }
}

/// How many bytes the word, the number, the dots or the sign takes up with which a text begins.
fn length_of(text: &str, first: char) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let same: fn(char) -> bool = if is_word(first) {
        |c| c.is_alphanumeric() || c == '_'
    } else if first == '.' {
        |c| c == '.'
    } else {
        return first.len_utf8();
    };
    text.find(|c| !same(c)).unwrap_or(text.len())
}

fn is_omission(atom: &str) -> bool {
    atom == "…" || (atom.len() >= 3 && atom.bytes().all(|byte| byte == b'.'))
}

/// The comments of a text, as far as its language's grammar finds them.
fn comments(text: &str, language: Option<Lang>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if let Some(tree) = language.and_then(|language| parse(language, text)) {
        walk(&tree, |cursor| {
            let is_comment = cursor.node().kind().contains("comment");
            if is_comment {
                found.push(cursor.node().byte_range());
            }
            !is_comment
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Stand, stands};
    use crate::languages::Lang;

    /// The note's runs in a program, or the token that is missing.
    fn found(language: &str, note: &str, other: &str, program: &str) -> Result<Vec<String>, String> {
        let (language, other) = (Lang::named(language), Lang::named(other).unwrap());
        let text = |stand: Stand| {
            assert_eq!(note[stand.note.clone()], program[stand.program.clone()]);
            note[stand.note].to_owned()
        };
        let found = stands((note, language), (program, other));
        found.map(|stands| stands.into_iter().map(text).collect()).map_err(|at| note[at].to_owned())
    }

    fn go(note: &str, program: &str) -> Result<Vec<String>, String> {
        found("go", note, "go", program)
    }

    #[test]
    fn a_program_holds_the_note_s_code_in_order_and_may_add_to_it() {
        let program = "package main\n\nfunc main() {\n\tx := f(1, 2)\n\tprintln(x)\n}\n";
        assert_eq!(go("x := f(1)", program).unwrap(), ["x := f(1", ")"]);
        assert_eq!(go("println(x)\nx := f(1)", program), Err("x".to_owned()));
        assert_eq!(go("x := g(1)", program), Err("g".to_owned()));
    }

    #[test]
    fn what_a_person_put_in_front_is_not_taken_for_the_note_s() {
        let program = "package main\n\nfunc f(x int) int { return x }\n\nfunc main() {\n\tx := f(1)\n\t_ = x\n}\n";
        assert_eq!(go("x := f(1)", program).unwrap(), ["x := f(1)"]);
    }

    #[test]
    fn code_in_a_comment_does_not_count_and_comments_need_not_stand_in_it() {
        assert_eq!(go("run()", "package main\n// run()\nfunc main() {}\n"), Err("run".to_owned()));
        assert!(go("run() // 3", "package main\nfunc main() { run() }\nfunc run() {}\n").is_ok());
    }

    #[test]
    fn dots_for_an_omission_need_not_stand_in_the_program() {
        let python = |note, program| found("python", note, "python", program).is_ok();
        assert!(python("def f():\n    ... ...\n    return 1", "def f():\n    x = 2\n    return 1\n"));
        assert!(python("f(…)", "f(1)\n"));
        assert!(!python("a.b", "a\nb\n"));
    }

    #[test]
    fn a_script_may_carry_code_of_another_language() {
        let script = "cat > a.go <<'END'\npackage main // x\nfunc main() { run() }\nEND\n";
        assert!(found("go", "run()", "shell", script).is_ok());
    }

    #[test]
    fn code_that_is_long_is_matched_without_delay() {
        let (note, program) = ("x ".repeat(20_000), "y x ".repeat(20_000));
        assert!(go(&note, &program).is_ok());
        assert_eq!(go(&format!("{note}z"), &program), Err("z".to_owned()));
    }
}
