//! What a command of a console runs: `go run closures.go`, `./a.out`, but not `python3 -c "…"`.

/// What a command runs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The languages that the program may be in.
    pub languages: &'static [&'static str],
    /// The name of the program or its source, without its folder.
    file: String,
    /// Whether it gets arguments, input or an environment that its code does not show.
    pub dressed: bool,
    /// Whether `time` says behind its output how long it took.
    pub timed: bool,
}

impl Run {
    pub(super) fn of(command: &str) -> Option<Self> {
        let last = command.rsplit("&&").next()?.rsplit([';', '|']).next()?.trim();
        let piped = last.contains(['<', '>', '&']) || command.contains('|');
        let mut words = last.split_whitespace().peekable();
        let mut dressed = piped;
        while words.peek().is_some_and(|word| word.contains('=') && !word.starts_with('-')) {
            words.next();
            dressed = true;
        }
        let timed = words.next_if_eq(&"time").is_some();
        let program = words.next()?;
        let languages = languages(program, words.peek().copied())?;
        if matches!((program, words.peek()), ("go" | "cargo" | "deno", Some(&"run"))) {
            words.next();
        }
        let rest: Vec<_> = words.collect();
        let starts_file = program.starts_with("./");
        let (file, behind) = if starts_file { (program, &rest[..]) } else { file(program, &rest)? };
        // The interpreter's own flags, as in `python -u x.py`, change nothing that is printed.
        dressed |=
            !behind.is_empty() || (languages == ["shell"] && rest.first().is_some_and(|word| word.starts_with('-')));
        let file = file.rsplit('/').next().unwrap_or(file).to_owned();
        let is_program = starts_file || is_source(program, &file);
        is_program.then_some(Self { languages, file, dressed, timed })
    }

    /// Whether a text speaks of the file that is run.
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        let joins = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '-';
        let stands = |at: usize| {
            let behind = text[at + self.file.len()..].chars().next();
            !text[..at].chars().next_back().is_some_and(joins) && !behind.is_some_and(joins)
        };
        self.file.contains(char::is_alphanumeric) && text.match_indices(&self.file).any(|(at, _)| stands(at))
    }

    /// Whether a text speaks of another file of its kind.
    pub(super) fn is_another_named_in(&self, text: &str) -> bool {
        let Some((_, ending)) = self.file.rsplit_once('.').filter(|(name, _)| !name.is_empty()) else { return false };
        let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "._-/".contains(c)));
        words.any(|word| word.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && end == ending))
            && !self.is_named_in(text)
    }

    /// Whether a text defines what is run by its name: a class of Java.
    pub(super) fn is_defined_in(&self, text: &str) -> bool {
        let name = self.file.strip_suffix(".java").unwrap_or(&self.file);
        let words: Vec<_> =
            text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
        self.languages == ["java"] && words.windows(2).any(|pair| pair[0] == "class" && pair[1] == name)
    }
}

/// The file among the words behind an interpreter, and the words behind the file; none where a flag
/// says that no file is run, but code of the command itself, a module or nothing.
fn file<'a, 'b>(program: &str, words: &'b [&'a str]) -> Option<(&'a str, &'b [&'a str])> {
    let mut at = 0;
    while let Some(word) = words.get(at).copied() {
        if !word.starts_with('-') || word == "-" {
            return Some((word, &words[at + 1..]));
        }
        if runs_no_file(program, word) {
            return None;
        }
        at += if takes_value(program, word) { 2 } else { 1 };
    }
    Some(("", &[]))
}

/// Whether a flag leaves the interpreter without a file: `-c`, `-pe`, `--version`.
fn runs_no_file(program: &str, flag: &str) -> bool {
    let long = flag.trim_start_matches('-').split('=').next().unwrap_or_default();
    if ["version", "help", "eval", "print", "jar", "module"].contains(&long) {
        return true;
    }
    let letters: &[char] = match program {
        "node" | "nodejs" | "bun" | "tsx" | "ts-node" => &['e', 'p', 'v', 'h', 'c'],
        "ruby" => &['e', 'v', 'h', 'c'],
        "bash" | "sh" | "zsh" => &['c', 's'],
        "java" => return ["m", "h", "X"].contains(&long),
        "go" | "cargo" | "deno" => return false,
        _ => &['c', 'm', 'V', 'h'],
    };
    !flag.starts_with("--") && long.len() <= 3 && long.contains(letters)
}

/// Whether the word behind a flag belongs to it.
fn takes_value(program: &str, flag: &str) -> bool {
    match program {
        "node" | "nodejs" | "bun" | "tsx" | "ts-node" => ["-r", "--require", "--import", "--loader"].contains(&flag),
        "java" => ["-cp", "-classpath", "--class-path", "-p", "--module-path"].contains(&flag),
        "cargo" => ["-p", "--package", "--bin", "--example"].contains(&flag),
        "python" | "python2" | "python3" | "pypy" | "pypy3" => ["-W", "-X"].contains(&flag),
        _ => false,
    }
}

/// Whether a word behind a program is one that it runs: a source in its language, or a class.
fn is_source(program: &str, file: &str) -> bool {
    let ends = |endings: &[&str]| file.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending));
    match program {
        "cargo" => true,
        "go" => file == "." || ends(&["go"]),
        "java" => !file.is_empty() && file.chars().all(|c| c.is_alphanumeric() || "._$".contains(c)),
        "ruby" => ends(&["rb"]),
        "bash" | "sh" | "zsh" => ends(&["sh", "bash", "zsh"]),
        "node" | "nodejs" => ends(&["js", "cjs", "mjs"]),
        "bun" | "deno" | "tsx" | "ts-node" => ends(&["js", "cjs", "mjs", "ts", "mts", "cts", "tsx"]),
        _ => ends(&["py", "pyw"]),
    }
}

/// The languages of what a command runs.
fn languages(program: &str, first: Option<&str>) -> Option<&'static [&'static str]> {
    Some(match program {
        "go" if first == Some("run") => &["go"],
        "cargo" if first == Some("run") => &["rust"],
        "python" | "python2" | "python3" | "pypy" | "pypy3" => &["python"],
        "node" | "nodejs" | "bun" => &["javascript"],
        "deno" if first == Some("run") => &["javascript", "typescript"],
        "ts-node" | "tsx" => &["typescript"],
        "java" => &["java"],
        "ruby" => &["ruby"],
        "bash" | "sh" | "zsh" => &["shell"],
        _ => match program.strip_prefix("./")?.rsplit_once('.') {
            Some((_, "py")) => &["python"],
            Some((_, "sh")) => &["shell"],
            _ => &["go", "c", "cpp", "rust"],
        },
    })
}

#[cfg(test)]
mod tests {
    use super::Run;

    #[test]
    fn a_command_that_runs_a_program_is_known() {
        for (command, file, dressed) in [
            ("go run closures.go", "closures.go", false),
            ("python3 -u demo/x.py", "x.py", false),
            ("gcc -o x x.c && ./x", "x", false),
            ("./a.out", "a.out", false),
            ("go run .", ".", false),
            ("python x.py --fast", "x.py", true),
            ("DEBUG=1 go run main.go", "main.go", true),
            ("echo 3 | ./a.out", "a.out", true),
            ("time node app.js", "app.js", false),
            ("python3 -W ignore x.py", "x.py", false),
            ("java Main", "Main", false),
            ("bash -x trace.sh", "trace.sh", true),
        ] {
            let run = Run::of(command).unwrap_or_else(|| panic!("{command}"));
            assert_eq!((run.file.as_str(), run.dressed), (file, dressed), "{command}");
        }
    }

    #[test]
    fn a_command_that_does_not_is_not() {
        for command in [
            "",
            "go build x.go",
            "ls -l",
            "cat x.py",
            "cargo build",
            "python",
            "gcc x.c",
            "pip install x",
            "python -V",
            "node -e 'console.log(1)'",
            "node -pe 1.5",
            "node --eval 'x.js'",
            "python3 -c \"print(1.5)\"",
            "python3 -m http.server",
            "python3 -um demo.x",
            "java -version",
            "java --version",
            "java -jar demo.jar",
            "bash -c ./x.sh",
            "go run example.org/x@v1.2",
            "python3 data.json",
        ] {
            assert_eq!(Run::of(command), None, "{command}");
        }
    }

    #[test]
    fn a_file_is_named_by_whole_words() {
        let run = Run::of("time java -cp out demo/Main.java").unwrap();
        assert!(run.timed && run.is_named_in("`Main.java`:") && !run.is_named_in("OtherMain.java"));
        assert!(run.is_another_named_in("// Other.java") && !run.is_another_named_in("// Main.java, Other.java"));
        assert!(run.is_defined_in("public class Main {}") && !run.is_defined_in("class Mains {}"));
    }
}
