//! The values that flags choose from.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Prepare {
    None,
    Declared,
    Imports,
}

impl From<Prepare> for crate::config::Prepare {
    fn from(which: Prepare) -> Self {
        match which {
            Prepare::None => Self::None,
            Prepare::Declared => Self::Declared,
            Prepare::Imports => Self::Imports,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Terminal,
    Json,
    Jsonl,
    Junit,
    Sarif,
    Github,
    Markdown,
    Html,
    Tap,
}

impl Format {
    pub(super) fn names() -> Vec<String> {
        let values = Self::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        values.map(|value| value.get_name().to_owned()).collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DoctorFormat {
    /// For people
    Terminal,
    /// For machines
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFormat {
    /// The report as one object
    Json,
    /// A line of the report as JSON lines
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// Where a person looks on
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum NoSnippets {
    Pass,
    Fail,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SandboxLevel {
    Full,
    Landlock,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum VerdictName {
    Holds,
    Drifted,
    Runs,
    Fails,
    Unchecked,
}

impl VerdictName {
    /// The word that a verdict of this name has in reports.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Drifted => "drifted",
            Self::Runs => "runs",
            Self::Fails => "fails",
            Self::Unchecked => "unchecked",
        }
    }
}

impl From<SandboxLevel> for crate::sandbox::Level {
    fn from(level: SandboxLevel) -> Self {
        match level {
            SandboxLevel::Full => Self::Full,
            SandboxLevel::Landlock => Self::Landlock,
            SandboxLevel::None => Self::None,
        }
    }
}
