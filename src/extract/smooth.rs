//! Which lines are prose and which are code: the likeliest sequence of states.

use super::feature::Features;
use super::weights::{ADJACENT, APART, EMISSION, Transition};

/// How many states there are.
pub(super) const STATES: usize = 7;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// A sentence, a heading, an item of a list.
    Prose,
    /// A shell's commands or session.
    Shell,
    /// A language with braces: C, Go, Java, JavaScript, Rust.
    Curly,
    /// A language without: Python, SQL.
    Script,
    /// HTML or XML.
    Markup,
    /// JSON, YAML, TOML, a Dockerfile.
    Data,
    /// What a program printed, or anything else that is set as it is.
    Output,
}

/// Every state, at its own index.
const ALL: [State; STATES] =
    [State::Prose, State::Shell, State::Curly, State::Script, State::Markup, State::Data, State::Output];

/// A line that is not blank, as the smoothing sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Observation {
    /// What is true of it.
    pub features: Features,
    /// Whether blank lines stand between it and the one before.
    pub is_apart: bool,
    /// Counts for prose beyond the features.
    pub bias: f32,
}

/// The likeliest states of the lines (Viterbi); linear in their number.
pub(super) fn states(lines: &[Observation]) -> Vec<State> {
    let Some(first) = lines.first() else { return Vec::new() };
    let mut scores = emission(first);
    let mut came_from: Vec<[u8; STATES]> = Vec::with_capacity(lines.len());
    for line in &lines[1..] {
        let transition = if line.is_apart { &APART } else { &ADJACENT };
        let own = emission(line);
        let mut next = [0.0; STATES];
        let mut from = [0; STATES];
        for to in 0..STATES {
            let (best, score) = best_before(&scores, transition, to);
            next[to] = score + own[to];
            from[to] = best;
        }
        scores = next;
        came_from.push(from);
    }
    walk_back(&scores, &came_from)
}

/// How well each state explains the line.
fn emission(line: &Observation) -> [f32; STATES] {
    let mut scores = [0.0; STATES];
    scores[0] = line.bias;
    for index in line.features.indices() {
        for (score, weight) in scores.iter_mut().zip(EMISSION[index].1) {
            *score += weight;
        }
    }
    scores
}

fn best_before(scores: &[f32; STATES], transition: &Transition, to: usize) -> (u8, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (from, score) in (0_u8..).zip(scores) {
        let score = score + cost(transition, usize::from(from), to);
        if score > best.1 {
            best = (from, score);
        }
    }
    best
}

fn cost(transition: &Transition, from: usize, to: usize) -> f32 {
    match (from, to) {
        (0, _) => transition.enter[to],
        (_, 0) => transition.leave[from],
        _ if from == to => transition.stay[to],
        _ => transition.switch,
    }
}

fn walk_back(last: &[f32; STATES], came_from: &[[u8; STATES]]) -> Vec<State> {
    let mut at = (0..STATES).max_by(|a, b| last[*a].total_cmp(&last[*b])).unwrap_or(0);
    let mut states = vec![ALL[at]];
    for from in came_from.iter().rev() {
        at = usize::from(from[at]);
        states.push(ALL[at]);
    }
    states.reverse();
    states
}
