//! Code that asks about what surrounds it: the machine, its user, the moment, what was typed before.
//!
//! What such code prints differs between any two machines, so that a mismatch says nothing about the
//! note. Whole programs ask such things in passing; only what a claim speaks of by itself is looked at.

use crate::languages::Lang;
use crate::reasons::{Because, Reason};

// Commands whose output describes the machine, its users, its processes or the moment.
pattern!(
    ASKS,
    r"(?:^|[|;&(`])\s*(?:sudo\s+|time\s+)?(?:arch|cal|cat\s+/(?:etc|proc|sys)/\S+|date|df|dmesg|du|free|groups|hostname|id|ifconfig|ip|last|locale|lsblk|lscpu|lsmod|lsof|lspci|lsusb|mktemp|mount|netstat|nproc|pgrep|pidof|ps|pstree|ss|stat|tty|uname|uptime|users|uuidgen|vmstat|w|whereis|which|who|whoami)(?:[\s|;&)`]|$)"
);

// Commands that list what the user's own settings or an interactive shell hold.
pattern!(
    LISTS,
    r"(?m)(?:^|[|;&(`])\s*(?:(?:alias|env|export|jobs|printenv|set|declare|shopt|bind|stty|ulimit)(?:\s+-\w+)*\s*(?:$|[|;&)`])|(?:fc|history|jobs)\b|PS\d=)"
);

// `ls -l` and its kin show owners, sizes and dates.
pattern!(LONG_LISTING, r"(?:^|[|;&(`])\s*(?:ls\s+(?:-\w+\s+)*-\w*[lsi]|ll\b)");

pattern!(VERSION, r"(?:\s--version\b|\s-V\b|^\s*\w[\w.+-]*\s+version\s*$)");

// Variables that the shell or the system sets.
pattern!(
    VARIABLE,
    r"\$(?:[$!_-](?:\W|$)|\{?!?(?:BASHPID|BASH_\w+|COLUMNS|DISPLAY|EDITOR|EPOCH\w+|EUID|HIST\w+|HOME|HOSTNAME|HOSTTYPE|LANG|LC_\w+|LINES|LOGNAME|MACHTYPE|OLDPWD|OSTYPE|PATH|PPID|PS\d|PWD|S?RANDOM|SECONDS|SHELL|SHELLOPTS|SHLVL|TERM|TMPDIR|TZ|UID|USER)\b|\{!)"
);

// `!!`, `!$`, `!-3`, `!cat` recall what was typed before, at a prompt alone.
pattern!(RECALLS, r"(?:^|\s)!(?:[!$*:^?-]|\d|[a-z])");

// `~+`, `~name`: the folders of users.
pattern!(TILDE, r"(?:^|\s)(~(?:[+-]|\w+))");

const PYTHON: &str = r"(?x)\b(?:
    sys\.(?:version\w*|path|platform|executable|flags|getsizeof|getrefcount|implementation|modules|maxsize|prefix)\b
    | platform\.\w+\( | gc\.get_ | getpass\. | glob\.i?glob | mimetypes\.knownfiles | resource\.get | tracemalloc\.
    | os\.(?:cpu_count|environ|get\w+|listdir|path\.(?:expanduser|abspath|getmtime|realpath)|scandir|stat|times|uname|walk)\b
    | (?:pwd|grp)\.get | secrets\. | socket\.gethost | tempfile\. | threading\.get_ | timeit | uuid\.uuid[14]
    | time\.(?:asctime|ctime|localtime|monotonic|perf_counter|process_time|strftime|time|time_ns|tzname|timezone)\b
    | (?:datetime|date)\.(?:now|today|utcnow)\( | Path\.(?:cwd|home)\( | __file__
)";
pattern!(PYTHON_ASKS, PYTHON);

// What a shell takes as it is written.
pattern!(LITERAL, r"'[^']*'");

// What does several things at a time, draws lots, or walks through what has no order.
pattern!(
    CHANGES,
    r"(?i)thread|\bspawn|\bgo\s+(?:func\b|[\w.]+\()|\basync\b|\bawait\b|\bselect\b|hash_?(?:map|set)|\bset\b|\bmap\[|\brand|\bshuf"
);

/// How often a program runs again before drift is reported: of what may print something else each
/// time, one run too often prints the same by chance.
pub(super) fn further_runs(program: &str) -> usize {
    if CHANGES.is_match(program) { 4 } else { 1 }
}

/// Why what a piece of code prints may be another on every machine, where it may: of the code, and of
/// the texts that are claimed and that were seen.
pub(super) fn reason(language: Lang, code: &str, (claimed, seen): (&str, &str)) -> Option<Because> {
    let varies = || Because::new(Reason::Nondeterministic, "what it shows differs between machines and moments");
    match language.name() {
        "shell" if RECALLS.is_match(code) => {
            Some(Because::new(Reason::Interactive, "it recalls what was typed at a prompt before"))
        }
        "shell" => {
            let code = &LITERAL.replace_all(code, "''");
            let asks = [&ASKS, &LISTS, &LONG_LISTING, &VERSION, &VARIABLE].iter().any(|pattern| pattern.is_match(code));
            let expands = |name: &str| !seen.contains(name);
            let tilde = TILDE.captures(code).is_some_and(|found| expands(&found[1]));
            let files = || Because::new(Reason::Incomplete, "it matches files that the note does not make");
            (asks || tilde)
                .then(varies)
                .or_else(|| (!claimed.contains(['*', '?']) && is_unmatched(code, seen)).then(files))
        }
        "python" => PYTHON_ASKS.is_match(code).then(varies),
        _ => None,
    }
}

/// Whether a pattern for file names came out as it was typed, which a shell does where no file fits.
fn is_unmatched(code: &str, seen: &str) -> bool {
    let is_pattern = |word: &&str| word.contains(['*', '?']) && !word.contains(['\'', '"', '\\', '$', '=']);
    let mut patterns = code.split_whitespace().filter(is_pattern);
    patterns.any(|pattern| seen.split_whitespace().any(|word| word == pattern))
}

#[cfg(test)]
mod tests {
    use super::{further_runs, reason};
    use crate::languages::Lang;

    fn code_of(language: &str, code: &str, seen: &str) -> Option<&'static str> {
        reason(Lang::named(language).unwrap(), code, ("a.txt", seen)).map(|because| because.reason.code())
    }

    #[test]
    fn what_asks_the_machine_is_no_drift() {
        for code in [
            "ps",
            "uname -r",
            "ls -l /tmp",
            "sudo df -h | head",
            "echo $$",
            "echo ${HOME}/x",
            "export",
            "PS1='> '",
            "go version",
        ] {
            assert_eq!(code_of("shell", code, "x"), Some("nondeterministic"), "{code}");
        }
        assert_eq!(code_of("shell", "echo ~me", "/home/me"), Some("nondeterministic"));
        assert_eq!(code_of("shell", "echo *.txt", "*.txt"), Some("incomplete"));
        assert_eq!(code_of("shell", "echo !$", "!$"), Some("interactive"));
        for code in ["sys.version_info", "os.getcwd()", "print(datetime.now())", "time.time() - start"] {
            assert_eq!(code_of("python", code, "x"), Some("nondeterministic"), "{code}");
        }
    }

    #[test]
    fn what_may_change_from_run_to_run_runs_more_often() {
        for program in ["thread::spawn(f)", "go func() {}()", "go worker(1)", "HashMap::new()", "x = set(y)"] {
            assert_eq!(further_runs(program), 4, "{program}");
        }
        for program in ["print(1)", "let go = 3", "settings()"] {
            assert_eq!(further_runs(program), 1, "{program}");
        }
    }

    #[test]
    fn what_does_not_ask_it_may_drift() {
        for code in [
            "echo hello",
            "echo $((1 + 2))",
            "echo ${who}",
            "export A=1; echo $A",
            "ls",
            "echo date",
            "echo ~none",
            "cat a.txt | tr a b",
            "[ ! -f x ] && echo no",
            "echo \"hi!\"",
            "echo $0x",
            "echo 'a*'",
        ] {
            assert_eq!(code_of("shell", code, "~none 'a*'"), None, "{code}");
        }
        for code in ["sum([1, 2])", "os.path.join('a', 'b')", "date(2020, 1, 2).year", "re.match('a', 'b')"] {
            assert_eq!(code_of("python", code, "x"), None, "{code}");
        }
        assert_eq!(code_of("go", "time.Now()", "x"), None);
    }
}
