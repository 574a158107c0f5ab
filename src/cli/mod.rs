//! The command line: the only place that prints.

mod accept;
mod arguments;
mod cache;
mod changed;
mod check;
mod choices;
mod completions;
mod config;
mod doctor;
mod engine;
mod explain;
mod extract;
mod fix;
mod folders;
mod input;
mod keep;
mod known;
mod list;
mod lsp;
mod marked;
mod merge;
mod offer;
mod one;
mod output;
mod prepare;
mod progress;
mod remembered;
mod reports;
mod run;
mod save;
mod schema;
mod settings;
mod shard;
mod show;
mod store;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use output::Console;

/// What ended a command before it could do its work.
#[derive(Debug, thiserror::Error)]
enum CliError {
    /// The caller asked for something that cannot be.
    #[error("{0}")]
    Usage(String),
    /// Standard output or standard error cannot be written to.
    #[error("the report cannot be written: {0}")]
    Write(#[from] std::io::Error),
}

/// The exit statuses, as the README lists them.
mod status {
    /// Something drifted or fails, or the sandbox is weaker than `doctor` was asked to find.
    pub(super) const DRIFTED: u8 = 1;
    /// The command line or the configuration is wrong.
    pub(super) const USAGE: u8 = 2;
    /// Something is unchecked, under `--strict`.
    pub(super) const UNCHECKED: u8 = 3;
    /// No example was found.
    pub(super) const NOTHING: u8 = 4;
    /// A defect of recant.
    pub(super) const DEFECT: u8 = 70;
}

/// Runs the command that the arguments ask for.
#[must_use]
pub fn main() -> ExitCode {
    if let Some(status) = crate::sandbox::helper_main() {
        return status;
    }
    let arguments = Arguments::parse();
    let console = Console::new(arguments.color);
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| dispatch(arguments.command, &console)));
    match done {
        Ok(Ok(status)) => status,
        // Who closed the pipe has seen enough.
        Ok(Err(CliError::Write(error))) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            console.complain(&error.to_string());
            ExitCode::from(status::USAGE)
        }
        Err(_) => {
            console.complain("this is a defect of recant, not of your notes; please report it with the lines above");
            ExitCode::from(status::DEFECT)
        }
    }
}

fn dispatch(command: Command, console: &Console) -> Result<ExitCode, CliError> {
    match command {
        Command::Check(arguments) if arguments.watch => watch::watch(&arguments, console),
        Command::Check(arguments) => check::check(&arguments, console),
        Command::List(arguments) => list::list(&arguments, console),
        Command::Show(arguments) => show::show(&arguments, console),
        Command::Run(arguments) => run::run(&arguments, console),
        Command::Extract(arguments) => extract::extract(&arguments, console),
        Command::Accept(arguments) => accept::accept(&arguments, console),
        Command::Fix(arguments) => fix::fix(&arguments, console),
        Command::Prepare(arguments) => prepare::prepare(&arguments, console),
        Command::Doctor(arguments) => doctor::doctor(&arguments, console),
        Command::Lsp(arguments) => lsp::lsp(&arguments, console),
        Command::Merge(arguments) => merge::merge(&arguments, console),
        Command::Store(arguments) => store::store(&arguments, console),
        Command::Cache(arguments) => cache::cache(&arguments, console),
        Command::Schema(arguments) => schema::schema(&arguments, console),
        Command::Explain(arguments) => explain::explain(&arguments, console),
        Command::Config(arguments) => config::config(&arguments, console),
        Command::Init(arguments) => config::init(&arguments, console),
        Command::Completions(arguments) => completions::completions(&arguments, console),
        Command::Man(arguments) => completions::man(&arguments, console),
    }
}
