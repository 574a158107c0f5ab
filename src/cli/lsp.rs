//! `recant lsp`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use lsp_server::Connection;

use super::arguments::Engine;
use super::fix::{corrected, mended, wanted_of};
use super::input::Selection;
use super::output::Console;
use super::{CliError, accept, engine, input, keep, known, settings};
use crate::compare::Verdict;
use crate::config::Config;
use crate::pipeline::{Checked, Study};
use crate::report::Known;
use crate::{lsp, mend};

#[derive(Debug, Args)]
pub(super) struct Lsp {
    #[command(flatten)]
    engine: Engine,
    /// What editors pass to say that they speak over standard input and output, which is all there is
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn lsp(arguments: &Lsp, console: &Console) -> Result<ExitCode, CliError> {
    let broken = |error: lsp_server::ProtocolError| {
        let why = if error.channel_is_disconnected() {
            "the editor has gone, or what it sent is no message of the language server protocol".to_owned()
        } else {
            format!("the editor is not understood: {error}")
        };
        CliError::Usage(why)
    };
    // The threads behind it end with the process: the editor has heard all when it says goodbye.
    let (connection, _) = Connection::stdio();
    let client = lsp::greet(&connection).map_err(broken)?;
    if let Some(root) = &client.root {
        std::env::set_current_dir(root).map_err(|error| CliError::Usage(format!("{}: {error}", root.display())))?;
    }
    let mut config = settings::load()?;
    settings::take_engine(&mut config, &arguments.engine)?;
    let (runner, _) = engine::engine(&arguments.engine, &config, console)?;
    let desk = Arc::new(Desk { config, console: console.clone() });
    let (reading, proposing, keeping, knowing) = (Arc::clone(&desk), Arc::clone(&desk), Arc::clone(&desk), desk);
    let engine = lsp::Engine {
        runner: Box::new(runner),
        study: Box::new(move |path| reading.study(path, false)),
        propose: Box::new(move |path| proposing.study(path, true)),
        keep: Box::new(move |checked, snippet| keeping.keep(checked, snippet)),
        known: Box::new(move |path| knowing.known(path)),
    };
    lsp::serve(&connection, &client, engine).map_err(broken)?;
    Ok(ExitCode::SUCCESS)
}

/// Where notes are read and what a person accepts of them is kept.
struct Desk {
    config: Config,
    console: Console,
}

impl Desk {
    fn select(&self, path: &Path, proposes: bool) -> Selection {
        let selection = input::all(&[path.to_owned()], &self.config, &self.console);
        if proposes { selection.proposing() } else { selection }
    }

    fn study(&self, path: &Path, proposes: bool) -> Result<Study, String> {
        let named = self.select(path, proposes).study(&self.console).pop();
        named.ok_or_else(|| format!("{} cannot be read as notes", path.display()))
    }

    /// What is known of a file; what is wrong with the list itself is told in the server's log.
    fn known(&self, path: &str) -> Known {
        known::known_of(path, &self.config).unwrap_or_else(|error| {
            self.console.warn(&error.to_string());
            Known::default()
        })
    }

    /// Writes what was seen of a snippet into the corpus.
    fn keep(&self, checked: &Checked, snippet: usize) -> Result<String, String> {
        let study = &checked.study;
        let selection = self.select(Path::new(&study.document.path), false);
        let wanted = |_: &Study, other: usize| other == snippet;
        let mended = wanted_of(mended(checked), study, &wanted);
        let outcomes = [corrected(study, &mended), accept::outcomes(checked, &wanted)].concat();
        let changes = keep::changes((0, study), outcomes, &selection, &self.config);
        let changes = changes.map_err(|error| error.to_string())?;
        let Some(first) = changes.first() else { return Err(why_not(checked, snippet)) };
        let path = first.path.display().to_string();
        match keep::write(&changes, &[study], &selection, &self.config, &self.console) {
            (_, false) => Ok(format!("kept in {path}")),
            (_, true) => Err(format!("{path} cannot be written; the server's log says why")),
        }
    }
}

/// Why nothing of a snippet can be kept.
fn why_not(checked: &Checked, snippet: usize) -> String {
    let judged = checked.trials.iter().flat_map(|trial| &trial.judgements).filter(|of| of.snippet == snippet);
    let unchecked = judged.flat_map(|of| &of.claims).find_map(|judged| match &judged.verdict {
        Verdict::Unchecked(because) => Some(because.detail.clone()),
        _ => None,
    });
    let left = mend::accepted(&checked.study.claims, &checked.trials).left;
    let left = left.iter().find(|left| checked.study.claims[left.claim].snippet == snippet);
    unchecked
        .or_else(|| left.map(|left| left.obstacle.words().to_owned()))
        .unwrap_or_else(|| "there is nothing to keep: it prints nothing, or what it prints is kept already".to_owned())
}
