//! The report for people: the ledger, a picture of each drift, and what it comes to.

use std::fmt::Write;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use rayon::prelude::*;

use super::links::linked;
use super::text::{fit, visible};
use super::versions::{counted, each, missing};
use super::{ClaimLine, Counts, Line, Report, repaired};
use crate::classify::Kind;
use crate::compare::{Side, Verdict, difference};
use crate::complete::How;
use crate::reasons::Reason;

/// How a report is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The columns that a line may take.
    pub columns: usize,
    /// Whether lines that hold, run or are unchecked are left out.
    pub quiet: bool,
    /// The folder that paths are relative to, where places are to be links to it.
    pub links: Option<&'a Path>,
}

/// The report as text with ANSI styles, which the caller strips where they are not wanted.
#[must_use]
pub fn terminal(report: &Report, look: Look<'_>) -> String {
    let mut out = String::new();
    if !look.quiet {
        ledger(&mut out, report, look);
    }
    for line in &report.snippets {
        if line.verdict == Some(Verdict::Fails) && !line.known {
            failure(&mut out, line, look);
        }
        // An output block repeats the claim that it makes: one picture is enough.
        for claim in line.claims.iter().filter(|claim| claim.verdict == Some(Verdict::Drifted) && !claim.known) {
            drift(&mut out, line, claim, look);
        }
        repairs(&mut out, line);
    }
    notices(&mut out, report);
    summary(&mut out, report, look);
    out.drain(..out.len() - out.trim_start_matches('\n').len());
    out
}

/// What is to be said of files as a whole.
fn notices(out: &mut String, report: &Report) {
    for (index, notice) in report.notices.iter().enumerate() {
        let space = if index == 0 { "\n" } else { "" };
        let place = notice.line.map_or_else(String::new, |line| format!(":{line}"));
        let place = paint(NOTE, &format!("{}{place}", visible(&notice.path)));
        let _ = writeln!(out, "{space}{place}: {}", visible(&notice.message));
    }
}

const BAD: Style = AnsiColor::Red.on_default().bold();
const GOOD: Style = AnsiColor::Green.on_default();
const NOTE: Style = AnsiColor::Yellow.on_default();
const QUIET: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();

fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

fn style(verdict: &Verdict) -> Style {
    match verdict {
        Verdict::Drifted | Verdict::Fails => BAD,
        Verdict::Unchecked(_) => NOTE,
        Verdict::Holds | Verdict::Runs => GOOD,
    }
}

/// How wide the columns of the ledger are.
struct Columns {
    /// Whether paths stand above their lines.
    grouped: bool,
    place: usize,
    word: usize,
    language: usize,
    about: usize,
}

/// How many rows one thread makes at a time, and how many all of them make until they are put together.
const ROWS: usize = 512;
const BATCH: usize = 64 * ROWS;

/// One line a snippet. Where the paths would take too much of each line, they stand above their lines.
fn ledger(out: &mut String, report: &Report, look: Look<'_>) {
    let lines = &report.snippets;
    let is_short = lines.len() <= ROWS;
    let longest = |width: &(dyn Fn(&Line) -> usize + Sync)| {
        // Threads take longer to begin than a few rows to make.
        let longest = if is_short { lines.iter().map(width).max() } else { lines.par_iter().map(width).max() };
        longest.unwrap_or(0)
    };
    let place = longest(&|line| place(line).chars().count());
    let columns = Columns {
        grouped: place * 3 > look.columns,
        place,
        word: longest(&|line| word(line).chars().count()).max(VERDICT),
        language: longest(&|line| language(line).chars().count()),
        about: longest(&|line| about(line).chars().count()),
    };
    let rows = |first: usize| {
        let mut out = String::new();
        for (index, line) in lines.iter().enumerate().skip(first).take(ROWS) {
            let before = index.checked_sub(1).map(|before| &lines[before].path);
            if columns.grouped && before != Some(&line.path) {
                let _ = writeln!(out, "{}", paint(STRONG, &visible(&line.path)));
            }
            row(&mut out, line, &columns, look);
        }
        out
    };
    if is_short {
        out.push_str(&rows(0));
        return;
    }
    for batch in (0..lines.len()).step_by(BATCH) {
        let firsts: Vec<usize> = (batch..lines.len().min(batch + BATCH)).step_by(ROWS).collect();
        out.extend(firsts.into_par_iter().map(rows).collect::<Vec<_>>());
    }
}

fn row(out: &mut String, line: &Line, columns: &Columns, look: Look<'_>) {
    let Columns { grouped, place: width, word: words, language: languages, about: abouts } = *columns;
    let place = if grouped { format!("{:>5}", line.place.start_line) } else { format!("{:<width$}", place(line)) };
    let head = format!("{place}  {:<languages$}  {:<abouts$}", language(line), about(line));
    let left = look.columns.saturating_sub(words + 2 + head.chars().count() + 2);
    let excerpt = if left < 8 { String::new() } else { fit(&visible(&line.excerpt), left) };
    let style = line.verdict.as_ref().filter(|_| !line.known).map_or(QUIET, style);
    let painted = paint(style, &format!("{:<words$}", word(line)));
    let excerpt = if excerpt.is_empty() { excerpt } else { format!("  {}", paint(QUIET, &excerpt)) };
    let _ = writeln!(out, "{painted}  {}{excerpt}", if excerpt.is_empty() { head.trim_end() } else { &head });
    if let Some(each) = each(&line.versions) {
        let _ = writeln!(out, "{:words$}  {}", "", paint(QUIET, &each));
    }
}

/// Where a block begins, as `show` and `run` take it.
fn place(line: &Line) -> String {
    format!("{}:{}", visible(&line.path), line.place.start_line)
}

/// The verdict; where nothing was run there is none, and room for the name by which to ask for more.
fn word(line: &Line) -> &str {
    line.verdict.as_ref().map_or(line.id.as_str(), |verdict| verdict.word())
}

/// The columns that the longest verdict takes.
const VERDICT: usize = 9;

fn language(line: &Line) -> &'static str {
    line.language.unwrap_or(if line.kind == Kind::Output { "output" } else { "?" })
}

/// Why it could not be told, or how its program came about, and whether it is known to be wrong.
fn about(line: &Line) -> String {
    let about = line.reason.map(Reason::code).or(line.how.map(How::word));
    about.into_iter().chain(line.known.then_some("known")).collect::<Vec<_>>().join(", ")
}

fn heading(
    out: &mut String,
    line: &Line,
    what: &str,
    (at, column): (usize, usize),
    toolchain: Option<&String>,
    look: Look<'_>,
) {
    let place = linked(&format!("{}:{at}:{column}", visible(&line.path)), &line.path, at, look);
    let _ = write!(out, "\n{} {}", paint(BAD, what), paint(STRONG, &place));
    if let Some(toolchain) = toolchain {
        let _ = write!(out, "  {}", paint(QUIET, toolchain));
    }
    out.push('\n');
}

fn failure(out: &mut String, line: &Line, look: Look<'_>) {
    let first = line.messages.first();
    let (at, column) =
        first.map_or((line.place.start_line, line.place.start_column), |message| (message.line, message.column));
    heading(out, line, "fails", (at, column), line.toolchain.as_ref(), look);
    let source = first.map_or(&line.excerpt, |message| &message.source);
    let _ = writeln!(out, "  {at:>5} │ {}", visible(source));
    let said = first.map(|message| message.text.as_str()).or(line.detail.as_deref()).unwrap_or_default();
    let _ = writeln!(out, "        {}", visible(said));
    if let Some(attribution) = &line.attribution {
        let _ = writeln!(out, "        {}", visible(&attribution.words("runs", "fails")));
    }
    added(out, line);
}

fn drift(out: &mut String, line: &Line, claim: &ClaimLine, look: Look<'_>) {
    let on = claim.versions.iter().find(|version| version.verdict == claim.verdict).map(|version| &version.toolchain);
    let place = (claim.place.start_line, claim.place.start_column);
    heading(out, line, "drifted", place, on.or(line.toolchain.as_ref()), look);
    for (offset, text) in claim.source.iter().enumerate() {
        let _ = writeln!(out, "  {:>5} │ {}", claim.place.start_line + offset, visible(text));
    }
    let observed = claim.observed.as_deref().unwrap_or_default();
    let short = |text: &str| text.trim_end().lines().count() <= 1;
    if short(&claim.claimed) && short(observed) {
        let _ = writeln!(out, "        claimed   {}", paint(BAD, visible(&claim.claimed).trim_end()));
        let _ = writeln!(out, "        observed  {}", paint(GOOD, visible(observed).trim_end()));
    } else {
        let _ = writeln!(out, "        {} {}", paint(BAD, "- claimed"), paint(GOOD, "+ observed"));
        for change in difference(&claim.claimed, observed) {
            let (sign, style) = match change.side {
                Side::Both => (' ', Style::new()),
                Side::Claimed => ('-', BAD),
                Side::Observed => ('+', GOOD),
            };
            let _ = writeln!(out, "        {}", paint(style, &format!("{sign} {}", visible(&change.text))));
        }
    }
    if let Some(detail) = &claim.detail {
        let _ = writeln!(out, "        {}", visible(detail));
    }
    if let Some(attribution) = &claim.attribution {
        let _ = writeln!(out, "        {}", visible(&attribution.words("holds", "drifted")));
    }
    if let Some(each) = each(&claim.versions) {
        let _ = writeln!(out, "        {each}");
    }
    added(out, line);
}

/// What a person says would make a block true, and what came of that.
fn repairs(out: &mut String, line: &Line) {
    for repair in &line.repairs {
        let place = format!("{}:{}", visible(&line.path), line.place.start_line);
        let toolchain = repair.toolchain.as_deref().unwrap_or_default();
        let head = format!("\n{} {}  {}", paint(NOTE, "repaired"), paint(STRONG, &place), paint(QUIET, toolchain));
        let _ = writeln!(out, "{}\n        {}", head.trim_end(), repaired(repair));
    }
}

fn added(out: &mut String, line: &Line) {
    let mut reasons: Vec<_> = line.edits.iter().map(|edit| edit.reason.as_str()).collect();
    reasons.dedup();
    if !reasons.is_empty() {
        let _ =
            writeln!(out, "        {}", paint(QUIET, &format!("to run it, recant {}", visible(&reasons.join(", ")))));
    }
    let _ = writeln!(out, "        {}", paint(QUIET, &format!("recant show {}", line.id)));
}

fn summary(out: &mut String, report: &Report, look: Look<'_>) {
    let summary = &report.summary;
    if summary.documents == 0 {
        return;
    }
    let files = if summary.documents == 1 { "file" } else { "files" };
    let blocks = if summary.blocks == 1 { "block" } else { "blocks" };
    let _ = write!(out, "\n{} {blocks} of code, data and output in {} {files}", summary.blocks, summary.documents);
    if summary.verdicts.total() == 0 {
        out.push_str(".\n");
        return;
    }
    let _ = writeln!(out, ": {}.", counts(&summary.verdicts));
    if !summary.reasons.is_empty() {
        let mut reasons: Vec<_> = summary.reasons.iter().collect();
        reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), reason.code()));
        let list: Vec<_> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        let _ = writeln!(out, "Unchecked: {}.", list.join(", "));
        if !look.quiet {
            hint(out, report);
        }
    }
    if summary.claims.total() > 0 {
        let _ = writeln!(out, "Claims: {}.", counts(&summary.claims));
    }
    if summary.known > 0 {
        let _ = writeln!(out, "Known to be wrong, and not counted against the notes: {}.", summary.known);
    }
    if !report.granted.is_nothing() {
        let _ = writeln!(out, "{}", paint(NOTE, &format!("Granted: {}.", visible(&report.granted.to_string()))));
    }
    for (toolchain, on_it) in counted(report) {
        let _ = writeln!(out, "On {toolchain}: {}.", counts(&on_it));
    }
    for missing in missing(report) {
        let _ = writeln!(out, "{}", paint(QUIET, &visible(missing)));
    }
}

/// Where to read why something is unchecked, with an example of this report.
fn hint(out: &mut String, report: &Report) {
    let unchecked = |line: &&Line| matches!(line.verdict, Some(Verdict::Unchecked(_)));
    if let Some(line) = report.snippets.iter().find(unchecked) {
        let _ = writeln!(out, "{}", paint(QUIET, &format!("`recant show {}` tells why one is.", place(line))));
    }
    if report.summary.reasons.contains_key(&Reason::MissingToolchain) {
        let _ = writeln!(
            out,
            "{}",
            paint(QUIET, "`recant doctor` tells which toolchains are missing, and how to get them.")
        );
    }
}

fn counts(counts: &Counts) -> String {
    let all = [
        (counts.drifted, "drifted", BAD),
        (counts.fails, "fail", BAD),
        (counts.holds, "hold", GOOD),
        (counts.runs, "run", GOOD),
        (counts.unchecked, "unchecked", NOTE),
    ];
    let said = all
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, word, style)| paint(*style, &format!("{count} {word}")));
    said.collect::<Vec<_>>().join(", ")
}
