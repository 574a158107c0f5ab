//! Completing fragments of the shell: bash and what it calls.

mod names;
mod refuse;

use crate::languages::Lang;
use crate::languages::completion::{
    Chunk, Completer, Faith, Fragment, Insertions, Known, Layout, Names, Obstacle, Probe, is_whole, mark_lines, unfit,
    wanted_entry,
};
use crate::languages::parse::parse;
use crate::reasons::Reason;

/// What marks steps: they keep the status of the command in front of them for `$?`. Both streams
/// come as a terminal shows them, and aliases are expanded as at a prompt. The first failure is
/// the program's status, so that a file that is missing is not taken for a claim that is wrong.
const HELPERS: &str = "exec 2>&1
shopt -s expand_aliases
trap 'recant_failed=${recant_failed:-$?}' ERR
trap 'exit \"${recant_failed:-$?}\"' EXIT
recant_begin() { local status=$?; printf '\\036NONCE<%s\\036' \"$1\"; return $status; }
recant_end() { local status=$? codes=\"${PIPESTATUS[*]}\"; [[ $codes =~ [1-9] ]] && recant_failed=${recant_failed:-1}; printf '\\036NONCE>%s?%s\\036' \"$1\" \"$status\"; return $status; }
";

/// Completes fragments of the shell.
pub(super) struct ShellCompleter;

impl Completer for ShellCompleter {
    fn complete(&self, fragment: &Fragment<'_>, _known: &dyn Known) -> Result<Layout, Obstacle> {
        let mut layout = Layout::default();
        if fragment.chunks.iter().any(|chunk| !chunk.probes.is_empty()) {
            layout.add(HELPERS.replace("NONCE", fragment.nonce), "prints what claims speak of", Faith::Harness);
        }
        for (index, chunk) in fragment.chunks.iter().enumerate() {
            let whole: Vec<&Probe> = chunk.probes.iter().filter(|probe| is_whole(probe, chunk)).collect();
            for probe in &whole {
                add_line(&mut layout, "begin", probe);
            }
            if chunk.entries.is_empty() {
                script(fragment, index, &mut layout)?;
            } else {
                session(fragment, index, &mut layout)?;
            }
            for probe in whole.iter().rev() {
                add_line(&mut layout, "end", probe);
            }
        }
        Ok(layout)
    }

    fn names(&self, text: &str) -> Names {
        parse(shell(), text).map(|tree| names::names(tree.root_node(), text)).unwrap_or_default()
    }
}

fn shell() -> Lang {
    Lang::named("shell").expect("the shell is in the registry that leads here")
}

fn add_line(layout: &mut Layout, what: &str, probe: &Probe) {
    let purpose = format!("prints what probe {} sees", probe.id);
    layout.add(format!("recant_{what} {}\n", probe.id), purpose, Faith::Harness);
}

/// A block as it is, with marks on lines of their own around the commands that claims speak of.
fn script(fragment: &Fragment<'_>, index: usize, layout: &mut Layout) -> Result<(), Obstacle> {
    let chunk = &fragment.chunks[index];
    if let Some(obstacle) = obstacle(chunk.text) {
        return Err(obstacle);
    }
    if chunk.probes.is_empty()
        && !chunk.borrowed
        && let Some(obstacle) = unset(fragment, chunk.text).or_else(|| unparsable(chunk.text))
    {
        return Err(obstacle);
    }
    let mut insertions = Insertions::default();
    mark_lines(chunk, &mut insertions, |what, probe| format!("recant_{what} {}", probe.id));
    let mut whole = Layout::default();
    whole.note(index, 0..chunk.text.len());
    layout.pieces.extend(whole.with(&insertions).pieces);
    if !chunk.text.ends_with('\n') {
        layout.glue("\n");
    }
    Ok(())
}

fn obstacle(text: &str) -> Option<Obstacle> {
    // A word that is left open reaches over the line's end.
    let lines = format!("{text}\n");
    match parse(shell(), &lines) {
        Some(tree) => refuse::obstacle(tree.root_node(), &lines),
        None => Some(unfit(&lines)),
    }
}

/// The first variable in a text that nothing in the fragment sets: empty, it would make another
/// command of it.
fn unset(fragment: &Fragment<'_>, text: &str) -> Option<Obstacle> {
    let typed = |chunk: &Chunk<'_>| match chunk.entries.as_slice() {
        [] => chunk.text.to_owned(),
        entries => entries.iter().flatten().map(|line| &chunk.text[line.clone()]).collect::<Vec<_>>().join("\n"),
    };
    let all = fragment.chunks.iter().map(typed).collect::<Vec<_>>().join("\n");
    let set = parse(shell(), &all).map(|tree| names::names(tree.root_node(), &all).defines)?;
    let wanted = parse(shell(), text).map(|tree| names::names(tree.root_node(), text).wants)?;
    let name = wanted.iter().find(|name| {
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let number = name.bytes().all(|b| b.is_ascii_digit());
        let expanded = text.contains(&format!("${name}")) || text.contains(&format!("${{{name}"));
        plain && !number && expanded && !set.contains(name)
    })?;
    Some(Obstacle::new(Reason::Incomplete, format!("uses `${name}`, which the note does not set")))
}

/// The steps of a session in one shell. A step that cannot be run is passed over where others can.
fn session(fragment: &Fragment<'_>, index: usize, layout: &mut Layout) -> Result<(), Obstacle> {
    let chunk = &fragment.chunks[index];
    let probe_of = |step| wanted_entry(chunk, step);
    let obstacles: Vec<Option<Obstacle>> = chunk
        .entries
        .iter()
        .map(|lines| lines.iter().map(|line| &chunk.text[line.clone()]).collect::<Vec<_>>().join("\n"))
        .map(|typed| obstacle(&typed).or_else(|| unparsable(&typed)).or_else(|| unset(fragment, &typed)))
        .collect();
    let seen = |step: usize| probe_of(step).is_some() || chunk.probes.is_empty();
    if !(0..obstacles.len()).any(|step| seen(step) && obstacles[step].is_none())
        && let Some(obstacle) = obstacles.iter().flatten().next()
    {
        return Err(obstacle.clone());
    }
    for (step, (lines, obstacle)) in chunk.entries.iter().zip(&obstacles).enumerate() {
        let probe = probe_of(step).filter(|_| obstacle.is_none());
        if let Some(probe) = probe {
            add_line(layout, "begin", probe);
        }
        for line in lines {
            if let Some(obstacle) = obstacle {
                layout.add("# ", format!("passes over a step that {}", obstacle.because.detail), Faith::Guess);
            }
            layout.note(index, line.clone());
            if !chunk.text[line.clone()].ends_with('\n') {
                layout.glue("\n");
            }
        }
        if let Some(probe) = probe {
            add_line(layout, "end", probe);
        }
    }
    Ok(())
}

/// A step with an open quote or block would swallow those behind it.
fn unparsable(typed: &str) -> Option<Obstacle> {
    let broken = parse(shell(), &format!("{typed}\n")).is_none_or(|tree| tree.root_node().has_error());
    broken.then(|| Obstacle::new(Reason::UnsureCompletion, "does not parse as a command"))
}
