//! Packages of npm, without the scripts that some want to run when they are installed.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::manager::{Call, asked, call, on_path};
use super::order::Order;
use super::reach::Reach;
use super::request::Resolved;
use super::trouble::Trouble;
use crate::toolchains::Toolchain;

/// The folder of an entry that programs import from.
pub(super) const MODULES: &str = "node_modules";

const INSTALL: &str = "install --ignore-scripts --no-audit --no-fund --no-update-notifier --package-lock --no-save \
                       --fetch-retries=1 --loglevel=error";

/// Fetches packages into `node_modules`; with pins, just those.
pub(super) fn fetch(order: &Order<'_>, node: &Toolchain) -> Result<Vec<Resolved>, Trouble> {
    let beside = node.program.with_file_name("npm");
    let npm = if beside.is_file() { Some(beside) } else { on_path("npm") };
    let npm = npm.ok_or_else(|| Trouble::NoManager("npm is not installed; it comes with Node.js".into()))?;
    let manifest = json!({ "name": "note", "private": true, "dependencies": wanted(order) });
    // Both live in one folder, where they are not the system's: `<prefix>/bin/node`, `<prefix>/lib/node_modules/npm`.
    let roots = [&node.program, &npm].map(|program| program.ancestors().nth(2).map(Path::to_owned));
    let roots = roots.into_iter().flatten().filter(|root| root.parent().is_some() && !root.starts_with("/usr"));
    let work = Call {
        commands: vec![(npm.clone(), INSTALL.split(' ').map(str::to_owned).collect())],
        files: vec![("package.json", manifest.to_string())],
        environment: vec![("NO_COLOR", "1".into())],
        places: Vec::new(),
        scratch: &["NPM_CONFIG_LOGS_DIR", "NPM_CONFIG_CACHE"],
        view: roots.collect(),
        kept: &[MODULES],
    };
    call(order, &work, || reach(&asked(&npm, &["config", "list", "--json"])))?;
    let lock = fs::read_to_string(order.folder.join(MODULES).join(".package-lock.json")).unwrap_or_default();
    Ok(installed(&lock))
}

/// What npm may reach by its own account of its settings. It keeps credentials to itself, so these are read
/// from the files that it names.
fn reach(told: &str) -> Result<Reach, Trouble> {
    let told: Value = serde_json::from_str(told).unwrap_or_default();
    let mut reach = Reach::default();
    let mut settings = String::new();
    let default = json!("https://registry.npmjs.org/");
    let named = told.as_object().into_iter().flatten().filter(|(name, _)| name.ends_with(":registry"));
    let registry = ("registry", told.get("registry").unwrap_or(&default));
    for (name, address) in named.map(|(name, value)| (name.as_str(), value)).chain([registry]) {
        if let Some(address) = address.as_str() {
            reach.open(address)?;
            let _ = writeln!(settings, "{name}={address}");
        }
    }
    if let Some(file) = told["cafile"].as_str() {
        reach.show(Path::new(file));
        let _ = writeln!(settings, "cafile={file}");
    }
    if told["strict-ssl"] == false {
        settings.push_str("strict-ssl=false\n");
    }
    for file in ["userconfig", "globalconfig"].iter().filter_map(|name| told[*name].as_str().map(PathBuf::from)) {
        settings.push_str(&credentials(&fs::read_to_string(file).unwrap_or_default(), &reach));
    }
    reach.lay(".npmrc", settings);
    Ok(reach)
}

/// The lines of a file that let the user in at one of the registries, or name authorities.
fn credentials(text: &str, reach: &Reach) -> String {
    let is_meant = |line: &&str| {
        let host = line.strip_prefix("//").and_then(|rest| rest.split(['/', ':']).next());
        let is_host = host.is_some_and(|host| reach.hosts.iter().any(|endpoint| endpoint.host() == host));
        is_host || line.starts_with("ca[]") || line.starts_with("ca=") || line.starts_with("ca =")
    };
    let lines = text.lines().map(str::trim).filter(is_meant);
    lines.map(|line| expanded(line, |name| std::env::var(name).ok()) + "\n").collect()
}

/// A line with the values of the variables that it names by `${NAME}`.
fn expanded(line: &str, variable: impl Fn(&str) -> Option<String>) -> String {
    let mut parts = line.split("${");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = part.split_once('}').and_then(|(name, rest)| Some((variable(name)?, rest)));
        match known {
            Some((value, rest)) => out.extend([value.as_str(), rest]),
            None => out.extend(["${", part]),
        }
    }
    out
}

fn wanted(order: &Order<'_>) -> Map<String, Value> {
    if let Some(pins) = order.pins {
        // One below another package comes with that.
        let direct = pins.iter().filter(|pin| !pin.name.contains("/node_modules/"));
        return direct.map(|pin| (pin.name.clone(), Value::from(pin.version.as_str()))).collect();
    }
    let version = |text: &str| Value::from(if text.is_empty() { "latest" } else { text });
    order.request.packages.iter().map(|package| (package.name.clone(), version(&package.version))).collect()
}

/// What npm's own record of `node_modules` says.
fn installed(lock: &str) -> Vec<Resolved> {
    let lock: Value = serde_json::from_str(lock).unwrap_or_default();
    let packages = lock["packages"].as_object().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let one = |(path, about): (&String, &Value)| {
        let name = path.strip_prefix("node_modules/")?.to_owned();
        Some(Resolved { name, version: text(&about["version"]), hash: text(&about["integrity"]) })
    };
    let mut resolved: Vec<_> = packages.filter_map(one).collect();
    resolved.sort();
    resolved
}

#[cfg(test)]
mod tests {
    use super::{credentials, expanded, reach};

    #[test]
    fn npm_reaches_its_registries_with_the_credentials_for_just_those() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("npmrc");
        std::fs::write(
            &file,
            "color=always\n//a.example/:_authToken=1\n//b.example:80/x/:_password=2\n//c.example/:_auth=3\n",
        )
        .unwrap();
        let told = serde_json::json!({
            "registry": "https://a.example/npm/", "@mine:registry": "http://b.example/", "userconfig": file,
        });
        let reach = reach(&told.to_string()).unwrap();
        let settings = String::from_utf8(reach.files[0].contents.clone()).unwrap();
        let hosts: Vec<_> = reach.hosts.iter().map(ToString::to_string).collect();
        assert_eq!(hosts, ["a.example:443", "b.example:80"]);
        insta::assert_snapshot!(settings);
        assert_eq!(credentials("//evil.a.example/:_auth=1\nca[]=x\n", &reach), "ca[]=x\n");
    }

    #[test]
    fn variables_stand_for_their_values() {
        let find = |name: &str| (name == "TOKEN").then(|| "1".to_owned());
        assert_eq!(expanded("a=${TOKEN}, ${OTHER}, ${", find), "a=1, ${OTHER}, ${");
    }
}
