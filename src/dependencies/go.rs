//! Modules of Go: by its own tool, from the proxies that the user has chosen, checked by the checksum
//! database that the user has chosen.

use std::fs;

use super::manager::{Call, asked, call};
use super::order::Order;
use super::reach::Reach;
use super::request::Resolved;
use super::trouble::Trouble;
use crate::toolchains::Toolchain;

/// The folder of an entry that is the module cache.
pub(super) const MODULES: &str = "mod";

/// The files of an entry that stand beside a program.
pub(super) const MANIFESTS: [&str; 2] = ["go.mod", "go.sum"];

/// What of the user's configuration says where modules come from, and who vouches for them.
const SETTINGS: [&str; 6] = ["GOPROXY", "GOSUMDB", "GONOSUMDB", "GONOPROXY", "GOPRIVATE", "GOINSECURE"];

/// Fetches modules into a module cache, with a `go.mod` and a `go.sum` that name them; with pins, just those.
pub(super) fn fetch(order: &Order<'_>, go: &Toolchain) -> Result<Vec<Resolved>, Trouble> {
    let settings = settings(&asked(&go.program, &["env", "-json"]))?;
    let sums = order.pins.unwrap_or_default().iter().map(|pin| format!("{} {} {}\n", pin.name, pin.version, pin.hash));
    let mut environment: Vec<_> = settings.iter().map(|(name, value)| (*name, value.clone())).collect();
    let fixed = [("GO111MODULE", "on"), ("GOWORK", "off"), ("GOTOOLCHAIN", "local"), ("GOTELEMETRY", "off")];
    // A version control system speaks to hosts that nobody has named.
    let fixed = fixed.into_iter().chain([("GOVCS", "*:off"), ("GOFLAGS", "-mod=mod"), ("CGO_ENABLED", "0")]);
    environment.extend(fixed.map(|(name, value)| (name, value.to_owned())));
    let arguments = ["get", "--"].map(str::to_owned).into_iter().chain(wanted(order)).collect();
    let work = Call {
        commands: vec![(go.program.clone(), arguments)],
        files: vec![
            ("go.mod", format!("module note\n\ngo {}\n", version(&order.request.platform))),
            ("go.sum", sums.collect()),
        ],
        environment,
        places: vec![("GOMODCACHE", MODULES)],
        scratch: &["GOCACHE", "GOPATH"],
        view: go.root.iter().cloned().collect(),
        kept: &[MODULES, MANIFESTS[0], MANIFESTS[1]],
    };
    call(order, &work, || reach(&settings))?;
    Ok(sums_of(&fs::read_to_string(order.folder.join("go.sum")).unwrap_or_default()))
}

/// Modules first, at their versions: a package of one of them is then found in it.
fn wanted(order: &Order<'_>) -> Vec<String> {
    let pins = order.pins.unwrap_or_default().iter().filter(|pin| !pin.version.ends_with("/go.mod"));
    let mut wanted: Vec<_> = pins.map(|pin| format!("{}@{}", pin.name, pin.version)).collect();
    let packages = order.request.packages.iter();
    let packages = packages.filter(|package| order.pins.is_none() || package.version.is_empty());
    wanted.extend(packages.map(super::Package::requirement));
    wanted
}

/// The user's settings, with the module proxies alone: nothing is fetched from a repository's own host.
fn settings(told: &str) -> Result<Vec<(&'static str, String)>, Trouble> {
    let told: serde_json::Value = serde_json::from_str(told).unwrap_or_default();
    let value = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
    let proxies = value("GOPROXY");
    let named: Vec<_> = proxies.split([',', '|']).filter(|proxy| !["", "direct"].contains(proxy)).collect();
    if named.is_empty() {
        let why = "Go is configured without a module proxy (GOPROXY), and recant fetches from nowhere else";
        return Err(Trouble::Stopped(why.to_owned()));
    }
    let of = |name: &'static str| (name, if name == "GOPROXY" { named.join(",") } else { value(name) });
    Ok(SETTINGS.map(of).into_iter().filter(|(_, value)| !value.is_empty()).collect())
}

/// What Go may reach by these settings.
fn reach(settings: &[(&'static str, String)]) -> Result<Reach, Trouble> {
    let of = |wanted: &str| settings.iter().find(|(name, _)| *name == wanted).map_or("", |(_, value)| value);
    let mut reach = Reach::default();
    of("GOPROXY").split(',').filter(|proxy| *proxy != "off").try_for_each(|proxy| reach.open(proxy))?;
    // `sum.golang.org`, or a name with its key, and an address where it is another (`go help module-auth`).
    let mut database = of("GOSUMDB").split_whitespace();
    let name = database.next().and_then(|name| name.split('+').next()).filter(|name| *name != "off");
    if let Some(name) = name {
        reach.open(database.next().unwrap_or(&format!("https://{name}")))?;
    }
    Ok(reach)
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

#[cfg(test)]
mod tests {
    use super::{reach, settings};

    fn reached(proxy: &str, database: &str) -> String {
        let told = serde_json::json!({ "GOPROXY": proxy, "GOSUMDB": database, "GOPRIVATE": "" }).to_string();
        let reach = settings(&told).and_then(|settings| reach(&settings));
        match reach {
            Ok(reach) => reach.hosts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            Err(trouble) => format!("{trouble:?}"),
        }
    }

    #[test]
    fn go_reaches_its_proxies_and_its_checksum_database() {
        let public = reached("https://proxy.golang.org,direct", "sum.golang.org");
        assert_eq!(public, "proxy.golang.org:443 storage.googleapis.com:443 sum.golang.org:443");
        assert_eq!(reached("http://a.example:3000|direct", "off"), "a.example:3000");
        assert_eq!(reached("https://a.example", "b.example+1+k https://c.example/x"), "a.example:443 c.example:443");
    }

    #[test]
    fn without_a_proxy_go_fetches_nothing() {
        assert!(reached("direct", "off").contains("without a module proxy"));
    }
}
