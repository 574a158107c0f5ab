//! `recant prepare`.

use std::fmt::Write;
use std::process::ExitCode;

use super::arguments::PrepareAhead;
use super::output::Console;
use super::{CliError, engine, input, settings, status};
use crate::dependencies::{Entry, News, Request};
use crate::pipeline;
use crate::report::visible;
use crate::run::Runner;

/// How many files of a rehearsal are named.
const SHOWN: usize = 8;

pub(super) fn prepare(arguments: &PrepareAhead, console: &Console) -> Result<ExitCode, CliError> {
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    let mut selection = input::select(&arguments.input, &config, console)?;
    let (runner, _) = engine::engine(&arguments.engine, &config, console)?;
    let runner = runner.supplied(engine::supplies(&config, arguments.update, console)?);
    let studies = selection.study(console);
    let plans: Vec<_> = studies.iter().map(|study| (study, pipeline::prepare(study, &runner))).collect();
    let programs = plans.iter().flat_map(|(study, plan)| {
        let wanted =
            |program: &&crate::complete::Program| program.members.iter().any(|member| selection.wants(study, *member));
        plan.programs.iter().filter(wanted)
    });
    runner.prepare(&programs.collect::<Vec<_>>());
    let supplied = runner.supplies().all();
    let mut text = String::new();
    for (request, entry) in &supplied {
        if let Ok(entry) = entry {
            let _ = writeln!(text, "{}", visible(&line(request, entry)));
        }
    }
    console.show(&text)?;
    if !supplied.is_empty() {
        let pinned = runner.supplies().pinned();
        pinned.write(&config.root).map_err(|error| CliError::Usage(error.to_string()))?;
    }
    let failed = supplied.iter().any(|(_, entry)| entry.is_err());
    Ok(ExitCode::from(match (selection.failed, failed) {
        (true, _) => status::USAGE,
        (false, true) => status::DRIFTED,
        (false, false) => 0,
    }))
}

/// Says what is being fetched, and what came of it.
pub(super) fn tell(news: &News, console: &Console) {
    match news {
        News::Fetching(request) => {
            console.note(&format!("fetching {} ({})", request.shown(), request.ecosystem.name()));
        }
        News::Coming(request, bytes) => {
            console.note(&format!(
                "fetching {} ({}): {} so far",
                request.shown(),
                request.ecosystem.name(),
                size(*bytes)
            ));
        }
        News::Fetched(request, entry) => console.note(&format!("fetched {}", line(request, entry))),
        News::Failed(_, because) => console.warn(&because.detail),
    }
}

/// A set of packages, with how many there are, and how large they are.
fn line(request: &Request, entry: &Entry) -> String {
    let count = entry.resolved.iter().filter(|package| !package.version.ends_with("/go.mod")).count();
    let noun = if count == 1 { "package" } else { "packages" };
    let names = if request.rehearsal.is_some() { names(entry) } else { String::new() };
    format!("{} ({}): {count} {noun}{names}, {}", request.shown(), request.ecosystem.name(), size(entry.size))
}

/// The files of a rehearsal, as its request names none.
fn names(entry: &Entry) -> String {
    let all = entry.resolved.iter().map(|package| package.name.rsplit('/').next().unwrap_or(&package.name));
    let more = if entry.resolved.len() > SHOWN { ", …" } else { "" };
    let names: Vec<_> = all.take(SHOWN).collect();
    if names.is_empty() { String::new() } else { format!(" ({}{more})", names.join(", ")) }
}

/// A size as people write it.
pub(super) fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..=1023 => format!("{bytes} B"),
        1024..=1_048_575 => format!("{} KB", tenths(1 << 10)),
        _ => format!("{} MB", tenths(1 << 20)),
    }
}
