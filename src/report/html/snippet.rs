//! One block on the page: its text, its verdict, and how that came about.

use std::fmt::Write;

use super::Card;
use super::code::code;
use super::escape::escape;
use super::note::language;
use crate::claims::Strength;
use crate::compare::Verdict;
use crate::extract::FoundBy;
use crate::notes::Document;
use crate::report::finding::{complaint, is_short, marked};
use crate::report::repair::{came_of, one_line};
use crate::report::{AttributionLine, ClaimLine, EditLine, Line, RepairLine};

/// Writes a block.
pub(super) fn snippet(out: &mut String, document: &Document, card: &Card<'_>) {
    let line = card.line;
    let word = line.verdict.as_ref().map_or("listed", Verdict::word);
    let (language, first) = (escape(language(line)), line.place.start_line);
    let is_inline = line.found_by == FoundBy::Inline;
    let inline = if is_inline { " inline" } else { "" };
    let _ = write!(
        out,
        "<section class=\"snippet {word}{inline}\" id=\"{}\" data-verdict=\"{word}\" data-language=\"{language}\" \
         tabindex=\"-1\" aria-label=\"{word}, {language}, line {first}\">\n\
         <div class=\"head\"><b class=\"verdict\">{word}</b>",
        card.anchor
    );
    if line.known {
        out.push_str("<span class=\"known\">known</span>");
    }
    if is_inline {
        let _ = write!(out, "<code>{}</code>", escape(&line.excerpt));
    }
    let toolchain = line.toolchain.as_deref().map_or(language, escape);
    let _ = writeln!(
        out,
        "<span>{toolchain}</span><span>line {first}</span><a class=\"anchor\" href=\"#{}\">{}</a></div>",
        card.anchor,
        escape(&line.id)
    );
    if !is_inline {
        code(out, document, line);
    }
    judged(out, line);
    for repair in &line.repairs {
        repaired(out, repair);
    }
    background(out, line);
    out.push_str("</section>\n");
}

/// What a person says would make it true, and what came of that.
fn repaired(out: &mut String, repair: &RepairLine) {
    let word = repair.verdict.as_ref().map_or("listed", Verdict::word);
    let code = |text: &str| format!("<code>{}</code>", escape(&one_line(text)));
    let (came, seen) = came_of(repair);
    let seen = seen.map_or_else(String::new, |seen| format!(" {}", code(seen)));
    let _ = writeln!(
        out,
        "<p class=\"repair {word}\"><b>repaired</b> with {} for {}: {}{seen}, because {}</p>",
        code(&repair.with),
        code(&repair.replace),
        escape(&came),
        escape(repair.why.trim())
    );
}

/// What a reader should know without asking.
fn judged(out: &mut String, line: &Line) {
    for claim in line.claims.iter().filter(|claim| claim.verdict == Some(Verdict::Drifted)) {
        drift(out, claim);
        if claim.known && !line.known {
            out.push_str("<p class=\"detail\">This is known.</p>\n");
        }
    }
    match &line.verdict {
        Some(Verdict::Fails) if line.messages.is_empty() => {
            let _ = writeln!(out, "<pre class=\"said\">{}</pre>", escape(&complaint(line)));
        }
        Some(Verdict::Fails) => {
            for message in &line.messages {
                let _ = writeln!(
                    out,
                    "<p class=\"at\">Line {}, column {}</p>\n<pre class=\"said\">{}</pre>",
                    message.line,
                    message.column,
                    escape(&message.text)
                );
            }
        }
        Some(Verdict::Unchecked(because)) => {
            let _ = writeln!(
                out,
                "<p class=\"why\"><b>{}</b> {}</p>",
                because.reason.code(),
                escape(because.detail.trim())
            );
        }
        _ => {}
    }
    since(out, line.attribution.as_ref(), "runs", "fails");
}

/// Since when something is wrong.
fn since(out: &mut String, attribution: Option<&AttributionLine>, right: &str, wrong: &str) {
    if let Some(attribution) = attribution {
        let _ = writeln!(out, "<p class=\"since\">{}</p>", escape(&attribution.words(right, wrong)));
    }
}

fn drift(out: &mut String, claim: &ClaimLine) {
    let _ = writeln!(out, "<p class=\"at\">{}: <del>\u{2212} claimed</del> <ins>+ observed</ins></p>", lines(claim));
    difference(out, claim);
    since(out, claim.attribution.as_ref(), "holds", "drifted");
    if let Some(detail) = &claim.detail {
        let _ = writeln!(out, "<p class=\"detail\">{}</p>", escape(detail));
    }
}

/// Where a claim stands.
fn lines(claim: &ClaimLine) -> String {
    match (claim.place.start_line, claim.place.end_line) {
        (first, last) if first == last => format!("line {first}"),
        (first, last) => format!("lines {first}\u{2013}{last}"),
    }
}

fn difference(out: &mut String, claim: &ClaimLine) {
    out.push_str("<pre class=\"diff\">");
    for (sign, text) in marked(claim) {
        let tag = match sign {
            '-' => "del",
            '+' => "ins",
            _ => "span",
        };
        let _ = write!(out, "<{tag}>{sign} {}\n</{tag}>", escape(&text));
    }
    out.push_str("</pre>\n");
}

/// How the verdict came about, for who asks.
fn background(out: &mut String, line: &Line) {
    let told: Vec<_> = line.claims.iter().filter(|claim| claim.verdict != Some(Verdict::Drifted)).collect();
    if line.edits.is_empty() && told.is_empty() {
        return;
    }
    let mut parts = Vec::new();
    if !line.edits.is_empty() {
        parts.push("what was added to run it".to_owned());
    }
    if !told.is_empty() {
        parts.push(super::counted(told.len(), "claim", "claims"));
    }
    let _ = write!(out, "<details>\n<summary>{}</summary>\n", parts.join(", "));
    if !line.edits.is_empty() {
        out.push_str("<ul class=\"edits\">\n");
        for edit in &line.edits {
            addition(out, edit);
        }
        out.push_str("</ul>\n");
    }
    for claim in told {
        other_claim(out, claim);
    }
    out.push_str("</details>\n");
}

fn addition(out: &mut String, edit: &EditLine) {
    let guess = if edit.faithful { "" } else { " <em>(a guess)</em>" };
    let _ = write!(out, "<li>recant {}{guess}", escape(&edit.reason));
    if !edit.text.trim().is_empty() {
        let _ = write!(out, "<pre class=\"added\">{}</pre>", escape(edit.text.trim_matches('\n')));
    }
    out.push_str("</li>\n");
}

/// A claim that did not drift: it holds, or could not be told.
fn other_claim(out: &mut String, claim: &ClaimLine) {
    let word = claim.verdict.as_ref().map_or("listed", Verdict::word);
    let strength = if claim.strength == Strength::Weak { ", perhaps no claim" } else { "" };
    let place = lines(claim);
    let _ = writeln!(out, "<p class=\"at\"><b class=\"verdict {word}\">{word}</b> {place}{strength}</p>");
    if claim.verdict == Some(Verdict::Holds) || claim.observed.is_none() {
        let tag = if is_short(&claim.claimed) { "code" } else { "pre" };
        let _ = writeln!(out, "<{tag} class=\"claimed\">{}</{tag}>", escape(claim.claimed.trim_end()));
    } else {
        difference(out, claim);
    }
    if let Some(detail) = &claim.detail {
        let _ = writeln!(out, "<p class=\"detail\">{}</p>", escape(detail));
    }
    if !claim.relaxations.is_empty() {
        let _ = writeln!(out, "<p class=\"detail\">Relaxed: {}</p>", escape(&claim.relaxations.join(", ")));
    }
}
