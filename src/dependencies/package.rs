//! A package, as people name it and as its ecosystem does.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::toolchains::Ecosystem;

/// A package that a program needs. Its name and its version hold nothing that a package manager would
/// take for anything else than a name and a version: no option, no address, no path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Package {
    /// Where it comes from.
    pub ecosystem: Ecosystem,
    /// Its name there: `eventlet`, `golang.org/x/text`, `left-pad`, `junit:junit`.
    pub name: String,
    /// Which version of it, in its ecosystem's own words, with the sign where it has one: `==0.36.1`,
    /// `v0.14.0`. Empty where any will do.
    pub version: String,
}

/// Takes `name` and `version` out of how a package is written; nothing else may stand there.
fn form(ecosystem: Ecosystem) -> &'static Regex {
    static FORMS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
        [
            r"^(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:\[[\w,.-]+\])?)\s*(?<version>(?:[=<>~!]=?=?\s*[\w.*+!-]+\s*,?\s*)*)$",
            r"^(?<name>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9_.~-]*[A-Za-z0-9_~-])*)(?:@(?<version>[\w.+-]+))?$",
            r"^(?<name>(?:@[a-z0-9_~][a-z0-9._~-]*/)?[a-z0-9_~][A-Za-z0-9._~-]*)(?:@(?<version>[\d^~<>=*xv][\w.^~<>=*|+ -]*|latest|next))?$",
            r"^(?<name>[\w.-]+:[\w.-]+)(?::(?<version>[\w.+-]+))?$",
        ]
        .map(|form| Regex::new(form).expect("a pattern of our own"))
    });
    &FORMS[ecosystem as usize]
}

impl Package {
    /// Reads a package as a person declares it beside a program: `eventlet==0.36.1`,
    /// `go:golang.org/x/text@v0.14.0`. Without a word in front it comes from `own`.
    ///
    /// # Errors
    /// Where it is not written as its ecosystem names packages, in words.
    pub fn declared(text: &str, own: Option<Ecosystem>) -> Result<Self, String> {
        let text = text.trim();
        let named = Ecosystem::ALL.into_iter().find_map(|ecosystem| {
            let rest = text.strip_prefix(ecosystem.word())?.strip_prefix(':')?;
            Some((ecosystem, rest))
        });
        let Some((ecosystem, rest)) = named.or_else(|| Some((own?, text))) else {
            let words = Ecosystem::ALL.map(Ecosystem::word).join(", ");
            return Err(format!("\"{text}\" does not say where it is from: write one of {words} and a colon in front"));
        };
        let found = form(ecosystem).captures(rest.trim());
        let found = found.ok_or_else(|| format!("\"{text}\" is not how {} names a package", ecosystem.name()))?;
        let version = found.name("version").map_or("", |version| version.as_str().trim());
        Ok(Self { ecosystem, name: found["name"].to_owned(), version: version.to_owned() })
    }

    /// A package of any version.
    ///
    /// # Errors
    /// As [`Package::declared`].
    pub fn any(ecosystem: Ecosystem, name: &str) -> Result<Self, String> {
        Self::declared(name, Some(ecosystem)).and_then(|package| {
            if package.version.is_empty() { Ok(package) } else { Err(format!("\"{name}\" is no name alone")) }
        })
    }

    /// What its ecosystem takes for its name, however it is written (PEP 503).
    #[must_use]
    pub fn known_as(&self) -> String {
        match self.ecosystem {
            Ecosystem::Pypi => normal(self.name.split('[').next().unwrap_or(&self.name)),
            Ecosystem::Go | Ecosystem::Npm | Ecosystem::Maven => self.name.clone(),
        }
    }

    /// As the ecosystem's own tool takes it.
    #[must_use]
    pub fn requirement(&self) -> String {
        let sign = match self.ecosystem {
            _ if self.version.is_empty() => "",
            Ecosystem::Pypi => "",
            Ecosystem::Go | Ecosystem::Npm => "@",
            Ecosystem::Maven => ":",
        };
        format!("{}{sign}{}", self.name, self.version)
    }
}

/// A name of the Python Package Index as the index compares it.
pub(super) fn normal(name: &str) -> String {
    let parts: Vec<_> = name.split(['-', '_', '.']).filter(|part| !part.is_empty()).collect();
    parts.join("-").to_ascii_lowercase()
}

impl fmt::Display for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.ecosystem.word(), self.requirement())
    }
}

impl FromStr for Package {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::declared(text, None)
    }
}

impl TryFrom<String> for Package {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Package> for String {
    fn from(package: Package) -> Self {
        package.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{Ecosystem, Package};

    #[test]
    fn a_package_is_read_as_its_ecosystem_writes_it() {
        let shown = |text: &str| Package::declared(text, Some(Ecosystem::Pypi)).unwrap().to_string();
        assert_eq!(shown("eventlet==0.36.1"), "pypi:eventlet==0.36.1");
        assert_eq!(shown("numpy >=1.2,<2"), "pypi:numpy>=1.2,<2");
        assert_eq!(shown("requests[socks]"), "pypi:requests[socks]");
        assert_eq!(shown("go:golang.org/x/text@v0.14.0"), "go:golang.org/x/text@v0.14.0");
        assert_eq!(shown("npm:@types/node@^20"), "npm:@types/node@^20");
        assert_eq!(shown("maven:junit:junit:4.13.2"), "maven:junit:junit:4.13.2");
    }

    #[test]
    fn nothing_but_a_name_and_a_version_is_taken() {
        let refused = [
            "--index-url=http://x",
            "-r/etc/passwd",
            "a @ http://x",
            "./here",
            "a b",
            "a\nb",
            "go:--x",
            "go:../x",
            "go:x.y/../z",
            "npm:git+ssh://x",
            "npm:x@file:../y",
            "npm:x@npm:y",
            "npm:x@git://y",
            "maven:a",
            "",
        ];
        for text in refused {
            assert!(Package::declared(text, Some(Ecosystem::Pypi)).is_err(), "{text} was taken");
        }
    }

    #[test]
    fn where_a_package_is_from_has_to_be_said_where_nothing_tells() {
        let message = Package::declared("tempest", None).unwrap_err();
        assert_eq!(
            message,
            "\"tempest\" does not say where it is from: write one of pypi, go, npm, maven and a colon in front"
        );
    }

    #[test]
    fn a_name_of_the_index_has_many_spellings() {
        let known = |text| Package::any(Ecosystem::Pypi, text).unwrap().known_as();
        assert_eq!(known("Ruamel_Yaml"), known("ruamel.yaml"));
    }
}
