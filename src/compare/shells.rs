//! Commands of a shell that ask what surrounds them: the machine, its user, the moment, the folder that
//! they run in, what was typed before.

use super::asking::{asked, asks_of, uses_any, varies};
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

pattern!(VERSION, r"\s(?:--version|-version|-dump\w+|-V)\b|^\s*\w[\w.+-]*\s+(?:version|-v)\s*$");

// What is installed.
pattern!(
    INSTALLED,
    r"(?:^|[|;&(`])\s*(?:sudo\s+)?(?:apt|apt-cache|brew|conda|dnf|dpkg|gem|npm|pacman|pip3?|rpm|snap|yum)\s+(?:-\w+|freeze|info|list|ls|outdated|search|show)\b"
);

// What stands in the folders of the system.
pattern!(
    SYSTEM,
    r"\b(?:awk|cat|cut|diff|file|find|grep|head|less|ls|md5sum|sed|sort|stat|tail|tree|wc)\b[^|;&]*[\s<]/(?:bin|boot|dev|etc|home|lib\w*|opt|proc|root|run|s?bin|srv|sys|usr|var)(?:[/\s;|&)]|$)"
);

// What lists or searches the folder that it runs in.
pattern!(
    SEARCHES,
    r"(?:^|[|;&(`])\s*(?:sudo\s+|time\s+)?(?:(?:ag|dir|fd|find|la|ls|rg|tree)\b|[efz]?grep\s(?:[^|;&]*\s)?(?:-\w*[rR]|--recursive))"
);

// What counts such a listing.
pattern!(COUNTS, r"\|\s*(?:wc|grep\s+-\w*c)\b");

// What makes files where it runs.
pattern!(
    FILLS,
    r#">{1,2}\s*[\w.$"'~]|\b(?:cargo|cc|clang|cp|csplit|curl|dd|gcc|g\+\+|git\s+(?:clone|init)|go|gunzip|gzip|javac|ln|make|mkdir|mkfifo|mv|npm|rsync|sed\s+-i|split|tar|tee|touch|truncate|unzip|wget|zip)\b"#
);

// What reads what is typed at the terminal: nothing is given to it.
pattern!(READS, r"(?:^|[;&])\s*(?:(?:cat|tee)(?:\s+-\w*)*(?:\s*>{1,2}\s*[^\s|;&<>]+)?\s*$|read\b[^|<]*$)");

// The command that a line or a part of it begins with.
pattern!(COMMAND, r"(?:^|[|;&(`])\s*(\w+)");

// Variables that the shell or the system sets.
pattern!(
    VARIABLE,
    r"\$(?:[$!_-](?:\W|$)|\{?!?(?:BASHPID|BASH_\w+|COLUMNS|DISPLAY|EDITOR|EPOCH\w+|EUID|HIST\w+|HOME|HOSTNAME|HOSTTYPE|LANG|LC_\w+|LINES|LOGNAME|MACHTYPE|OLDPWD|OSTYPE|PATH|PPID|PS\d|PWD|S?RANDOM|SECONDS|SHELL|SHELLOPTS|SHLVL|TERM|TMPDIR|TZ|UID|USER)\b|\{!)"
);

// `!!`, `!$`, `!-3`, `!cat` recall what was typed before, at a prompt alone.
pattern!(RECALLS, r"(?:^|\s)!(?:[!$*:^?-]|\d|[a-z])");

// `~+`, `~name`: the folders of users.
pattern!(TILDE, r"(?:^|\s)(~(?:[+-]|\w+))");

// What a shell takes as it is written.
pattern!(LITERAL, r"'[^']*'");

/// Why what a command prints may be another on every machine, where it may.
pub(super) fn reason((code, earlier): (&str, &[&str]), (claimed, seen): (&str, &str)) -> Option<Because> {
    if RECALLS.is_match(code) {
        return Some(Because::new(Reason::Interactive, "it recalls what was typed at a prompt before"));
    }
    if !code.is_empty() && earlier.iter().any(|line| READS.is_match(line)) {
        return Some(Because::new(Reason::Interactive, "an earlier command reads what is typed, and nobody types"));
    }
    let tilde = TILDE.captures(code).is_some_and(|found| !seen.contains(&found[1]));
    if tilde || asks(code) || uses_any(code, &asked(earlier.iter().copied(), &asks)) {
        return Some(varies());
    }
    let incomplete = |what| Some(Because::new(Reason::Incomplete, what));
    if !claimed.contains(['*', '?']) && is_unmatched(code, seen) {
        return incomplete("it matches files that the note does not make");
    }
    if !SEARCHES.is_match(&LITERAL.replace_all(code, "''")) {
        return None;
    }
    if !earlier.iter().any(|line| FILLS.is_match(line)) && !code.lines().any(|line| FILLS.is_match(line)) {
        return incomplete("it looks through a folder that the note does not fill");
    }
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let is_one_more = number(claimed).is_some_and(|count| number(seen) == Some(count + 1));
    (COUNTS.is_match(code) && is_one_more)
        .then(|| Because::new(Reason::Platform, "the code's own file is counted with the note's"))
}

/// Whether a command asks, by itself or through what it starts.
fn asks(code: &str) -> bool {
    let plain = LITERAL.replace_all(code, "''");
    let patterns = [&ASKS, &LISTS, &LONG_LISTING, &VERSION, &VARIABLE, &INSTALLED, &SYSTEM];
    patterns.iter().any(|pattern| pattern.is_match(&plain)) || asks_in_another(code)
}

/// Whether a command hands code to an interpreter that asks in its own language.
fn asks_in_another(code: &str) -> bool {
    let mut languages = COMMAND.captures_iter(code).filter_map(|found| Lang::labelled(&found[1]));
    languages.any(|language| asks_of(language).is_some_and(|pattern| pattern.is_match(code)))
}

/// Whether a pattern for file names came out as it was typed, which a shell does where no file fits.
fn is_unmatched(code: &str, seen: &str) -> bool {
    let is_pattern = |word: &&str| word.contains(['*', '?']) && !word.contains(['\'', '"', '\\', '$', '=']);
    let mut patterns = code.split_whitespace().filter(is_pattern);
    patterns.any(|pattern| seen.split_whitespace().any(|word| word == pattern))
}

#[cfg(test)]
mod tests {
    use super::reason;

    fn code_of(earlier: &[&str], code: &str, texts: (&str, &str)) -> Option<&'static str> {
        reason((code, earlier), texts).map(|because| because.reason.code())
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
            "gcc -dumpversion",
            "dpkg -l | wc -l",
            "wc -l < /etc/passwd",
            "ls /usr/bin | wc -l",
            "node -p process.version",
            "python3 -c 'import os; print(os.cpu_count())'",
        ] {
            assert_eq!(code_of(&[], code, ("a.txt", "x")), Some("nondeterministic"), "{code}");
        }
        assert_eq!(code_of(&[], "echo ~me", ("a.txt", "/home/me")), Some("nondeterministic"));
        assert_eq!(code_of(&[], "echo *.txt", ("a.txt", "*.txt")), Some("incomplete"));
        assert_eq!(code_of(&[], "echo !$", ("a.txt", "!$")), Some("interactive"));
    }

    #[test]
    fn a_folder_that_the_note_does_not_fill_is_no_drift() {
        for code in ["ls", "ls | wc -l", "grep -rl foo . | wc -l", "find . -name '*.py' | wc -l", "find . 2>/dev/null"]
        {
            assert_eq!(code_of(&["cd src"], code, ("12", "1")), Some("incomplete"), "{code}");
        }
        for (earlier, code) in [("touch a b", "ls"), ("echo 1 > a", "find ."), ("", "mkdir d; ls"), ("", "grep foo a")]
        {
            assert_eq!(code_of(&[earlier], code, ("12", "1")), None, "{code}");
        }
        assert_eq!(code_of(&["touch a b"], "ls | wc -l", ("2", "3")), Some("platform"));
        assert_eq!(code_of(&["touch a b"], "ls | wc -l", ("4", "3")), None);
    }

    #[test]
    fn behind_what_reads_what_is_typed_nothing_drifts() {
        for reads in ["cat > nums.txt", "cat", "cat >>a", "read x", "read -p 'name: ' x"] {
            assert_eq!(code_of(&[reads], "wc -l < nums.txt", ("2", "0")), Some("interactive"), "{reads}");
        }
        for gives in ["cat a > b", "cat > a <<EOF", "read x < a", "ls | cat", "echo 1 | read x", "while read x; do"] {
            assert_eq!(code_of(&[gives], "wc -l < nums.txt", ("2", "0")), None, "{gives}");
        }
    }

    #[test]
    fn what_does_not_ask_it_may_drift() {
        for code in [
            "echo hello",
            "echo $((1 + 2))",
            "echo ${who}",
            "export A=1; echo $A",
            "echo date",
            "echo ~none",
            "cat a.txt | tr a b",
            "[ ! -f x ] && echo no",
            "echo \"hi!\"",
            "echo $0x",
            "echo 'a*'",
            "basename /usr/bin/sort",
            "python3 -c 'print(1)'",
        ] {
            assert_eq!(code_of(&[], code, ("a.txt", "~none 'a*'")), None, "{code}");
        }
    }
}
