//! What recant knows of each language: one file per language behind [`Language`], about source
//! text and syntax trees alone.
//!
//! Adding a language is one file here, one line in [`ALL`], one folder in `sandboxes/`, and cases.

mod c;
mod c_family;
pub mod clues;
pub mod completion;
mod cpp;
mod curly;
mod dockerfile;
mod ecmascript;
mod go;
mod html;
mod ini;
mod java;
mod javascript;
mod json;
mod markup;
mod others;
pub mod output;
pub mod parse;
pub mod prose;
mod python;
mod rust;
mod shell;
mod sql;
mod toml;
mod typescript;
mod xml;
mod yaml;

use std::collections::HashMap;
use std::sync::LazyLock;

use clues::Clue;
use completion::Completer;

/// Every language that recant tells without a label, in no particular order of preference; those
/// that it knows by their labels alone stand in a table of their own.
pub static ALL: &[&dyn Language] = &[
    &c::C,
    &cpp::Cpp,
    &dockerfile::Dockerfile,
    &go::Go,
    &html::Html,
    &ini::Ini,
    &java::Java,
    &javascript::JavaScript,
    &json::Json,
    &python::Python,
    &rust::Rust,
    &shell::Shell,
    &sql::Sql,
    &toml::Toml,
    &typescript::TypeScript,
    &xml::Xml,
    &yaml::Yaml,
];

/// A language: how to know it, and how to complete a fragment of it.
pub trait Language: Sync {
    /// The name that reports use, which is also the name of its folder in `sandboxes/`: `go`.
    fn name(&self) -> &'static str;

    /// What authors write behind a fence for it, in lower case, its own name included.
    fn labels(&self) -> &'static [&'static str];

    /// Words of prose, beyond its labels, that speak of it and of no other language: frameworks, tools,
    /// names too short to be told from other words in lower case.
    fn topics(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether its text is a program or data.
    fn role(&self) -> Role;

    /// Its tree-sitter grammar, where there is a well-kept one.
    fn grammar(&self) -> Option<tree_sitter::Language>;

    /// What begins a comment that runs to the end of the line: `//`, `#`.
    fn line_comments(&self) -> &'static [&'static str];

    /// Tables of the shapes of lines that speak for it, and against it.
    fn clues(&self) -> &'static [&'static [Clue]] {
        &[]
    }

    /// Kinds of nodes of its grammar that other text hardly ever parses as.
    fn telling_nodes(&self) -> &'static [&'static str] {
        &[]
    }

    /// The language of which it is an extension, so that plain text of that one is text of this one too.
    fn extends(&self) -> Option<&'static str> {
        None
    }

    /// A pattern of the code that asks about what surrounds it: the machine, its user, the moment, its own
    /// process and folder. What such code shows differs between any two machines.
    fn asks(&self) -> Option<&'static str> {
        None
    }

    /// What completes a fragment of it to a program, where recant can.
    fn completer(&self) -> Option<&'static dyn Completer> {
        None
    }
}

/// What a language's text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It runs.
    Program,
    /// It is parsed and not run: configuration, markup.
    Data,
}

/// A language of the registry, comparable by its name.
#[derive(Clone, Copy)]
pub struct Lang(&'static dyn Language);

impl Lang {
    /// The language of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::known().find(|language| language.name() == name)
    }

    /// The language that an author means by a fence label, in any case.
    #[must_use]
    pub fn labelled(label: &str) -> Option<Self> {
        static BY_LABEL: LazyLock<HashMap<&str, Lang>> = LazyLock::new(|| {
            Lang::known().flat_map(|lang| lang.labels().iter().map(move |label| (*label, lang))).collect()
        });
        BY_LABEL.get(label.to_lowercase().as_str()).copied()
    }

    /// Every language that recant tells without a label.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.iter().map(|language| Self(*language))
    }

    /// Every language, those included that recant knows by their labels alone.
    pub fn known() -> impl Iterator<Item = Self> {
        Self::all().chain(others::OTHERS.iter().map(|other| Self(other)))
    }
}

impl std::ops::Deref for Lang {
    type Target = dyn Language;

    fn deref(&self) -> &Self::Target {
        self.0
    }
}

impl PartialEq for Lang {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Lang {}

impl std::fmt::Debug for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::Lang;

    #[test]
    fn a_label_means_one_language() {
        let mut seen = HashMap::new();
        for lang in Lang::known() {
            for label in lang.labels() {
                assert_eq!(seen.insert(*label, lang.name()), None, "{label}");
                assert_eq!(Lang::labelled(&label.to_uppercase()), Some(lang));
            }
        }
    }

    #[test]
    fn a_language_answers_to_its_own_name() {
        for lang in Lang::known() {
            assert_eq!(Lang::named(lang.name()), Some(lang));
            assert!(lang.labels().contains(&lang.name()), "{lang:?}");
        }
    }

    #[test]
    fn telling_nodes_are_nodes_of_the_grammar() {
        for lang in Lang::known() {
            for kind in lang.telling_nodes() {
                let grammar = lang.grammar().expect("whoever has telling nodes has a grammar");
                assert_ne!(grammar.id_for_node_kind(kind, true), 0, "{lang:?} has no {kind}");
            }
        }
    }
}
