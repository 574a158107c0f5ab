//! A Go module that programs import: a `go.mod` beside them that puts the working copy in its place.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Project, Way, copy};
use crate::sandbox::File;

/// Where programs see the modules that the project requires.
const MODULES: &str = "/home/modules";

/// Writes a `go.mod` for a program, unless it has one of its own.
pub(super) fn module(project: &Project, way: &mut Way<'_>, shown: &str) {
    let source = copy::inside(&project.copy);
    let Ok(theirs) = fs::read_to_string(source.join("go.mod")) else { return };
    let Some(text) = go_mod(&theirs, shown) else { return };
    if way.task.files.iter().any(|file| file.path == Path::new("go.mod")) {
        return;
    }
    let sums = fs::read_to_string(source.join("go.sum")).unwrap_or_default();
    show_modules(way, &sums);
    for (path, contents) in [("go.mod", text), ("go.sum", sums)] {
        way.task.files.push(File::plain(path, contents));
    }
}

/// A `go.mod` that requires a module and replaces it by the working copy. What the module replaces
/// is replaced here too: only the main module's replacements count.
fn go_mod(theirs: &str, shown: &str) -> Option<String> {
    let mut replaced = Vec::new();
    let (mut name, mut version, mut block) = (None, "1.21", "");
    for line in theirs.lines() {
        let words: Vec<&str> = line.split("//").next().unwrap_or_default().split_whitespace().collect();
        match (block, words.as_slice()) {
            ("", [word, "("]) => block = word,
            (_, [")"]) => block = "",
            ("", ["module", module]) => name = Some(module.trim_matches('"')),
            ("", ["go", number]) => version = number,
            ("", ["replace", rest @ ..]) | ("replace", rest) if !rest.is_empty() => {
                let rest = rest.iter().map(|word| match word.strip_prefix("./").or(word.strip_prefix("../")) {
                    Some(_) => format!("{shown}/{word}"),
                    None => (*word).to_owned(),
                });
                replaced.push(format!("replace {}\n", rest.collect::<Vec<_>>().join(" ")));
            }
            _ => {}
        }
    }
    let name = name?;
    let own = format!("require {name} {}\nreplace {name} => {shown}\n", any_version(name));
    Some(format!("module note\n\ngo {version}\n\n{own}{}", replaced.concat()))
}

/// A version that fits a module's path: from the second major version on it ends with that.
fn any_version(module: &str) -> String {
    let tail = module.rsplit(['/', '.']).next().unwrap_or_default();
    let major = tail.strip_prefix('v').and_then(|digits| digits.parse::<u32>().ok()).unwrap_or(0);
    format!("v{major}.0.0")
}

/// Shows what `go.sum` names of the user's module cache, and nothing else of it.
fn show_modules(way: &mut Way<'_>, sums: &str) {
    let Some(cache) = module_cache() else { return };
    let mut shown = Vec::new();
    for line in sums.lines() {
        let Some((module, rest)) = line.split_once(' ') else { continue };
        let version = rest.split([' ', '/']).next().unwrap_or_default();
        let (module, version) = (escaped(module), escaped(version));
        for path in [format!("{module}@{version}"), format!("cache/download/{module}/@v")] {
            let is_plain = !path.split('/').any(|part| part.is_empty() || part == "..");
            if is_plain && !shown.contains(&path) && cache.join(&path).is_dir() {
                way.show(&cache.join(&path), &Path::new(MODULES).join(&path));
                shown.push(path);
            }
        }
    }
    if !shown.is_empty() {
        // Below the full level they are seen where they are.
        let place = if way.work_directory().is_some() { Path::new(MODULES) } else { &cache };
        way.task.policy.environment.push(("GOMODCACHE".to_owned(), place.to_string_lossy().into_owned()));
    }
}

fn module_cache() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let below = |path: PathBuf| path.join("pkg/mod");
    let path = variable("GOPATH").and_then(|list| std::env::split_paths(&list).next());
    let home = || variable("HOME").map(|home| below(home.join("go")));
    variable("GOMODCACHE").or_else(|| path.map(below)).or_else(home)?.canonicalize().ok()
}

/// As the module cache writes it on disk: `!a` for `A`.
fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        c if c.is_ascii_uppercase() => vec!['!', c.to_ascii_lowercase()],
        c => vec![c],
    };
    text.chars().flat_map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_and_what_it_replaces_are_replaced() {
        let theirs = "module example.com/m/v3 // note\n\ngo 1.22\n\nrequire (\n\texample.com/a v1.2.3\n)\n\n\
                      replace example.com/a => ../a\nreplace (\n\texample.com/b v1.0.0 => ./b\n\texample.com/c => example.com/d v1.0.0\n)\n";
        insta::assert_snapshot!(go_mod(theirs, "/home/project").unwrap(), @r"
        module note

        go 1.22

        require example.com/m/v3 v3.0.0
        replace example.com/m/v3 => /home/project
        replace example.com/a => /home/project/../a
        replace example.com/b v1.0.0 => /home/project/./b
        replace example.com/c => example.com/d v1.0.0
        ");
        assert_eq!(go_mod("go 1.22\n", "/home/project"), None);
    }

    #[test]
    fn a_version_fits_its_module() {
        let versions = ["example.com/m", "example.com/m/v2", "gopkg.in/yaml.v3", "example.com/vault"].map(any_version);
        assert_eq!(versions, ["v0.0.0", "v2.0.0", "v3.0.0", "v0.0.0"]);
    }

    #[test]
    fn capitals_are_written_as_the_cache_writes_them() {
        assert_eq!(escaped("github.com/BurntSushi/toml"), "github.com/!burnt!sushi/toml");
    }
}
