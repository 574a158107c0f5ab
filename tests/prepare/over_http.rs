//! Registries that are reached over the network, as far as this machine's own is one.

use std::time::{Duration, Instant};
use std::{fs, thread};

use recant::languages::Lang;
use recant::toolchains::Toolchains;

use super::registry::Registry;
use super::{DECLARED, NOTES, PYTHON, Scene, said};

impl Scene {
    fn registry(&self, stuck: &'static str) -> Registry {
        Registry::serve(self.path("registries"), stuck)
    }

    /// The command, with all of these registries.
    fn command_over(&self, arguments: &str, registry: &Registry) -> duct::Expression {
        let host = &registry.host;
        self.command_at(arguments, &format!("http://me:secret@{host}/simple"), &format!("http://{host}/go"))
            .env("NPM_CONFIG_REGISTRY", format!("http://{host}/npm/"))
            .env("NPM_CONFIG_USERCONFIG", "/dev/null")
    }

    /// The one reason why the notes could not be checked.
    fn reason_over(&self, registry: &Registry) -> String {
        let output = self.command_over("check notes.md --format json", registry).run().unwrap();
        super::reason_in(&said(&output).stdout)
    }
}

#[test]
fn registries_are_reached_with_the_credentials_for_them_and_programs_see_none() {
    let spy = "```python\nimport greeter, os\nprint('secret' in str(os.environ), os.listdir('.'))\n```\n\nOutput:\n\n\
               ```\nFalse ['main.py']\n```\n";
    let scene = Scene::new(&format!("{NOTES}\n{spy}"), &DECLARED.replace("==1.0", "<2"));
    let registry = scene.registry("");
    let said = said(&scene.command_over("check notes.md", &registry).run().unwrap());
    // The module of Go says "hello" too, and is told so.
    assert!(said.stdout.contains(": 2 drifted, 4 hold.\n"), "{} {}", said.stdout, said.stderr);
    let asked = registry.asked();
    assert!(asked.contains("/simple/files/greeter-1.0-py3-none-any.whl"), "{asked}");
    assert!(asked.contains("Basic bWU6c2VjcmV0"), "{asked}");
    assert!(asked.contains("/go/example.org/greeter/@v/v1.2.0.zip"), "{asked}");
}

#[test]
fn packages_of_npm_are_fetched_with_what_they_build_on_and_without_running_their_scripts() {
    if Toolchains::load(None).unwrap().find(Lang::named("javascript").unwrap(), None).is_none() {
        eprintln!("not tried: Node.js is not installed");
        return;
    }
    let note = "```javascript\nimport greet from 'greeter'\nconsole.log(greet())\n```\n\nOutput:\n\n```\nhello\n```\n";
    let scene = Scene::new(note, "dependencies = [\"npm:greeter@1.0.0\"]\n");
    let registry = scene.registry("");
    let first = said(&scene.command_over("check notes.md", &registry).run().unwrap());
    assert_eq!(first.status, Some(0), "{} {}", first.stdout, first.stderr);
    assert!(first.stderr.contains("fetched greeter@1.0.0 (npm's registry): 2 packages"), "{}", first.stderr);
    assert_eq!(scene.recant("check notes.md --offline").stdout, first.stdout);
}

#[test]
fn a_registry_that_says_nothing_is_not_waited_for_forever() {
    let scene = Scene::new(PYTHON, DECLARED);
    let reason = scene.reason_over(&scene.registry("/simple/greeter"));
    assert_eq!(reason, "needs-network: greeter==1.0 (PyPI) cannot be fetched: the registry does not answer");
}

#[test]
fn what_is_not_what_its_checksum_says_or_lies_on_another_host_is_not_taken() {
    let reasons = ["changed", "astray"].map(|package| {
        let note = PYTHON.replace("greeter", package);
        let scene = Scene::new(&note, &format!("dependencies = [\"pypi:{package}\"]\n"));
        scene.reason_over(&scene.registry(""))
    });
    insta::assert_snapshot!(reasons.join("\n"));
}

#[test]
fn nothing_that_is_half_there_counts_when_recant_is_killed_meanwhile() {
    let scene = Scene::new(PYTHON, DECLARED);
    let registry = scene.registry(".whl");
    let told = scene.path("told");
    let index = format!("http://{}/simple", registry.host);
    let command = scene.heard_by_nobody("check notes.md", &index, "off").stdout_null().stderr_path(&told);
    let handle = command.unchecked().start().unwrap();
    let began = Instant::now();
    let is_coming = || fs::read_to_string(&told).unwrap_or_default().contains(" so far");
    while !is_coming() && began.elapsed() < Duration::from_secs(120) {
        thread::sleep(Duration::from_millis(50));
    }
    assert!(is_coming(), "it tells how far it is");
    // SIGKILL, which nobody can prepare for.
    handle.kill().unwrap();
    let counts = |names: Vec<String>| names.iter().any(|name| name.ends_with(".answer") || !name.contains('.'));
    assert!(!counts(scene.stored("pypi")), "{:?}", scene.stored("pypi"));
    let again = said(&scene.command_over("check notes.md", &scene.registry("")).run().unwrap());
    assert_eq!(again.status, Some(0), "{}", again.stdout);
    assert!(scene.stored("pypi").iter().all(|name| !name.contains(".making-")), "{:?}", scene.stored("pypi"));
}

#[test]
fn a_package_manager_that_is_not_installed_is_named() {
    let toolchains = Toolchains::load(None).unwrap();
    let Some(java) = toolchains.find(Lang::named("java").unwrap(), None) else {
        eprintln!("not tried: Java is not installed");
        return;
    };
    let note =
        "```java\nimport org.example.Thing;\npublic class Main {\n    public static void main(String[] a) {}\n}\n```\n";
    let scene = Scene::new(note, "dependencies = [\"maven:org.example:thing:1\"]\n");
    let folder = scene.path("programs");
    fs::create_dir(&folder).unwrap();
    std::os::unix::fs::symlink(&java.program, folder.join("java")).unwrap();
    let output = scene.command("check notes.md --format json").env("PATH", folder).run().unwrap();
    let reason = super::reason_in(&said(&output).stdout);
    assert!(reason.starts_with("missing-toolchain: ") && reason.contains("mvn is not installed"), "{reason}");
}
