//! Modules of Go: by its own tool, from the proxies that the user has chosen, checked by the checksum
//! database that the user has chosen.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::manager::{Call, call};
use super::request::{Request, Resolved};
use super::trouble::Trouble;

/// The folder of an entry that is the module cache.
pub(super) const MODULES: &str = "mod";

/// The files of an entry that stand beside a program.
pub(super) const MANIFESTS: [&str; 2] = ["go.mod", "go.sum"];

/// Fetches modules into a module cache, with a `go.mod` and a `go.sum` that name them; with `pins`, just
/// those.
pub(super) fn fetch(
    go: &Path,
    request: &Request,
    pins: Option<&[Resolved]>,
    folder: &Path,
) -> Result<Vec<Resolved>, Trouble> {
    fs::write(folder.join("go.mod"), format!("module note\n\ngo {}\n", version(&request.platform)))?;
    let sums = pins.unwrap_or_default().iter().map(|pin| format!("{} {} {}\n", pin.name, pin.version, pin.hash));
    fs::write(folder.join("go.sum"), sums.collect::<String>())?;
    let scratch = tempfile::tempdir()?;
    let environment = || -> Vec<(&'static str, OsString)> {
        vec![
            ("GOMODCACHE", folder.join(MODULES).into()),
            ("GOCACHE", scratch.path().into()),
            ("GOPROXY", proxies(go).into()),
            ("GO111MODULE", "on".into()),
            ("GOWORK", "off".into()),
            ("GOTOOLCHAIN", "local".into()),
            ("GOTELEMETRY", "off".into()),
            ("CGO_ENABLED", "0".into()),
        ]
    };
    // Modules first, at their versions: a package of one of them is then found in it.
    let mut wanted: Vec<String> = match pins {
        Some(pins) => pins
            .iter()
            .filter(|pin| !pin.version.ends_with("/go.mod"))
            .map(|pin| format!("{}@{}", pin.name, pin.version))
            .collect(),
        None => Vec::new(),
    };
    wanted.extend(
        request
            .packages
            .iter()
            .filter(|package| pins.is_none() || package.version.is_empty())
            .map(super::Package::requirement),
    );
    let get = |packages: Vec<String>| {
        let arguments = ["get".to_owned(), "--".to_owned()].into_iter().chain(packages).collect();
        call(&Call { program: go, arguments, folder, environment: environment() })
    };
    get(wanted)?;
    Ok(sums_of(&fs::read_to_string(folder.join("go.sum")).unwrap_or_default()))
}

/// The user's proxies. To fetch from a repository's own host runs version control systems and speaks to
/// hosts that nobody has named: that is left out where there is a proxy.
fn proxies(go: &Path) -> String {
    let asked = duct::cmd(go, ["env", "GOPROXY"]).dir("/").stdin_null().stderr_null().read().unwrap_or_default();
    let named: Vec<_> = asked.trim().split([',', '|']).filter(|proxy| *proxy != "direct").collect();
    if named.is_empty() { asked } else { named.join(",") }
}

/// `1.26` of `go 1.26 …`.
fn version(platform: &str) -> &str {
    platform.split(' ').nth(1).unwrap_or("1.21")
}

fn sums_of(text: &str) -> Vec<Resolved> {
    let sum = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        Some(Resolved { name: words.next()?, version: words.next()?, hash: words.next()? })
    };
    let mut sums: Vec<_> = text.lines().filter_map(sum).collect();
    sums.sort();
    sums.dedup();
    sums
}
