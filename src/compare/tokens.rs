//! Rewriting the tokens of a claim that differ from those seen for a reason that says nothing.

use regex::Regex;

use super::relax::Pair;

/// Where both texts hold as many tokens of a kind, gives the claim those of the text that was seen
/// wherever `excuses` says that they may differ: of the claimed token, the one seen, and the text
/// before that.
pub(super) fn excuse(pair: Pair, kind: &Regex, excuses: impl Fn(&str, &str, &str) -> bool) -> Pair {
    let claimed: Vec<_> = kind.find_iter(&pair.claimed).collect();
    let seen: Vec<_> = kind.find_iter(&pair.seen).collect();
    if claimed.is_empty() || claimed.len() != seen.len() {
        return pair;
    }
    let mut rewritten = String::with_capacity(pair.claimed.len());
    let mut end = 0;
    for (said, saw) in claimed.iter().zip(&seen) {
        let differs_freely =
            said.as_str() != saw.as_str() && excuses(said.as_str(), saw.as_str(), &pair.seen[..saw.start()]);
        rewritten.push_str(&pair.claimed[end..said.start()]);
        rewritten.push_str(if differs_freely { saw.as_str() } else { said.as_str() });
        end = said.end();
    }
    rewritten.push_str(&pair.claimed[end..]);
    Pair { claimed: rewritten, seen: pair.seen }
}
