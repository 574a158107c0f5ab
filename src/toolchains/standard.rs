//! What a language's standard library holds, by the toolchain's own word.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Mutex;

use regex::Regex;

use super::Toolchain;
use super::memory::Memory;
use super::question::Question;
use crate::languages::completion::Known;

/// The packages of a standard library.
#[derive(Debug)]
pub struct StandardLibrary {
    /// The packages' import paths by the names that code uses for them.
    packages: BTreeMap<String, Vec<String>>,
    sources: Option<Sources>,
}

/// Where a package's sources are, and how they export a name.
#[derive(Debug)]
struct Sources {
    folder: String,
    extension: String,
    export: String,
    /// What was read of each package.
    texts: Mutex<HashMap<String, String>>,
}

impl StandardLibrary {
    /// Asks the toolchain, or the memory of what it answered; `None` where neither knows.
    pub(super) fn ask(toolchain: &Toolchain, memory: &Memory) -> Option<Self> {
        let standard = toolchain.recipe.standard.as_ref()?;
        let (program, arguments) = standard.list.split_first()?;
        let arguments: Vec<_> = arguments.iter().map(|argument| toolchain.expand(argument)).collect();
        let program = PathBuf::from(toolchain.expand(program));
        let environment = &toolchain.recipe.find.environment;
        let question = Question { program: &program, arguments: &arguments, environment, decided: String::new() };
        let listed = memory.recall(&question).or_else(|| {
            let listed = question.read()?;
            memory.keep(&question, &toolchain.program, &listed);
            Some(listed)
        })?;
        let mut packages: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in listed.lines().map(str::trim).filter(|path| is_public(path)) {
            packages.entry(name_of(path).to_owned()).or_default().push(path.to_owned());
        }
        let sources = standard.sources.as_ref().zip(standard.export.as_ref()).map(|(folder, export)| Sources {
            folder: toolchain.expand(folder),
            extension: standard.extension.clone().unwrap_or_default(),
            export: export.clone(),
            texts: Mutex::default(),
        });
        Some(Self { packages, sources })
    }

    /// Whether the library has a package of this import path.
    #[must_use]
    pub fn has(&self, package: &str) -> bool {
        self.packages.get(name_of(package)).is_some_and(|paths| paths.iter().any(|path| path == package))
    }
}

impl Known for StandardLibrary {
    fn standard(&self, name: &str) -> Vec<String> {
        self.packages.get(name).cloned().unwrap_or_default()
    }

    fn exports(&self, package: &str, name: &str) -> bool {
        self.sources.as_ref().is_some_and(|sources| sources.export(package, name))
    }
}

impl Sources {
    fn export(&self, package: &str, name: &str) -> bool {
        let Ok(pattern) = Regex::new(&self.export.replace("{name}", &regex::escape(name))) else { return false };
        let mut texts = self.texts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        pattern.is_match(texts.entry(package.to_owned()).or_insert_with(|| self.read(package)))
    }

    /// The sources of a package, one behind the other, without its tests.
    fn read(&self, package: &str) -> String {
        let folder = PathBuf::from(self.folder.replace("{package}", package));
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let is_source = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.strip_suffix(&self.extension).is_some_and(|stem| !stem.ends_with("_test"))
        };
        files.filter(is_source).filter_map(|path| std::fs::read_to_string(path).ok()).collect()
    }
}

/// The name that code uses for an import path: its last part that is not a version.
fn name_of(path: &str) -> &str {
    let is_version = |part: &str| part.strip_prefix('v').is_some_and(|digits| digits.parse::<u32>().is_ok());
    path.rsplit('/').find(|part| !is_version(part)).unwrap_or(path)
}

fn is_public(path: &str) -> bool {
    !path.is_empty() && !path.split('/').any(|part| part == "internal" || part == "vendor")
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_package_is_named_by_its_last_part_that_is_not_a_version() {
        assert_eq!(name_of("fmt"), "fmt");
        assert_eq!(name_of("math/rand"), "rand");
        assert_eq!(name_of("math/rand/v2"), "rand");
    }
}
