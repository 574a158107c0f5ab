//! What the author says behind a fence, and what is to be made of it where the text says otherwise.

use super::vocabulary::Candidate;
use super::weigh::{Weighed, kind_of};
use super::{Class, Kind, syntax};
use crate::extract::Block;
use crate::languages::Lang;

/// Labels that mean "no language".
const PLAIN: &[&str] = &[
    "text",
    "txt",
    "plain",
    "plaintext",
    "plain-text",
    "none",
    "nohighlight",
    "no-highlight",
    "raw",
    "ascii",
    "literal",
];

/// Labels that mean "a program printed this".
const OUTPUT: &[&str] =
    &["output", "out", "log", "logs", "result", "results", "stdout", "stderr", "traceback", "pytb", "py3tb", "ansi"];

/// Labels under which a shell's session stands, and just as often only what it printed.
const SESSION: &[&str] = &["console", "shellsession", "shell-session", "terminal", "bash-session", "sh-session"];

/// The confidence that a label alone gives.
const LABELLED: f32 = 0.97;

/// The confidence that is left where the text looks like something else.
const DOUBTED: f32 = 0.7;

/// How much more the text must look like output than like the label's language to be taken for it;
/// what stands under a session's label needs less.
const REFUTED: f32 = 6.0;
const REFUTED_SESSION: f32 = 1.5;

/// How much more like another language the text must look for people to be told.
const STRANGE: f32 = 8.0;

/// The language that a label names, where it would whatever the grammars said of the text: none of them comes
/// near to refuting it.
pub(super) fn settled(block: &Block, weighed: &Weighed) -> Option<Lang> {
    let label = block.label.as_ref()?.language.to_lowercase();
    let is = |meaning: &[&str]| meaning.contains(&label.as_str());
    let lang = Lang::labelled(&label).filter(|_| !is(OUTPUT) && !is(PLAIN))?;
    let floor = (weighed.score(lang) - syntax::MOST_AGAINST).max(0.0);
    let refuted = if is(SESSION) { REFUTED_SESSION } else { REFUTED };
    weighed.has_no_rival(lang, floor, STRANGE, (!weighed.session).then_some(refuted)).then_some(lang)
}

/// What a block is by a label that is settled. What speaks for it is told where somebody asks.
pub(super) fn believed(lang: Lang) -> Class {
    Class { kind: kind_of(lang), language: Some(lang), confidence: LABELLED, evidence: Vec::new() }
}

/// What a block is by its label and its text.
pub(super) fn class(block: &Block, weighed: &Weighed) -> Class {
    let Some(label) = block.label.as_ref().map(|label| label.language.to_lowercase()) else { return weighed.class() };
    let is = |meaning: &[&str]| meaning.contains(&label.as_str());
    if is(OUTPUT) || is(PLAIN) && !weighed.session {
        return unlike_code(weighed, &label, is(OUTPUT));
    }
    match Lang::labelled(&label) {
        Some(lang) => labelled(weighed, lang, &label, is(SESSION)),
        None => weighed.class(),
    }
}

fn unlike_code(weighed: &Weighed, label: &str, printed: bool) -> Class {
    let (winner, best) = weighed.winner();
    let kind = if winner == Candidate::Prose && !printed { Kind::Unknown } else { Kind::Output };
    let mut evidence = vec![format!("the label says `{label}`")];
    if let Candidate::Language(lang) = winner
        && best > STRANGE
    {
        evidence.push(format!("though it looks like {}", lang.name()));
    }
    Class { kind, language: None, confidence: LABELLED, evidence }
}

fn labelled(weighed: &Weighed, lang: Lang, label: &str, session: bool) -> Class {
    let says = format!("the label says `{label}`");
    let own = weighed.score(lang);
    let (winner, best) = weighed.winner();
    let refuted = if session { REFUTED_SESSION } else { REFUTED };
    if !weighed.session && winner == Candidate::Output && best > own.max(0.0) + refuted {
        let mut evidence = weighed.evidence(Candidate::Output);
        evidence.push(format!("though the label says `{label}`"));
        return Class { kind: Kind::Output, language: None, confidence: DOUBTED, evidence };
    }
    let mut evidence = vec![says];
    evidence.extend(weighed.evidence(Candidate::Language(lang)));
    match winner {
        Candidate::Language(other) if other != lang && best > own.max(0.0) + STRANGE => {
            evidence.push(format!("though it looks like {}", other.name()));
            Class { kind: kind_of(lang), language: Some(lang), confidence: DOUBTED, evidence }
        }
        _ => Class { kind: kind_of(lang), language: Some(lang), confidence: LABELLED, evidence },
    }
}
