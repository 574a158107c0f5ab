//! From what a program imports to the packages that it comes from.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::Regex;

use super::package::Package;
use crate::toolchains::Ecosystem;

/// Which distribution a Python module comes from, where the names differ; its head says whose list it is.
const DISTRIBUTIONS: &str = include_str!("distributions.txt");

static DISTRIBUTION: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (module, distribution) in DISTRIBUTIONS.lines().filter_map(|line| line.split_once(':')) {
        known.entry(module).or_insert(distribution);
    }
    known
});

/// The names that a program imports and its standard library does not have, as `imports` finds them: each
/// of its groups holds one name or several between commas.
pub(super) fn imported(text: &str, imports: &Regex, is_standard: &dyn Fn(&str) -> bool) -> BTreeSet<String> {
    let lists = imports
        .captures_iter(text)
        .flat_map(|found| found.iter().skip(1).flatten().map(|group| group.as_str().to_owned()).collect::<Vec<_>>());
    let first_word = |name: &str| name.split_whitespace().next().map(str::to_owned);
    let names = lists.flat_map(|list| list.split(',').filter_map(first_word).collect::<Vec<_>>());
    names.filter(|name| !is_standard(name)).collect()
}

/// The package that a name which a program imports comes from; `None` where the name can be of none.
pub(super) fn package(ecosystem: Ecosystem, name: &str) -> Option<Package> {
    let name = match ecosystem {
        Ecosystem::Pypi => distribution(name)?.to_owned(),
        Ecosystem::Npm => registered(name)?,
        Ecosystem::Go => name.to_owned(),
        // A package of Java does not tell which artifact holds it.
        Ecosystem::Maven => return None,
    };
    Package::any(ecosystem, &name).ok()
}

/// The distribution of a module: as it is listed, for the longest part of its name that is, or else as
/// the module is called itself.
fn distribution(module: &str) -> Option<&str> {
    let dots = module.match_indices('.').map(|(dot, _)| &module[..dot]);
    let mut parts = std::iter::once(module).chain(dots.collect::<Vec<_>>().into_iter().rev());
    let listed = parts.find_map(|part| DISTRIBUTION.get(part).copied());
    // A module that begins with a dot is one of the package that the program itself is part of.
    listed.or_else(|| module.split('.').next()).filter(|name| !name.is_empty())
}

/// The package of a specifier: `@scope/name/file` is of `@scope/name`.
fn registered(specifier: &str) -> Option<String> {
    if specifier.contains(':') {
        return None;
    }
    let parts = if specifier.starts_with('@') { 2 } else { 1 };
    Some(specifier.split('/').take(parts).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Ecosystem, package};

    fn shown(ecosystem: Ecosystem, name: &str) -> Option<String> {
        package(ecosystem, name).map(|package| package.to_string())
    }

    #[test]
    fn a_module_is_of_the_distribution_that_is_listed_or_of_one_of_its_name() {
        let pypi = |name| shown(Ecosystem::Pypi, name).unwrap_or_default();
        assert_eq!(pypi("yaml"), "pypi:PyYAML");
        assert_eq!(pypi("google.protobuf.message"), "pypi:protobuf");
        assert_eq!(pypi("numpy.linalg"), "pypi:numpy");
        assert_eq!(pypi(".sibling"), "");
    }

    #[test]
    fn an_import_of_go_is_a_path_with_a_host() {
        assert_eq!(shown(Ecosystem::Go, "golang.org/x/text/language").unwrap(), "go:golang.org/x/text/language");
        assert_eq!(shown(Ecosystem::Go, "mylib"), None);
    }

    #[test]
    fn a_specifier_is_of_a_package_unless_it_is_node_s_own() {
        let npm = |name| shown(Ecosystem::Npm, name);
        assert_eq!(npm("@scope/name/file.js").unwrap(), "npm:@scope/name");
        assert_eq!(npm("lodash/fp").unwrap(), "npm:lodash");
        assert_eq!(npm("node:fs"), None);
    }
}
