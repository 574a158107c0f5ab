//! Packages of npm, without the scripts that some want to run when they are installed.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::manager::{Call, call, on_path};
use super::request::{Request, Resolved};
use super::trouble::Trouble;

/// The folder of an entry that programs import from.
pub(super) const MODULES: &str = "node_modules";

/// Fetches packages into `node_modules`; with `pins`, just those.
pub(super) fn fetch(
    node: &Path,
    request: &Request,
    pins: Option<&[Resolved]>,
    folder: &Path,
) -> Result<Vec<Resolved>, Trouble> {
    let beside = node.with_file_name("npm");
    let npm = if beside.is_file() { Some(beside) } else { on_path("npm") };
    let npm = npm.ok_or_else(|| Trouble::NoManager("npm is not installed; it comes with Node.js".into()))?;
    let manifest = json!({ "name": "note", "private": true, "dependencies": wanted(request, pins) });
    fs::write(folder.join("package.json"), manifest.to_string())?;
    let arguments = "install --ignore-scripts --no-audit --no-fund --no-update-notifier --package-lock --no-save";
    let arguments = arguments.split(' ').chain(["--fetch-retries=1", "--loglevel=error"]).map(str::to_owned).collect();
    let scratch = tempfile::tempdir()?;
    let environment = vec![("NPM_CONFIG_LOGS_DIR", scratch.path().into()), ("NO_COLOR", "1".into())];
    call(&Call { program: &npm, arguments, folder, environment })?;
    let lock = fs::read_to_string(folder.join(MODULES).join(".package-lock.json"))?;
    Ok(installed(&lock))
}

fn wanted(request: &Request, pins: Option<&[Resolved]>) -> Map<String, Value> {
    if let Some(pins) = pins {
        // One below another package comes with that.
        let direct = pins.iter().filter(|pin| !pin.name.contains("/node_modules/"));
        return direct.map(|pin| (pin.name.clone(), Value::from(pin.version.as_str()))).collect();
    }
    let version = |text: &str| Value::from(if text.is_empty() { "latest" } else { text });
    request.packages.iter().map(|package| (package.name.clone(), version(&package.version))).collect()
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
