//! Packages of Python: wheels alone, since whatever else the index has runs code to be installed.

use std::fs;
use std::path::{Path, PathBuf};

use super::manager::{Call, call};
use super::request::{Request, Resolved};
use super::trouble::Trouble;

/// The folder of an entry that programs import from.
pub(super) const SITE: &str = "site";

/// Fetches wheels and unpacks them; with `pins`, just those.
pub(super) fn fetch(
    python: &Path,
    request: &Request,
    pins: Option<&[Resolved]>,
    folder: &Path,
) -> Result<Vec<Resolved>, Trouble> {
    let wheels = folder.join("wheels");
    fs::create_dir(&wheels)?;
    let mut arguments = words("-m pip download -vv --no-input --retries 1 --only-binary=:all: --dest wheels");
    match pins {
        Some(pins) => {
            arguments.push("--no-deps".into());
            arguments.extend(pins.iter().map(|pin| format!("{}=={}", pin.name, pin.version)));
        }
        None => arguments.extend(request.packages.iter().map(super::Package::requirement)),
    }
    pip(python, arguments, folder)?;
    let files = sorted(&wheels)?;
    let resolved = files.iter().map(|file| wheel(file)).collect::<Result<Vec<_>, _>>()?;
    let mut arguments = words("-m pip install --no-input --no-index --no-deps --no-warn-script-location --target");
    arguments.push(SITE.into());
    arguments.extend(files.iter().map(|file| file.to_string_lossy().into_owned()));
    pip(python, arguments, folder)?;
    fs::remove_dir_all(wheels)?;
    Ok(resolved)
}

fn pip(python: &Path, arguments: Vec<String>, folder: &Path) -> Result<String, Trouble> {
    let environment = vec![("PIP_DISABLE_PIP_VERSION_CHECK", "1".into()), ("PIP_PROGRESS_BAR", "off".into())];
    call(&Call { program: python, arguments, folder, environment })
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
