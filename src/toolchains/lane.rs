//! `[lane]` of a recipe: what makes the programs of a language run faster together, and which of them run
//! alone all the same.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use regex::Regex;
use serde::Deserialize;

use super::recipe::{optional_regex, regex};
use super::rules::{Owner, Syntax, TooMuch};
use crate::languages::Lang;
use crate::languages::parse::parse;

/// How programs of a language share work without seeing one another, and which of them must not.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lane {
    /// How many programs of a check it takes to pay.
    pub least: usize,
    /// What makes a program run alone.
    #[serde(default)]
    pub alone: Vec<Rule>,
    /// The names of which a program may use no others: packages that keep to themselves.
    pub harmless: Option<Harmless>,
    /// What makes a program run alone by what it printed.
    #[serde(default)]
    pub doubtful: Vec<Doubt>,
    /// Where they are linked together: how.
    pub linked: Option<Linked>,
    /// Where one process compiles them: how.
    pub together: Option<Together>,
    /// Whether one interpreter that waits in front of its program is copied for each.
    #[serde(default)]
    pub copied: bool,
    #[serde(skip)]
    syntax: Arc<OnceLock<Result<Syntax, String>>>,
}

/// How programs are linked together. In its commands and texts `{id}` is a program's number, and in
/// commands `{tools}` the folder of the toolchain's tools.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// A pattern of that folder.
    pub tools: String,
    /// The command that prints what the tools are told of compiled packages, whose names follow. The tools
    /// find it in a file that is called `packages`.
    pub exports: Vec<String>,
    /// Files that programs are compiled with.
    pub beside: BTreeMap<String, String>,
    /// The command that compiles a program, in a folder of its number, to an archive of its number.
    pub compile: Vec<String>,
    /// The program that runs one of the others, by the name that it is started as: `{imports}` and `{cases}`
    /// are those of each.
    pub main: String,
    /// How it imports one.
    pub import: String,
    /// How it runs one, which it is to where it is started as `{place}/{id}`.
    pub case: String,
    /// What the tools are told of the package that one was compiled to.
    pub package: String,
    /// The commands that link it.
    pub link: Vec<Vec<String>>,
    /// What they make, and the recipe's own commands start.
    pub executable: PathBuf,
}

/// How one process compiles programs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// A file of the recipe's folder that the process is given.
    pub driver: String,
    /// What is made once for each toolchain, in this order: `{ahead}` is the folder where it is.
    #[serde(default)]
    pub ahead: Vec<Ahead>,
    /// The command that compiles `{count}` programs, each in a folder of its number, and says of each that
    /// needs no more than to be started its number and its name.
    pub compile: Vec<String>,
    /// What it compiles a program to, `{id}` being its number.
    pub archive: String,
    /// What then stands in the place of `{file}` in the command that runs it: `{archive}` and `{name}` are its own.
    pub start: Vec<String>,
}

/// What is made once for a toolchain. There are the driver, and two programs to try it on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ahead {
    /// The commands that make it.
    pub run: Vec<Vec<String>>,
    /// The file that they make.
    pub makes: PathBuf,
}

/// What makes a program run alone: where both are given, only both.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// A pattern of its text.
    #[serde(default, deserialize_with = "optional_regex")]
    pub pattern: Option<Regex>,
    /// A tree-sitter query that finds something in it.
    pub syntax: Option<String>,
    /// Reads on after "alone: it ".
    pub why: String,
}

/// Names of which a program may use no others.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Harmless {
    /// A tree-sitter query whose captures are the names that a program uses.
    pub syntax: String,
    /// The names, as the captures have them.
    pub names: Vec<String>,
    /// Reads on after "alone: it "; `{name}` is the name that is none of them.
    pub why: String,
}

/// What makes a program run alone by what it printed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// A pattern of what it printed on either stream.
    #[serde(deserialize_with = "regex")]
    pub pattern: Regex,
    /// Reads on after "alone: it ".
    pub why: String,
}

impl Rule {
    /// Whether its pattern, where it has one, is in a text.
    fn speaks_of(&self, text: &str) -> bool {
        self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
    }
}

impl Harmless {
    fn objection(&self, name: &str) -> Option<String> {
        let is_known = self.names.iter().any(|known| known == name);
        (!is_known).then(|| self.why.replace("{name}", name))
    }
}

impl Lane {
    /// Why a program's text must run alone, where it must.
    #[must_use]
    pub fn objection(&self, language: Lang, text: &str) -> Option<String> {
        let speaks: Vec<bool> = self.alone.iter().map(|rule| rule.speaks_of(text)).collect();
        let mut by_text = self.alone.iter().zip(&speaks).filter(|(rule, speaks)| **speaks && rule.syntax.is_none());
        if let Some((rule, _)) = by_text.next() {
            return Some(rule.why.clone());
        }
        let syntax = self.syntax.get_or_init(|| Syntax::new(language, &self.alone, self.harmless.as_ref()));
        let syntax = match syntax {
            Ok(syntax) if syntax.is_empty() => return None,
            Ok(syntax) => syntax,
            Err(why) => return Some(format!("cannot be judged: {why}")),
        };
        let Some(tree) = parse(language, text).filter(|tree| !tree.root_node().has_error()) else {
            return Some("does not parse".to_owned());
        };
        let objects = |owner, name: Option<&str>| match owner {
            Owner::Rule(index) => speaks[index].then(|| self.alone[index].why.clone()),
            Owner::Harmless => self.harmless.as_ref()?.objection(name?),
        };
        syntax.first(&tree, text, objects).unwrap_or_else(|TooMuch| Some("holds too much to be judged".to_owned()))
    }

    /// Why what a program printed must be seen to come from it alone, where it must.
    #[must_use]
    pub fn doubt(&self, stdout: &[u8], stderr: &[u8]) -> Option<&str> {
        let shown = [stdout, stderr].map(String::from_utf8_lossy);
        let doubtful = |doubt: &&Doubt| shown.iter().any(|text| doubt.pattern.is_match(text));
        self.doubtful.iter().find(doubtful).map(|doubt| doubt.why.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Lane;
    use crate::languages::Lang;
    use crate::toolchains::Toolchains;

    const RULES: &str = r#"
        least = 2
        [harmless]
        syntax = '(import_spec path: (_) @name)'
        names = ['"fmt"']
        why = "imports {name}"
        [[alone]]
        pattern = 'Getpid'
        why = "asks for its process"
        [[alone]]
        pattern = 'reflect'
        syntax = '(type_parameter_list)'
        why = "looks at generics"
        [[doubtful]]
        pattern = '0x[0-9a-f]+'
        why = "shows an address"
    "#;

    fn objection(rules: &str, text: &str) -> Option<String> {
        let lane: Lane = toml::from_str(rules).unwrap();
        lane.objection(Lang::named("go").unwrap(), text)
    }

    #[test]
    fn a_program_runs_alone_where_a_rule_finds_all_that_it_asks_for() {
        let objection = |text| objection(RULES, text);
        assert_eq!(objection("package main\nimport \"fmt\"\nfunc main() { fmt.Println(1) }\n"), None);
        assert_eq!(objection("package main\nimport \"os\"\nfunc main() {}\n").unwrap(), "imports \"os\"");
        assert_eq!(objection("package main\nfunc main() { Getpid() }\n").unwrap(), "asks for its process");
        assert_eq!(objection("package main\nfunc f[T any]() {}\n"), None);
        assert_eq!(objection("package main\n// reflect\nfunc f() {}\n"), None);
        assert_eq!(objection("package main\n// reflect\nfunc f[T any]() {}\n").unwrap(), "looks at generics");
    }

    #[test]
    fn what_cannot_be_judged_runs_alone() {
        assert_eq!(objection(RULES, "package main\nfunc {{{\n").unwrap(), "does not parse");
        assert_eq!(objection(RULES, "package main\n\0").unwrap(), "does not parse");
        let wrong = RULES.replace("(type_parameter_list)", "(no_such_node)");
        assert!(objection(&wrong, "package main\n").unwrap().starts_with("cannot be judged: "));
    }

    #[test]
    fn what_was_printed_may_be_doubtful_on_either_stream() {
        let lane: Lane = toml::from_str(RULES).unwrap();
        assert_eq!(lane.doubt(b"1", b"2"), None);
        assert_eq!(lane.doubt(b"at 0xc000", b""), Some("shows an address"));
        assert_eq!(lane.doubt(b"", b"\xff 0xc000"), Some("shows an address"));
    }

    #[test]
    fn the_rules_of_every_recipe_can_be_read() {
        let toolchains = Toolchains::load(None).unwrap();
        for slot in &toolchains.slots {
            let Some(lane) = &slot.recipe.lane else { continue };
            let language = Lang::named(&slot.recipe.language).unwrap();
            assert_eq!(lane.objection(language, ""), None, "{}", slot.recipe.name);
        }
    }
}
