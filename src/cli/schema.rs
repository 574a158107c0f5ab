//! `recant schema`.

use std::process::ExitCode;

use super::CliError;
use super::arguments::{Schema, SchemaFormat};
use super::output::Console;
use crate::report::{Shape, schema as shape_of};

pub(super) fn schema(arguments: &Schema, console: &Console) -> Result<ExitCode, CliError> {
    console.print(&shape_of(match arguments.format {
        SchemaFormat::Json => Shape::Json,
        SchemaFormat::Jsonl => Shape::JsonLines,
    }))?;
    Ok(ExitCode::SUCCESS)
}
