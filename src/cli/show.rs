//! `recant show`: what each stage makes of one example.

use std::fmt::Write;
use std::process::ExitCode;

use anstyle::Style;
use serde::Serialize;

use super::arguments::Show;
use super::output::Console;
use super::{CliError, engine, marked, one, settings};
use crate::classify::{self, Kind};
use crate::compare::{Trial, Verdict};
use crate::complete::{How, observe, text_of};
use crate::languages::completion::Faith;
use crate::notes::Side;
use crate::pipeline::{self, Study};
use crate::reasons::Reason;
use crate::report::{Line, Results, ledger, repaired, visible};
use crate::run::{Outcome, Runner, Way, on_each};
use crate::sandbox::Exit;

const HEAD: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();

pub(super) fn show(arguments: &Show, console: &Console) -> Result<ExitCode, CliError> {
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    let (study, snippet) = one::one(&arguments.example, &config, console)?;
    let mut out = String::new();
    found(&mut out, &study, snippet);
    if arguments.no_run {
        console.show(&out)?;
        return Ok(ExitCode::SUCCESS);
    }
    let (runner, _) = engine::engine(&arguments.engine, &config, console)?;
    let plan = pipeline::prepare(&study, &runner);
    let programs = plan.programs.into_iter().filter(|program| program.members.contains(&snippet));
    let programs = programs.flat_map(|program| on_each(program, &runner));
    let attempt = |program| {
        runner.prepare(&[&program]);
        pipeline::attempt(&study, program, &runner)
    };
    let trials: Vec<Trial> = programs.map(attempt).collect();
    for trial in &trials {
        ran(&mut out, &study, trial, &runner.way(&trial.program));
    }
    let repairs = pipeline::repairs(&study, &runner, &|repaired| repaired == snippet);
    let results = Results { trials: &trials, refused: &plan.refused, repairs: &repairs };
    let lines = ledger(&study.document, &study.snippets, &study.claims, Some(results));
    verdict(&mut out, &lines[snippet]);
    console.show(&out)?;
    Ok(ExitCode::SUCCESS)
}

/// The word that a value has in the JSON report.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n{HEAD}{text}{HEAD:#}");
}

fn indented(out: &mut String, text: &str) {
    for line in visible(text).lines() {
        let _ = writeln!(out, "  {line}");
    }
}

/// The annotation, the block, its language and why, and its claims.
fn found(out: &mut String, study: &Study, index: usize) {
    let snippet = &study.snippets[index];
    let block = &snippet.block;
    let (first, last) = one::lines(study, &block.code.span());
    let side = match block.part.side {
        Side::Quote => "quote",
        Side::Body => "note",
    };
    let place = match study.document.annotations.len() {
        1 => String::new(),
        all => format!("  in the {side} of annotation {} of {all}", block.part.annotation + 1),
    };
    let _ = writeln!(out, "{HEAD}{}:{first}-{last}{HEAD:#}{place}", visible(&study.document.path));
    heading(out, "Text");
    indented(out, block.code.text());
    heading(out, "Language");
    let unnamed = if snippet.kind == Kind::Output { "output" } else { "cannot tell" };
    let name = snippet.language.map_or(unnamed, |language| language.name());
    let _ = writeln!(out, "  {name}, confidence {:.2}, found by {}", snippet.confidence, word(&block.found_by));
    for reason in &classify::evidence(snippet) {
        let _ = writeln!(out, "  {QUIET}because {}{QUIET:#}", visible(reason));
    }
    let claims: Vec<_> = study.claims.iter().filter(|claim| claim.snippet == index).collect();
    if !claims.is_empty() {
        heading(out, "Claims");
    }
    for claim in claims {
        let (line, _) = one::lines(study, &claim.span);
        let _ = writeln!(out, "  line {line}, {}, {}", word(&claim.strength), word(&claim.notation));
        indented(out, &claim.quote);
    }
}

/// The program with its additions marked, and what came of it.
fn ran(out: &mut String, study: &Study, trial: &Trial, way: &Way) {
    let program = &trial.program;
    heading(
        out,
        match program.how() {
            How::AsWritten => "Program",
            How::Completed => "Program, with what recant added",
            How::ByHand => "Program, with what a person added",
        },
    );
    for line in marked::lines(study, program) {
        let _ = writeln!(out, "{line}");
    }
    for edit in program.edits() {
        let guess = if edit.faith == Faith::Guess { " (a guess)" } else { "" };
        let _ = writeln!(out, "  {QUIET}recant {}{guess}{QUIET:#}", visible(&edit.reason));
    }
    heading(out, "Outcome");
    match &trial.outcome {
        Err(because) => {
            let _ = writeln!(out, "  not run: {}: {}", because.reason, visible(&because.detail));
        }
        Ok(outcome) => {
            let _ = writeln!(out, "  {}, {}{}", outcome.toolchain, ending(outcome), by(way));
            indented(out, &text_of(&observe(program, &outcome.stdout).stdout));
            indented(out, &text_of(&outcome.stderr));
        }
    }
}

/// By which way a program ran, where its language has several.
fn by(way: &Way) -> String {
    match way {
        Way::Plain => String::new(),
        Way::Free => ", free to share work with others".to_owned(),
        Way::Together => ", together with others".to_owned(),
        Way::Alone(why) => format!(", alone: it {}", visible(why)),
    }
}

fn ending(outcome: &Outcome) -> String {
    match outcome.exit {
        _ if !outcome.built => "it is not built".to_owned(),
        Exit::Status(status) => format!("exit status {status}"),
        Exit::Signal(signal) => format!("ended by signal {signal}"),
    }
}

fn verdict(out: &mut String, line: &Line) {
    heading(out, "Verdict");
    let word = |verdict: &Option<Verdict>| verdict.as_ref().map_or("none", Verdict::word);
    let why = |reason: Option<Reason>, detail: &Option<String>| match (reason, detail) {
        (Some(reason), Some(detail)) => format!(" ({reason}): {}", visible(detail)),
        (None, Some(detail)) => format!(": {}", visible(detail)),
        _ => String::new(),
    };
    let _ = writeln!(out, "  {}{}", word(&line.verdict), why(line.reason, &line.detail));
    if let Some(attribution) = &line.attribution {
        let _ = writeln!(out, "  {}", visible(&attribution.words("runs", "fails")));
    }
    for claim in &line.claims {
        let _ = writeln!(
            out,
            "  line {}: {}{}",
            claim.place.start_line,
            word(&claim.verdict),
            why(claim.reason, &claim.detail)
        );
        if let Some(observed) = &claim.observed {
            let _ = writeln!(out, "    claimed   {}", visible(&claim.claimed).replace('\n', "\n              "));
            let _ = writeln!(out, "    observed  {}", visible(observed.trim_end()).replace('\n', "\n              "));
        }
        if let Some(attribution) = &claim.attribution {
            let _ = writeln!(out, "    {}", visible(&attribution.words("holds", "drifted")));
        }
        if !claim.relaxations.is_empty() {
            let _ = writeln!(out, "    relaxed: {}", claim.relaxations.join(", "));
        }
    }
    for repair in &line.repairs {
        let _ = writeln!(out, "  {}", repaired(repair));
    }
}
