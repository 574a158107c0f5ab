//! Finding toolchains on this machine: the one that its user runs, and all others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::memory::Memory;
use super::question::Question;
use super::recipe::Find;
use super::{Recipe, Toolchain, places, version};

/// How many programs are asked at one time.
const AT_ONCE: usize = 8;

/// The toolchain that the user runs: the first of a recipe's programs that tells its version.
pub(super) fn preferred(recipe: &Arc<Recipe>, memory: &Memory) -> Option<Toolchain> {
    let mut candidates = recipe.find.programs.iter().flat_map(|name| places::programs(name));
    candidates.find_map(|program| identify(recipe, &program, memory))
}

/// Every toolchain of a recipe, the newest first; `preferred` is known already.
pub(super) fn every(recipe: &Arc<Recipe>, preferred: Option<&Toolchain>, memory: &Memory) -> Vec<Toolchain> {
    let mut known: BTreeSet<PathBuf> = preferred.iter().map(|toolchain| toolchain.program.clone()).collect();
    let patterns = recipe.find.programs.iter().chain(&recipe.find.elsewhere);
    let candidates = patterns.flat_map(|pattern| places::programs(pattern));
    // What a shim stands for is found where it is.
    let own = candidates.filter(|program| recipe.find.shim(program).is_none());
    let fresh: Vec<PathBuf> =
        own.filter(|program| program.canonicalize().is_ok_and(|real| known.insert(real))).collect();
    let mut found: Vec<Toolchain> = preferred.into_iter().cloned().collect();
    for some in fresh.chunks(AT_ONCE) {
        // Threads of their own: whoever waits for this must not be handed other work meanwhile.
        let answers = std::thread::scope(|scope| {
            let asked: Vec<_> = some.iter().map(|program| scope.spawn(|| identify(recipe, program, memory))).collect();
            asked.into_iter().map(|thread| thread.join().ok().flatten()).collect::<Vec<_>>()
        });
        for toolchain in answers.into_iter().flatten() {
            if !found.iter().any(|other| other.program == toolchain.program) {
                found.push(toolchain);
            }
        }
    }
    found.sort_by(|one, other| version::compare(&other.version, &one.version));
    found
}

/// What a program is, where it says so.
fn identify(recipe: &Arc<Recipe>, program: &Path, memory: &Memory) -> Option<Toolchain> {
    let find = &recipe.find;
    let shim = find.shim(program);
    let decided = shim.map_or_else(String::new, places::decided);
    let question =
        |arguments| Question { program, arguments, environment: &find.environment, decided: decided.clone() };
    let identity = question(&find.identify);
    let location = find.locate.as_deref().map(question);
    // A toolchain that was removed since is no answer any more.
    let recalled = memory.recall(&identity).and_then(|text| {
        let located = location.as_ref().map(|location| memory.recall(location));
        if located == Some(None) { None } else { toolchain(recipe, program, &text, located.flatten().as_deref()) }
    });
    if recalled.is_some() {
        return recalled;
    }
    let text = identity.ask()?;
    let located = location.as_ref().and_then(Question::ask);
    let found = toolchain(recipe, program, &text, located.as_deref())?;
    // A shim that nothing is known of may answer for another version the next time.
    if shim.is_some() || program.canonicalize().is_ok_and(|real| real == found.program) {
        memory.keep(&identity, &found.program, &text);
        if let (Some(location), Some(located)) = (&location, &located) {
            memory.keep(location, &found.program, located);
        }
    }
    Some(found)
}

/// The toolchain that a program's answers tell of.
fn toolchain(recipe: &Arc<Recipe>, program: &Path, text: &str, located: Option<&str>) -> Option<Toolchain> {
    let found = recipe.find.pattern.captures(text)?;
    let group = |name: &str| found.name(name).map(|group| group.as_str().trim().to_owned());
    let mut toolchain = Toolchain {
        recipe: Arc::clone(recipe),
        version: group("version")?,
        program: group("program").map_or_else(|| program.to_owned(), PathBuf::from),
        root: group("root").or_else(|| Some(located?.trim().to_owned())).map(PathBuf::from),
    };
    if let Some(real) = &recipe.find.program {
        toolchain.program = PathBuf::from(toolchain.expand(real));
    }
    toolchain.program = toolchain.program.canonicalize().ok()?;
    Some(toolchain)
}

impl Find {
    /// What decides for which version a program answers, where it is a known manager's shim.
    fn shim(&self, program: &Path) -> Option<&[String]> {
        let folder = program.parent()?;
        self.shims.iter().find(|(shims, _)| folder.ends_with(shims)).map(|(_, by)| by.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::{Memory, every, preferred};
    use crate::toolchains::Recipe;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    fn recipe(find: &str) -> Arc<Recipe> {
        let text = format!("language = 'x'\nfile = 'x'\ninstall = 'x'\ncommands = []\n[find]\n{find}\n");
        Arc::new(Recipe::parse("x", &text, "").unwrap())
    }

    /// A toolchain that is a small script; each time that it is asked it leaves a line in `asked`.
    fn pretended(folder: &Path, name: &str, version: &str) -> PathBuf {
        let program = folder.join(name).join("bin/tool");
        std::fs::create_dir_all(program.parent().unwrap()).unwrap();
        let asked = folder.join("asked");
        let script = format!("#!/bin/sh\necho {name} >> {}\necho version {version}\n", asked.display());
        std::fs::write(&program, script).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        program
    }

    fn versions(recipe: &Arc<Recipe>, memory: &Memory) -> Vec<String> {
        let found = every(recipe, preferred(recipe, memory).as_ref(), memory);
        found.into_iter().map(|toolchain| toolchain.version).collect()
    }

    fn asked(folder: &Path) -> usize {
        std::fs::read_to_string(folder.join("asked")).unwrap_or_default().lines().count()
    }

    fn below(folder: &Path) -> Arc<Recipe> {
        let folder = folder.display();
        recipe(&format!(
            "programs = ['{folder}/b/bin/tool']\nelsewhere = ['{folder}/*/bin/tool']\nidentify = []\npattern = 'version (?<version>\\S+)'"
        ))
    }

    #[test]
    fn the_first_program_that_tells_its_version_counts() {
        let recipe = recipe(
            "programs = ['no-such-program', 'true', 'sh']\nidentify = ['-c', 'echo version 1.2']\npattern = 'version (?<version>\\S+)'",
        );
        assert_eq!(preferred(&recipe, &Memory::default()).unwrap().version, "1.2");
    }

    #[test]
    fn a_program_may_tell_its_version_and_its_folder_one_by_one() {
        let located = recipe(
            "programs = ['sh']\nidentify = ['-c', 'echo version 1.2']\nlocate = ['-c', 'echo /opt/x']\npattern = 'version (?<version>\\S+)'",
        );
        assert_eq!(preferred(&located, &Memory::default()).unwrap().root.unwrap(), Path::new("/opt/x"));
    }

    #[test]
    fn a_toolchain_that_is_not_installed_is_not_found() {
        let recipe = recipe("programs = ['no-such-program']\nidentify = []\npattern = '(?<version>x)'");
        assert!(preferred(&recipe, &Memory::default()).is_none());
    }

    #[test]
    fn every_version_is_found_once_and_the_newest_is_the_first() {
        let folder = tempfile::tempdir().unwrap();
        for (name, version) in [("a", "1.9.1"), ("b", "1.10.0"), ("c", "1.27rc1")] {
            pretended(folder.path(), name, version);
        }
        std::fs::create_dir(folder.path().join("d")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path().join("a/bin"), folder.path().join("d/bin")).unwrap();
        let recipe = below(folder.path());
        assert_eq!(preferred(&recipe, &Memory::default()).unwrap().version, "1.10.0");
        assert_eq!(versions(&recipe, &Memory::default()), ["1.27rc1", "1.10.0", "1.9.1"]);
    }

    #[test]
    fn what_was_answered_is_not_asked_again_until_the_program_changes() {
        let folder = tempfile::tempdir().unwrap();
        pretended(folder.path(), "a", "1.1");
        pretended(folder.path(), "b", "1.2");
        let (recipe, file) = (below(folder.path()), folder.path().join("memory.json"));
        assert_eq!(versions(&recipe, &Memory::in_file(file.clone())), ["1.2", "1.1"]);
        assert_eq!(asked(folder.path()), 2);
        assert_eq!(versions(&recipe, &Memory::in_file(file.clone())), ["1.2", "1.1"]);
        assert_eq!(asked(folder.path()), 2);
        pretended(folder.path(), "a", "1.10");
        assert_eq!(versions(&recipe, &Memory::in_file(file)), ["1.10", "1.2"]);
        assert_eq!(asked(folder.path()), 3);
    }

    #[test]
    fn a_shim_is_asked_again_when_what_decides_for_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let real = pretended(folder.path(), "real", "1.1");
        let (shims, choice) = (folder.path().join("shims"), folder.path().join("choice"));
        std::fs::create_dir(&shims).unwrap();
        std::fs::write(&choice, "1").unwrap();
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' shim >> {}/asked\necho version $(cat {}) {}\n",
            folder.path().display(),
            choice.display(),
            real.display()
        );
        std::fs::write(shims.join("tool"), script).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(shims.join("tool"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let find = format!(
            "programs = ['{}/tool']\nidentify = []\npattern = 'version (?<version>\\S+) (?<program>\\S+)'\nshims = {{ shims = ['{}'] }}",
            shims.display(),
            choice.display()
        );
        let (recipe, file) = (recipe(&find), folder.path().join("memory.json"));
        let version = || preferred(&recipe, &Memory::in_file(file.clone())).unwrap().version;
        assert_eq!((version(), version(), asked(folder.path())), ("1".into(), "1".into(), 1));
        std::fs::write(&choice, "2").unwrap();
        assert_eq!((version(), asked(folder.path())), ("2".into(), 2));
    }
}
