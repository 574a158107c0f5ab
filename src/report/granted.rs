//! What programs had beyond a plain sandbox.

use std::fmt;

use serde::Serialize;

use crate::run::Grants;
use crate::sandbox::Level;

/// What the user let programs have beyond a plain sandbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Granted {
    /// What they could reach, as `HOST:PORT`.
    pub network: Vec<String>,
}

impl Granted {
    /// What of these grants a level of the sandbox gives.
    #[must_use]
    pub fn of(grants: &Grants, level: Level) -> Self {
        let network = grants.network.iter().filter(|_| level == Level::Full).map(ToString::to_string);
        Self { network: network.collect() }
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
        let said: Vec<_> = [list("network to", &self.network)].into_iter().flatten().collect();
        f.write_str(&said.join("; "))
    }
}
