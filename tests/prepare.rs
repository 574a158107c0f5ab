//! Packages: fetched from registries that the tests make themselves, kept in a store, and shown to programs.
//! Python and Go have to be installed, as for the other tests.

#[path = "prepare/over_http.rs"]
mod over_http;
#[path = "prepare/registry.rs"]
mod registry;

use std::fs;
use std::path::{Path, PathBuf};

use recant::config::Allowance;
use recant::dependencies::{Lock, Store, Supplies, Terms};
use recant::pipeline;
use recant::run::{Runner, SandboxRunner};
use recant::sandbox::{Exit, Request, Sandbox};
use recant::toolchains::Toolchains;
use tempfile::TempDir;

/// A folder of notes with registries and a store of its own.
struct Scene {
    folder: TempDir,
}

/// What a command printed, and how it ended.
struct Said {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

const NOTES: &str = "\
```python
import greeter
print(greeter.greet())
```

Output:

```
hello
```

```go
package main

import (
\t\"fmt\"

\t\"example.org/greeter/words\"
)

func main() {
\tfmt.Println(words.Greet())
}
```

Output:

```
good day
```
";

const PYTHON: &str = "```python\nimport greeter\nprint(greeter.greet())\n```\n\nOutput:\n\n```\nhello\n```\n";

const DECLARED: &str = "dependencies = [\"pypi:greeter==1.0\", \"go:example.org/greeter@v1.2.0\"]\n";

impl Scene {
    fn new(notes: &str, settings: &str) -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(scene.path("notes")).unwrap();
        fs::write(scene.path("notes/notes.md"), notes).unwrap();
        fs::write(scene.path("notes/recant.toml"), settings).unwrap();
        scene.publish("hello");
        scene
    }

    fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// Fills the registries with packages that greet so.
    fn publish(&self, greeting: &str) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prepare/registries.py");
        duct::cmd!("python3", script, self.path("registries"), greeting).run().unwrap();
    }

    fn command(&self, arguments: &str) -> duct::Expression {
        self.command_with(arguments, &format!("file://{}", self.path("registries/simple").display()))
    }

    /// The command, with an index of Python packages at this address.
    fn command_with(&self, arguments: &str, index: &str) -> duct::Expression {
        self.command_at(arguments, index, &format!("file://{}", self.path("registries/go").display()))
    }

    /// The command, with an index of Python packages and a proxy of Go modules at these addresses.
    fn command_at(&self, arguments: &str, index: &str, modules: &str) -> duct::Expression {
        self.heard_by_nobody(arguments, index, modules).stdout_capture().stderr_capture().unchecked()
    }

    /// The same; what it prints is for the caller to catch.
    fn heard_by_nobody(&self, arguments: &str, index: &str, modules: &str) -> duct::Expression {
        duct::cmd(env!("CARGO_BIN_EXE_recant"), arguments.split(' '))
            .dir(self.path("notes"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .env("XDG_CONFIG_HOME", self.path("own"))
            .env("PIP_INDEX_URL", index)
            .env("PIP_CONFIG_FILE", "/dev/null")
            .env("PIP_CACHE_DIR", self.path("pip"))
            .env("PIP_DEFAULT_TIMEOUT", "2")
            .env_remove("PIP_FIND_LINKS")
            .env("GOPROXY", modules)
            .env("GONOSUMDB", "*")
            .env("GOFLAGS", "")
    }

    fn recant(&self, arguments: &str) -> Said {
        said(&self.command(arguments).run().unwrap())
    }

    /// The names in a folder of the store.
    fn stored(&self, ecosystem: &str) -> Vec<String> {
        let folder = self.path("cache/recant/store").join(ecosystem);
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The one reason why the Python of the notes could not be checked.
    fn reason(&self, arguments: &str) -> String {
        reason_in(&self.recant(arguments).stdout)
    }
}

/// The store is sealed, so its folders have to be opened to be removed.
impl Drop for Scene {
    fn drop(&mut self) {
        let _ = duct::cmd!("chmod", "-R", "u+w", self.folder.path()).stderr_null().run();
    }
}

/// The reason of the first snippet in a report.
fn reason_in(report: &str) -> String {
    let report: serde_json::Value = serde_json::from_str(report).unwrap();
    let line = &report["snippets"][0];
    format!("{}: {}", line["reason"].as_str().unwrap_or("none"), line["detail"].as_str().unwrap_or_default())
}

fn said(output: &std::process::Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said { status: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

#[test]
fn declared_packages_are_fetched_once_and_then_there_offline() {
    let scene = Scene::new(NOTES, DECLARED);
    let first = scene.recant("check notes.md");
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\b(go|python) \d+(\.\d+)+", "$1 [version]");
    settings.add_filter(r"\d+\.\d KB", "[size]");
    settings.bind(|| insta::assert_snapshot!(first.stdout));
    assert_eq!(first.status, Some(1));
    assert!(first.stderr.contains("fetching greeter==1.0 (PyPI)"), "{}", first.stderr);
    fs::remove_dir_all(scene.path("registries")).unwrap();
    let second = scene.recant("check notes.md --offline");
    assert_eq!((second.stdout.as_str(), second.stderr.as_str()), (first.stdout.as_str(), ""));
}

#[test]
fn what_only_the_notes_import_is_fetched_on_the_user_s_word_and_not_on_the_repository_s() {
    let scene = Scene::new(PYTHON, "prepare = \"imports\"\n");
    let asked = scene.recant("check notes.md");
    assert!(asked.stdout.contains("missing-dependency"), "{}", asked.stdout);
    assert!(
        asked.stderr.contains("recant.toml asks for more packages than those that are declared"),
        "{}",
        asked.stderr
    );
    assert!(!scene.path("cache/recant/store").exists());
    let granted = scene.recant("check notes.md --prepare imports");
    assert!(granted.stdout.contains("drifted"), "the newest says hello!: {}", granted.stdout);
}

#[test]
fn the_user_s_own_configuration_may_grant_it_for_good() {
    let scene = Scene::new(PYTHON, "");
    fs::create_dir_all(scene.path("own/recant")).unwrap();
    fs::write(scene.path("own/recant/config.toml"), "prepare = \"imports\"\n").unwrap();
    assert!(scene.recant("check notes.md").stdout.contains("drifted"));
}

#[test]
fn what_is_missing_says_which_package_and_which_command_fetches_it() {
    let scene = Scene::new(PYTHON, DECLARED);
    let mut reasons = vec![scene.reason("check notes.md --offline --format json")];
    reasons.push(scene.reason("check notes.md --prepare none --format json"));
    fs::remove_file(scene.path("notes/recant.toml")).unwrap();
    reasons.push(scene.reason("check notes.md --format json"));
    insta::assert_snapshot!(reasons.join("\n"));
}

#[test]
fn each_way_in_which_fetching_fails_has_words_of_its_own() {
    let failing = |module: &str, declared: &str| {
        let scene = Scene::new(&PYTHON.replace("greeter", module), &format!("dependencies = [\"pypi:{declared}\"]\n"));
        scene.reason("check notes.md --format json")
    };
    let reasons = [("nowhere", "nowhere"), ("unbuilt", "unbuilt"), ("greeter", "greeter==9.0")];
    insta::assert_snapshot!(reasons.map(|(module, declared)| failing(module, declared)).join("\n"));
}

#[test]
fn a_registry_that_does_not_answer_is_no_missing_package() {
    let scene = Scene::new(PYTHON, DECLARED);
    let command = scene.command_with("check notes.md --format json", "http://127.0.0.1:9/simple");
    let report = said(&command.run().unwrap()).stdout;
    assert!(report.contains("the registry does not answer") && report.contains("needs-network"), "{report}");
}

#[test]
fn what_a_registry_answered_is_remembered_and_what_nobody_answered_is_asked_again() {
    let scene = Scene::new(&PYTHON.replace("greeter", "nowhere"), "dependencies = [\"pypi:nowhere\"]\n");
    let index = |name: &str| format!("file://{}", scene.path(name).display());
    let check = |index: &str| said(&scene.command_with("check notes.md --format json", index).run().unwrap());
    let asks = |said: &Said| said.stderr.contains("fetching nowhere");
    let (first, second) = (check(&index("registries/simple")), check(&index("registries/simple")));
    assert!(asks(&first) && !asks(&second), "{}\n{}", first.stderr, second.stderr);
    assert_eq!(second.stdout, first.stdout);
    assert!(asks(&check(&index("registries/./simple"))), "another registry may have it");
    for _ in 0..2 {
        assert!(asks(&check("http://127.0.0.1:9/simple")), "it may answer now");
    }
}

#[test]
fn what_must_not_be_fetched_is_missing_until_it_is_in_the_store() {
    let scene = Scene::new(PYTHON, DECLARED);
    let offline = || scene.reason("check notes.md --offline --format json");
    let missing = offline();
    assert!(missing.starts_with("missing-dependency"), "{missing}");
    assert_eq!(offline(), missing);
    scene.recant("check notes.md");
    assert_eq!(offline(), "none: ");
}

#[test]
fn a_store_that_cannot_be_written_says_so() {
    let scene = Scene::new(PYTHON, DECLARED);
    fs::create_dir_all(scene.path("cache/recant")).unwrap();
    fs::write(scene.path("cache/recant/store"), "").unwrap();
    let reason = scene.reason("check notes.md --format json");
    assert!(reason.contains("recant's store cannot be written: Not a directory"), "{reason}");
}

#[test]
fn no_program_can_change_what_others_will_import() {
    let poison = "```python\nimport greeter, os\nfolder = os.path.dirname(greeter.__file__)\nfor change in [\n    \
                  lambda: open(greeter.__file__, 'w'),\n    lambda: open(folder + '/new.py', 'w'),\n    \
                  lambda: os.remove(greeter.__file__),\n    lambda: os.chmod(greeter.__file__, 0o777),\n]:\n    \
                  try:\n        change()\n        print('changed')\n    except OSError:\n        print('refused')\n```\n\n\
                  Output:\n\n```\nrefused\nrefused\nrefused\nrefused\n```\n";
    let scene = Scene::new(poison, DECLARED);
    let said = scene.recant("check notes.md");
    assert_eq!(said.status, Some(0), "{}", said.stdout);
    let writable = duct::cmd!("find", scene.path("cache/recant/store/pypi"), "-mindepth", "2", "-perm", "/222").read();
    assert_eq!(writable.unwrap(), "");
}

#[test]
fn processes_that_want_the_same_at_once_share_one_entry() {
    let scene = Scene::new(PYTHON, DECLARED);
    let started: Vec<_> = (0..3).map(|_| scene.command("check notes.md").start().unwrap()).collect();
    let all: Vec<_> = started.iter().map(|handle| said(handle.wait().unwrap())).collect();
    assert!(all.iter().all(|said| said.status == Some(0)), "{}", all[0].stdout);
    let entries = scene.stored("pypi").into_iter().filter(|name| !name.contains('.')).count();
    assert_eq!(entries, 1);
}

#[test]
fn what_a_killed_process_left_half_made_is_swept_up() {
    let scene = Scene::new(PYTHON, DECLARED);
    let half = scene.path("cache/recant/store/pypi/0123456789abcdef.making-x");
    fs::create_dir_all(half.join("site")).unwrap();
    fs::set_permissions(&half, std::os::unix::fs::PermissionsExt::from_mode(0o555)).unwrap();
    scene.recant("check notes.md");
    assert!(!half.exists(), "{:?}", scene.stored("pypi"));
}

#[test]
fn a_lock_pins_what_was_fetched_to_its_very_content() {
    let scene = Scene::new(PYTHON, "dependencies = [\"pypi:greeter<2\"]\n");
    let prepared = scene.recant("prepare");
    assert_eq!(prepared.status, Some(0), "{}", prepared.stderr);
    let lock = fs::read_to_string(scene.path("notes/recant.lock")).unwrap();
    assert!(lock.contains("name = \"greeter\"\nversion = \"1.0\"\nhash = \"blake3:"), "{lock}");
    fs::rename(scene.path("cache"), scene.path("other machine")).unwrap();
    assert_eq!(scene.recant("check notes.md").status, Some(0));
    fs::rename(scene.path("cache"), scene.path("a third")).unwrap();
    scene.publish("hullo");
    let reason = scene.reason("check notes.md --format json");
    insta::assert_snapshot!(reason);
    assert_eq!(scene.recant("prepare --update").status, Some(0));
    assert!(scene.recant("check notes.md").stdout.contains("observed  hullo"));
}

#[test]
fn packages_of_a_lock_are_granted() {
    let scene = Scene::new(PYTHON, "");
    assert_eq!(scene.recant("prepare --prepare imports").status, Some(0));
    assert!(scene.recant("check notes.md --offline").stdout.contains("drifted"), "it says hello! by now");
}

/// Whether an address answers, and else a word that it does not.
fn answers(url: &str) -> bool {
    let run = duct::cmd!("curl", "-sfL", "-m", "20", "-o", "/dev/null", url).unchecked().run();
    let answers = run.is_ok_and(|output| output.status.success());
    if !answers {
        eprintln!("not tried: {url} does not answer");
    }
    answers
}

#[test]
fn someone_else_s_corpus_gets_its_packages_from_the_registries_that_everyone_uses() {
    let registries =
        ["https://pypi.org/simple/numpy/", "https://proxy.golang.org/github.com/dustin/go-humanize/@v/list"];
    if !registries.into_iter().all(answers) {
        return;
    }
    let check = |more: &[&str]| {
        let arguments = [&["check", "units.md", "--limit", "timeout=2m"], more].concat();
        let command = duct::cmd(env!("CARGO_BIN_EXE_recant"), arguments)
            .dir("tests/prepare/someone-else")
            .env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"))
            .env("RECANT_ATTRIBUTION", "false");
        said(&command.stdout_capture().stderr_capture().unchecked().run().unwrap())
    };
    let first = check(&[]);
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\b(go|python) \d+(\.\d+)+", "$1 [version]");
    settings.bind(|| insta::assert_snapshot!(first.stdout));
    let second = check(&["--offline"]);
    assert_eq!((second.stdout.as_str(), second.stderr.as_str()), (first.stdout.as_str(), ""));
}

/// Whether Maven and its central repository are within reach.
fn maven_answers() -> bool {
    let central = "https://repo.maven.apache.org/maven2/junit/junit/maven-metadata.xml";
    let found = duct::cmd!("mvn", "--version").stdout_null().stderr_null().unchecked().run();
    found.is_ok_and(|output| output.status.success()) && answers(central)
}

#[test]
fn maven_finds_offline_what_it_fetched_in_the_rehearsal() {
    if !maven_answers() {
        eprintln!("not tried: Maven or its central repository is not within reach");
        return;
    }
    let note = "```sh\nmvn -q -B help:describe -Dplugin=help && echo done\n```\n";
    let folder = tempfile::tempdir().unwrap();
    let runner = |offline| {
        let sandbox = Sandbox::open_with(Request::Best, env!("CARGO_BIN_EXE_recant").into()).unwrap();
        let mut limits = Allowance::default();
        limits.flag_text("timeout=120s").unwrap();
        let terms = Terms { offline, ..Terms::default() };
        let supplies = Supplies::new(Store::new(folder.path().into()), terms, Lock::default(), |_| {});
        SandboxRunner::new(sandbox, Toolchains::load(None).unwrap(), limits, folder.path().into()).supplied(supplies)
    };
    let study = pipeline::study(recant::notes::read("note.md", note.into()));
    let first = runner(false);
    let mut program = pipeline::prepare(&study, &first).programs.remove(0);
    program.wants.rehearse = true;
    first.prepare(&[&program]);
    let outcome = runner(true).run(&program, None).unwrap();
    let stdout = String::from_utf8_lossy(&outcome.stdout).into_owned();
    assert!(stdout.ends_with("done\n"), "{outcome:?}");
    program.text = "echo it broke >&2; exit 3".to_owned();
    // One that fails by itself is judged by that, and not by how the rehearsal went.
    assert_eq!(runner(false).run(&program, None).unwrap().exit, Exit::Status(3));
    duct::cmd!("chmod", "-R", "u+w", folder.path()).run().unwrap();
}

#[test]
fn the_store_tells_where_and_how_large_it_is_and_can_be_emptied() {
    let scene = Scene::new(PYTHON, DECLARED);
    let place = format!("{}\n", scene.path("cache/recant/store").display());
    assert_eq!(scene.recant("store dir").stdout, place);
    assert_eq!(scene.recant("store size").stdout, "the store is empty\n");
    scene.recant("check notes.md");
    let size = scene.recant("store size").stdout;
    assert!(size.starts_with("PyPI: 1 set of packages, ") && size.lines().count() == 1, "{size}");
    let cleared = scene.recant("store clear");
    assert!(
        cleared.status == Some(0) && cleared.stdout.starts_with("removed 1 set of packages, "),
        "{}",
        cleared.stdout
    );
    assert_eq!(scene.recant("store size").stdout, "the store is empty\n");
    assert!(scene.reason("check notes.md --offline --format json").starts_with("missing-dependency"));
}
