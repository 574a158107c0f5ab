//! What can be wrong with the files that were to be read.

use std::io;

/// Why a file or folder could not be read. Paths are as reports show them.
#[derive(Debug, thiserror::Error)]
pub enum NotesError {
    /// There is nothing of this name.
    #[error("\"{path}\" does not exist; check the spelling, or name a folder to search it for notes")]
    Missing {
        /// The path.
        path: String,
    },
    /// The system does not let it be read.
    #[error("\"{path}\" cannot be read ({cause}); check that it is a file or folder that you may read")]
    Unreadable {
        /// The path.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// It is larger than the settings allow.
    #[error(
        "\"{path}\" is larger than {} MB and is not read; split it, or raise `max-file-size`",
        limit / BYTES_PER_MEGABYTE
    )]
    TooLarge {
        /// The path.
        path: String,
        /// How many bytes a file may have.
        limit: u64,
    },
    /// A pattern of files to leave out is not one.
    #[error("\"{glob}\" is not a pattern for files to exclude ({cause}); write it as in a .gitignore file")]
    Exclude {
        /// The pattern.
        glob: String,
        /// What is wrong with it.
        cause: ignore::Error,
    },
    /// Part of a folder could not be searched.
    #[error("\"{path}\" cannot be searched ({cause}); leave it out with a line in .recantignore")]
    Folder {
        /// The part, or the folder that was named.
        path: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A corpus folder says in a way that cannot be followed where its notes are.
    #[error("\"{path}\" does not say where the notes are ({problem}); write `notes = \"../../docs/guide.md\"`")]
    SourceFile {
        /// The path of the `source.toml`.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
}

const BYTES_PER_MEGABYTE: u64 = 1 << 20;
