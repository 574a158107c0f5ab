//! What the grammars say of the likeliest languages: not that the text parses, for nearly everything
//! does, but what it was parsed as, and how much of it was not understood.

use super::vocabulary::Candidate;
use super::weigh::Weighed;
use crate::languages::parse::{error_bytes, parse, walk};
use crate::languages::{Lang, Role};

/// How many languages are parsed.
const ASKED: usize = 3;

/// How far behind the likeliest a language may be to be asked.
const WITHIN: f32 = 5.0;

/// What each kind of telling node is worth, and how many kinds count.
const TELLING: f32 = 0.5;
const KINDS: usize = 4;

/// What a text is worth of which the grammar understands nothing.
const ERRORS: f32 = -4.0;

/// What it is worth for a language that another one extends when nothing is of that other one alone.
const PLAIN: f32 = 0.4;

/// The most that grammars say for one language, were all that are asked extensions of it as well.
#[expect(clippy::cast_precision_loss, reason = "a handful")]
pub(super) const MOST_FOR: f32 = TELLING * KINDS as f32 + PLAIN * ASKED as f32;

/// The most that a grammar says against its language.
pub(super) const MOST_AGAINST: f32 = -ERRORS;

/// One part of this many that its grammar does not understand is too much for a language.
const MISUNDERSTOOD: usize = 4;

/// Lets the grammars of the likeliest languages speak, where there is a choice.
pub(super) fn weigh(weighed: &mut Weighed, lines: &[&str]) {
    let asked = asked(weighed);
    // A fragment that only one language fits may have lost half its lines; data that nothing else fits
    // is data only if it parses.
    if asked.len() < 2 && asked.iter().all(|lang| lang.role() == Role::Program) {
        return;
    }
    let text = balanced(lines.join("\n"));
    for lang in asked {
        let Some(tree) = parse(lang, &text) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "texts are far smaller than 2^24 bytes")]
        let share = error_bytes(&tree) as f32 / text.len().max(1) as f32;
        let mut kinds: Vec<&str> = Vec::new();
        walk(&tree, |cursor| {
            let kind = cursor.node().kind();
            if lang.telling_nodes().contains(&kind) && !kinds.contains(&kind) {
                kinds.push(kind);
            }
            kinds.len() < KINDS
        });
        weighed.say(lang, ERRORS * share.sqrt(), "");
        #[expect(clippy::cast_precision_loss, reason = "a handful")]
        weighed.say(lang, TELLING * kinds.len() as f32, format!("parses as {}", kinds.join(", ").replace('_', " ")));
        if let Some(plainer) = lang.extends().and_then(Lang::named).filter(|_| kinds.is_empty()) {
            weighed.say(plainer, PLAIN, format!("nothing in it is {} alone", lang.name()));
        }
    }
}

/// Whether a language's grammar, where it has one, makes sense of lines.
pub(super) fn may_be(lang: Lang, lines: &[&str]) -> bool {
    let text = balanced(lines.join("\n"));
    parse(lang, &text).is_none_or(|tree| error_bytes(&tree) * MISUNDERSTOOD <= text.len())
}

/// The text with the brackets closed that a fragment leaves open, and those opened that it only closes:
/// else the grammar takes all of it for one error.
fn balanced(text: String) -> String {
    let mut open = Vec::new();
    let mut before = String::new();
    for byte in text.bytes() {
        match byte {
            b'(' => open.push(')'),
            b'[' => open.push(']'),
            b'{' => open.push('}'),
            b')' | b']' | b'}' => {
                if open.last() == Some(&char::from(byte)) {
                    open.pop();
                } else if byte == b'}' && open.is_empty() {
                    before.push('{');
                }
            }
            _ => {}
        }
    }
    if open.is_empty() && before.is_empty() {
        return text;
    }
    let behind = open.into_iter().rev();
    before.chars().chain(text.chars()).chain(std::iter::once('\n')).chain(behind).collect()
}

fn asked(weighed: &Weighed) -> Vec<Lang> {
    let ranking = weighed.ranking();
    let best = ranking[0].1;
    let near = ranking.into_iter().filter(|(_, score)| *score > 0.0 && *score > best - WITHIN);
    let languages = near.filter_map(|(candidate, _)| match candidate {
        Candidate::Language(lang) if lang.grammar().is_some() => Some(lang),
        _ => None,
    });
    languages.take(ASKED).collect()
}
