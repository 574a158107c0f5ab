//! Why something could not be told: the closed list of reasons that `unchecked` may have.
//!
//! The codes are stable: they stand in reports, and scripts may match on them.

use serde::{Deserialize, Serialize};

/// A reason for `unchecked`, with what it was in this case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    /// Which of the closed list.
    pub reason: Reason,
    /// What it was here, as a clause that reads on after the code: "`URL` stands for something else".
    pub detail: String,
}

impl Because {
    /// Joins a reason and its detail.
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}

/// The closed list of reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A word stands for something that the reader is to put there.
    Placeholder,
    /// The note takes a name, file, module, host, project or argument for granted.
    Incomplete,
    /// Two or more languages fit, or none well enough.
    AmbiguousLanguage,
    /// The language is known, but recant does not run it.
    UnsupportedLanguage,
    /// Data or output: parsed, or not, and never run.
    Data,
    /// Written for another operating system.
    Platform,
    /// Wants a person or a terminal.
    Interactive,
    /// A toolchain that recant knows is not installed.
    MissingToolchain,
    /// A library is not at hand.
    MissingDependency,
    /// Wants the network, which the sandbox does not give.
    NeedsNetwork,
    /// Wants a service (a database, a daemon) that is not there.
    NeedsService,
    /// Did what the sandbox forbids.
    Denied,
    /// Ran longer than it may.
    TimeLimit,
    /// Used more processor time than it may.
    CpuLimit,
    /// Used more memory than it may.
    MemoryLimit,
    /// Started more processes than it may.
    ProcessLimit,
    /// Wrote more to disk than it may.
    DiskLimit,
    /// Printed more than it may.
    OutputLimit,
    /// Larger or deeper than recant parses.
    TooLarge,
    /// Prints something else each time.
    Nondeterministic,
    /// The copy of the note has lost parts of the code that cannot be put back.
    LossySource,
    /// It is not sure that this text claims what the code prints.
    UnsureOutput,
    /// What was added to run it may not be what the note means.
    UnsureCompletion,
    /// An earlier step that this one builds on did not succeed.
    EarlierFailed,
    /// A directive, a filter or the configuration leaves it out.
    Skipped,
    /// There is no sandbox to run it in.
    NoSandbox,
}

impl Reason {
    /// Every reason, in the order of the documentation.
    pub const ALL: [Self; 26] = [
        Self::Placeholder,
        Self::Incomplete,
        Self::AmbiguousLanguage,
        Self::UnsupportedLanguage,
        Self::Data,
        Self::Platform,
        Self::Interactive,
        Self::MissingToolchain,
        Self::MissingDependency,
        Self::NeedsNetwork,
        Self::NeedsService,
        Self::Denied,
        Self::TimeLimit,
        Self::CpuLimit,
        Self::MemoryLimit,
        Self::ProcessLimit,
        Self::DiskLimit,
        Self::OutputLimit,
        Self::TooLarge,
        Self::Nondeterministic,
        Self::LossySource,
        Self::UnsureOutput,
        Self::UnsureCompletion,
        Self::EarlierFailed,
        Self::Skipped,
        Self::NoSandbox,
    ];

    /// The stable code, as reports print it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Placeholder => "placeholder",
            Self::Incomplete => "incomplete",
            Self::AmbiguousLanguage => "ambiguous-language",
            Self::UnsupportedLanguage => "unsupported-language",
            Self::Data => "data",
            Self::Platform => "platform",
            Self::Interactive => "interactive",
            Self::MissingToolchain => "missing-toolchain",
            Self::MissingDependency => "missing-dependency",
            Self::NeedsNetwork => "needs-network",
            Self::NeedsService => "needs-service",
            Self::Denied => "denied",
            Self::TimeLimit => "time-limit",
            Self::CpuLimit => "cpu-limit",
            Self::MemoryLimit => "memory-limit",
            Self::ProcessLimit => "process-limit",
            Self::DiskLimit => "disk-limit",
            Self::OutputLimit => "output-limit",
            Self::TooLarge => "too-large",
            Self::Nondeterministic => "nondeterministic",
            Self::LossySource => "lossy-source",
            Self::UnsureOutput => "unsure-output",
            Self::UnsureCompletion => "unsure-completion",
            Self::EarlierFailed => "earlier-failed",
            Self::Skipped => "skipped",
            Self::NoSandbox => "no-sandbox",
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn the_code_of_a_reason_is_what_serde_writes() {
        for reason in Reason::ALL {
            let written = serde_json::to_value(reason).unwrap();
            assert_eq!(written, reason.code());
        }
    }
}
