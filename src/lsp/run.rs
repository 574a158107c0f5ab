//! Running one program at a person's word.

use std::fmt::Write;

use super::note::Note;
use crate::complete::text_of;
use crate::pipeline;
use crate::report::visible;
use crate::run::{Runner, on_each};
use crate::sandbox::Exit;

/// Lines of a program's output that an editor is shown.
const SHOWN: usize = 40;

/// What a program prints when it runs now, and how it ends.
pub(super) fn run(note: &Note, snippet: usize, runner: &dyn Runner) -> String {
    let mut study = note.study().clone();
    // Without claims nothing is put in to look at values: the program prints what it prints.
    study.claims.clear();
    let plan = pipeline::prepare(&study, runner);
    let refused = plan.refused.iter().find(|(refused, _)| *refused == snippet);
    let because = refused.map(|(_, because)| because.clone());
    let Some(program) = plan.programs.into_iter().find(|program| program.members.contains(&snippet)) else {
        return because.map_or("this is nothing that runs".to_owned(), |because| {
            format!("this cannot be run ({}): {}", because.reason, visible(&because.detail))
        });
    };
    // Of several versions, the first that is named.
    let program = on_each(program, runner).swap_remove(0);
    runner.prepare(&[&program]);
    match pipeline::amended(&study, program, runner, &mut |program| runner.run(program, None)).1 {
        Err(because) => format!("this cannot be run ({}): {}", because.reason, visible(&because.detail)),
        Ok(outcome) => {
            let printed = text_of(&outcome.stdout) + &text_of(&outcome.stderr);
            let ending = match outcome.exit {
                _ if outcome.limit.is_some() => "it was stopped".to_owned(),
                Exit::Status(status) => format!("exit status {status}"),
                Exit::Signal(signal) => format!("ended by signal {signal}"),
            };
            format!("{}{}, {ending}", beginning(&visible(&printed)), visible(&outcome.toolchain))
        }
    }
}

/// As many lines of a text as are shown.
fn beginning(text: &str) -> String {
    let mut shown: String = text.lines().take(SHOWN).flat_map(|line| [line, "\n"]).collect();
    let more = text.lines().count().saturating_sub(SHOWN);
    if more > 0 {
        let _ = writeln!(shown, "… and {more} lines more");
    }
    shown
}
