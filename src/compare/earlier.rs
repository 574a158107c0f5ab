//! Steps of a session that use what an earlier one, which failed for want of something, should have made.

use std::collections::HashSet;

use super::{ClaimJudgement, Verdict};
use crate::reasons::{Because, Reason};

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

/// Takes back the drift of steps that share a name with an earlier one that could not do its part.
/// `code` gives each claim's step; it is empty for what is no step.
pub(super) fn excuse<'a>(claims: &mut [ClaimJudgement], code: impl Fn(usize) -> &'a str) {
    let mut tainted: HashSet<&str> = HashSet::new();
    for claim in claims {
        let names = names(code(claim.claim));
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
fn names(code: &str) -> Vec<&str> {
    let found = NAME.find_iter(code).filter(|name| {
        let before = code[..name.start()].trim_end();
        let is_called = code[name.end()..].starts_with(['(', '.']);
        // A command of a shell begins its line.
        !before.is_empty() && !is_called && !before.ends_with('.') || (name.start() == 0 && name.end() == code.len())
    });
    found.map(|name| name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn the_names_of_things_count_and_those_of_calls_do_not() {
        assert_eq!(names("fcntl.ioctl(0, termios.TIOCGPGRP, buf, 1)"), ["buf"]);
        assert_eq!(names("buf"), ["buf"]);
        assert_eq!(names("echo $total"), ["total"]);
    }
}
