//! What writing the corpus changed.

/// What became of each snippet's folder, for people to be told. Folders go by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Folders that are new, or whose `snippet.toml` or code changed.
    pub written: Vec<String>,
    /// Folders that have another name now, because the notes were reordered.
    pub moved: Vec<Move>,
    /// Folders in which nothing changed.
    pub unchanged: Vec<String>,
    /// Folders whose code the notes no longer hold. They stay, marked as such in `snippet.toml`.
    pub orphaned: Vec<String>,
    /// Files of code that a person edited, which are not written over: `012-closure/snippet.go`.
    pub edited: Vec<String>,
}

/// A folder that was renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its name before.
    pub from: String,
    /// Its name now.
    pub to: String,
}
