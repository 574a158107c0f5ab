//! Evidence that words speak of a piece of code: it holds them as strings, or as names.

use std::cell::OnceCell;
use std::collections::HashSet;

/// The strings of a piece of code with their words, and its names: read when somebody asks, which is seldom.
#[derive(Default)]
pub(super) struct Echo<'a> {
    code: &'a str,
    quoted: OnceCell<HashSet<&'a str>>,
    names: OnceCell<HashSet<&'a str>>,
}

/// The first words of a text tell what it is.
const MAX_WORDS: usize = 40;

impl<'a> Echo<'a> {
    /// The evidence that `code` gives.
    pub(super) fn of(code: &'a str) -> Self {
        Self { code, ..Self::default() }
    }

    /// Whether the code holds this name, or word.
    pub(super) fn names(&self, name: &str) -> bool {
        let names = || self.code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty());
        self.names.get_or_init(|| names().collect()).contains(name)
    }

    /// Whether the text, or at least half of its words, stand between quotes in the code.
    pub(super) fn knows(&self, text: &str) -> bool {
        let strings = || self.code.lines().filter(|line| !is_comment(line)).flat_map(quotes);
        let quoted = self.quoted.get_or_init(|| strings().chain(strings().flat_map(words)).collect());
        if quoted.contains(text) && !text.trim().is_empty() {
            return true;
        }
        let all = words(text).take(MAX_WORDS).count();
        let known = words(text).take(MAX_WORDS).filter(|word| quoted.contains(word)).count();
        known > 0 && 2 * known >= all
    }
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with(['#', '/', '*'])
}

/// The texts between quotes on a line.
fn quotes(line: &str) -> impl Iterator<Item = &str> {
    let quote = line.chars().find(|c| matches!(c, '"' | '\'' | '`')).unwrap_or('"');
    line.split(quote).skip(1).step_by(2)
}

/// The words of a text that say something: two letters at least, or one that is no ASCII letter.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::Echo;

    #[test]
    fn words_that_the_code_prints_are_known() {
        let echo = Echo::of("print('Hello, big World')  # greets\n");
        assert!(echo.knows("Hello, World!"));
        assert!(echo.knows("Hello"));
        assert!(!echo.knows("greets the user"));
        assert!(!echo.knows(""));
        assert!(echo.names("print"));
        assert!(!echo.names("rint"));
    }
}
