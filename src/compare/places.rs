//! Relaxations of what differs between machines and runs: addresses, process ids, paths.

use super::relax::Pair;
use super::tokens::excuse;

pattern!(ADDRESS, r"\b0[xX][0-9a-fA-F]{4,16}\b|@[0-9a-f]{5,8}\b|\b\d{7,16}\b");
pattern!(PROCESS_ID, r"(?i)\bpid\b\W{0,4}\d+|(?m:^\[\d+\] +\d+$)");
pattern!(PATH, r"(?:/[\w.+@~#-]+){2,}/?|\b[A-Z]:\\[\w.\\-]+");
pattern!(INSTALLED, r"^(?:/usr/local|/usr|/opt/\w+)?(?P<rest>/(?:bin|sbin|lib|share|src|go|include)/.*)$");
pattern!(VERSION, r"\d+(?:\.\d+)*");
pattern!(HOME, r"/(?:home|Users)/[\w.-]+|/(?:root|work|tmp)\b|~|/var/folders/\w+/\w+/T\b");
pattern!(LOGIN, r"\b[\w-]+@[\w-]+(?::[~/][\w/.-]*)?[$#]");

// The names under which recipes have the code written; not where a message gives a line of it.
pattern!(OWN_LINE, r"(?m)^(?:\./)?[Mm]ain\.(?:[ch]|cpp|cjs|go|java|mjs|py|sh|sql)(?:\n|$)");
pattern!(OWN_NAME, r#"\b[Mm]ain\.(?:[ch]|cpp|cjs|go|java|mjs|py|sh|sql)(?:[^\w:"]|$)"#);

/// Addresses in memory on today's machines, as programs print them (x86-64 and arm64, user space).
const HEAP: std::ops::Range<u64> = 0x5500_0000_0000..0x8000_0000_0000;

/// Addresses of Go's heap begin here (`runtime/malloc.go`: `0x00c0 << 32`).
const GO_HEAP: std::ops::Range<u64> = 0xc0_0000_0000..0xc1_0000_0000;

/// The code's own file in a listing of the folder that it runs in.
pub(super) fn own_file(pair: Pair) -> Pair {
    if OWN_NAME.is_match(&pair.claimed) || !OWN_LINE.is_match(&pair.seen) {
        return pair;
    }
    Pair { seen: OWN_LINE.replace_all(&pair.seen, "").trim_end_matches('\n').to_owned(), ..pair }
}

/// Whether what was seen names the code's own file, and the claim does not: other than in a listing of which
/// more is left without it.
pub(super) fn shows_own_file(pair: &Pair) -> bool {
    let rest = own_file(pair.clone()).seen;
    let shown = if rest.trim().is_empty() { &pair.seen } else { &rest };
    OWN_NAME.is_match(shown) && !OWN_NAME.is_match(&pair.claimed)
}

/// Where an object lies in memory, or the identity that a language makes of that.
pub(super) fn addresses(pair: Pair) -> Pair {
    excuse(pair, &ADDRESS, |claimed, seen, before| {
        let claimed_hexadecimal = claimed.starts_with("0x") || claimed.starts_with("0X");
        if let Some(digits) = seen.strip_prefix("0x") {
            claimed_hexadecimal && (before.ends_with("at ") || u64::from_str_radix(digits, 16).is_ok_and(is_address))
        } else if seen.starts_with('@') {
            claimed.starts_with('@') && before.ends_with(|c: char| c.is_alphanumeric() || c == ';')
        } else {
            let decimal = !claimed_hexadecimal && !claimed.starts_with('@');
            decimal && (before.ends_with("id='") || before.ends_with("id=") || seen.parse().is_ok_and(is_address))
        }
    })
}

fn is_address(number: u64) -> bool {
    HEAP.contains(&number) || GO_HEAP.contains(&number)
}

/// The numbers of processes and jobs.
pub(super) fn process_ids(pair: Pair) -> Pair {
    excuse(pair, &PROCESS_ID, |_, _, _| true)
}

/// Where a file lies: the folder of its user or its installation says nothing, its name does.
pub(super) fn paths(pair: Pair) -> Pair {
    excuse(pair, &PATH, |claimed, seen, _| {
        let same_name = file_name(claimed) == file_name(seen);
        let installed = |path: &str| {
            let rest = INSTALLED.captures(path)?.name("rest")?.as_str();
            Some(VERSION.replace_all(rest, "").into_owned())
        };
        let same_place = installed(claimed).is_some() && installed(claimed) == installed(seen);
        same_place || (same_name && is_own(claimed))
    })
}

fn file_name(path: &str) -> &str {
    path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Whether a path lies in a folder of the author's own.
fn is_own(path: &str) -> bool {
    path.contains(":\\") || path.starts_with("/path/to/") || HOME.find(path).is_some_and(|found| found.start() == 0)
}

/// Both texts without the names of users, machines and their folders.
pub(super) fn without_what_varies(pair: Pair) -> Pair {
    let pair = pair.both(|text| HOME.replace_all(text, "<home>").into_owned());
    pair.both(|text| LOGIN.replace_all(text, "<prompt>").into_owned())
}
