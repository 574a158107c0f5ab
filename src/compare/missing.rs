//! Errors that say what was missing where the code ran, and not that the note is wrong.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use crate::reasons::{Because, Reason};

/// What an error says, and the reason that it gives. The first that fits counts.
const ERRORS: [(&str, Reason, &str); 13] = [
    (
        r"(?m)^ModuleNotFoundError: |^ImportError: No module named ",
        Reason::MissingDependency,
        "a module that it imports is not at hand",
    ),
    (
        r"(?m)no required module provides package|cannot find module providing package|package \S+ is not in std",
        Reason::MissingDependency,
        "a package that it imports is not at hand",
    ),
    (
        r"(?m)^NameError: (?:global )?name '\w+' is not defined",
        Reason::Incomplete,
        "it uses a name that the note does not define",
    ),
    (
        r"(?m)^\S+: undefined: \w+$|error: cannot find symbol|was not declared in this scope",
        Reason::Incomplete,
        "it uses a name that the note does not define",
    ),
    (
        r"(?m)^FileNotFoundError: |: No such file or directory$|\(No such file or directory\)$|: no such file or directory$",
        Reason::Incomplete,
        "it uses a file that is not there",
    ),
    (
        r"(?m)(?:^|\s)([^\s:]+): command not found$",
        Reason::Incomplete,
        "the command `$1` is not installed here, and the note takes it for granted",
    ),
    (
        r"(?m)(?:^|: )command not found$|: command not found$|executable file not found",
        Reason::Incomplete,
        "it uses a command that is not at hand",
    ),
    (
        r"(?mi)^EOFError: EOF when reading a line|not a tty$|inappropriate ioctl",
        Reason::Interactive,
        "it reads what a person types",
    ),
    (
        r"(?mi)could not resolve host|name resolution|network is unreachable|no such host|getaddrinfo failed",
        Reason::NeedsNetwork,
        "it reaches for the network",
    ),
    (
        r"(?mi)connection refused|can't connect to .* server|cannot connect to the .* daemon",
        Reason::NeedsService,
        "it speaks to a service that is not there",
    ),
    (
        r"(?mi)operation not permitted|read-only file system|^PermissionError: |: permission denied$",
        Reason::Denied,
        "the sandbox forbids what it does",
    ),
    (r"(?mi)cannot allocate memory|^MemoryError", Reason::MemoryLimit, "it asks for more memory than it may"),
    (r"(?mi)resource temporarily unavailable", Reason::ProcessLimit, "it starts more processes than it may"),
];

static SET: LazyLock<RegexSet> =
    LazyLock::new(|| RegexSet::new(ERRORS.map(|(pattern, ..)| pattern)).expect("patterns of our own"));

/// Names and modules that were Python's own in an older version: their absence is drift.
static PYTHONS_OWN: LazyLock<Regex> = LazyLock::new(|| {
    let names =
        "unicode|xrange|raw_input|unichr|basestring|long|reduce|cmp|file|execfile|apply|buffer|intern|coerce|reload";
    let modules = "urllib2|urlparse|httplib|ConfigParser|Queue|StringIO|cStringIO|cPickle|HTMLParser|Cookie|cookielib|Tkinter|\
        commands|thread|__builtin__|SocketServer|BaseHTTPServer|SimpleHTTPServer|copy_reg|anydbm|imp|distutils|asyncore|\
        asynchat|smtpd|cgi|cgitb|crypt|imghdr|pipes|telnetlib|uu|xdrlib|nntplib|audioop|aifc|chunk|mailcap|msilib|nis|\
        ossaudiodev|sndhdr|spwd|sunau|lib2to3|parser|symbol|formatter|binhex|macpath";
    let pattern = format!(r"name '(?:{names})' is not defined|[Nn]o module named '?(?:{modules})\b");
    Regex::new(&pattern).expect("a pattern of our own")
});

/// The reason that an error among what was seen gives for a difference, where the claim has no such error.
pub(super) fn reason(claimed: &str, seen: &str) -> Option<Because> {
    let found = SET.matches(seen).iter().next()?;
    let (pattern, reason, detail) = ERRORS[found];
    let expected = SET.matches(claimed).matched(found) || PYTHONS_OWN.is_match(seen);
    (!expected).then(|| Because::new(reason, named(pattern, detail, seen)))
}

/// A detail with what its pattern found in it.
fn named(pattern: &str, detail: &str, seen: &str) -> String {
    let mut text = String::new();
    if let Some(found) = Regex::new(pattern).expect("a pattern of our own").captures(seen) {
        found.expand(detail, &mut text);
    }
    text
}
