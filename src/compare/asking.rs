//! Code that asks what surrounds it, and the variables that hold what was asked before.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use crate::languages::Lang;
use crate::reasons::{Because, Reason};

// What is assigned to, with its type or what declares it; no comparison.
pattern!(ASSIGNS, r"^\s*([\w$\t ,:<>*&\[\]]+?)\s*:?=[^=]");
pattern!(NAME, r"[A-Za-z_]\w*");

/// Names that stand for whatever went wrong or is not wanted, each time for another.
const PASSING: [&str; 3] = ["_", "err", "ok"];

/// What is said of code that asks, or that uses what was asked.
pub(super) fn varies() -> Because {
    Because::new(Reason::Nondeterministic, "what it shows differs between machines and moments")
}

/// The pattern of the code of a language that asks.
pub(super) fn asks_of(language: Lang) -> Option<&'static Regex> {
    static COMPILED: LazyLock<HashMap<&str, OnceLock<Regex>>> =
        LazyLock::new(|| Lang::known().map(|language| (language.name(), OnceLock::new())).collect());
    let pattern = language.asks()?;
    let compiled = COMPILED.get(language.name())?;
    Some(compiled.get_or_init(|| Regex::new(pattern).expect("a pattern of our own")))
}

/// The variables that hold what these lines asked, or what they made of it.
pub(super) fn asked<'a>(lines: impl Iterator<Item = &'a str>, asks: &dyn Fn(&str) -> bool) -> HashSet<&'a str> {
    let mut names = HashSet::new();
    for line in lines {
        let Some(found) = ASSIGNS.captures(line) else { continue };
        let (Some(whole), Some(targets)) = (found.get(0), found.get(1)) else { continue };
        let value = &line[whole.end() - 1..];
        if asks(line) || uses_any(value, &names) {
            names.extend(targets.as_str().split(',').filter_map(assigned));
        }
    }
    names
}

/// The name in `let mut count: usize`, `std::string name` or `$count`.
fn assigned(target: &str) -> Option<&str> {
    let end = target.replace("::", "  ").find(':').unwrap_or(target.len());
    let name = NAME.find_iter(&target[..end]).last()?.as_str();
    (!PASSING.contains(&name)).then_some(name)
}

/// Whether code uses one of these variables: neither a field of that name nor an escape such as `\n`.
pub(super) fn uses_any(code: &str, names: &HashSet<&str>) -> bool {
    let is_part =
        |at: usize| code[..at].ends_with(['\\', '%']) || code[..at].ends_with('.') && !code[..at].ends_with("..");
    !names.is_empty() && NAME.find_iter(code).any(|name| names.contains(name.as_str()) && !is_part(name.start()))
}

#[cfg(test)]
mod tests {
    use super::{asked, uses_any};

    fn names(code: &str) -> Vec<&str> {
        let mut names: Vec<_> = asked(code.lines(), &|line| line.contains("ask()")).into_iter().collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn what_is_assigned_what_was_asked_holds_it() {
        assert_eq!(names("let mut n: usize = ask();\nlet m = n * 2;\nlet k = 1;"), ["m", "n"]);
        assert_eq!(names("host, err := ask()\nif a, ok := ask(); ok {"), ["a", "host"]);
        assert_eq!(names("std::string name = ask();\nconst x: T = ask()\nN=$(ask())"), ["N", "name", "x"]);
        assert!(names("ask()\nif n == ask() {\nprint(n)\nx.n = 3").is_empty());
    }

    #[test]
    fn a_variable_is_used_by_its_name_alone() {
        let names = ["n"].into();
        for code in ["print(n)", "echo $n", "\"{n}\"", "0..n"] {
            assert!(uses_any(code, &names), "{code}");
        }
        for code in ["printf(\"%d\\n\", 1)", "a.n", "nn", "scanf(\"%n\")"] {
            assert!(!uses_any(code, &names), "{code}");
        }
    }
}
