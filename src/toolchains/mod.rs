//! Toolchains: what is installed here, in which version, and how it is called.
//!
//! What recant knows of a toolchain stands in `sandboxes/<name>/sandbox.toml`; a user's own folder
//! of the same shape adds to it or overrides it.

mod deciders;
mod discover;
mod lane;
mod memory;
mod places;
mod question;
mod recipe;
mod rules;
mod standard;
pub mod version;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use include_dir::{Dir, include_dir};

pub use lane::{Ahead, Doubt, Harmless, Lane, Linked, Rule, Together};
pub use recipe::{Comments, Ecosystem, Failure, Packages, Recipe, Step, Warm};
pub use standard::StandardLibrary;

use crate::languages::Lang;
use memory::Memory;

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sandboxes");

/// Where a program finds itself: its work directory, which is also its `$HOME`.
pub const HOME: &str = "/home/note";

/// A problem with a recipe or a toolchain.
#[derive(Debug, thiserror::Error)]
pub enum ToolchainError {
    /// A `sandbox.toml` cannot be read.
    #[error("{path} cannot be used: {message}")]
    Recipe {
        /// The file.
        path: String,
        /// What is wrong with it.
        message: String,
    },
    /// A folder of recipes cannot be read.
    #[error("the folder of sandboxes {path} cannot be read: {source}")]
    Folder {
        /// The folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

/// A toolchain that was found on this machine.
#[derive(Clone, Debug)]
pub struct Toolchain {
    /// How it is used.
    pub recipe: Arc<Recipe>,
    /// Its exact version.
    pub version: String,
    /// The real path of its program, shims resolved.
    pub program: PathBuf,
    /// The folder that it lives in, where that is one of its own.
    pub root: Option<PathBuf>,
}

/// Every recipe, and what was found for it; looked for when it is first asked for.
#[derive(Debug)]
pub struct Toolchains {
    slots: Vec<Slot>,
    memory: Memory,
}

#[derive(Debug)]
struct Slot {
    recipe: Arc<Recipe>,
    preferred: OnceLock<Option<Toolchain>>,
    every: OnceLock<Vec<Toolchain>>,
    standard: OnceLock<Option<StandardLibrary>>,
}

impl Toolchains {
    /// The built-in recipes, and those in a folder of the user's own, which come first.
    ///
    /// # Errors
    /// Where a recipe cannot be read.
    pub fn load(own: Option<&Path>) -> Result<Self, ToolchainError> {
        let mut recipes = own.map(own_recipes).transpose()?.unwrap_or_default();
        for folder in BUILT_IN.dirs() {
            let recipe = built_in(folder)?;
            if !recipes.iter().any(|known| known.name == recipe.name) {
                recipes.push(recipe);
            }
        }
        recipes.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self { slots: recipes.into_iter().map(Slot::new).collect(), memory: Memory::default() })
    }

    /// The same, which keep in this file what toolchains answer, so as not to ask them again.
    #[must_use]
    pub fn remembering(self, file: PathBuf) -> Self {
        Self { memory: Memory::in_file(file), ..self }
    }

    /// The recipe for a dialect of a language, whether its toolchain is here or not.
    #[must_use]
    pub fn recipe(&self, language: Lang, dialect: Option<&str>) -> Option<&Arc<Recipe>> {
        self.slot(language, dialect).map(|slot| &slot.recipe)
    }

    /// The toolchain that programs in a dialect of a language run on where nobody asks for a version:
    /// the one that their user runs.
    #[must_use]
    pub fn find(&self, language: Lang, dialect: Option<&str>) -> Option<&Toolchain> {
        self.slot(language, dialect)?.preferred(&self.memory)
    }

    /// Every toolchain that is installed for a dialect of a language, the newest first.
    #[must_use]
    pub fn installed(&self, language: Lang, dialect: Option<&str>) -> &[Toolchain] {
        self.slot(language, dialect).map_or(&[], |slot| slot.every(&self.memory))
    }

    /// The toolchain of this version, or the newest whose version begins so: of the dialect, or else of
    /// another one of the language. The one that runs by default goes before newer ones.
    #[must_use]
    pub fn pick(&self, language: Lang, dialect: Option<&str>, version: &str) -> Option<&Toolchain> {
        let fits = |toolchain: &&Toolchain| version::begins(&toolchain.version, version);
        let own = self.slot(language, dialect);
        let others = self.slots.iter().filter(|slot| slot.recipe.language == language.name());
        own.into_iter().chain(others).find_map(|slot| {
            let preferred = slot.preferred(&self.memory).filter(fits);
            preferred.or_else(|| slot.every(&self.memory).iter().find(fits))
        })
    }

    /// What the language's standard library holds, if its toolchain is installed and can tell.
    #[must_use]
    pub fn standard(&self, language: Lang) -> Option<&StandardLibrary> {
        let slot = self.slot(language, None)?;
        let ask = || StandardLibrary::ask(slot.preferred(&self.memory)?, &self.memory);
        slot.standard.get_or_init(ask).as_ref()
    }

    /// The toolchains that a program's text calls by name: `python3`, `go`.
    pub fn called_by<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a Toolchain> {
        let words: std::collections::HashSet<&str> =
            text.split(|c: char| !(c.is_alphanumeric() || "._-".contains(c))).collect();
        let named = move |slot: &&Slot| slot.recipe.find.programs.iter().any(|name| words.contains(name.as_str()));
        let found = |slot: &'a Slot| slot.preferred(&self.memory);
        self.slots.iter().filter(|slot| !slot.recipe.borrows).filter(named).filter_map(found)
    }

    /// How to get a command that a program of a recipe calls, where that is known.
    #[must_use]
    pub fn hint<'a>(&'a self, recipe: &'a Recipe, command: &str) -> Option<&'a str> {
        let calls = |slot: &&Slot| slot.recipe.find.programs.iter().any(|name| name == command);
        let install = || self.slots.iter().find(calls).map(|slot| &slot.recipe.install);
        recipe.hints.get(command).or_else(install).map(String::as_str)
    }

    /// Every recipe with the toolchain that its programs run on by default, by name.
    pub fn all(&self) -> impl Iterator<Item = (&Recipe, Option<&Toolchain>)> {
        self.slots.iter().map(|slot| (&*slot.recipe, slot.preferred(&self.memory)))
    }

    /// Every recipe with all toolchains that are installed for it, the newest first, by name.
    pub fn every(&self) -> impl Iterator<Item = (&Recipe, &[Toolchain])> {
        self.slots.iter().map(|slot| (&*slot.recipe, slot.every(&self.memory)))
    }

    fn slot(&self, language: Lang, dialect: Option<&str>) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.recipe.runs(language.name(), dialect))
    }
}

impl Slot {
    fn new(recipe: Recipe) -> Self {
        Self { recipe: Arc::new(recipe), preferred: OnceLock::new(), every: OnceLock::new(), standard: OnceLock::new() }
    }

    fn preferred(&self, memory: &Memory) -> Option<&Toolchain> {
        self.preferred.get_or_init(|| discover::preferred(&self.recipe, memory)).as_ref()
    }

    fn every(&self, memory: &Memory) -> &[Toolchain] {
        self.every.get_or_init(|| discover::every(&self.recipe, self.preferred(memory), memory))
    }
}

impl Toolchain {
    /// Its name and exact version, as reports show it: `go 1.26.8`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.recipe.language, self.version)
    }

    /// A text of the recipe with `{program}`, `{root}` and `{home}` replaced.
    #[must_use]
    pub fn expand(&self, text: &str) -> String {
        let root = self.root.as_deref().unwrap_or(Path::new("/usr"));
        text.replace("{program}", &self.program.to_string_lossy())
            .replace("{root}", &root.to_string_lossy())
            .replace("{home}", HOME)
    }
}

fn built_in(folder: &Dir<'_>) -> Result<Recipe, ToolchainError> {
    let text = |file: &str| folder.get_file(folder.path().join(file)).and_then(|file| file.contents_utf8());
    let smoke = folder.files().find(|file| file.path().file_stem().is_some_and(|stem| stem == "smoke"));
    let name = folder.path().to_string_lossy();
    let recipe = Recipe::parse(
        &name,
        text("sandbox.toml").unwrap_or_default(),
        smoke.and_then(|file| file.contents_utf8()).unwrap_or_default(),
    )?;
    Ok(recipe.driven(|file| text(file).map(str::to_owned)))
}

fn own_recipes(folder: &Path) -> Result<Vec<Recipe>, ToolchainError> {
    let failed = |source| ToolchainError::Folder { path: folder.display().to_string(), source };
    let mut recipes = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let Ok(text) = std::fs::read_to_string(path.join("sandbox.toml")) else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let recipe = Recipe::parse(&name, &text, &own_smoke(&path))?;
        recipes.push(recipe.driven(|file| std::fs::read_to_string(path.join(file)).ok()));
    }
    Ok(recipes)
}

fn own_smoke(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let smoke = files.into_iter().find(|path| path.file_stem().is_some_and(|stem| stem == "smoke"));
    smoke.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Toolchains;
    use crate::languages::Lang;

    #[test]
    fn every_built_in_recipe_can_be_read_and_has_a_smoke_program() {
        let toolchains = Toolchains::load(None).unwrap();
        assert!(toolchains.slots.len() >= 5);
        for slot in &toolchains.slots {
            assert!(slot.recipe.smoke.contains("OK"), "sandboxes/{} has no smoke program", slot.recipe.name);
        }
    }

    #[test]
    fn a_recipe_with_an_unknown_key_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("basic");
        std::fs::create_dir(&own).unwrap();
        std::fs::write(own.join("sandbox.toml"), "lanugage = \"basic\"").unwrap();
        let message = Toolchains::load(Some(folder.path())).unwrap_err().to_string();
        assert!(message.starts_with("basic/sandbox.toml cannot be used: "), "{message}");
    }

    #[test]
    fn the_dialect_chooses_the_recipe() {
        let toolchains = Toolchains::load(None).unwrap();
        let python = Lang::named("python").unwrap();
        assert_eq!(toolchains.recipe(python, None).unwrap().name, "python");
        assert_eq!(toolchains.recipe(python, Some("python2")).unwrap().name, "python2");
        assert!(toolchains.recipe(python, Some("python4")).is_none());
    }

    #[test]
    fn a_command_that_is_missing_comes_with_how_to_get_it() {
        let toolchains = Toolchains::load(None).unwrap();
        let shell = toolchains.recipe(Lang::named("shell").unwrap(), None).unwrap();
        assert!(toolchains.hint(shell, "mvn").unwrap().contains("maven"));
        assert!(toolchains.hint(shell, "go").unwrap().contains("https://go.dev"));
        assert_eq!(toolchains.hint(shell, "frobnicate"), None);
        for (command, hint) in &shell.hints {
            assert!(hint.starts_with("install "), "{command} is not installed; {hint}");
        }
    }
}
