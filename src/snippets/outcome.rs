//! What `recant accept` and `recant fix` keep of what was seen: a baseline for what a note does not
//! claim, and corrections of a note that nobody edits.

use serde::{Deserialize, Serialize};

use super::stored::hash_of;
use crate::claims::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::Snippet;

/// The file of a snippet's folder that holds it.
pub const OUTCOME_TOML: &str = "outcome.toml";

const HEADER: &str = "# Written by `recant accept` and `recant fix`: what was seen, for later runs to compare with.\n";

/// `outcome.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StoredOutcome {
    /// The BLAKE3 hash of the code that it was seen of, in hexadecimal.
    pub hash: String,
    /// What the program printed, where the note claims nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prints: Option<String>,
    /// What is true instead of what the note claims.
    #[serde(default, rename = "correction", skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<StoredCorrection>,
}

/// What is true instead of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StoredCorrection {
    /// The claim in the note's own words.
    pub quote: String,
    /// Which of the snippet's claims in these words, counted from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub which: usize,
    /// What it should say.
    pub is: String,
}

const fn first() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_first(which: &usize) -> bool {
    *which == 1
}

impl StoredOutcome {
    /// For some code, of which nothing was seen yet.
    #[must_use]
    pub fn of(code: &str) -> Self {
        Self { hash: hash_of(code), ..Self::default() }
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        let text = toml::to_string_pretty(self).unwrap_or_else(|_| unreachable!("strings are what TOML can write"));
        format!("{HEADER}{text}")
    }

    /// Takes in what is true instead of a claim, of which this is the `which`-th in its words.
    pub fn correct(&mut self, claim: &Claim, which: usize, is: String) {
        self.corrections.retain(|known| known.quote != claim.quote || known.which != which);
        self.corrections.push(StoredCorrection { quote: claim.quote.clone(), which, is });
    }

    /// Corrects the claims that the note makes of a snippet, and adds the baseline where it makes none;
    /// what no longer fits is told.
    pub(super) fn adopt(&self, index: usize, snippet: &Snippet, claims: &mut Vec<Claim>) -> Vec<String> {
        let mut misfits = Vec::new();
        for correction in &self.corrections {
            let mut same = claims.iter_mut().filter(|claim| claim.snippet == index && claim.quote == correction.quote);
            match same.nth(correction.which.saturating_sub(1)) {
                Some(claim) => {
                    claim.expectation = claim.expectation.saying(&correction.is);
                    claim.notation = Notation::Corrected;
                }
                None => misfits.push(format!("the note does not say \"{}\"", correction.quote)),
            }
        }
        let Some(prints) = &self.prints else { return misfits };
        // What was proposed to be accepted gives way to what was.
        claims.retain(|claim| claim.snippet != index || claim.notation != Notation::Accepted);
        if claims.iter().any(|claim| claim.snippet == index) {
            misfits.push("the note claims itself what it prints, so what was accepted is not compared".to_owned());
            return misfits;
        }
        // Of other code, it may well print something else.
        let strength = if self.hash == hash_of(snippet.block.code.text()) { Strength::Strong } else { Strength::Weak };
        claims.push(baseline(index, snippet, prints, strength));
        misfits
    }
}

/// The number, from 1, of a claim among those of its snippet that say the same words.
#[must_use]
pub fn which(claims: &[Claim], index: usize) -> usize {
    let claim = &claims[index];
    claims[..=index].iter().filter(|other| other.snippet == claim.snippet && other.quote == claim.quote).count()
}

/// The claim that a snippet prints what it printed when that was accepted.
#[must_use]
pub fn baseline(index: usize, snippet: &Snippet, prints: &str, strength: Strength) -> Claim {
    let span = snippet.block.code.span();
    Claim {
        snippet: index,
        subject: Subject::Program,
        expectation: Expectation::Prints(prints.to_owned()),
        strength,
        notation: Notation::Accepted,
        quote: prints.trim_end().to_owned(),
        span: span.clone(),
        code_span: span,
        within: None,
        output: None,
    }
}
