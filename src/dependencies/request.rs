//! What is asked of a store, and what was found to answer it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::package::Package;
use crate::toolchains::Ecosystem;

/// How many packages of a request people are told of.
const SHOWN: usize = 8;

/// Packages of one ecosystem that programs of one toolchain want together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Request {
    /// Where they come from.
    pub ecosystem: Ecosystem,
    /// What they are for, as far as it makes a difference to what is fetched: `python 3.11 x86_64-linux`.
    pub platform: String,
    /// The packages.
    pub packages: BTreeSet<Package>,
    /// The hash of a program that is run once, to keep what it fetches by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rehearsal: Option<String>,
}

/// A package as it was fetched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Resolved {
    /// Its name.
    pub name: String,
    /// Its exact version.
    pub version: String,
    /// What tells its content, in its ecosystem's own way: `blake3:…` of a wheel or an archive, `h1:…` of
    /// a module of Go, `sha512-…` of a package of npm.
    pub hash: String,
}

impl Request {
    /// A name for the request, of letters and digits.
    #[must_use]
    pub fn key(&self) -> String {
        digest(&serde_json::to_vec(self).unwrap_or_default())
    }

    /// A name for what answers it, of letters and digits: the same for all requests with this answer.
    #[must_use]
    pub fn key_of(&self, resolved: &[Resolved]) -> String {
        digest(&serde_json::to_vec(&(self.ecosystem, &self.platform, resolved)).unwrap_or_default())
    }

    /// The packages as people are told of them.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.rehearsal.is_some() {
            return "what the program itself fetches".to_owned();
        }
        let mut shown: Vec<_> = self.packages.iter().map(Package::requirement).take(SHOWN).collect();
        if self.packages.len() > SHOWN {
            shown.push("…".to_owned());
        }
        shown.join(", ")
    }
}

fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}
