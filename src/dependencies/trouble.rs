//! Why packages could not be fetched: what a package manager said, read as a reason.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use super::request::Request;
use crate::config::Endpoint;
use crate::reasons::{Because, Reason};
use crate::toolchains::Ecosystem;

/// What went wrong while fetching.
#[derive(Debug)]
pub(super) enum Trouble {
    /// There is no package manager, or it cannot be started.
    NoManager(String),
    /// It was not begun, or was ended before it was through.
    Stopped(String),
    /// A host that it needs could not be connected to.
    Silent(Endpoint),
    /// It gave up, with these words.
    Said(String),
    /// What it fetched is not what is pinned.
    Changed(String),
    /// The system did not let recant keep what was fetched.
    System(std::io::Error),
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::System(error)
    }
}

/// What a registry that does not answer looks like in the words of any of the package managers.
static UNREACHABLE: LazyLock<Regex> = LazyLock::new(|| {
    one_of(&[
        r"Max retries exceeded",
        r"NewConnectionError",
        r"ConnectTimeout|ReadTimeout|Connection(?:Reset|Refused)Error|ProxyError|SSLError",
        r"Connection to \S+ timed out|Could not fetch URL .*(?:connection error|timed out)",
        r"[Nn]ame (?:or service not known|resolution)",
        r"[Nn]o such host",
        r"dial tcp|i/o timeout|TLS handshake timeout",
        r"ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET_TIMEOUT",
        r"[Cc]onnection refused|Network is unreachable|Unknown host",
        r"HTTP [Ss]tatus:? 5\d\d|50[0234] (?:Server Error|Bad Gateway|Service Unavailable|Gateway Timeout)",
    ])
});

/// What a registry says that has no answer for just this asker, or just now.
static NO_ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    one_of(&[
        r"\b(?:401|403|407|408|425|429|5\d\d) (?:Client|Server) Error",
        r"HTTP error (?:401|403|407|408|425|429|5\d\d)|status(?: code)?:? (?:401|403|407|408|425|429|5\d\d)",
        r"reading \S+: (?:401|403|407|408|425|429|5\d\d)",
        r"\bE(?:401|403|407|408|425|429|5\d\d)\b",
        r"Unauthorized|Forbidden|Too Many Requests|Proxy Authentication",
    ])
});

fn one_of(signs: &[&str]) -> Regex {
    Regex::new(&signs.join("|")).expect("a pattern of our own")
}

/// What a package manager says, and what is then to be told. The first that fits counts.
type Signs = [(&'static str, &'static str)];

const PYPI: &Signs = &[
    ("No module named pip", NO_PIP),
    ("have conflicting dependencies", "the packages want different versions of one that they share"),
    ("No matching distribution|Could not find a version", NOTHING),
    ("THESE PACKAGES DO NOT MATCH THE HASHES", "what the registry gives is not what the checksum says"),
];

const NO_PIP: &str = "this Python has no pip; install it with your system's package manager (python3-pip)";

/// Three reasons in one: what pip passed over on its way tells them apart.
const NOTHING: &str = "";

const OTHERS: &Signs = &[
    (
        r"/@v/v[^\s/]+\.(?:info|mod|zip): 4\d\d|unknown revision|no matching versions|\bETARGET\b|notarget|invalid version",
        "the registry has no such version of it",
    ),
    (
        r"(?m)\bE404\b|404 Not Found|reading \S+: (?:40[34]|410)|no such file or directory|[Cc]ould not find artifact|malformed module path|unrecognized import path|Repository not found",
        "the registry has no package of this name",
    ),
    (r"does not contain package", "the module has no such package"),
    (r"SECURITY ERROR|checksum mismatch|\bEINTEGRITY\b", "what the registry gives is not what the checksum says"),
];

impl Trouble {
    /// Whether a registry has answered, and would answer the same in a moment.
    pub(super) fn is_an_answer(&self, ecosystem: Ecosystem) -> bool {
        let Self::Said(words) = self else { return false };
        let signs = if ecosystem == Ecosystem::Pypi { PYPI } else { OTHERS };
        let is_none = UNREACHABLE.is_match(words) || NO_ANSWER.is_match(words);
        !is_none && told(signs, words).is_some_and(|told| told != NO_PIP)
    }

    /// As a reason for people.
    pub(super) fn because(&self, request: &Request) -> Because {
        let what = format!("{} ({})", request.shown(), request.ecosystem.name());
        match self {
            Self::NoManager(why) => Because::new(Reason::MissingToolchain, format!("{what} cannot be fetched: {why}")),
            Self::Stopped(why) => missing(&what, why),
            Self::Changed(what_changed) => missing(&what, what_changed),
            Self::System(error) => missing(&what, &format!("recant's store cannot be written: {error}")),
            Self::Silent(host) => {
                let detail = format!("{what} cannot be fetched: the registry does not answer ({host})");
                Because::new(Reason::NeedsNetwork, detail)
            }
            Self::Said(words) if UNREACHABLE.is_match(words) => {
                let detail = format!("{what} cannot be fetched: the registry does not answer");
                Because::new(Reason::NeedsNetwork, detail)
            }
            Self::Said(words) if request.ecosystem == Ecosystem::Pypi => pip(&what, words),
            Self::Said(words) => {
                let told = told(OTHERS, words).map_or_else(|| last_words(words), str::to_owned);
                missing(&what, &told)
            }
        }
    }
}

fn missing(what: &str, why: &str) -> Because {
    Because::new(Reason::MissingDependency, format!("{what} cannot be fetched: {why}"))
}

fn told(signs: &Signs, words: &str) -> Option<&'static str> {
    let set = RegexSet::new(signs.iter().map(|(sign, _)| sign)).expect("patterns of our own");
    set.matches(words).iter().next().map(|found| signs[found].1)
}

fn pip(what: &str, words: &str) -> Because {
    match told(PYPI, words) {
        Some(NO_PIP) => Because::new(Reason::MissingToolchain, format!("{what} cannot be fetched: {NO_PIP}")),
        Some(NOTHING) => missing(what, nothing_found(words)),
        Some(why) => missing(what, why),
        None => missing(what, &last_words(words)),
    }
}

fn nothing_found(words: &str) -> &'static str {
    if !words.contains("(from versions: none)") {
        "the registry has no such version of it as a wheel for this Python"
    } else if words.contains("Skipping link: No sources permitted") {
        "it comes without a wheel for this Python, and to build one would run its code"
    } else if words.contains("Skipping link") {
        "it has no wheel for this Python"
    } else {
        "the registry has no package of this name"
    }
}

/// What a package manager said last, which is mostly why it gave up.
fn last_words(words: &str) -> String {
    let lines = || words.lines().map(str::trim).filter(|line| !line.is_empty());
    let error = lines().rfind(|line| line.starts_with("ERROR: ") || line.starts_with("npm error "));
    let line = error.or_else(|| lines().next_back());
    line.unwrap_or("its package manager gave up without a word").chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::{Request, Trouble};
    use crate::config::Endpoint;
    use crate::toolchains::Ecosystem;

    fn told(trouble: &Trouble) -> String {
        let request = Request {
            ecosystem: Ecosystem::Pypi,
            platform: "python 3.11".into(),
            packages: ["pypi:a".parse().unwrap()].into(),
            rehearsal: None,
        };
        let because = trouble.because(&request);
        format!("{}: {}", because.reason, because.detail)
    }

    #[test]
    fn each_trouble_has_a_reason_of_its_own() {
        let said = |words: &str| told(&Trouble::Said(words.to_owned()));
        let reasons = [
            said("/usr/bin/python3: No module named pip"),
            said(
                "Could not fetch URL http://a/: connection error: HTTPConnectionPool(host='a'): Read timed out. - skipping",
            ),
            said("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE"),
            said("nothing\nERROR: it is Tuesday\nbye"),
            told(&Trouble::Silent(Endpoint::new("pypi.org", 443).unwrap())),
            told(&Trouble::Stopped("there is more to fetch than 2048 MB".into())),
        ];
        insta::assert_snapshot!(reasons.join("\n"));
    }
}
