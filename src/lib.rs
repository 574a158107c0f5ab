//! recant finds the code in people's notes, runs it in sandboxes against the toolchains at hand,
//! compares what it prints with what the notes claim, and reports what has drifted.
//!
//! The module list is the sentence that the tool is built on: **read** the notes, **extract** the
//! code, **classify** it, read its **claims**, **complete** it, **run** it, **compare**, **report**.
//! A module uses only those above it; `tests/architecture.rs` holds it so. Data flows one way:
//! each stage returns values of its own types, and only [`cli`] prints.

// The order is the pipeline's. The blank lines keep rustfmt from sorting it.

pub mod config;

pub mod reasons;

pub mod notes;

pub mod languages;

pub mod extract;

pub mod classify;

pub mod claims;

pub mod snippets;

pub mod complete;

pub mod cache;

pub mod toolchains;

pub mod sandbox;

pub mod dependencies;

pub mod run;

pub mod compare;

pub mod mend;

pub mod report;

pub mod memo;

pub mod pipeline;

pub mod lsp;

pub mod cli;
