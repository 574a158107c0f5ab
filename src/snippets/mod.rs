//! The corpus: what was found in a file of notes, as files that people can see, review and add to.
//!
//! One folder belongs to one file of notes and holds a folder for each snippet. `snippet.<ext>` and
//! `snippet.toml` are written by recant, and `outcome.toml` when a person accepts what was seen;
//! everything else there is a person's, and recant neither changes nor deletes it. A snippet is known by the hash of its code and by its neighbours, so notes
//! may be edited and reordered: what a person added goes where the snippet goes.

mod adopt;
mod changes;
mod completion;
mod corpus;
mod error;
mod fixtures;
mod follow;
mod guard;
mod home;
mod homes;
mod lines;
mod masked;
mod name;
mod outcome;
mod quotes;
mod read;
mod repaired;
mod settle;
mod stored;
#[cfg(test)]
mod tests;
mod write;

pub use adopt::{ByHand, Fix, HandProgram, adopt};
pub use changes::{Changes, Move};
pub use completion::{Addition, Answer, Completion, Remedy, Repair, StoredProgram};
pub use corpus::Corpus;
pub use error::SnippetsError;
pub use fixtures::Fixture;
pub use guard::Stand;
pub use home::home;
pub use lines::Lines;
pub use outcome::{OUTCOME_TOML, StoredCorrection, StoredOutcome, baseline, which};
pub use read::{Entry, read};
pub use repaired::repaired;
pub use stored::{StoredClaim, StoredSnippet};
pub use write::{names, write};
