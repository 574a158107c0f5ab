//! `recant store`.

use std::process::ExitCode;

use super::CliError;
use super::arguments::{StoreAct, StoreArguments};
use super::engine;
use super::output::Console;
use super::prepare::size;
use crate::dependencies::Holding;

pub(super) fn store(arguments: &StoreArguments, console: &Console) -> Result<ExitCode, CliError> {
    let store = engine::store()?;
    let holdings = store.holdings();
    let sets: usize = holdings.iter().map(|holding| holding.sets).sum();
    let bytes = holdings.iter().map(|holding| holding.bytes).sum();
    let text = match arguments.act {
        StoreAct::Dir => store.folder().display().to_string() + "\n",
        StoreAct::Clear => {
            store.clear()?;
            format!("removed {}\n", shown(sets, bytes))
        }
        StoreAct::Size if holdings.is_empty() => "the store is empty\n".to_owned(),
        StoreAct::Size => holdings.iter().map(line).collect(),
    };
    console.show(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn line(holding: &Holding) -> String {
    format!("{}: {}\n", holding.ecosystem.name(), shown(holding.sets, holding.bytes))
}

fn shown(sets: usize, bytes: u64) -> String {
    format!("{sets} {} of packages, {}", if sets == 1 { "set" } else { "sets" }, size(bytes))
}
