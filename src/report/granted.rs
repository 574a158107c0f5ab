//! What programs had beyond a plain sandbox.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::run::Grants;
use crate::sandbox::Level;

/// What the user let programs have beyond a plain sandbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Granted {
    /// What they could reach, as `HOST:PORT`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub network: Vec<String>,
    /// The names of variables that were passed to them; their values may be secrets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub environment: Vec<String>,
    /// The files that were passed to them, as they found them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Whether they saw the project beside the notes.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub project: bool,
}

impl Granted {
    /// What of these grants a level of the sandbox gives.
    #[must_use]
    pub fn of(grants: &Grants, level: Level) -> Self {
        let network = grants.network.iter().filter(|_| level == Level::Full).map(ToString::to_string);
        Self {
            network: network.collect(),
            environment: grants.environment.iter().map(|(name, _)| name.clone()).collect(),
            files: grants.files.iter().map(|file| file.path.to_string_lossy().into_owned()).collect(),
            project: grants.project.is_some(),
        }
    }

    /// Whether a plain sandbox is all that they had.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Granted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |what: &str, all: &[String]| (!all.is_empty()).then(|| format!("{what} {}", all.join(", ")));
        let lists = [
            list("network to", &self.network),
            list("the variables", &self.environment),
            list("the files", &self.files),
            self.project.then(|| "the project beside the notes".to_owned()),
        ];
        f.write_str(&lists.into_iter().flatten().collect::<Vec<_>>().join("; "))
    }
}
