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

/// The names in the steps of a session that use a name which Python's words say is not defined: no
/// claim speaks of some of these steps, and what they should have made is missing all the same.
pub(super) fn missed<'a>(snippet: &'a Snippet, words: &str) -> HashSet<&'a str> {
    let undefined: HashSet<&str> =
        UNDEFINED.captures_iter(words).filter_map(|found| found.name("name")).map(|name| name.as_str()).collect();
    if undefined.is_empty() {
        return HashSet::new();
    }
    let text = snippet.block.code.text();
    let typed = snippet.block.session.iter().flat_map(|step| &step.input).filter_map(|line| text.get(line.clone()));
    let uses = |line: &&str| NAME.find_iter(line).any(|name| undefined.contains(name.as_str()));
    typed.filter(uses).filter_map(|line| line.split_once('=')).flat_map(|(made, _)| names_of_things(made)).collect()
}

/// Takes back the drift of steps that share a name with an earlier one that could not do its part.
/// `tainted` holds the names of which that is known, and `code` gives each claim's step; it is empty
/// for what is no step.
pub(super) fn excuse<'a>(
    claims: &mut [ClaimJudgement],
    mut tainted: HashSet<&'a str>,
    code: impl Fn(usize) -> &'a str,
) {
    for claim in claims {
        let names = names_of_things(code(claim.claim));
        if claim.verdict == Verdict::Drifted
            && let Some(name) = names.iter().copied().find(|name| tainted.contains(name))
        {
            let detail = format!("an earlier step that uses `{name}` could not do its part");
            claim.verdict = Verdict::Unchecked(Because::new(Reason::EarlierFailed, detail));
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
    use super::names_of_things;

    #[test]
    fn the_names_of_things_count_and_those_of_calls_do_not() {
        assert_eq!(names_of_things("fcntl.ioctl(0, termios.TIOCGPGRP, buf, 1)"), ["buf"]);
        assert_eq!(names_of_things("buf"), ["buf"]);
        assert_eq!(names_of_things("echo $total"), ["total"]);
    }
}
