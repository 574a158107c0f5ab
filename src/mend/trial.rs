//! Trying an edit: the edited note is read anew, and has to say what it is meant to.

use super::{Edit, Seen, applied};
use crate::claims::{Claim, claims};
use crate::classify::{Snippet, classify};
use crate::compare::{Comparison, Observed, compare};
use crate::extract::extract;
use crate::notes::{self, Document};

/// Edits that are tried one by one where they do not do together; each reads the document anew.
const MAX_SINGLY: usize = 64;

/// What a document says by itself, without what people stored for it.
struct Reading {
    snippets: Vec<Snippet>,
    claims: Vec<Claim>,
}

impl Reading {
    fn of(document: &Document) -> Self {
        let snippets = classify(document, extract(document));
        let claims = claims(document, &snippets);
        Self { snippets, claims }
    }
}

/// The edits that do what they should, and the claims of those that do not. They come in the order of
/// the file.
pub(super) fn kept(document: &Document, known: &[Claim], edits: Vec<(Edit, Seen<'_>)>) -> (Vec<Edit>, Vec<usize>) {
    if edits.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let before = Reading::of(document);
    let does = |edits: &[(Edit, Seen<'_>)]| is_true(document, &before, known, edits);
    let (mut kept, mut refused): (Vec<(Edit, Seen<'_>)>, Vec<usize>) = (Vec::new(), Vec::new());
    if does(&edits) {
        kept = edits;
    } else {
        for (index, edit) in edits.into_iter().enumerate() {
            kept.push(edit);
            if index >= MAX_SINGLY || !does(&kept) {
                refused.extend(kept.pop().map(|(edit, _)| edit.claim));
            }
        }
    }
    (kept.into_iter().map(|(edit, _)| edit).collect(), refused)
}

/// Whether the edited document makes the claims that it made, of the same code, but for those that were
/// edited, and these agree with what was seen.
fn is_true(document: &Document, before: &Reading, known: &[Claim], edits: &[(Edit, Seen<'_>)]) -> bool {
    if edits.windows(2).any(|pair| pair[0].0.range.end > pair[1].0.range.start) {
        return false;
    }
    let plain: Vec<Edit> = edits.iter().map(|(edit, _)| edit.clone()).collect();
    let edited = notes::read(&document.path, applied(document.text().as_bytes(), &plain));
    let after = Reading::of(&edited);
    if edited.format != document.format
        || after.claims.len() != before.claims.len()
        || after.snippets.len() != before.snippets.len()
    {
        return false;
    }
    let same_code = before.snippets.iter().zip(&after.snippets).all(|(one, other)| {
        one.kind == other.kind && one.language.map(|own| own.name()) == other.language.map(|own| own.name())
    });
    let seen_of = |claim: &Claim| {
        let is_it = |(edit, _): &&(Edit, Seen<'_>)| {
            let known = &known[edit.claim];
            known.span == claim.span && known.notation == claim.notation && known.subject == claim.subject
        };
        edits.iter().find(is_it).map(|(_, seen)| seen)
    };
    let edited = before.claims.iter().filter(|claim| seen_of(claim).is_some()).count();
    let same_claims = before.claims.iter().zip(&after.claims).all(|(claim, now)| {
        let alike = now.notation == claim.notation && now.snippet == claim.snippet && now.strength == claim.strength;
        alike && seen_of(claim).map_or(now.expectation == claim.expectation, |seen| agrees(now, seen))
    });
    edited == edits.len() && same_code && same_claims
}

fn agrees(claim: &Claim, seen: &Seen<'_>) -> bool {
    let observed = seen.judged.observed.clone().unwrap_or_default();
    let observed = if seen.judged.failed { ended(&observed) } else { (observed, None) };
    let observed = Observed { renderings: vec![observed.0], error: observed.1, ..Observed::default() };
    matches!(compare(seen.language, claim, &observed), Comparison::Agrees(_))
}

/// What was printed, and the message of the error behind it.
fn ended(observed: &str) -> (String, Option<String>) {
    let all = observed.trim_end();
    let (printed, message) = all.rsplit_once('\n').unwrap_or(("", all));
    (printed.to_owned(), Some(message.to_owned()))
}
