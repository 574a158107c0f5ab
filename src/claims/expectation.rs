//! What a claim says of its code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a claim says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expectation {
    /// Prints this text.
    Prints(String),
    /// Prints these lines, in any order.
    PrintsUnordered(String),
    /// Prints this text somewhere among its output.
    PrintsPart(String),
    /// Is worth this, in the language's own notation or as it prints it.
    Value(String),
    /// Ends with an error whose message holds this text.
    Fails(String),
    /// Exits with this status.
    Exits(i32),
    /// Is accepted by the compiler, whatever it does then.
    Compiles,
    /// Is refused by the compiler, in words that hold this text.
    Refused(String),
    /// Leaves files behind.
    Creates(Creates),
    /// Sends a request to a host.
    Receives(Receives),
}

/// Files that a program leaves in its work directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Creates {
    /// Regular files, relative to the work directory; all of them have to be there.
    pub files: Vec<String>,
    /// Text that has to stand in each of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A request as the host that it goes to sees it; what is left out may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Receives {
    /// `PUT`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The host that it is meant for: `example.com`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Its path with the query: `/v2/images?limit=1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Headers with their whole values, names in any case.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// How many bytes its body has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_len: Option<u64>,
    /// The BLAKE3 hash of its body, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_blake3: Option<String>,
}

impl Expectation {
    /// Whether it says that something goes wrong.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        match self {
            Self::Fails(_) | Self::Refused(_) => true,
            Self::Exits(status) => *status != 0,
            _ => false,
        }
    }

    /// Whether it speaks of what is printed, and not of how the program ends or what it leaves.
    #[must_use]
    pub const fn is_of_output(&self) -> bool {
        matches!(self, Self::Prints(_) | Self::PrintsUnordered(_) | Self::PrintsPart(_) | Self::Value(_))
    }

    /// The same expectation of another text, where it is of one.
    #[must_use]
    pub fn saying(&self, text: &str) -> Self {
        let text = text.to_owned();
        match self {
            Self::Prints(_) => Self::Prints(text),
            Self::PrintsUnordered(_) => Self::PrintsUnordered(text),
            Self::PrintsPart(_) => Self::PrintsPart(text),
            Self::Value(_) => Self::Value(text),
            Self::Fails(_) => Self::Fails(text),
            other => other.clone(),
        }
    }

    /// What is claimed, as people are to see it beside what was observed.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Fails(text) if text.is_empty() => "fails".to_owned(),
            Self::Prints(text)
            | Self::PrintsUnordered(text)
            | Self::PrintsPart(text)
            | Self::Value(text)
            | Self::Fails(text) => text.clone(),
            Self::Exits(status) => format!("exit status {status}"),
            Self::Compiles => "compiles".to_owned(),
            Self::Refused(text) if text.is_empty() => "is refused by the compiler".to_owned(),
            Self::Refused(text) => format!("is refused by the compiler: {text}"),
            Self::Creates(creates) => match &creates.part {
                Some(part) => format!("creates {}, with \"{part}\" in it", creates.files.join(", ")),
                None => format!("creates {}", creates.files.join(", ")),
            },
            Self::Receives(receives) => receives.shown(),
        }
    }
}

impl Receives {
    fn shown(&self) -> String {
        let anything = |text: &Option<String>| text.clone().unwrap_or_else(|| "…".to_owned());
        let mut shown =
            format!("{} {}{}", anything(&self.method), anything(&self.host), self.path.as_deref().unwrap_or("/…"));
        shown.extend(self.headers.iter().map(|(name, value)| format!(", {name}: {value}")));
        shown.extend(self.body_len.map(|length| format!(", a body of {length} bytes")));
        shown.extend(self.body_blake3.iter().map(|hash| format!(", BLAKE3 {hash}")));
        shown
    }
}
