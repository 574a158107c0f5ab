//! Sessions: steps typed at a prompt, for the driver in `sandboxes/python`.

use std::ops::Range;

use super::repair::omission;
use super::{DRIVES, ENCODING, call_driver};
use crate::languages::Lang;
use crate::languages::completion::{Chunk, Faith, Fragment, Layout, Obstacle, Target};
use crate::languages::parse::parse;
use crate::notes::lines_of;
use crate::reasons::Reason;

/// Each step as comments behind one that says which probe sees it, so that the whole is a program of
/// any Python, whatever was typed; what is borrowed in front, in the same way.
///
/// # Errors
/// Where a step leaves something out.
pub(super) fn complete(fragment: &Fragment<'_>, lang: Lang) -> Result<Layout, Obstacle> {
    let mut layout = Layout::default();
    layout.add(ENCODING, "declares the encoding", Faith::Harness);
    layout.add(call_driver(fragment.nonce), DRIVES, Faith::Harness);
    for (index, chunk) in fragment.chunks.iter().enumerate() {
        if chunk.entries.is_empty() {
            let lines: Vec<_> = lines_of(chunk.text).collect();
            add_step(index, &lines, "script", &mut layout);
        }
        for (step, lines) in chunk.entries.iter().enumerate() {
            let typed: Vec<&str> = lines.iter().map(|line| &chunk.text[line.clone()]).collect();
            let start = lines.first().map_or(0, |line| line.start);
            refuse_omission(&typed.join("\n"), lang).map_err(|obstacle| obstacle.at(index, start))?;
            let lines: Vec<_> = lines.iter().map(|line| trimmed(chunk.text, line)).collect();
            if parse(lang, &format!("{}\n", typed.join("\n"))).is_none_or(|tree| tree.root_node().has_error()) {
                pass_over(index, &lines, &mut layout);
            } else {
                let kind = if chunk.cell { "cell " } else { "" };
                add_step(index, &lines, &format!("{kind}{}", probe_of(chunk, step)), &mut layout);
            }
        }
    }
    Ok(layout)
}

fn trimmed(text: &str, line: &Range<usize>) -> Range<usize> {
    line.start..line.start + text[line.clone()].trim_end_matches(['\r', '\n']).len()
}

/// Leaves a step a comment: most that do not parse were never typed at this prompt.
fn pass_over(chunk: usize, lines: &[Range<usize>], layout: &mut Layout) {
    for line in lines {
        layout.add("# ", "passes over a step that does not parse", Faith::Faithful);
        layout.note(chunk, line.clone());
        layout.glue("\n");
    }
}

fn add_step(chunk: usize, lines: &[Range<usize>], probe: &str, layout: &mut Layout) {
    layout.add(format!("#%{probe}\n"), "keeps the steps apart", Faith::Harness);
    for line in lines {
        layout.add("#:", "hands the line to the driver", Faith::Harness);
        layout.note(chunk, line.clone());
        layout.glue("\n");
    }
}

fn probe_of(chunk: &Chunk<'_>, step: usize) -> String {
    let probe = chunk.probes.iter().find(|probe| probe.target == Target::Entry(step));
    probe.map_or("-".to_owned(), |probe| probe.id.to_string())
}

/// Refuses `{'a': 1, ...}`: a step that does not parse and says that something is left out.
fn refuse_omission(typed: &str, lang: Lang) -> Result<(), Obstacle> {
    let Some(dots) = omission(typed) else { return Ok(()) };
    let broken = parse(lang, &format!("{typed}\n")).is_none_or(|tree| tree.root_node().has_error());
    // In a dictionary the grammar may take the dots for a value, which Python does not.
    if broken || typed.contains("...}") || typed.contains(", ...)") {
        return Err(Obstacle::new(Reason::Placeholder, format!("leaves something out where it writes `{dots}`")));
    }
    Ok(())
}
