//! `recant completions` and `recant man`: what shells and `man` want to know of the command line.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::CliError;
use super::arguments::Arguments;
use super::output::Console;

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// For which shell; by default, the one that runs recant
    #[arg(value_name = "SHELL")]
    shell: Option<Shell>,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// The folder that gets the pages; without it, the main page is printed
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(super) fn completions(arguments: &Completions, console: &Console) -> Result<ExitCode, CliError> {
    let shell = arguments.shell.or_else(Shell::from_env).ok_or_else(|| {
        CliError::Usage("`SHELL` names no shell that recant knows; name one, as in `recant completions bash`".into())
    })?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "recant", &mut script);
    console.print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn man(arguments: &Man, console: &Console) -> Result<ExitCode, CliError> {
    let mut command = Arguments::command();
    // Without this, subcommands do not know what they are called.
    command.build();
    let Some(folder) = &arguments.folder else {
        console.print(&page(&command)?)?;
        return Ok(ExitCode::SUCCESS);
    };
    let unwritten =
        |error: std::io::Error| CliError::Usage(format!("\"{}\" cannot be written: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(unwritten)?;
    for command in pages(command) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        fs::write(folder.join(format!("{name}.1")), page(&command)?).map_err(unwritten)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn page(command: &clap::Command) -> std::io::Result<String> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// A command and those below it that have a page.
fn pages(command: clap::Command) -> Vec<clap::Command> {
    let below = command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help");
    let below: Vec<_> = below.cloned().flat_map(pages).collect();
    [vec![command], below].concat()
}
