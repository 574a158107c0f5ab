//! Which version of a toolchain a program runs on.

use super::Runner;
use crate::complete::Program;
use crate::reasons::{Because, Reason};
use crate::toolchains::{Recipe, Toolchain, Toolchains, version};

/// A toolchain that is installed, as far as choosing one needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// What people call its language: `Go`.
    pub title: String,
    /// The dialect that it runs.
    pub dialect: Option<&'static str>,
    /// Its exact version.
    pub version: String,
}

/// The program once for each version that the user asks for, or as it is where nobody does. What a
/// program asks for by itself goes before.
#[must_use]
pub fn on_each(program: Program, runner: &dyn Runner) -> Vec<Program> {
    let pins = runner.pins(program.language);
    if pins.is_empty() || program.wants.toolchain.is_some() {
        return vec![program];
    }
    let versions = runner.versions(&program);
    let on = |pin: &String| match versions.iter().find(|installed| version::begins(&installed.version, pin)) {
        Some(installed) => program.on(installed.dialect, &installed.version),
        // Running it tells what is missing.
        None => program.on(program.layout.dialect, pin),
    };
    pins.iter().map(on).collect()
}

/// Every toolchain that is installed and may run a program, the newest first.
pub(super) fn installed(toolchains: &Toolchains, program: &Program) -> Vec<Installed> {
    let dialects = dialects(program).into_iter();
    let of = |dialect| toolchains.installed(program.language, dialect).iter().map(move |found| (dialect, found));
    let entry = |(dialect, toolchain): (_, &Toolchain)| Installed {
        title: toolchain.recipe.title.clone(),
        dialect,
        version: toolchain.version.clone(),
    };
    let mut all: Vec<Installed> = dialects.flat_map(of).map(entry).collect();
    all.sort_by(|one, other| version::compare(&other.version, &one.version));
    all.dedup();
    all
}

/// The dialects that a program may run in: its own, and where that is an age of its language, the others.
fn dialects(program: &Program) -> Vec<Option<&'static str>> {
    let ages = program.language.completer().map_or(&[][..], |completer| completer.ages());
    match program.layout.dialect {
        Some(own) if !ages.contains(&own) => vec![Some(own)],
        _ => std::iter::once(None).chain(ages.iter().copied().map(Some)).collect(),
    }
}

/// The toolchain that a program runs on, or why there is none.
pub(super) fn choose<'a>(toolchains: &'a Toolchains, program: &Program) -> Result<&'a Toolchain, Because> {
    let (language, dialect) = (program.language, program.layout.dialect);
    let recipe = toolchains
        .recipe(language, dialect)
        .ok_or_else(|| Because::new(Reason::UnsupportedLanguage, format!("recant does not run {}", language.name())))?;
    let found = match &program.wants.toolchain {
        Some(version) => toolchains.pick(language, dialect, version),
        None => toolchains.find(language, dialect),
    };
    found.ok_or_else(|| Because::new(Reason::MissingToolchain, missing(toolchains, program, recipe)))
}

/// What is to be said where a toolchain is missing: what there is instead, and how to get it.
fn missing(toolchains: &Toolchains, program: &Program, recipe: &Recipe) -> String {
    let name = recipe.dialect.as_deref().unwrap_or(program.language.name());
    if let Some(wanted) = &program.wants.toolchain {
        let there: Vec<_> = installed(toolchains, program).into_iter().map(|installed| installed.version).collect();
        let instead = if there.is_empty() { recipe.install.clone() } else { format!("there is {}", there.join(", ")) };
        return format!("{name} {wanted} is not installed; {instead}");
    }
    match toolchains.installed(program.language, program.layout.dialect).first() {
        None => format!("{name} is not installed; {}", recipe.install),
        Some(newest) => format!(
            "{name} is not installed on your PATH (`--toolchain {}={}` would run it on {}); {}",
            program.language.name(),
            newest.version,
            newest.program.display(),
            recipe.install
        ),
    }
}
