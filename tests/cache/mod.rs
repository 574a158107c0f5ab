//! What is remembered from one check to the next, and what is not.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder of notes with a cache of its own.
struct Desk(tempfile::TempDir);

/// What a command printed on standard output, and how it ended.
type Ended = (String, Option<i32>);

/// Code of which each run prints something else, so that what was recalled can be told from what ran.
const CLOCK: &str = "```python\nimport time\nprint(time.time_ns())\n```\n\nOutput:\n\n```\n0\n```\n";

impl Desk {
    fn with(notes: &str) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("guide.md", notes);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let file = self.path(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn recant(&self, arguments: &[&str]) -> Ended {
        let command = duct::cmd(env!("CARGO_BIN_EXE_recant"), arguments).dir(self.0.path());
        let command = command.env("XDG_CACHE_HOME", self.path(".cache")).env("RECANT_ATTRIBUTION", "false");
        let command = ["CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"]
            .into_iter()
            .fold(command, |command, name| command.env_remove(name));
        let output = command.stdin_null().stdout_capture().stderr_null().unchecked().run().unwrap();
        (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
    }

    /// What was seen of the first claim.
    fn observed(&self, more: &[&str]) -> String {
        let (text, _) = self.recant(&[&["check", "guide.md", "--format", "json"], more].concat());
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        let claim = &report["snippets"][0]["claims"][0];
        claim["observed"].as_str().unwrap_or_else(|| panic!("nothing was seen: {claim}")).to_owned()
    }
}

fn has(program: &str) -> bool {
    duct::cmd!(program, "--version").stdout_null().stderr_null().run().is_ok()
}

/// Notes with something of everything: what holds, drifts, fails and cannot be told.
const MIXED: &str = "# A guide\n\n```python\nprint(1 + 1)  # 2\n```\n\n```python\nprint('a')  # b\n```\n\n\
    ```python\nprint(2)\n```\n\n```python\nraise ValueError('x')\n```\n\n```sh\ncat \"$NOWHERE_AT_ALL\"\n```\n\n\
    ```json\n{\"a\": 1}\n```\n\n```python\nprint(\"one\")\nprint(\"two\")\n```\n\nOutput:\n\n```\none\nthree\n```\n\n\
    输出 `3 > 2` 是 `True`。\n";

#[test]
fn a_report_of_what_is_remembered_is_byte_for_byte_that_of_a_run() {
    let desk = Desk::with(MIXED);
    desk.write("more/other.md", "```python\nprint('x')  # y\n```\n");
    let formats = ["terminal", "json", "jsonl", "junit", "sarif", "github", "markdown", "html", "tap"];
    for format in formats {
        let check = |more: &[&str]| desk.recant(&[&["check", ".", "--format", format], more].concat());
        let ran = check(&["--no-cache"]);
        assert_eq!(ran.1, Some(1), "{}", ran.0);
        for _ in 0..2 {
            assert_eq!(check(&[]), ran, "--format {format}");
        }
        // One of the two is looked into, and the other is not.
        desk.write("more/other.md", &format!("# For {format}\n\n```python\nprint('x')  # y\n```\n"));
        assert_eq!(check(&[]), check(&["--no-cache"]), "--format {format}");
    }
}

#[test]
fn what_ran_is_not_run_again_until_that_is_asked_for() {
    let desk = Desk::with(CLOCK);
    let first = desk.observed(&[]);
    assert_eq!(desk.observed(&[]), first);
    assert_ne!(desk.observed(&["--no-cache"]), first);
    assert_eq!(desk.observed(&[]), first);
    let anew = desk.observed(&["--refresh"]);
    assert_ne!(anew, first);
    assert_eq!(desk.observed(&[]), anew);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_ne!(desk.observed(&["--max-age", "0s"]), anew);
}

#[test]
fn a_claim_that_changes_is_compared_without_a_run_and_with_both_runs() {
    let desk = Desk::with(CLOCK);
    let first = desk.observed(&[]);
    desk.write("guide.md", &CLOCK.replace("\n0\n", &format!("\n{first}")));
    assert_eq!(desk.recant(&["check", "guide.md"]).1, Some(0));
    // It was seen twice, and not to be the same: that is no drift, now as then.
    desk.write("guide.md", &CLOCK.replace("\n0\n", "\n1\n"));
    let (text, status) = desk.recant(&["check", "guide.md"]);
    assert!(text.contains("nondeterministic") && status == Some(0), "{text}");
    assert_eq!(desk.observed(&[]), first);
}

#[test]
fn a_claim_in_a_comment_that_changes_is_compared_without_a_run() {
    for (label, code) in [
        ("python", "import time\nprint(time.time_ns())  # 1\n"),
        ("go", "fmt.Println(time.Now().UnixNano()) // 1\n"),
        ("java", "System.out.println(System.nanoTime()); // 1\n"),
        ("rust", "println!(\"{:?}\", std::time::Instant::now()); // 1\n"),
    ] {
        let note = |code: &str| format!("```{label}\n{code}```\n");
        let desk = Desk::with(&note(code));
        let first = desk.observed(&[]);
        desk.write("guide.md", &note(&code.replace(" 1\n", " => 2\n")));
        assert_eq!(desk.observed(&[]), first, "{label}");
        assert_ne!(desk.observed(&["--refresh"]), first, "{label}");
    }
}

#[test]
fn a_step_of_a_session_that_changes_makes_it_another_program() {
    let desk = Desk::with("```python\n>>> 1 + 1\n2\n```\n");
    assert_eq!(desk.recant(&["check", "guide.md"]).1, Some(0));
    desk.write("guide.md", "```python\n>>> 1 + 2\n2\n```\n");
    assert_eq!(desk.recant(&["check", "guide.md"]).1, Some(1));
}

#[test]
fn a_comment_that_changes_in_a_program_that_may_see_it_makes_it_another_program() {
    for more in
        ["print(open(__file__).read().count('1') > 99)", "import inspect", "import sys\nprint(1, file=sys.stderr)"]
    {
        let note = |claim: &str| format!("```python\nimport time\nprint(time.time_ns())  # {claim}\n{more}\n```\n");
        let desk = Desk::with(&note("1"));
        let first = desk.observed(&[]);
        desk.write("guide.md", &note("2"));
        assert_ne!(desk.observed(&[]), first, "{more}");
    }
}

#[test]
fn a_program_or_a_limit_that_changes_is_run() {
    let desk = Desk::with(CLOCK);
    let first = desk.observed(&[]);
    assert_ne!(desk.observed(&["--limit", "memory=1GB"]), first);
    desk.write("guide.md", &CLOCK.replace("import time", "import time, sys"));
    assert_ne!(desk.observed(&[]), first);
    desk.write("guide.md", CLOCK);
    assert_eq!(desk.observed(&[]), first);
}

/// Notes that call a command that a folder of the desk may hold, and how the checks of them end.
#[cfg(unix)]
fn notes_that_greet() -> (Desk, impl Fn(&Desk) -> String) {
    let desk = Desk::with("```sh\ngreet\n```\n\nOutput:\n\n```\nhello\n```\n");
    let shell = fs::read_to_string("sandboxes/shell/sandbox.toml").unwrap();
    let bin = desk.path("bin").display().to_string();
    let view = shell.replace("view = [", &format!("view = [\"{bin}\", "));
    assert_ne!(view, shell, "the shell's recipe shows folders");
    desk.write("own/shell/sandbox.toml", &format!("{view}\n[environment]\nPATH = \"{bin}:/usr/bin:/bin\"\n"));
    (desk, |desk: &Desk| {
        let (text, _) = desk.recant(&["check", "guide.md", "--sandboxes", "own", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        report["snippets"][0]["verdict"].as_str().unwrap().to_owned()
    })
}

#[cfg(unix)]
fn install(desk: &Desk, words: &str) {
    desk.write("bin/greet", &format!("#!/bin/sh\necho {words}\n"));
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(desk.path("bin/greet"), mode).unwrap();
}

#[cfg(unix)]
#[test]
fn a_command_that_changes_is_another_command() {
    let (desk, verdict) = notes_that_greet();
    install(&desk, "hello");
    assert_eq!([verdict(&desk), verdict(&desk)], ["holds", "holds"]);
    install(&desk, "goodbye");
    assert_eq!(verdict(&desk), "drifted");
}

#[cfg(unix)]
#[test]
fn a_command_that_is_installed_later_is_found_and_one_that_goes_is_missed() {
    let (desk, verdict) = notes_that_greet();
    assert_eq!([verdict(&desk), verdict(&desk)], ["unchecked", "unchecked"]);
    install(&desk, "hello");
    assert_eq!([verdict(&desk), verdict(&desk)], ["holds", "holds"]);
    fs::remove_file(desk.path("bin/greet")).unwrap();
    assert_eq!(verdict(&desk), "unchecked");
}

#[test]
fn a_package_that_is_installed_in_a_toolchain_makes_it_another_toolchain() {
    let desk = Desk::with("");
    desk.write("tool/lib/python/site-packages/one/x", "");
    let what = recant::cache::What::Tree(desk.path("tool"));
    let before = what.now();
    assert_eq!(what.now(), before);
    desk.write("tool/lib/python/site-packages/two/x", "");
    assert_ne!(what.now(), before);
}

#[test]
fn what_people_store_for_notes_counts_as_part_of_them() {
    let desk = Desk::with("```python\nprint(open('x').read())\n```\n\nOutput:\n\n```\none\n```\n");
    desk.recant(&["extract", "guide.md", "--into", "snippets"]);
    let code = glob::glob(&desk.path("snippets/guide/*/snippet.py").display().to_string()).unwrap();
    let code = code.flatten().next().unwrap();
    let folder = code.parent().unwrap();
    fs::copy(&code, folder.join("program.py")).unwrap();
    let inside = |text: &str| {
        fs::create_dir_all(folder.join("files/home/note")).unwrap();
        fs::write(folder.join("files/home/note/x"), text).unwrap();
        desk.recant(&["check", "guide.md"])
    };
    fs::write(folder.join("completion.toml"), "[[program]]\nfile = \"program.py\"\n").unwrap();
    let (right, again, wrong) = (inside("one"), inside("one"), inside("two"));
    assert_eq!((right.1, again.1, wrong.1), (Some(0), Some(0), Some(1)), "{}\n{}", right.0, wrong.0);
}

#[test]
fn the_cache_tells_where_it_is_and_can_be_emptied() {
    let desk = Desk::with(CLOCK);
    let first = desk.observed(&[]);
    let said = |act: &str| desk.recant(&["cache", act]).0;
    assert_eq!(said("dir").trim_end(), desk.path(".cache/recant/outcomes").display().to_string());
    assert!(said("size").contains(" entries, "), "{}", said("size"));
    assert!(said("verify").ends_with("; 0 damaged\n"));
    assert_eq!(desk.observed(&[]), first);
    assert!(said("clear").starts_with("removed "));
    assert!(said("size").starts_with("0 entries"));
    assert_ne!(desk.observed(&[]), first);
}

#[test]
fn a_damaged_cache_changes_nothing_but_the_time() {
    let desk = Desk::with(MIXED);
    let ran = desk.recant(&["check", "guide.md"]);
    for name in ["tail", "segment"] {
        let file = desk.path(".cache/recant/outcomes").join(name);
        let mut bytes = fs::read(&file).unwrap_or_default();
        for at in (0..bytes.len()).step_by(97) {
            bytes[at] ^= 0x55;
        }
        fs::write(&file, bytes).unwrap();
        assert_eq!(desk.recant(&["check", "guide.md"]), ran, "{name}");
    }
}

#[test]
fn only_files_that_have_changed_since_a_revision_are_checked() {
    if !has("git") {
        return;
    }
    let wrong = "```python\nprint('x')\n```\n\nOutput:\n\n```\ny\n```\n";
    let desk = Desk::with(wrong);
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let command = duct::cmd("git", [&who[..], arguments].concat()).dir(desk.0.path()).stdout_null().stderr_null();
        assert!(command.run().is_ok(), "git {arguments:?}");
    };
    let since = |revision: &str| desk.recant(&["check", ".", "--changed-since", revision]);
    assert_eq!(since("HEAD").1, Some(2), "here is no repository");
    git(&["init"]);
    desk.write(".gitignore", ".cache\n");
    git(&["add", "."]);
    git(&["commit", "-m", "one"]);
    assert_eq!(since("HEAD"), (String::new(), Some(0)));
    assert_eq!(since("no-such-revision").1, Some(2));
    assert_eq!(since("--output=x").1, Some(2));
    desk.write("new note.md", "```python\nprint('n')  # n\n```\n");
    let (text, status) = since("HEAD");
    assert!(text.contains("new note.md") && !text.contains("guide.md") && status == Some(0), "{text}");
    desk.write("guide.md", &format!("# Edited\n\n{wrong}"));
    assert_eq!(since("HEAD").1, Some(1));
    git(&["add", "."]);
    git(&["commit", "-m", "two"]);
    // What governs all files counts for all of them, also where it is taken away.
    for name in ["recant.toml", "recant.lock"] {
        assert_eq!(since("HEAD").1, Some(0), "{name}");
        desk.write(name, "");
        assert_eq!(since("HEAD").1, Some(1), "{name}");
        git(&["add", "."]);
        git(&["commit", "-m", name]);
        assert_eq!(since("HEAD").1, Some(0), "{name}");
    }
    fs::remove_file(desk.path("recant.toml")).unwrap();
    assert_eq!(since("HEAD").1, Some(1), "the settings are gone");
}

#[test]
fn nothing_that_a_repository_configures_is_started_by_git() {
    if !has("git") {
        return;
    }
    let desk = Desk::with("text\n");
    let script = "#!/bin/sh\ntouch \"$(dirname \"$0\")/started\"\n";
    desk.write("evil", script);
    #[cfg(unix)]
    fs::set_permissions(desk.path("evil"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let evil = desk.path("evil").display().to_string();
    let git = |arguments: &[&str]| duct::cmd("git", arguments).dir(desk.0.path()).stdout_null().stderr_null().run();
    git(&["init"]).unwrap();
    git(&["add", "."]).unwrap();
    git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-m", "one"]).unwrap();
    for key in ["core.fsmonitor", "diff.external", "core.pager"] {
        git(&["config", key, &evil]).unwrap();
    }
    desk.write("guide.md", "other text\n");
    desk.recant(&["check", ".", "--changed-since", "HEAD"]);
    assert!(!Path::new(&desk.path("started")).exists());
}
