//! Probes of languages that run line by line.

use super::{Chunk, Faith, Insertions, Probe, Target};

/// Whether a probe wants all that its chunk prints.
pub(in crate::languages) fn is_whole(probe: &Probe, chunk: &Chunk<'_>) -> bool {
    probe.target == Target::Output(0..chunk.text.len())
}

/// The probe that wants to see a step of a session.
pub(in crate::languages) fn wanted_entry<'a>(chunk: &'a Chunk<'_>, step: usize) -> Option<&'a Probe> {
    chunk.probes.iter().find(|probe| probe.target == Target::Entry(step))
}

/// Puts marks on lines of their own around the lines that probes look at; `mark` writes the line that
/// begins or ends one (`begin`, `end`).
pub(in crate::languages) fn mark_lines(
    chunk: &Chunk<'_>,
    insertions: &mut Insertions,
    mark: impl Fn(&str, &Probe) -> String,
) {
    let text = chunk.text;
    for probe in chunk.probes.iter().filter(|probe| !is_whole(probe, chunk)) {
        let (Target::Output(range) | Target::Value(range)) = &probe.target else { continue };
        let Some(before) = text.get(..range.start) else { continue };
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        if !text[start..range.start].trim().is_empty() {
            continue;
        }
        let rest = text.get(range.end..).unwrap_or_default();
        let end = range.end + rest.find('\n').unwrap_or(rest.len());
        let purpose = format!("prints what probe {} sees", probe.id);
        insertions.before(start, format!("{}\n", mark("begin", probe)), purpose.clone(), Faith::Harness);
        insertions.behind(end, format!("\n{}", mark("end", probe)), purpose, Faith::Harness);
    }
}
