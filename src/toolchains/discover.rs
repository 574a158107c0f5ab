//! Finding a toolchain on this machine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Recipe, Toolchain};

/// The first of a recipe's programs that tells its version.
pub(super) fn discover(recipe: &Arc<Recipe>) -> Option<Toolchain> {
    recipe.find.programs.iter().flat_map(|name| candidates(name)).find_map(|program| identify(recipe, &program))
}

/// The paths that a name or a glob pattern stands for, in the order in which they are tried.
fn candidates(name: &str) -> Vec<PathBuf> {
    if let Some(pattern) = name.strip_prefix("~/") {
        let home = std::env::var("HOME").unwrap_or_default();
        return glob::glob(&format!("{home}/{pattern}")).into_iter().flatten().flatten().collect();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(name)).filter(|program| is_executable(program)).collect()
}

#[cfg(unix)]
fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(path: &Path) -> bool {
    path.is_file()
}

/// Asks a program what it is.
fn identify(recipe: &Arc<Recipe>, program: &Path) -> Option<Toolchain> {
    let text = ask(program, &recipe.find.identify)?;
    let found = recipe.find.pattern.captures(&text)?;
    let group = |name: &str| found.name(name).map(|group| group.as_str().trim().to_owned());
    let located = recipe.find.locate.as_ref().and_then(|locate| ask(program, locate));
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

/// What a program answers. What it prints on either stream counts: `java -version` uses the second.
fn ask(program: &Path, arguments: &[String]) -> Option<String> {
    let asked = duct::cmd(program, arguments).stdin_null().stderr_to_stdout().stdout_capture().unchecked();
    Some(String::from_utf8_lossy(&asked.run().ok()?.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::discover;
    use crate::toolchains::Recipe;
    use std::sync::Arc;

    fn recipe(programs: &str) -> Arc<Recipe> {
        let text = format!(
            "language = 'x'\nfile = 'x'\ninstall = 'x'\ncommands = []\n\
             [find]\nprograms = {programs}\nidentify = ['-c', 'echo version 1.2']\npattern = 'version (?<version>\\S+)'"
        );
        Arc::new(Recipe::parse("x", &text, "").unwrap())
    }

    #[test]
    fn the_first_program_that_tells_its_version_counts() {
        let found = discover(&recipe("['no-such-program', 'true', 'sh']")).unwrap();
        assert_eq!(found.version, "1.2");
    }

    #[test]
    fn a_program_may_tell_its_version_and_its_folder_one_by_one() {
        let mut located = recipe("['sh']");
        let find = &mut Arc::get_mut(&mut located).unwrap().find;
        find.locate = Some(vec!["-c".into(), "echo /opt/x".into()]);
        assert_eq!(discover(&located).unwrap().root.unwrap(), std::path::Path::new("/opt/x"));
    }

    #[test]
    fn a_toolchain_that_is_not_installed_is_not_found() {
        assert!(discover(&recipe("['no-such-program']")).is_none());
    }
}
