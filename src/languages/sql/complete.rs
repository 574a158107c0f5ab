//! Completing SQL for the command line of `SQLite`: sessions lose their prompts.

use crate::languages::completion::{
    Chunk, Completer, Faith, Fragment, Insertions, Known, Layout, MARK_LINE, Obstacle, Probe, is_whole, mark_lines,
    wanted_entry,
};

/// Completes SQL.
pub(in crate::languages) struct SqlCompleter;

impl Completer for SqlCompleter {
    fn complete(&self, fragment: &Fragment<'_>, _known: &dyn Known) -> Result<Layout, Obstacle> {
        let mut layout = Layout::default();
        for (index, chunk) in fragment.chunks.iter().enumerate() {
            let whole: Vec<&Probe> = chunk.probes.iter().filter(|probe| is_whole(probe, chunk)).collect();
            for probe in &whole {
                add(&mark(fragment.nonce, "begin", probe), probe, &mut layout);
            }
            if chunk.entries.is_empty() {
                script(fragment.nonce, index, chunk, &mut layout);
            } else {
                session(fragment.nonce, index, chunk, &mut layout);
            }
            for probe in whole.iter().rev() {
                add(&mark(fragment.nonce, "end", probe), probe, &mut layout);
            }
        }
        Ok(layout)
    }
}

/// A dot-command that prints a mark. It cannot print without ending the line.
fn mark(nonce: &str, what: &str, probe: &Probe) -> String {
    let sign = if what == "begin" { '<' } else { '>' };
    format!(".print \"\\036{nonce}{sign}{}{MARK_LINE}\\036\"", probe.id)
}

fn add(line: &str, probe: &Probe, layout: &mut Layout) {
    layout.add(format!("{line}\n"), format!("prints what probe {} sees", probe.id), Faith::Harness);
}

fn script(nonce: &str, index: usize, chunk: &Chunk<'_>, layout: &mut Layout) {
    let mut insertions = Insertions::default();
    mark_lines(chunk, &mut insertions, |what, probe| mark(nonce, what, probe));
    let mut whole = Layout::default();
    whole.note(index, 0..chunk.text.len());
    layout.pieces.extend(whole.with(&insertions).pieces);
    layout.glue("\n");
    let ended = chunk.text.trim_end().lines().next_back().is_none_or(|last| {
        let last = last.split("--").next().unwrap_or(last).trim_end();
        last.is_empty() || last.ends_with(';') || last.starts_with('.')
    });
    if !ended {
        layout.add(";\n", "ends the statement", Faith::Faithful);
    }
}

fn session(nonce: &str, index: usize, chunk: &Chunk<'_>, layout: &mut Layout) {
    for (step, lines) in chunk.entries.iter().enumerate() {
        let probe = wanted_entry(chunk, step);
        if let Some(probe) = probe {
            add(&mark(nonce, "begin", probe), probe, layout);
        }
        for line in lines {
            // A flattened session has the white space of the next prompt behind a step.
            let length = chunk.text[line.clone()].trim_end().len();
            layout.note(index, line.start..line.start + length);
            layout.glue("\n");
        }
        if let Some(probe) = probe {
            add(&mark(nonce, "end", probe), probe, layout);
        }
    }
}
