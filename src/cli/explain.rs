//! `recant explain`: the pages on what reports say, built in.

use std::fmt::Write;
use std::process::ExitCode;

use anstyle::Style;
use clap::Args;
use include_dir::{Dir, include_dir};
use similar::get_close_matches;

use super::CliError;
use super::output::Console;

/// One page for each verdict and each reason.
static REASONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/reasons");

/// One page for each relaxation of a comparison.
static RELAXATIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/relaxations");

const HEAD: Style = Style::new().bold();

/// The least likeness at which a misspelt code is still told from another one, as in Python's difflib.
const CUTOFF: f32 = 0.6;

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// A verdict, a reason or a relaxation, as reports print it; without it, all are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn explain(arguments: &Explain, console: &Console) -> Result<ExitCode, CliError> {
    let Some(code) = &arguments.code else {
        console.show(&listed())?;
        return Ok(ExitCode::SUCCESS);
    };
    let page = page(code).ok_or_else(|| unknown(code))?;
    console.show(&with_headings(page))?;
    Ok(ExitCode::SUCCESS)
}

/// The pages of a folder: code and text, by code.
fn pages(folder: &'static Dir<'static>) -> Vec<(&'static str, &'static str)> {
    let page =
        |file: &'static include_dir::File<'static>| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?));
    folder.files().filter_map(page).collect()
}

fn page(code: &str) -> Option<&'static str> {
    [&REASONS, &RELAXATIONS].into_iter().flat_map(pages).find(|(known, _)| *known == code).map(|(_, text)| text)
}

fn unknown(code: &str) -> CliError {
    let known: Vec<&str> = [&REASONS, &RELAXATIONS].into_iter().flat_map(pages).map(|(code, _)| code).collect();
    CliError::Usage(match get_close_matches(code, &known, 1, CUTOFF).first() {
        Some(meant) => format!("there is no code \"{code}\"; did you mean `{meant}`?"),
        None => format!("there is no code \"{code}\"; `recant explain` lists those that there are"),
    })
}

fn listed() -> String {
    let mut out = String::new();
    for (heading, folder) in [("Verdicts and reasons", &REASONS), ("Relaxations", &RELAXATIONS)] {
        let _ = writeln!(out, "{}{HEAD}{heading}{HEAD:#}\n", if out.is_empty() { "" } else { "\n" });
        for (code, text) in pages(folder) {
            let _ = writeln!(out, "  {code:20}  {}", first_sentence(text));
        }
    }
    out
}

/// What a page says first, on one line.
fn first_sentence(page: &str) -> String {
    let paragraph = page.split("\n\n").nth(1).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    match paragraph.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => paragraph,
    }
}

/// The page as it is, but for its headings, which stand out without marks.
fn with_headings(page: &str) -> String {
    let mut out = String::new();
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.starts_with("````");
        let _ = match line.strip_prefix('#').filter(|_| !fenced) {
            Some(rest) => writeln!(out, "{HEAD}{}{HEAD:#}", rest.trim_start_matches('#').trim().trim_matches('`')),
            None => writeln!(out, "{line}"),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{REASONS, RELAXATIONS, pages};
    use crate::compare::{Verdict, relaxations};
    use crate::reasons::{Because, Reason};

    fn codes(folder: &'static include_dir::Dir<'static>) -> Vec<&'static str> {
        pages(folder).into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn each_verdict_and_each_reason_has_a_page_and_nothing_else_does() {
        let unchecked = Verdict::Unchecked(Because::new(Reason::Data, ""));
        let verdicts = [Verdict::Drifted, Verdict::Fails, unchecked, Verdict::Holds, Verdict::Runs];
        let words = verdicts.iter().map(Verdict::word).chain(Reason::ALL.map(Reason::code));
        let mut words: Vec<_> = words.collect();
        words.sort_unstable();
        assert_eq!(codes(&REASONS), words);
    }

    #[test]
    fn each_relaxation_has_a_page_and_nothing_else_does() {
        let mut names: Vec<_> = relaxations().collect();
        names.sort_unstable();
        assert_eq!(codes(&RELAXATIONS), names);
    }

    #[test]
    fn a_page_begins_with_its_code() {
        for (code, text) in [&REASONS, &RELAXATIONS].into_iter().flat_map(pages) {
            assert!(text.starts_with(&format!("# `{code}`\n\n")), "{code}");
        }
    }
}
