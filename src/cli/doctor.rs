//! `recant doctor`.

use std::fmt::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::arguments::{Doctor, DoctorFormat};
use super::output::Console;
use super::{CliError, engine, status};
use crate::report::visible;
use crate::sandbox::{Layer, Level, Request, Sandbox, layers};
use crate::toolchains::{Recipe, Toolchain};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Yellow.on_default();
const HEAD: Style = Style::new().bold();

/// What this machine has.
#[derive(Debug, Serialize)]
struct Findings {
    toolchains: Vec<ToolchainLine>,
    level: Option<Level>,
    layers: Vec<Layer>,
}

#[derive(Debug, Serialize)]
struct ToolchainLine {
    name: String,
    version: Option<String>,
    program: Option<String>,
    install: String,
    /// The other versions that are installed, the newest first.
    others: Vec<Other>,
}

#[derive(Debug, Serialize)]
struct Other {
    version: String,
    program: String,
}

pub(super) fn doctor(arguments: &Doctor, console: &Console) -> Result<ExitCode, CliError> {
    let toolchains = engine::toolchains(arguments.sandboxes.as_deref())?;
    let findings = Findings {
        toolchains: toolchains
            .all()
            .zip(toolchains.every())
            .map(|((recipe, found), (_, every))| line(recipe, found, every))
            .collect(),
        level: Sandbox::open(Request::Best).ok().map(|sandbox| sandbox.level()),
        layers: layers(),
    };
    match arguments.format {
        DoctorFormat::Json => console.print(&(serde_json::to_string_pretty(&findings).unwrap_or_default() + "\n"))?,
        DoctorFormat::Terminal => console.show(&text(&findings))?,
    }
    let wanted = arguments.sandbox.map(Level::from);
    if findings.level.unwrap_or(Level::None) < wanted.unwrap_or(Level::None) {
        console.complain("the sandbox of this machine is weaker than what `--sandbox` asks for");
        return Ok(ExitCode::from(status::DRIFTED));
    }
    Ok(ExitCode::SUCCESS)
}

fn line(recipe: &Recipe, found: Option<&Toolchain>, every: &[Toolchain]) -> ToolchainLine {
    let others = every.iter().filter(|other| found.is_none_or(|found| found.program != other.program));
    let other =
        |other: &Toolchain| Other { version: other.version.clone(), program: other.program.display().to_string() };
    ToolchainLine {
        name: recipe.name.clone(),
        version: found.map(|toolchain| toolchain.version.clone()),
        program: found.map(|toolchain| toolchain.program.display().to_string()),
        install: recipe.install.clone(),
        others: others.map(other).collect(),
    }
}

fn text(findings: &Findings) -> String {
    let mut out = format!("{HEAD}Toolchains{HEAD:#}\n");
    let names = findings.toolchains.iter().map(|line| line.name.len()).max().unwrap_or(0);
    let others = findings.toolchains.iter().flat_map(|line| &line.others).map(|other| &other.version);
    let versions = findings.toolchains.iter().filter_map(|line| line.version.as_ref()).chain(others);
    let versions = versions.map(String::len).max().unwrap_or(0);
    for line in &findings.toolchains {
        let _ = match (&line.version, &line.program) {
            (Some(version), Some(program)) => {
                writeln!(out, "  {GOOD}✓{GOOD:#} {:<names$}  {version:<versions$}  {}", line.name, visible(program))
            }
            _ => writeln!(out, "  {BAD}–{BAD:#} {:<names$}  not installed; {}", line.name, line.install),
        };
        for Other { version, program } in &line.others {
            let _ = writeln!(out, "    {:<names$}  {version:<versions$}  {}", "", visible(program));
        }
    }
    let level = match findings.level {
        Some(Level::Full) => "full: namespaces, seccomp, limits",
        Some(Level::Landlock) => {
            "landlock: no namespaces; Landlock, seccomp and limits; packages are fetched outside of it"
        }
        Some(Level::None) | None => "none: recant refuses to run code here",
    };
    let _ = writeln!(out, "\n{HEAD}Sandbox{HEAD:#}  {level}");
    let layers = findings.layers.iter().map(|layer| layer.name.chars().count()).max().unwrap_or(0);
    for layer in &findings.layers {
        let (style, mark) = if layer.enforced { (GOOD, '✓') } else { (BAD, '–') };
        let _ = writeln!(out, "  {style}{mark}{style:#} {:<layers$}  {}", layer.name, visible(&layer.why));
        if let Some(fix) = &layer.fix {
            let _ = writeln!(out, "      {}", visible(fix).replace('\n', "\n      "));
        }
    }
    out
}
