//! The corpus: what was found in a file of notes, as files that people can see, review and add to.
//!
//! One folder belongs to one file of notes and holds a folder for each snippet. `snippet.<ext>` and
//! `snippet.toml` are written by recant; everything else there is a person's, and recant neither
//! changes nor deletes it. A snippet is known by the hash of its code and by its neighbours, so notes
//! may be edited and reordered: what a person added goes where the snippet goes.

mod changes;
mod error;
mod follow;
mod home;
mod lines;
mod name;
mod read;
mod stored;
#[cfg(test)]
mod tests;
mod write;

pub use changes::{Changes, Move};
pub use error::SnippetsError;
pub use home::home;
pub use lines::Lines;
pub use read::{Entry, read};
pub use stored::{Addition, Completion, Repair, StoredClaim, StoredProgram, StoredSnippet};
pub use write::write;
