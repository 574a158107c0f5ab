//! Packages of Python: wheels alone, since whatever else the index has runs code to be installed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::manager::{Call, asked, call};
use super::order::Order;
use super::reach::Reach;
use super::request::Resolved;
use super::trouble::Trouble;
use crate::toolchains::Toolchain;

/// The folder of an entry that programs import from.
pub(super) const SITE: &str = "site";

/// Where wheels are before they are unpacked.
const WHEELS: &str = "wheels";

/// Unpacks all wheels; the shell knows which there are by then.
const INSTALL: &str =
    "exec \"$0\" -m pip install --no-input --no-index --no-deps --no-warn-script-location --target site wheels/*.whl";

/// Where pip looks unless it is told otherwise.
const INDEX: &str = "https://pypi.org/simple";

/// The settings that a sandbox takes over: where packages come from, and who is believed.
const TAKEN: [&str; 10] = [
    "index-url",
    "extra-index-url",
    "find-links",
    "no-index",
    "trusted-host",
    "cert",
    "client-cert",
    "pre",
    "timeout",
    "default-timeout",
];

/// Fetches wheels and unpacks them; with pins, just those.
pub(super) fn fetch(order: &Order<'_>, python: &Toolchain) -> Result<Vec<Resolved>, Trouble> {
    let program = &python.program;
    let mut download = words("-m pip download -vv --no-input --retries 1 --only-binary=:all: --dest wheels");
    match order.pins {
        Some(pins) => {
            download.push("--no-deps".into());
            download.extend(pins.iter().map(|pin| format!("{}=={}", pin.name, pin.version)));
        }
        None => download.extend(order.request.packages.iter().map(super::Package::requirement)),
    }
    let install = vec!["-c".to_owned(), INSTALL.to_owned(), program.display().to_string()];
    let work = Call {
        commands: vec![(program.clone(), download), ("/bin/sh".into(), install)],
        files: Vec::new(),
        environment: vec![("PIP_DISABLE_PIP_VERSION_CHECK", "1".into()), ("PIP_PROGRESS_BAR", "off".into())],
        places: Vec::new(),
        scratch: &["PIP_CACHE_DIR"],
        view: python.root.iter().cloned().collect(),
        kept: &[WHEELS, SITE],
    };
    call(order, &work, || reach(&asked(program, &["-m", "pip", "config", "list"])))?;
    let wheels = order.folder.join(WHEELS);
    let resolved = sorted(&wheels)?.iter().map(|file| wheel(file)).collect::<Result<Vec<_>, _>>()?;
    fs::remove_dir_all(wheels)?;
    Ok(resolved)
}

/// What pip may reach by its own account of its settings.
fn reach(listed: &str) -> Result<Reach, Trouble> {
    let settings = settings(listed);
    let mut reach = Reach::default();
    let of = |name: &str| settings.get(name).map_or("", String::as_str);
    if !["1", "true", "yes", "on"].contains(&of("no-index").to_lowercase().as_str()) {
        reach.open(settings.get("index-url").map_or(INDEX, String::as_str))?;
        of("extra-index-url").split_whitespace().try_for_each(|address| reach.open(address))?;
    }
    of("find-links").split_whitespace().try_for_each(|address| reach.open(address))?;
    for name in ["cert", "client-cert"] {
        reach.show(Path::new(of(name)));
    }
    for (name, value) in &settings {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        reach.set(&format!("PIP_{}", name.replace('-', "_").to_uppercase()), &value);
    }
    Ok(reach)
}

/// The settings that count for a download, from those that count least to those that count most.
fn settings(listed: &str) -> BTreeMap<&str, String> {
    let mut settings = BTreeMap::new();
    for section in ["global.", "download.", ":env:."] {
        for line in listed.lines().filter_map(|line| line.strip_prefix(section)) {
            if let Some((name, value)) = line.split_once('=').filter(|(name, _)| TAKEN.contains(name)) {
                settings.insert(name, unquoted(value));
            }
        }
    }
    settings
}

/// A text out of how Python shows it.
fn unquoted(shown: &str) -> String {
    let inner = shown.trim();
    let inner = inner.strip_prefix(['\'', '"']).and_then(|rest| rest.strip_suffix(['\'', '"'])).unwrap_or(inner);
    inner.replace("\\n", "\n").replace("\\'", "'").replace("\\\\", "\\")
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

fn sorted(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// What a wheel is, by its name (PEP 427) and its content.
fn wheel(file: &Path) -> Result<Resolved, Trouble> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut parts = name.split('-');
    let (Some(distribution), Some(version)) = (parts.next(), parts.next()) else {
        return Err(Trouble::Said(format!("{name} is no wheel")));
    };
    Ok(Resolved {
        name: super::package::normal(distribution),
        version: version.to_owned(),
        hash: format!("blake3:{}", blake3::hash(&fs::read(file)?).to_hex()),
    })
}

#[cfg(test)]
mod tests {
    use super::reach;

    /// The hosts that pip may reach, and its variables.
    fn reached(listed: &str) -> String {
        let reach = reach(listed).unwrap();
        let hosts = reach.hosts.iter().map(ToString::to_string);
        let variables = reach.environment.iter().map(|(name, value)| format!("{name}={value}"));
        hosts.chain(variables).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn pip_reaches_the_index_where_nobody_says_otherwise() {
        assert_eq!(reached("global.quiet='1'\n"), "files.pythonhosted.org:443\npypi.org:443");
    }

    #[test]
    fn pip_reaches_what_its_settings_name_and_the_environment_counts_most() {
        let listed = "global.index-url='https://a.example/simple'\n\
                      global.extra-index-url='\\nhttps://b.example/x\\nhttp://c.example:3141/y'\n\
                      :env:.index-url='https://me:secret@d.example/simple'\n\
                      install.index-url='https://e.example'\n";
        insta::assert_snapshot!(reached(listed));
    }

    #[test]
    fn without_an_index_pip_reaches_no_host() {
        assert_eq!(reached(":env:.no-index='true'"), "PIP_NO_INDEX=true");
    }
}
