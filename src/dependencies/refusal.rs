//! Packages that could not be had, and for how long it is honest to say so without another try.
//!
//! What nobody answered is tried each time: a network that was down for a minute is no property of a note.
//! What a registry has answered is believed for a day, as long as the same registry is asked. What must not be
//! fetched counts until it is in the store.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::request::Request;
use super::trouble::Trouble;
use crate::cache::{Stamp, Standing, What};
use crate::reasons::Because;
use crate::toolchains::Ecosystem;

/// How long the answer of a registry counts: tomorrow it may have what it has not today.
const BELIEVED: Duration = Duration::from_secs(24 * 60 * 60);

/// Why a request is not answered.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) because: Because,
    /// On what it stands; `None` where the next try may end otherwise.
    pub(super) standing: Option<Standing>,
}

impl Refusal {
    /// That of what must not be fetched, and would be found at this place of the store.
    pub(super) fn of_terms(because: Because, place: PathBuf) -> Self {
        Self { because, standing: Some(Standing::on([stamp(What::File(place))].into_iter().collect())) }
    }

    /// That of what could not be fetched.
    pub(super) fn of_trouble(trouble: &Trouble, request: &Request) -> Self {
        let standing = trouble.is_an_answer(request.ecosystem).then(|| {
            let asked = asked_by(request.ecosystem).into_iter().map(stamp);
            Standing::on(asked.collect()).lasting(BELIEVED)
        });
        Self { because: trouble.because(request), standing }
    }
}

fn stamp(what: What) -> Arc<Stamp> {
    Arc::new(what.stamp())
}

/// The variables that say which way all package managers go.
const ALL: [&str; 6] = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/// What decides which registries a package manager asks: variables, and files by absolute paths or below the
/// user's own folder.
fn asked_by(ecosystem: Ecosystem) -> Vec<What> {
    let (variables, files): (&[&str], &[&str]) = match ecosystem {
        Ecosystem::Pypi => (
            &["PIP_CONFIG_FILE", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_PRE"],
            &["/etc/pip.conf", ".config/pip/pip.conf", ".pip/pip.conf"],
        ),
        Ecosystem::Go => (&["GOPROXY", "GOPRIVATE", "GONOPROXY", "GOSUMDB", "GONOSUMDB", "GOENV"], &[".config/go/env"]),
        Ecosystem::Npm => (&["NPM_CONFIG_REGISTRY", "npm_config_registry", "NPM_CONFIG_USERCONFIG"], &[".npmrc"]),
        Ecosystem::Maven => (&["MAVEN_OPTS", "MAVEN_ARGS"], &[".m2/settings.xml"]),
    };
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let file = |path: &&str| What::File(home.join(Path::new(path)));
    let variables = ALL.iter().chain(&["HOME", "XDG_CONFIG_HOME"]).chain(variables);
    let variables = variables.map(|name| What::Variable((*name).to_owned()));
    variables.chain(files.iter().chain(&[".netrc"]).map(file)).collect()
}
