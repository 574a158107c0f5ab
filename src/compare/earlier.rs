//! Steps of a session that use what an earlier one, which failed for want of something, should have made.

use std::collections::HashSet;

use super::{ClaimJudgement, Verdict};
use crate::classify::Snippet;
use crate::reasons::{Because, Reason};

pattern!(UNDEFINED, r"(?m)^NameError: name '(?<name>\w+)' is not defined");
pattern!(NAME, r"[A-Za-z_]\w*");

/// Reasons for which a step does not do what it did for its author.
const WANTING: [Reason; 7] = [
    Reason::Incomplete,
    Reason::MissingDependency,
    Reason::NeedsNetwork,
    Reason::NeedsService,
    Reason::Denied,
    Reason::Interactive,
    Reason::EarlierFailed,
];

// Steps that run nothing yet of what they hold, and those that name what they define.
pattern!(DEFERS, r"^\s*(?:@|(?:async\s+)?def\b|class\b)");
pattern!(DEFINES, r"^\s*(?:import|from|(?:async\s+)?(?:def|for|with)|class)\b");

// What of a line is no code.
pattern!(SAID, r#"\b[rRbBuUfF]{0,2}(?:"[^"\n]*"|'[^'\n]*')|"[^"\n]*"|'[^'\n]*'|[#].*"#);

/// What the steps of a session did not do that use a name which Python's words say is not defined: no
/// claim speaks of some of them.
#[derive(Default)]
pub(super) struct Missed<'a> {
    /// The names of what they should have made.
    names: HashSet<&'a str>,
    /// The first of them that makes nothing, and so did something to what is there already.
    from: Option<usize>,
}

/// Reads what was missed from a session and from what Python said when it ran.
pub(super) fn missed<'a>(snippet: &'a Snippet, words: &str) -> Missed<'a> {
    let undefined: HashSet<&str> =
        UNDEFINED.captures_iter(words).filter_map(|found| found.name("name")).map(|name| name.as_str()).collect();
    if undefined.is_empty() {
        return Missed::default();
    }
    let text = snippet.block.code.text();
    let mut missed = Missed::default();
    let mut own: HashSet<&str> = HashSet::new();
    for (index, step) in snippet.block.session.iter().enumerate() {
        let typed = || step.input.iter().filter_map(|line| text.get(line.clone()));
        let uses = |line: &str| uses_any(line, |name| undefined.contains(name) && !own.contains(name));
        let fails = typed().any(uses);
        let made = typed().filter_map(|line| line.split_once('=')).flat_map(|(made, _)| names_of_things(made));
        let made: Vec<&str> = made.collect();
        let defers = typed().next().is_some_and(|line| DEFERS.is_match(line));
        if fails && missed.from.is_none() && made.is_empty() && !defers {
            missed.from = Some(index);
        }
        let defining = typed().filter(|line| DEFINES.is_match(line));
        own.extend(defining.flat_map(|line| NAME.find_iter(line)).map(|name| name.as_str()));
        if fails { missed.names.extend(made) } else { own.extend(made) }
    }
    missed
}

/// Whether the code of a line holds such a name, other than as what an object has.
fn uses_any(line: &str, is_such: impl Fn(&str) -> bool) -> bool {
    let code = SAID.replace_all(line, "''");
    let is_own = |at: usize| !code[..at].trim_end().ends_with('.');
    NAME.find_iter(&code).any(|name| is_own(name.start()) && is_such(name.as_str()))
}

/// Takes back the drift of steps that build on an earlier one which could not do its part: they share a
/// name with it, or it made nothing and so did something to what is there. `step_of` gives the number
/// and the code of a claim's step, where it speaks of one.
pub(super) fn excuse<'a>(
    claims: &mut [ClaimJudgement],
    missed: Missed<'a>,
    step_of: impl Fn(usize) -> Option<(usize, &'a str)>,
) {
    let mut tainted = missed.names;
    for claim in claims {
        let Some((step, code)) = step_of(claim.claim) else { continue };
        let names = names_of_things(code);
        if claim.verdict == Verdict::Drifted {
            let shared = names.iter().copied().find(|name| tainted.contains(name));
            let detail = match shared {
                Some(name) => Some(format!("an earlier step that uses `{name}` could not do its part")),
                None if missed.from.is_some_and(|from| from < step) => {
                    Some("an earlier step uses a name that is not defined, and did not do its part".to_owned())
                }
                None => None,
            };
            if let Some(detail) = detail {
                claim.verdict = Verdict::Unchecked(Because::new(Reason::EarlierFailed, detail));
            }
        }
        if matches!(&claim.verdict, Verdict::Unchecked(because) if WANTING.contains(&because.reason)) {
            tainted.extend(names);
        }
    }
}

/// The names of things in a step: not what it calls, and not what it takes out of modules or objects.
fn names_of_things(code: &str) -> Vec<&str> {
    let code = code.trim_end();
    let found = NAME.find_iter(code).filter(|name| {
        let before = code[..name.start()].trim_end();
        let is_called = code[name.end()..].starts_with(['(', '.']);
        // A command of a shell begins its line.
        let is_command = before.is_empty() && code[name.end()..].contains(' ') && !code[name.end()..].contains('=');
        !is_command && !is_called && !before.ends_with('.')
    });
    found.map(|name| name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::{names_of_things, uses_any};

    #[test]
    fn a_name_is_used_in_code_and_not_in_what_is_said() {
        let uses = |line: &str| uses_any(line, |name| name == "text");
        for line in ["text", "f(text)", "x = [text]", "text.split()", "'a' + text  # x"] {
            assert!(uses(line), "{line}");
        }
        for line in ["f(a)  # no text", "f('text')", "a.text", "texts", "f(b\"text\")"] {
            assert!(!uses(line), "{line}");
        }
    }

    #[test]
    fn the_names_of_things_count_and_those_of_calls_do_not() {
        assert_eq!(names_of_things("fcntl.ioctl(0, termios.TIOCGPGRP, buf, 1)"), ["buf"]);
        assert_eq!(names_of_things("buf"), ["buf"]);
        assert_eq!(names_of_things("echo $total"), ["total"]);
    }
}
