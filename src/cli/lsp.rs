//! `recant lsp`.

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use lsp_server::Connection;

use super::arguments::Engine;
use super::output::Console;
use super::{CliError, engine, input, settings};
use crate::lsp;

#[derive(Debug, Args)]
pub(super) struct Lsp {
    #[command(flatten)]
    engine: Engine,
    /// What editors pass to say that they speak over standard input and output, which is all there is
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn lsp(arguments: &Lsp, console: &Console) -> Result<ExitCode, CliError> {
    let broken = |error: lsp_server::ProtocolError| CliError::Usage(format!("the editor is not understood: {error}"));
    // The threads behind it end with the process: the editor has heard all when it says goodbye.
    let (connection, _) = Connection::stdio();
    let client = lsp::greet(&connection).map_err(broken)?;
    if let Some(root) = &client.root {
        std::env::set_current_dir(root).map_err(|error| CliError::Usage(format!("{}: {error}", root.display())))?;
    }
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    let (runner, _) = engine::engine(&arguments.engine, &config, console)?;
    let console = console.clone();
    let study = move |path: &Path| {
        let named = input::study_all(&[path.to_owned()], &config, &console).pop();
        named.ok_or_else(|| format!("{} cannot be read as notes", path.display()))
    };
    let engine = lsp::Engine { runner: Box::new(runner), study: Box::new(study) };
    lsp::serve(&connection, &client, engine).map_err(broken)?;
    Ok(ExitCode::SUCCESS)
}
