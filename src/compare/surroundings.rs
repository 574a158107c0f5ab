//! Code that asks about what surrounds it: the machine, its user, the moment, what was typed before.
//!
//! What such code prints differs between any two machines, so that a mismatch says nothing about the
//! note. Whole programs ask such things in passing; only what a claim speaks of by itself is looked at.

use super::asking::{asked, asks_of, uses_any, varies};
use super::shells;
use crate::languages::Lang;
use crate::reasons::Because;

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

/// Why what a piece of code prints may be another on every machine, where it may: of the code, of the lines
/// that ran before it, and of the texts that are claimed and that were seen.
pub(super) fn reason(language: Lang, (code, earlier): (&str, &[&str]), texts: (&str, &str)) -> Option<Because> {
    if language.name() == "shell" {
        return shells::reason((code, earlier), texts);
    }
    let pattern = asks_of(language)?;
    let asks = |code: &str| pattern.is_match(code);
    (asks(code) || uses_any(code, &asked(earlier.iter().copied(), &asks))).then(varies)
}

#[cfg(test)]
mod tests {
    use super::{further_runs, reason};
    use crate::languages::Lang;

    fn code_of(language: &str, earlier: &[&str], code: &str) -> Option<&'static str> {
        reason(Lang::named(language).unwrap(), (code, earlier), ("a", "b")).map(|because| because.reason.code())
    }

    #[test]
    fn what_asks_the_machine_is_no_drift() {
        for (language, code) in [
            ("c", "printf(\"%d\", getpid())"),
            ("c", "sysconf(_SC_NPROCESSORS_ONLN)"),
            ("c", "time(NULL)"),
            ("cpp", "std::cout << sizeof(long)"),
            ("cpp", "sizeof(void *)"),
            ("go", "fmt.Println(time.Now().Year())"),
            ("go", "runtime.GOOS"),
            ("go", "len(os.Args)"),
            ("java", "LocalDate.now().getYear()"),
            ("java", "new Object().hashCode()"),
            ("java", "System.getProperty(\"user.name\")"),
            ("javascript", "new Date().getFullYear()"),
            ("javascript", "require(\"os\").hostname()"),
            ("javascript", "process.stdout.isTTY"),
            ("python", "print(datetime.now())"),
            ("python", "sys.stdout.isatty()"),
            ("python", "len(list(Path('.').glob('*.py')))"),
            ("python", "time.time() - start"),
            ("rust", "std::process::id()"),
            ("rust", "std::env::consts::OS"),
            ("rust", "fs::read_dir(\".\").unwrap().count()"),
            ("sql", "select strftime(\"%Y\", 'now');"),
            ("sql", "SELECT random();"),
            ("typescript", "process.platform"),
        ] {
            assert_eq!(code_of(language, &[], code), Some("nondeterministic"), "{code}");
        }
    }

    #[test]
    fn what_holds_what_was_asked_before_is_no_drift_either() {
        let earlier = ["n := runtime.NumCPU()", "half := n / 2"];
        assert_eq!(code_of("go", &earlier, "fmt.Println(half)"), Some("nondeterministic"));
        assert_eq!(code_of("go", &earlier, "fmt.Printf(\"%d\\n\", 1)"), None);
        assert_eq!(code_of("go", &[], "fmt.Println(half)"), None);
        assert_eq!(code_of("shell", &["n=$(nproc)"], "echo $n"), Some("nondeterministic"));
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
        for (language, code) in [
            ("c", "sizeof(a) / sizeof(a[0])"),
            ("go", "time.Duration(3)"),
            ("java", "\"a\".hashCode()"),
            ("java", "settings.getProperty(\"a\")"),
            ("javascript", "new Date(2020, 1, 1).getFullYear()"),
            ("javascript", "process.stdout.write('a')"),
            ("python", "os.path.join('a', 'b')"),
            ("python", "date(2020, 1, 2).year"),
            ("python", "re.match('a', 'b')"),
            ("rust", "Duration::from_secs(1)"),
            ("sql", "select date('2020-01-01');"),
        ] {
            assert_eq!(code_of(language, &[], code), None, "{code}");
        }
    }
}
