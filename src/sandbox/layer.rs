//! What is said of a part of the sandbox.

/// One layer of the sandbox on this machine.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Layer {
    /// What it is called.
    pub name: &'static str,
    /// Whether it holds.
    pub enforced: bool,
    /// What it keeps apart, or why it does not hold.
    pub why: String,
    /// What would make it hold, as commands or settings to copy.
    pub fix: Option<String>,
}
