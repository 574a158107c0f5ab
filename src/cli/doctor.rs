//! `recant doctor`.

use std::fmt::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::arguments::{Doctor, Format};
use super::output::Console;
use super::{CliError, engine, status};
use crate::report::visible;
use crate::sandbox::{Layer, Level, Request, Sandbox, layers};

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
}

pub(super) fn doctor(arguments: &Doctor, console: &Console) -> Result<ExitCode, CliError> {
    let toolchains = engine::toolchains(arguments.sandboxes.as_deref())?;
    let line = |(recipe, found): (&crate::toolchains::Recipe, Option<&crate::toolchains::Toolchain>)| ToolchainLine {
        name: recipe.name.clone(),
        version: found.map(|toolchain| toolchain.version.clone()),
        program: found.map(|toolchain| toolchain.program.display().to_string()),
        install: recipe.install.clone(),
    };
    let findings = Findings {
        toolchains: toolchains.all().map(line).collect(),
        level: Sandbox::open(Request::Best).ok().map(|sandbox| sandbox.level()),
        layers: layers(),
    };
    match arguments.output.format {
        Format::Json => console.print(&(serde_json::to_string_pretty(&findings).unwrap_or_default() + "\n"))?,
        Format::Terminal => console.show(&text(&findings))?,
    }
    let wanted = arguments.sandbox.map(Level::from);
    if findings.level.unwrap_or(Level::None) < wanted.unwrap_or(Level::None) {
        console.complain("the sandbox of this machine is weaker than what `--sandbox` asks for");
        return Ok(ExitCode::from(status::DRIFTED));
    }
    Ok(ExitCode::SUCCESS)
}

fn text(findings: &Findings) -> String {
    let mut out = format!("{HEAD}Toolchains{HEAD:#}\n");
    let names = findings.toolchains.iter().map(|line| line.name.len()).max().unwrap_or(0);
    let versions = findings.toolchains.iter().filter_map(|line| line.version.as_ref()).map(String::len).max();
    let versions = versions.unwrap_or(0);
    for line in &findings.toolchains {
        let _ = match (&line.version, &line.program) {
            (Some(version), Some(program)) => {
                writeln!(out, "  {GOOD}✓{GOOD:#} {:<names$}  {version:<versions$}  {}", line.name, visible(program))
            }
            _ => writeln!(out, "  {BAD}–{BAD:#} {:<names$}  not installed; {}", line.name, line.install),
        };
    }
    let level = match findings.level {
        Some(Level::Full) => "full: namespaces, seccomp, limits",
        Some(Level::Landlock) => "landlock: no namespaces; Landlock, seccomp and limits",
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
