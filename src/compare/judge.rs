//! Judging: from a program's outcome to the verdicts of its snippets and their claims.

use std::cell::OnceCell;

use super::{Attribution, Comparison, Deeds, Observed, Verdict, announced, compare, earlier, standing, surroundings};
use crate::claims::{Claim, Expectation, Subject};
use crate::classify::Snippet;
use crate::complete::{How, Program, Seen, Sight, observe, text_of};
use crate::extract::FoundBy;
use crate::languages::completion::Faith;
use crate::notes::Document;
use crate::reasons::{Because, Reason};
use crate::run::Outcome;
use crate::sandbox::Exit;

/// What became of a snippet.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The snippet's index in its document.
    pub snippet: usize,
    /// The worst of its claims' verdicts, or what became of running it where nothing is claimed.
    pub verdict: Verdict,
    /// What became of its claims, in their order.
    pub claims: Vec<ClaimJudgement>,
}

/// What became of a claim.
#[derive(Clone, Debug)]
pub struct ClaimJudgement {
    /// The claim's index in its document.
    pub claim: usize,
    /// What became of it.
    pub verdict: Verdict,
    /// What was seen, as people are to see it; `None` where nothing was.
    pub observed: Option<String>,
    /// What had to be relaxed for it to hold.
    pub relaxations: Vec<&'static str>,
    /// Whether what was seen ended with an error.
    pub failed: bool,
    /// How many runs showed it alike.
    pub runs: usize,
}

/// A program that was tried.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The program, as it was last run.
    pub program: Program,
    /// What came of running it, or why it could not be run.
    pub outcome: Result<Outcome, Because>,
    /// What that makes of its members; empty where it was not run.
    pub judgements: Vec<Judgement>,
    /// Since when what is wrong is wrong, where older toolchains tell.
    pub attributions: Vec<Attribution>,
}

/// What is known of a document when its programs are judged.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its snippets.
    pub snippets: &'a [Snippet],
    /// Its claims.
    pub claims: &'a [Claim],
}

/// One run of a program, taken apart.
struct Sighting<'a> {
    outcome: &'a Outcome,
    seen: Seen,
}

/// Judges a program's members by its outcome; `again` runs it once more, before drift is reported.
pub fn judge(
    found: Found<'_>,
    program: &Program,
    outcome: &Outcome,
    again: &dyn Fn() -> Option<Outcome>,
) -> Vec<Judgement> {
    let sighting = Sighting { outcome, seen: observe(program, &outcome.stdout) };
    let later: OnceCell<Vec<Outcome>> = OnceCell::new();
    let seen_later: OnceCell<Vec<Sighting<'_>>> = OnceCell::new();
    let run_again = || (0..surroundings::further_runs(&program.text)).map_while(|_| again()).collect();
    let mut judgements = Vec::new();
    for &snippet in &program.members {
        // Claims stand in the order of their snippets.
        let start = found.claims.partition_point(|claim| claim.snippet < snippet);
        let of_this = found.claims.iter().enumerate().skip(start).take_while(|(_, claim)| claim.snippet == snippet);
        let mut claims: Vec<_> = of_this
            .filter(|(index, _)| program.shows(*index))
            .map(|(index, claim)| {
                let code = spoken_of(found.snippets, claim);
                let first = judge_claim(program, (index, claim), code, &sighting);
                if first.verdict != Verdict::Drifted {
                    return first;
                }
                let outcomes = later.get_or_init(run_again);
                let sight = |outcome| Sighting { outcome, seen: observe(program, &outcome.stdout) };
                let sightings = seen_later.get_or_init(|| outcomes.iter().map(sight).collect());
                let seen = sightings.iter().map(|seen| judge_claim(program, (index, claim), code, seen));
                seen.fold(first, |first, second| confirmed(first, &second))
            })
            .collect();
        let step = |claim: usize| match found.claims[claim].subject {
            Subject::Entry(step) => Some((step, spoken_of(found.snippets, &found.claims[claim]))),
            _ => None,
        };
        let words = String::from_utf8_lossy(&outcome.stderr);
        earlier::excuse(&mut claims, earlier::missed(&found.snippets[snippet], &words), step);
        let worst = claims.iter().map(|claim| &claim.verdict).min_by_key(|verdict| verdict.rank()).cloned();
        let verdict = worst.unwrap_or_else(|| judge_run(found, snippet, program, outcome));
        judgements.push(Judgement { snippet, verdict, claims });
    }
    judgements
}

/// Drift that another run shows too; else it is not the note that changes.
fn confirmed(first: ClaimJudgement, second: &ClaimJudgement) -> ClaimJudgement {
    if first.verdict != Verdict::Drifted || first.observed == second.observed {
        return ClaimJudgement { runs: first.runs + 1, ..first };
    }
    let because = Because::new(Reason::Nondeterministic, "it prints something else each time it runs");
    ClaimJudgement { verdict: Verdict::Unchecked(because), ..first }
}

/// The code of a statement, an expression or a step that a claim speaks of; empty for the others.
fn spoken_of<'a>(snippets: &'a [Snippet], claim: &Claim) -> &'a str {
    let block = &snippets[claim.snippet].block;
    let range = match &claim.subject {
        Subject::Statement(range) | Subject::Expression(range) => range.clone(),
        Subject::Entry(step) => match block.session.get(*step).map(|entry| entry.input.as_slice()) {
            Some([first, .., last]) => first.start..last.end,
            Some([only]) => only.clone(),
            _ => 0..0,
        },
        Subject::Program | Subject::Named(_) => 0..0,
    };
    block.code.text().get(range).unwrap_or_default()
}

/// Judges a claim, with its index, about a piece of code.
fn judge_claim(
    program: &Program,
    (index, claim): (usize, &Claim),
    code: &str,
    sighting: &Sighting<'_>,
) -> ClaimJudgement {
    let Some(observed) = observed(program, index, claim, sighting) else {
        let verdict = Verdict::Unchecked(why_unseen(program, sighting.outcome));
        return ClaimJudgement {
            claim: index,
            verdict,
            observed: None,
            relaxations: Vec::new(),
            failed: false,
            runs: 1,
        };
    };
    let comparison = compare(program.language, claim, &observed);
    let guess = program.edits().find(|edit| edit.faith == Faith::Guess).map(|edit| edit.reason.as_str());
    let mut verdict = Verdict::of(claim, &comparison, guess);
    if verdict == Verdict::Drifted
        && let Some(because) = excuse(program, claim, sighting.outcome)
            .or_else(|| shown_nothing(claim, &observed))
            .or_else(|| surroundings::reason(program.language, code, (&claim.quote, observed.first())))
    {
        verdict = Verdict::Unchecked(because);
    }
    if is_of_any_failure(&claim.expectation)
        && verdict == Verdict::Holds
        && let Some(because) = sighting.outcome.limit().or_else(|| sighting.outcome.missing.clone())
    {
        verdict = Verdict::Unchecked(because);
    }
    // What the toolchain's recipe says of what is missing names it; the error's words alone may not.
    if let (Verdict::Unchecked(because), Some(missing)) = (&mut verdict, &sighting.outcome.missing)
        && because.reason == missing.reason
    {
        *because = missing.clone();
    }
    let relaxations = match comparison {
        Comparison::Agrees(relaxations) => relaxations,
        Comparison::Differs | Comparison::Unsure(_) => Vec::new(),
    };
    let failed = observed.error.is_some();
    ClaimJudgement { claim: index, verdict, observed: Some(shown(claim, &observed)), relaxations, failed, runs: 1 }
}

/// Whether it says that something fails and not why: no claim that it fails for want of what is not there.
fn is_of_any_failure(expectation: &Expectation) -> bool {
    match expectation {
        Expectation::Fails(words) | Expectation::Refused(words) => words.is_empty(),
        Expectation::Exits(status) => *status != 0,
        _ => false,
    }
}

/// Why a mismatch is no drift, where it is none.
fn excuse(program: &Program, claim: &Claim, outcome: &Outcome) -> Option<Because> {
    // A step that was seen to its end owes nothing to what became of the others, but for those that
    // it builds on: `earlier` looks at them. A shell does not tell which command failed.
    let is_apart = matches!(claim.subject, Subject::Entry(_)) && program.language.name() != "shell";
    if !is_apart && let Some(because) = outcome.limit().or_else(|| outcome.missing.clone()) {
        return Some(because);
    }
    if !outcome.requests.is_empty()
        && program.wants.answer.is_none()
        && !matches!(claim.expectation, Expectation::Receives(_))
    {
        return Some(Because::new(Reason::NeedsNetwork, "a stand-in answered, and not the host that is meant"));
    }
    let is_by_hand = program.how() == How::ByHand;
    if claim.subject == Subject::Program
        && claim.expectation.is_of_output()
        && !is_by_hand
        && outcome.succeeded()
        && outcome.stdout.is_empty()
        && outcome.stderr.is_empty()
    {
        return Some(Because::new(
            Reason::UnsureOutput,
            "the code prints nothing: this may be the output of something else",
        ));
    }
    if !outcome.built && !is_by_hand && standing::lacks_entry_point(program.language, &program.text) {
        return Some(why_unseen(program, outcome));
    }
    if outcome.cut {
        return Some(Because::new(Reason::OutputLimit, "part of its output was cut out"));
    }
    let crashed = !outcome.succeeded() && claim.subject == Subject::Program;
    (crashed && program.how() == How::Completed).then(|| why_unseen(program, outcome))
}

/// A step that prints nothing where the note shows output: the session that the author saw was
/// another one, set up by what the note does not show.
fn shown_nothing(claim: &Claim, observed: &Observed) -> Option<Because> {
    let silent = observed.error.is_none() && observed.renderings.iter().all(|text| text.trim().is_empty());
    (matches!(claim.subject, Subject::Entry(_)) && silent).then(|| {
        Because::new(Reason::UnsureOutput, "the step prints nothing here: it may need what the note does not show")
    })
}

/// What was seen of what the claim speaks of; `None` where the program did not come so far.
fn observed(program: &Program, index: usize, claim: &Claim, sighting: &Sighting<'_>) -> Option<Observed> {
    if let Some((id, _)) = program.probes.iter().find(|(_, served)| *served == index) {
        return watched(sighting.seen.probes.get(id)?);
    }
    let outcome = sighting.outcome;
    let of_refusal = matches!(claim.expectation, Expectation::Refused(_));
    if claim.subject != Subject::Program || !outcome.built && program.how() == How::Completed && !of_refusal {
        return None;
    }
    let stdout = text_of(&sighting.seen.stdout);
    let stderr = text_of(&outcome.stderr);
    // People paste what a terminal shows, where both streams are one.
    let both =
        if stderr.is_empty() { Vec::new() } else { vec![format!("{stdout}{stderr}"), format!("{stderr}{stdout}")] };
    let status = match outcome.exit {
        Exit::Status(status) => Some(status),
        Exit::Signal(_) => None,
    };
    let error = (!outcome.succeeded()).then_some(stderr);
    let deeds = Some(Deeds::of(outcome));
    Some(Observed { renderings: [vec![stdout], both].concat(), error, status, deeds, ..Observed::default() })
}

/// What a probe saw, all of its passes together; `None` where it did not see the end of one.
fn watched(passes: &[Sight]) -> Option<Observed> {
    let last = passes.last()?;
    let whole = |sight: &Sight| sight.ended || sight.error.is_some();
    if !passes.iter().all(whole) {
        return None;
    }
    let renderings = match passes {
        [one] => one.renderings.clone(),
        several => vec![several.iter().filter_map(|sight| sight.renderings.first()).cloned().collect::<String>()],
    };
    Some(Observed { renderings, error: last.error.clone(), status: last.status, ..Observed::default() })
}

/// The rendering that people are to see.
fn shown(claim: &Claim, observed: &Observed) -> String {
    if let Some(done) = observed.deeds.as_ref().and_then(|deeds| deeds.shown(&claim.expectation)) {
        return done;
    }
    if let (Expectation::Exits(_), Some(status)) = (&claim.expectation, observed.status) {
        return format!("exit status {status}");
    }
    match &observed.error {
        None if matches!(&claim.expectation, Expectation::Fails(words) if words.is_empty()) => {
            "exit status 0".to_owned()
        }
        Some(error) if !error.is_empty() => observed.renderings.first().cloned().unwrap_or_default() + error,
        _ => observed.renderings.first().cloned().unwrap_or_default(),
    }
}

/// Why the program did not come to what a claim speaks of.
fn why_unseen(program: &Program, outcome: &Outcome) -> Because {
    if let Some(because) = outcome.limit().or_else(|| outcome.missing.clone()) {
        return because;
    }
    let words = first_message(outcome);
    if !outcome.built {
        return Because::new(Reason::Incomplete, format!("it does not compile as it stands: {words}"));
    }
    if outcome.succeeded() {
        return Because::new(Reason::Incomplete, "the program does not come to what the claim speaks of");
    }
    let reason = if program.members.len() > 1 { Reason::EarlierFailed } else { Reason::Incomplete };
    Because::new(reason, format!("it ends before what the claim speaks of: {words}"))
}

/// What became of a snippet about which nothing is claimed.
fn judge_run(found: Found<'_>, snippet: usize, program: &Program, outcome: &Outcome) -> Verdict {
    let snippet = &found.snippets[snippet];
    if outcome.succeeded() {
        return Verdict::Runs;
    }
    if let Some(because) = outcome.limit().or_else(|| outcome.missing.clone()) {
        return Verdict::Unchecked(because);
    }
    if outcome.succeeded() {
        return Verdict::Runs;
    }
    let words = first_message(outcome);
    if program.how() == How::ByHand {
        let detail = format!("the program that is stored for it fails: {words}");
        return Verdict::Unchecked(Because::new(Reason::UnsureCompletion, detail));
    }
    if snippet.block.found_by == FoundBy::Inline {
        return Verdict::Unchecked(Because::new(Reason::Incomplete, format!("it stands in a sentence: {words}")));
    }
    if program.members.len() > 1 || !program.borrowed.is_empty() {
        return Verdict::Unchecked(Because::new(Reason::EarlierFailed, format!("the blocks together fail: {words}")));
    }
    if program.edits().any(|edit| edit.faith == Faith::Guess) {
        return Verdict::Unchecked(Because::new(
            Reason::UnsureCompletion,
            format!("completed by a guess, it fails: {words}"),
        ));
    }
    if snippet.block.lossy && program.how() != How::AsWritten {
        return Verdict::Unchecked(Because::new(
            Reason::LossySource,
            format!("this copy may have lost lines: {words}"),
        ));
    }
    if let Some(because) = standing::wants_context(snippet, program, outcome, &words) {
        return Verdict::Unchecked(because);
    }
    if announced::says_it_fails(found.document, snippet) {
        let detail = format!("it fails, and the note speaks of failing beside it: {words}");
        return Verdict::Unchecked(Because::new(Reason::UnsureOutput, detail));
    }
    Verdict::Fails
}

/// What is wrong, in the toolchain's words where it has any.
fn first_message(outcome: &Outcome) -> String {
    let message = outcome.messages.iter().map(|message| message.text.as_str()).find(|text| !text.is_empty());
    match (message, outcome.exit) {
        (Some(text), _) => text.to_owned(),
        (None, _) if !outcome.complaint.is_empty() => outcome.complaint.clone(),
        (None, Exit::Status(status)) => format!("exit status {status}"),
        (None, Exit::Signal(signal)) => format!("signal {signal}"),
    }
}
