//! The lines of a block that say what it is: what was typed, where it is a session, and the pieces of
//! lines that had been several.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::extract::{Block, FoundBy, Prompt};
use crate::notes::floor_char_boundary;

/// The bytes of a block that are looked at: what comes behind them says nothing new.
const ENOUGH: usize = 32 * 1024;

/// The lines that are looked at.
const ENOUGH_LINES: usize = 500;

/// The bytes of a line that are looked at.
const ENOUGH_OF_LINE: usize = 1000;

/// A prompt at the beginning of a line: of a shell, of Python, of a database.
static PROMPT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^\s*(?:
            (?P<python> >>>\ ? | In\ \[\d+\]:\ ? )
          | (?P<sql> (?:mysql|sqlite|postgres[=\#-]+|MariaDB\ \[[^\]]*\]|SQL)>\s+ | \w+=[\#>]\s )
          | (?P<shell> \$\s+ | \[?\w[\w.-]*@[\w.-]+[:\s~\w/.-]*\]?\s?[\#$]\s+ | (?:bash|sh)-[\d.]+[$\#]\s )
        )",
    )
    .expect("the prompts are a regular expression, which a test holds")
});

/// Where one line of flattened code may have ended.
static SEAM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:[;{}]|\*/)\s+
        | \s+(?:>>>|/\*|def|class|return|func|fn|import|from|print|for|if|else|while|try|var|let|const|type|package)\b",
    )
    .expect("the seams are a regular expression, which a test holds")
});

/// Where a comment begins that runs to the end of its line. `#` without a blank behind it begins other
/// things in many languages.
static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\s)//[/!]?\s*|(?:^|\s)#+\s+|^\s*--\s+|\s--\s+|^\s*/\*+\s*|(?P<star>^\s*\*\s+)")
        .expect("the beginning of a comment is a regular expression, which a test holds")
});

/// The name of a file of code in a comment.
static FILE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:[\w-]+\.(?:c|cc|cpp|cppm|cxx|go|h|hpp|java|jsx?|mjs|py|rs|sh|toml|tsx?|ya?ml)|Dockerfile)\b")
        .expect("the name of a file is a regular expression, which a test holds")
});

/// What a call gives, behind an arrow: `url("home") => "/"` is no arrow function.
static GIVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^\s*\w[\w.]*\([^()]*\)(\s+=+>\s*["'\d\[{/-].*)$"#)
        .expect("the arrow is a regular expression, which a test holds")
});

/// What of a block is to be weighed.
pub(super) struct Lines<'a> {
    /// The lines, without prompts and without what came back.
    pub(super) lines: Vec<&'a str>,
    /// Whose prompt stands before them.
    pub(super) prompt: Option<Prompt>,
}

impl<'a> Lines<'a> {
    /// Those of a block.
    pub(super) fn of(block: &'a Block) -> Self {
        let mut lines = Self::written(block);
        let stars = block.code.text().contains("/*");
        for line in &mut lines.lines {
            *line = without_result(without_comment(line, stars));
        }
        lines
    }

    fn written(block: &'a Block) -> Self {
        let text = block.code.text();
        if let Some(first) = block.session.first() {
            let inputs = block.session.iter().flat_map(|entry| &entry.input);
            return Self {
                lines: capped(inputs.filter_map(|range| text.get(range.clone()))),
                prompt: Some(first.prompt),
            };
        }
        let lines = capped(text.lines());
        if let Some(prompt) = lines.iter().find(|line| !is_comment(line)).and_then(|line| prompt_of(line)) {
            let typed = lines.iter().filter_map(|line| Some(&line[prompt_in(line)?.end..])).collect();
            return Self { lines: typed, prompt: Some(prompt) };
        }
        if block.found_by == FoundBy::Flattened {
            return Self { lines: lines.into_iter().flat_map(pieces).take(ENOUGH_LINES).collect(), prompt: None };
        }
        Self { lines, prompt: None }
    }
}

fn capped<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut left = ENOUGH;
    let worth = lines.map(str::trim_end).filter(|line| !line.is_empty()).take(ENOUGH_LINES);
    let cut = worth.map(|line| &line[..floor_char_boundary(line, ENOUGH_OF_LINE)]);
    cut.take_while(|line| {
        let fits = left > 0;
        left = left.saturating_sub(line.len());
        fits
    })
    .collect()
}

/// A line up to the first word of its comment, or to a file's name in it: the rest is prose about
/// anything, in the words of any language.
fn without_comment(line: &str, stars: bool) -> &str {
    let Some(comment) = COMMENT.captures(line) else { return line };
    let behind = comment.get(0).map_or(0, |marker| marker.end());
    if comment.name("star").is_some() && !stars || line[behind..].contains("*/") {
        return line;
    }
    let first_word = line[behind..].find(char::is_whitespace).map_or(line.len(), |blank| behind + blank);
    let file = FILE.find(&line[behind..]).map_or(0, |name| behind + name.end());
    &line[..first_word.max(file)]
}

/// A call without what the author says that it gives.
fn without_result(line: &str) -> &str {
    let arrow = GIVES.captures(line).and_then(|found| found.get(1));
    arrow.map_or(line, |arrow| &line[..arrow.start()])
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("# ") || line.starts_with("//") || line.starts_with("-- ")
}

fn prompt_in(line: &str) -> Option<Range<usize>> {
    PROMPT.find(line).map(|found| found.range())
}

fn prompt_of(line: &str) -> Option<Prompt> {
    let found = PROMPT.captures(line)?;
    if line[found.get(0)?.end()..].starts_with('{') {
        // `$ {command}`, as documentation makes it from a template.
        return None;
    }
    let whose = [("python", Prompt::Python), ("sql", Prompt::Sqlite), ("shell", Prompt::Shell)];
    whose.into_iter().find(|(name, _)| found.name(name).is_some()).map(|(_, prompt)| prompt)
}

fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let seams = SEAM.find_iter(line).map(|seam| {
        let blank = seam.start() + seam.as_str().find(char::is_whitespace).unwrap_or_default();
        let piece = &line[start..blank];
        start = blank;
        piece.trim()
    });
    let seams: Vec<_> = seams.collect();
    seams.into_iter().chain(std::iter::once(line[start..].trim())).filter(|piece| !piece.is_empty())
}
