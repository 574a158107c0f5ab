//! Which packages a program gets: those that are declared for it, and of those that it imports the ones
//! that someone has granted.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::{imported, package};
use super::lock::Lock;
use super::package::Package;
use super::request::Request;
use super::supplies::Terms;
use crate::complete::Program;
use crate::config::Prepare;
use crate::languages::Lang;
use crate::reasons::{Because, Reason};
use crate::toolchains::{Ecosystem, Toolchain, Toolchains};

/// What a program needs of which tools.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// Each set of packages, with the toolchain that it is for.
    pub(super) requests: BTreeMap<Request, Toolchain>,
    /// Packages that its imports name, and that nobody has granted.
    pub(super) ungranted: BTreeSet<Package>,
}

impl Needs {
    /// Whether nothing has to be at hand for it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.requests.is_empty()
    }

    /// What a program needs that is to run on a toolchain.
    ///
    /// # Errors
    /// Where a declaration is none, or names an ecosystem whose toolchain is not installed.
    pub(super) fn of(
        program: &Program,
        toolchain: &Toolchain,
        toolchains: &Toolchains,
        terms: &Terms,
        lock: &Lock,
    ) -> Result<Self, Because> {
        let own = toolchain.recipe.packages.as_ref().map(|packages| packages.from);
        let declared = program.wants.dependencies.iter().map(|text| Package::declared(text, own));
        let declared = declared.collect::<Result<BTreeSet<_>, _>>();
        let declared = declared.map_err(|why| Because::new(Reason::MissingDependency, why))?;
        let names = names_of(program, toolchain, toolchains);
        let imports = own.into_iter().flat_map(|own| names.iter().filter_map(move |name| package(own, name)));
        let mut needs = Self::default();
        let mut packages = BTreeSet::new();
        if own == Some(Ecosystem::Maven) && declared.is_empty() && !names.is_empty() {
            // No import of Java tells which artifact it is of: those that are declared for all are for this one.
            packages.extend(terms.declared.iter().filter(|package| package.ecosystem == Ecosystem::Maven).cloned());
        }
        for import in imports {
            // Where someone has declared what a program needs, that is all it needs.
            let among: &BTreeSet<Package> = if declared.is_empty() { &terms.declared } else { &declared };
            match provider(&import, among) {
                Some(provider) => packages.extend(with_import(provider, &import)),
                None if !declared.is_empty() => {}
                None if terms.prepare == Prepare::Imports || lock.names(&import) => {
                    packages.insert(import);
                }
                None => {
                    needs.ungranted.insert(import);
                }
            }
        }
        packages.extend(declared);
        for package in packages {
            needs.add(package, toolchain, toolchains)?;
        }
        Ok(needs)
    }

    /// The toolchains that the packages are for.
    pub fn toolchains(&self) -> impl Iterator<Item = &Toolchain> {
        self.requests.values()
    }

    fn add(&mut self, package: Package, own: &Toolchain, toolchains: &Toolchains) -> Result<(), Because> {
        let ecosystem = package.ecosystem;
        let toolchain = toolchain_for(ecosystem, own, toolchains)?;
        let platform = platform(ecosystem, toolchain);
        let same = |request: &Request| request.ecosystem == ecosystem && request.platform == platform;
        let known = self.requests.keys().find(|request| same(request)).cloned();
        let mut request = known.unwrap_or(Request { ecosystem, platform, packages: BTreeSet::new(), rehearsal: None });
        self.requests.remove(&request);
        request.packages.insert(package);
        self.requests.insert(request, toolchain.clone());
        Ok(())
    }
}

/// What a program imports that is neither of the standard library nor a file beside it.
fn names_of(program: &Program, toolchain: &Toolchain, toolchains: &Toolchains) -> BTreeSet<String> {
    let Some(packages) = &toolchain.recipe.packages else { return BTreeSet::new() };
    let library = toolchains.standard(program.language);
    let is_standard = |name: &str| {
        let first = name.split(['.', '/']).next().unwrap_or(name);
        match library {
            Some(library) => library.has(name) || library.has(first),
            // Where nobody can tell, nothing is taken for a package; Java's own are known by their names.
            None => packages.from != Ecosystem::Maven || ["java", "javax", "jdk"].contains(&first),
        }
    };
    let beside = |name: &str| program.files.iter().any(|(file, _)| is_of(file, name));
    let names = imported(&program.text, &packages.imports, &is_standard);
    names.into_iter().filter(|name| !beside(name)).collect()
}

/// Whether a file beside a program is the module of a name: `helpers.py`, `helpers/__init__.py`.
fn is_of(file: &str, name: &str) -> bool {
    let first = name.split(['.', '/']).next().unwrap_or(name);
    file.strip_prefix(first).is_some_and(|rest| rest.starts_with(['.', '/']))
}

/// Which of some packages an import is of.
fn provider<'a>(import: &Package, among: &'a BTreeSet<Package>) -> Option<&'a Package> {
    among.iter().filter(|package| package.ecosystem == import.ecosystem).find(|package| match import.ecosystem {
        Ecosystem::Go => is_below(&import.name, &package.name),
        _ => package.known_as() == import.known_as(),
    })
}

fn is_below(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A declared package, and where it is a module of Go, the package of it that is imported: what that
/// builds on is fetched only if it is named.
fn with_import(provider: &Package, import: &Package) -> Vec<Package> {
    let part = (import.ecosystem == Ecosystem::Go && import.name != provider.name)
        .then(|| Package { version: provider.version.clone(), ..import.clone() });
    std::iter::once(provider.clone()).chain(part).collect()
}

/// The toolchain that an ecosystem's packages are for: the program's own, or for a shell's the newest.
fn toolchain_for<'a>(
    ecosystem: Ecosystem,
    own: &'a Toolchain,
    toolchains: &'a Toolchains,
) -> Result<&'a Toolchain, Because> {
    if own.recipe.packages.as_ref().is_some_and(|packages| packages.from == ecosystem) {
        return Ok(own);
    }
    let name = match ecosystem {
        Ecosystem::Pypi => "python",
        Ecosystem::Go => "go",
        Ecosystem::Npm => "javascript",
        Ecosystem::Maven => "java",
    };
    let found = Lang::named(name).and_then(|language| toolchains.find(language, None));
    found.ok_or_else(|| {
        let detail = format!("it needs packages from {}, and {name} is not installed", ecosystem.name());
        Because::new(Reason::MissingToolchain, detail)
    })
}

/// What of a toolchain and of this machine makes a difference to what is fetched.
fn platform(ecosystem: Ecosystem, toolchain: &Toolchain) -> String {
    let minor: Vec<_> = toolchain.version.split('.').take(2).collect();
    let version = format!("{} {}", toolchain.recipe.language, minor.join("."));
    match ecosystem {
        Ecosystem::Go => version,
        Ecosystem::Maven => "java".to_owned(),
        Ecosystem::Pypi | Ecosystem::Npm => {
            format!("{version} {}-{}", std::env::consts::ARCH, std::env::consts::OS)
        }
    }
}
