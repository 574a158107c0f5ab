//! The published shape of the JSON reports, made from the types that they are written from.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Report;
use super::json::Record;

/// Which report a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The one object that `json` is.
    Json,
    /// Each line that `jsonl` has.
    JsonLines,
}

/// The JSON Schema of a report, two spaces deep, with a line end behind it.
#[must_use]
pub fn schema(shape: Shape) -> String {
    let schema = match shape {
        Shape::Json => of::<Report>(),
        Shape::JsonLines => of::<Record<'static>>(),
    };
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// The words of verdicts; `null` where nothing was run.
pub(super) fn verdict(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": ["drifted", "fails", "unchecked", "holds", "runs", null] })
}
