//! `recant config` and `recant init`.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anstyle::Style;
use clap::{Args, Subcommand};

use super::output::Console;
use super::{CliError, settings};
use crate::config::{FILE, Origin, STARTER, Shown};
use crate::report::visible;

const QUIET: Style = Style::new().dimmed();

/// The column in which it stands where a value came from, as long as the value leaves it free.
const COLUMN: usize = 32;

#[derive(Debug, Subcommand)]
pub(super) enum Config {
    /// Print every setting that holds here, and where it came from
    Show,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder that gets the file
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Print the file and write nothing
    #[arg(long)]
    print: bool,
}

pub(super) fn config(arguments: &Config, console: &Console) -> Result<ExitCode, CliError> {
    match arguments {
        Config::Show => console.show(&told(settings::load()?.shown()))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The settings as a file that means the same, each with where it came from.
fn told(settings: impl Iterator<Item = Shown>) -> String {
    let mut out = String::new();
    let mut table = "";
    for Shown { key, value, origin } in settings {
        let (own_table, name) = key.split_once('.').unwrap_or(("", &key));
        if own_table != table {
            let _ = writeln!(out, "\n[{own_table}]");
            table = if own_table == "ceiling" { "ceiling" } else { "" };
        }
        let line = match value {
            Some(value) => format!("{name} = {}", visible(&value)),
            None => format!("# {name} ="),
        };
        let style = if origin == Origin::Default { QUIET } else { Style::new() };
        let _ = writeln!(out, "{style}{line:COLUMN$}  # {}{style:#}", visible(&origin.to_string()));
    }
    out
}

pub(super) fn init(arguments: &Init, console: &Console) -> Result<ExitCode, CliError> {
    if arguments.print {
        console.print(STARTER)?;
        return Ok(ExitCode::SUCCESS);
    }
    // Without `./` in front, as people would write it.
    let path = arguments.folder.join(FILE);
    let path = path.strip_prefix(".").unwrap_or(&path);
    // What is there is never overwritten, whoever puts it there in between.
    let written = OpenOptions::new().write(true).create_new(true).open(path);
    written.and_then(|mut file| file.write_all(STARTER.as_bytes())).map_err(|error| {
        CliError::Usage(match error.kind() {
            ErrorKind::AlreadyExists => {
                format!("\"{}\" is there already; `recant config show` reads it", path.display())
            }
            _ => format!("\"{}\" cannot be written: {error}", path.display()),
        })
    })?;
    console.note(&format!("wrote {}, in which everything is switched off; next: recant check", path.display()));
    Ok(ExitCode::SUCCESS)
}
