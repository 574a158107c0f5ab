//! How each language finds a project that is beside its program.

use std::path::Path;

use super::{Project, Way};
use crate::toolchains::Toolchain;

/// Folders in which build tools leave compiled classes.
const CLASSES: [&str; 3] = ["target/classes", "build/classes/java/main", "build/classes/kotlin/main"];

/// Folders in which they leave programs.
const PROGRAMS: [&str; 4] = ["target/debug", "target/release", "build/bin", "bin"];

/// Python imports from the folders of sources, and from the virtual environment of its version.
pub(super) fn python(project: &Project, way: &mut Way<'_>, shown: &str, toolchain: Option<&Toolchain>) {
    let named = &project.settings.python;
    let sources: Vec<&Path> = match project.folder("src") {
        _ if !named.is_empty() => named.iter().map(AsRef::as_ref).collect(),
        Some(_) => vec![Path::new("src")],
        None => vec![Path::new("")],
    };
    let folder = |path: &Path| Path::new(shown).join(path).to_string_lossy().trim_end_matches('/').to_owned();
    let mut paths: Vec<String> = sources.into_iter().map(folder).collect();
    let packages = toolchain.and_then(|toolchain| {
        let (major, rest) = toolchain.version.split_once('.')?;
        let minor = rest.split('.').next()?;
        let packages = format!("lib/python{major}.{minor}/site-packages");
        environments(project).into_iter().map(|folder| folder.join(&packages)).find(|path| path.is_dir())
    });
    paths.extend(packages.map(|packages| way.show_built(project, &packages)));
    way.put_first("PYTHONPATH", paths);
}

/// The virtual environments, the one that counts most first.
fn environments(project: &Project) -> Vec<std::path::PathBuf> {
    let named = project.settings.environment.as_deref();
    let usual = [".venv", "venv"].map(Path::new);
    let own = named.into_iter().chain(usual.into_iter().filter(|_| named.is_none()));
    project.active.clone().into_iter().chain(own.filter_map(|path| project.folder(path))).collect()
}

/// Java finds compiled classes on its class path.
pub(super) fn java(project: &Project, way: &mut Way<'_>) {
    let folders: Vec<_> = CLASSES.iter().filter_map(|path| project.folder(path)).collect();
    let mut paths: Vec<_> = folders.iter().map(|folder| way.show_built(project, folder)).collect();
    if !paths.is_empty() {
        // A class path that is given replaces the current directory.
        paths.push(".".to_owned());
    }
    way.put_first("CLASSPATH", paths);
}

/// A shell finds programs that were built.
pub(super) fn programs(project: &Project, way: &mut Way<'_>) {
    let named = &project.settings.programs;
    let usual = PROGRAMS.iter().map(Path::new).filter(|_| named.is_empty());
    let folders: Vec<_> =
        named.iter().map(AsRef::as_ref).chain(usual).filter_map(|path| project.folder(path)).collect();
    let paths = folders.iter().map(|folder| way.show_built(project, folder)).collect();
    way.put_first("PATH", paths);
}

/// Node.js finds packages in folders above the program: the package itself nearest, so that its name
/// means this checkout.
pub(super) fn javascript(project: &Project, way: &mut Way<'_>, source: &Path) {
    let Some(home) = way.work_directory() else { return };
    let manifest = std::fs::read_to_string(source.join("package.json")).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap_or_default();
    if let Some(name) = manifest["name"].as_str().filter(|name| is_package(name)) {
        way.show(source, &home.join("node_modules").join(name));
    }
    if let (Some(packages), Some(above)) = (project.folder("node_modules"), home.parent()) {
        way.show(&packages, &above.join("node_modules"));
    }
}

/// Whether a text is the name of a package, maybe with a scope, and so a plain path.
fn is_package(name: &str) -> bool {
    let plain = |part: &str| {
        let legal = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte));
        legal && !part.is_empty() && !part.starts_with('.')
    };
    match name.strip_prefix('@').and_then(|scoped| scoped.split_once('/')) {
        Some((scope, name)) => plain(scope) && plain(name),
        None => plain(name),
    }
}

#[cfg(test)]
mod tests {
    use super::is_package;

    #[test]
    fn the_name_of_a_package_leads_nowhere_else() {
        assert!(is_package("left-pad") && is_package("@scope/name.js"));
        for name in ["", "..", "../x", "a/b", "/etc", "@/x", "@a/../b", ".hidden", "a\0b"] {
            assert!(!is_package(name), "{name}");
        }
    }
}
