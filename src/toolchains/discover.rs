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

fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// Asks a program what it is. What it prints on either stream counts: `java -version` uses the second.
fn identify(recipe: &Arc<Recipe>, program: &Path) -> Option<Toolchain> {
    let output = duct::cmd(program, &recipe.find.identify)
        .stdin_null()
        .stderr_to_stdout()
        .stdout_capture()
        .unchecked()
        .run()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let found = recipe.find.pattern.captures(&text)?;
    let group = |name: &str| found.name(name).map(|group| group.as_str().trim().to_owned());
    let mut toolchain = Toolchain {
        recipe: Arc::clone(recipe),
        version: group("version")?,
        program: group("program").map_or_else(|| program.to_owned(), PathBuf::from),
        root: group("root").map(PathBuf::from),
    };
    if let Some(real) = &recipe.find.program {
        toolchain.program = PathBuf::from(toolchain.expand(real));
    }
    toolchain.program = toolchain.program.canonicalize().ok()?;
    Some(toolchain)
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
    fn a_toolchain_that_is_not_installed_is_not_found() {
        assert!(discover(&recipe("['no-such-program']")).is_none());
    }
}
