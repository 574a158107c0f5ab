//! Programs that people stored: they take the place of what recant would make of their snippets.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::plan::nonce;
use super::{Plan, Program, Wants};
use crate::claims::{Claim, Expectation, Subject};
use crate::classify::Snippet;
use crate::languages::Lang;
use crate::languages::completion::{Chunk, Edit, Faith, Fragment, Known, Layout, Nothing, Piece, Probe, Target};
use crate::reasons::{Because, Reason};
use crate::snippets::{ByHand, HandProgram, Stand};

/// What is said of the parts of a program that a person wrote.
const WRITTEN: &str = "a person wrote it";

/// Puts what a person stored in the place of what was planned for the same snippets.
pub fn by_hand<'a>(
    plan: &mut Plan,
    stored: &ByHand,
    snippets: &[Snippet],
    claims: &[Claim],
    known: &dyn Fn(Lang) -> Option<&'a dyn Known>,
) {
    let members = stored.programs.iter().flat_map(|program| members_and_lenders(program, claims).0);
    let mut taken: HashSet<usize> = members.chain(stored.broken.iter().map(|(snippet, _)| *snippet)).collect();
    let elsewhere = of_another_platform(plan, stored);
    taken.retain(|member| !elsewhere.contains(member));
    plan.refused.retain(|(snippet, _)| !taken.contains(snippet));
    plan.refused.extend(stored.broken.iter().cloned());
    for program in &mut plan.programs {
        program.members.retain(|member| !taken.contains(member));
    }
    plan.programs.retain(|program| !program.members.is_empty());
    let runs = |program: &&HandProgram| !program.members.iter().any(|(member, _)| elsewhere.contains(member));
    for program in stored.programs.iter().filter(runs) {
        match complete(program, snippets, claims, known) {
            Ok(program) => plan.programs.push(program),
            Err(because) => plan.refused.extend(program.members.iter().map(|(member, _)| (*member, because.clone()))),
        }
    }
    // The order of the note; of one snippet's programs, that of their file.
    plan.programs.sort_by_key(|program| program.members.first().copied());
    plan.refused.sort_by_key(|(index, _)| *index);
}

/// The snippets that a program is judged for, and those that only lend it their code: that something fails as
/// is claimed tells nothing of code that stands beside it.
fn members_and_lenders(program: &HandProgram, claims: &[Claim]) -> (Vec<usize>, Vec<usize>) {
    let claimed = || program.claims.iter().filter_map(|index| claims.get(*index));
    let fails = claimed().any(|claim| claim.subject == Subject::Program && claim.expectation.is_failure());
    let all = program.members.iter().map(|(member, _)| *member);
    all.partition(|member| !fails || claimed().any(|claim| claim.snippet == *member))
}

/// Snippets whose code is of another platform, as whoever repairs it for this one agrees: what is stored
/// for them runs once they are repaired.
fn of_another_platform(plan: &Plan, stored: &ByHand) -> HashSet<usize> {
    let is_repaired = |snippet: usize| stored.fixes.iter().any(|fix| fix.snippet == snippet);
    let refused = plan.refused.iter().filter(|(_, because)| because.reason == Reason::Platform);
    refused.map(|(snippet, _)| *snippet).filter(|snippet| is_repaired(*snippet)).collect()
}

/// A stored program with what shows the values that are claimed.
fn complete<'a>(
    program: &HandProgram,
    snippets: &[Snippet],
    claims: &[Claim],
    known: &dyn Fn(Lang) -> Option<&'a dyn Known>,
) -> Result<Program, Because> {
    let chunks: Vec<usize> = program.members.iter().map(|(member, _)| *member).collect();
    let (members, borrowed) = members_and_lenders(program, claims);
    let (mut probes, mut wanted) = (Vec::new(), Vec::new());
    for index in &program.claims {
        let target = claims.get(*index).and_then(|claim| target(program, snippets, claim));
        if let Some(target) = target {
            wanted.push(Probe { id: probes.len(), target });
            probes.push((probes.len(), *index));
        }
    }
    let nonce = nonce(&chunks, snippets);
    let fragment = Fragment { chunks: vec![Chunk { probes: wanted, ..Chunk::plain(&program.text) }], nonce: &nonce };
    let completer = program.language.completer().filter(|_| !probes.is_empty());
    let layout = match completer {
        Some(completer) => {
            let unsure = |why: &str| Because::new(Reason::UnsureCompletion, format!("{}: {why}", program.stored.file));
            let layout = completer.complete(&fragment, known(program.language).unwrap_or(&Nothing));
            layout.map_err(|obstacle| unsure(&obstacle.because.detail))?
        }
        None => Layout::as_written(&fragment),
    };
    let text = layout.text(&fragment);
    let files = program.language.completer().map_or(Vec::new(), |completer| completer.files(&layout));
    Ok(Program {
        language: program.language,
        borrowed,
        layout: over_notes(layout, program),
        chunks,
        members,
        text,
        files,
        nonce,
        probes,
        wants: wants(program, claims),
        stored_claims: Some(program.claims.clone()),
    })
}

/// What a claim makes recant look at in the program; `None` where that is all that it prints and does.
fn target(program: &HandProgram, snippets: &[Snippet], claim: &Claim) -> Option<Target> {
    let carried = |range: &Range<usize>| {
        // A script is no place to look at values of the code that it carries.
        let language = snippets[claim.snippet].language.filter(|language| *language == program.language);
        language?;
        let (_, stands) = program.members.iter().find(|(member, _)| *member == claim.snippet)?;
        Stand::place(stands, range)
    };
    match &claim.subject {
        Subject::Program | Subject::Entry(_) => None,
        Subject::Named(expression) => Some(Target::Named(expression.clone())),
        Subject::Statement(range) => carried(range).map(Target::Output),
        Subject::Expression(range) => carried(range).map(Target::Value),
    }
}

/// A layout of the program's text as one of the notes' code, with what a person wrote between.
fn over_notes(layout: Layout, program: &HandProgram) -> Layout {
    let mut stands: Vec<(usize, &Stand)> = Vec::new();
    for (chunk, (_, of_member)) in program.members.iter().enumerate() {
        stands.extend(of_member.iter().map(|stand| (chunk, stand)));
    }
    stands.sort_by_key(|(_, stand)| stand.program.start);
    let mut pieces = Vec::new();
    for piece in layout.pieces {
        match piece {
            Piece::Note { range, .. } => divide(&program.text, range, &stands, &mut pieces),
            // What follows from the language is nothing that a person who wrote all else has to be told.
            Piece::Added(edit) if edit.faith == Faith::Faithful => {
                pieces.push(Piece::Added(Edit { faith: Faith::ByHand, ..edit }));
            }
            added @ Piece::Added(_) => pieces.push(added),
        }
    }
    Layout { pieces, dialect: layout.dialect }
}

/// Divides a part of the program into what is the note's and what a person wrote.
fn divide(text: &str, range: Range<usize>, stands: &[(usize, &Stand)], pieces: &mut Vec<Piece>) {
    let mut at = range.start;
    let written = |part: Range<usize>| {
        let edit = Edit { text: text[part].to_owned(), reason: WRITTEN.to_owned(), faith: Faith::ByHand };
        Piece::Added(edit)
    };
    // A piece may begin in the middle of one.
    let first = stands.partition_point(|(_, stand)| stand.program.start < at).saturating_sub(1);
    for (chunk, stand) in stands[first..].iter().take_while(|(_, stand)| stand.program.start < range.end) {
        // Code that stands in two snippets may stand in the program once: it is the first one's.
        let from = stand.program.start.max(at);
        let to = stand.program.end.min(range.end);
        if from >= to {
            continue;
        }
        if at < from {
            pieces.push(written(at..from));
        }
        let in_note = stand.note.start + (from - stand.program.start);
        pieces.push(Piece::Note { chunk: *chunk, range: in_note..in_note + (to - from) });
        at = to;
    }
    if at < range.end {
        pieces.push(written(at..range.end));
    }
}

fn wants(program: &HandProgram, claims: &[Claim]) -> Wants {
    let stored = program.stored.clone();
    let claimed = program.claims.iter().filter_map(|index| claims.get(*index));
    let created = claimed.filter_map(|claim| match &claim.expectation {
        Expectation::Creates(creates) => Some(creates.files.clone()),
        _ => None,
    });
    Wants {
        dependencies: stored.dependencies,
        toolchain: stored.toolchain,
        limits: stored.limits,
        compiled_only: false,
        arguments: stored.arguments,
        stdin: stored.stdin,
        environment: stored.environment,
        hosts: stored.hosts,
        answer: stored.answer,
        rehearse: stored.rehearse,
        fixtures: Arc::clone(&program.fixtures),
        collect: created.flatten().collect(),
    }
}
