//! The report as Markdown: for pull requests, step summaries and a project's own pages.

use std::fmt::Write;

use super::finding::{Finding, claimed, complaint, findings, is_short, marked, observed};
use super::repair::came_of;
use super::text::visible;
use super::{Counts, Report};

/// Findings of which a difference is shown in full; the table has all of them.
const SHOWN: usize = 50;

/// Characters of a cell of the table.
const CELL: usize = 120;

/// The report as Markdown: a table of what the notes claim and what is true today, and below it what
/// does not fit into a line. Nothing in it that comes from notes can be markup, mention or link.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let findings: Vec<_> = findings(report).collect();
    let mut out = format!("{}\n", headline(report));
    let (drifted, failing): (Vec<&Finding<'_>>, Vec<_>) = findings.iter().partition(|finding| finding.claim.is_some());
    if !drifted.is_empty() {
        out.push_str("\n| where | the note claims | true today | on |\n| --- | --- | --- | --- |\n");
        for finding in &drifted {
            row(&mut out, finding);
        }
    }
    if !failing.is_empty() {
        out.push_str("\n| where | fails with | on |\n| --- | --- | --- |\n");
        for finding in failing {
            let (place, said, on) = (place(finding), cell(&complaint(finding.line)), toolchain(finding));
            let _ = writeln!(out, "| {place} | {said} | {on} |");
        }
    }
    repairs(&mut out, report);
    differences(&mut out, &drifted);
    unchecked(&mut out, report);
    out
}

fn headline(report: &Report) -> String {
    let summary = &report.summary;
    let files = if summary.documents == 1 { "file" } else { "files" };
    let what = if summary.blocks == 1 { "block" } else { "blocks" };
    let blocks = format!("{} {what} in {} {files}", summary.blocks, summary.documents);
    if summary.verdicts.total() == 0 {
        return format!("{blocks}.");
    }
    let mut text = format!("{blocks}: {}.", counts(&summary.verdicts));
    if summary.claims.total() > 0 {
        let _ = write!(text, " Claims: {}.", counts(&summary.claims));
    }
    if summary.known > 0 {
        let _ = write!(text, " Known to be wrong, and not listed here: {}.", summary.known);
    }
    text
}

fn counts(counts: &Counts) -> String {
    let all = [
        (counts.drifted, "drifted"),
        (counts.fails, "fail"),
        (counts.holds, "hold"),
        (counts.runs, "run"),
        (counts.unchecked, "unchecked"),
    ];
    let said = all.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("**{count}** {word}"));
    said.collect::<Vec<_>>().join(", ")
}

fn row(out: &mut String, finding: &Finding<'_>) {
    let Some(claim) = finding.claim else { return };
    let (place, on) = (place(finding), toolchain(finding));
    let (claimed, observed) = (cell(&claimed(claim)), observed(claim));
    // Of the lines of an error, the one that says what is wrong; the difference shows all.
    let complaint = complaint(finding.line);
    let observed = if observed.ends_with(&complaint) { cell(&complaint) } else { cell(&observed) };
    let _ = writeln!(out, "| {place} | {claimed} | {observed} | {on} |");
}

fn place(finding: &Finding<'_>) -> String {
    code(&format!("{}:{}", visible(&finding.line.path), finding.place.start_line))
}

/// The toolchain, and since when it is so.
fn toolchain(finding: &Finding<'_>) -> String {
    let name = finding.line.toolchain.as_deref().map(|name| code(&visible(name)));
    // Names of languages and versions of installed toolchains: nothing of it comes from notes.
    let since = finding.since();
    name.into_iter().chain(since).collect::<Vec<_>>().join("; ")
}

/// What people say the notes should say today, and what comes of it.
fn repairs(out: &mut String, report: &Report) {
    let repairs = report.snippets.iter().flat_map(|line| line.repairs.iter().map(move |repair| (line, repair)));
    let mut repairs = repairs.peekable();
    if repairs.peek().is_some() {
        out.push_str(
            "\n| where | the note has | it should have | then it | because |\n| --- | --- | --- | --- | --- |\n",
        );
    }
    for (line, repair) in repairs {
        let place = code(&format!("{}:{}", visible(&line.path), line.place.start_line));
        let (replace, with) = (cell(&visible(&repair.replace)), cell(&visible(&repair.with)));
        let (came, seen) = came_of(repair);
        let then = text(&came) + &seen.map_or_else(String::new, |seen| format!(" {}", cell(&visible(seen))));
        let why = sentence(&visible(&repair.why));
        let _ = writeln!(out, "| {place} | {replace} | {with} | {then} | {why} |");
    }
}

/// A text as code on one line: the first of its lines that says something, an ellipsis for the rest.
fn cell(text: &str) -> String {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let shown: String = first.chars().take(CELL).collect();
    let cut = lines.next().is_some() || shown.len() < first.len();
    format!("{}{}", code(&shown), if cut { " …" } else { "" })
}

/// A line of text as code. Where Markdown's own code would need care, every mark is an entity.
fn code(line: &str) -> String {
    let line = line.replace(['\n', '\t'], " ");
    let line = line.trim();
    match line {
        "" => String::new(),
        _ if line.contains(['`', '|', '\\']) => format!("<code>{}</code>", text(line)),
        _ => format!("`{line}`"),
    }
}

/// A line of text in which what stands between back-ticks is code, and nothing else is markup.
fn sentence(line: &str) -> String {
    let parts: Vec<&str> = line.split('`').collect();
    // Those at odd places stand between two of them, if they come in pairs.
    if parts.len().is_multiple_of(2) {
        return text(line);
    }
    parts.iter().enumerate().map(|(at, part)| if at % 2 == 0 { text(part) } else { code(part) }).collect()
}

/// A line of text in which nothing is markup, a link, a mention or a picture, as GitHub makes them of Markdown.
fn text(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let means_something = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '@' | '#' => true,
            // `https://`, `:smile:`
            ':' => rest.peek().is_some_and(|next| !next.is_whitespace()),
            // `www.example.org`
            '.' => out.to_lowercase().ends_with("www"),
            _ => false,
        };
        if means_something {
            let _ = write!(out, "&#{};", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// A line of text in a block of HTML, in which nothing else is read.
fn html(line: &str) -> String {
    line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What is too long for the table.
fn differences(out: &mut String, drifted: &[&Finding<'_>]) {
    let mut shown = 0;
    for finding in drifted {
        let Some(claim) = finding.claim else { continue };
        if is_short(&claimed(claim)) && is_short(&observed(claim)) {
            continue;
        }
        shown += 1;
        if shown > SHOWN {
            continue;
        }
        let lines = marked(claim).iter().fold(String::new(), |lines, (sign, line)| lines + &format!("{sign} {line}\n"));
        let fence = fence(&lines);
        let _ = write!(
            out,
            "\n<details><summary><code>{}</code>: the note claims (-), true today (+)</summary>\n\n{fence}diff\n{lines}{fence}\n\n</details>\n",
            html(&finding.position())
        );
    }
    if shown > SHOWN {
        let _ = writeln!(out, "\n{} more differences are left out.", shown - SHOWN);
    }
}

/// A fence that no line of the text can close.
fn fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

fn unchecked(out: &mut String, report: &Report) {
    let mut reasons: Vec<_> = report.summary.reasons.iter().collect();
    reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), reason.code()));
    if !reasons.is_empty() {
        let list: Vec<_> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        let _ = writeln!(out, "\nUnchecked: {}.", list.join(", "));
    }
}
