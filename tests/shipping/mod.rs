//! What stands around the tool, used as those use it that it is for: a workflow, a hook, a shell, `man`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

const RIGHT: &str = "```python\nprint(1 + 1)  # 2\n```\n";
const WRONG: &str = "```python\nprint(1 + 1)  # => 3\n```\n";

/// A folder with these notes.
fn folder(notes: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in notes {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// A command that finds recant on `PATH`, as a service runs it or not.
fn command(words: &[&str], folder: &Path) -> duct::Expression {
    let own = Path::new(env!("CARGO_BIN_EXE_recant")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    duct::cmd(words[0], &words[1..])
        .dir(folder)
        .env("PATH", format!("{}:{path}", own.display()))
        .env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"))
        .env("RECANT_ATTRIBUTION", "false")
        .stdout_capture()
        .stderr_capture()
        .unchecked()
}

/// The step of the action that checks, with these inputs, in this workspace.
fn action(inputs: [(&str, &str); 3], workspace: &Path) -> Output {
    let action = fs::read_to_string("action.yml").unwrap();
    let step = action.lines().filter_map(|line| line.trim().strip_prefix("run: ")).next_back().unwrap();
    let step = shlex::split(step).unwrap().remove(0);
    let set = |command: duct::Expression, (name, value): (&str, &str)| {
        let variable = format!("INPUT_{}", name.to_uppercase());
        assert!(action.contains(&format!("{variable}: ${{{{ inputs.{name} }}}}")), "{name}");
        command.env(variable, value)
    };
    let command = inputs.into_iter().fold(command(&["bash", "-c", &step], workspace), set);
    command
        .env("GITHUB_ACTION_PATH", env!("CARGO_MANIFEST_DIR"))
        .env("GITHUB_WORKSPACE", workspace)
        .env("GITHUB_STEP_SUMMARY", workspace.join("summary"))
        .env("GITHUB_ACTIONS", "true")
        .run()
        .unwrap()
}

#[test]
fn the_action_annotates_what_drifted_and_writes_the_reports_that_are_asked_for() {
    let workspace = folder(&[("right.md", RIGHT), ("wrong notes.md", WRONG)]);
    let inputs = [("paths", "right.md\nwrong notes.md\n"), ("arguments", "--strict\n"), ("reports", "junit=out.xml")];
    let ran = action(inputs, workspace.path());
    let printed = String::from_utf8(ran.stdout).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{printed}{}", String::from_utf8_lossy(&ran.stderr));
    assert!(printed.contains("::error file=wrong notes.md,line=2,"), "{printed}");
    assert!(fs::read_to_string(workspace.path().join("summary")).unwrap().contains("drifted"));
    assert!(fs::read_to_string(workspace.path().join("out.xml")).unwrap().contains("<testsuites"));
}

#[test]
fn no_input_of_the_action_becomes_a_command_or_an_option() {
    let workspace = folder(&[("right.md", RIGHT)]);
    let inputs = [("paths", "right.md\n$(touch pwned)\n--sandbox=none"), ("arguments", ""), ("reports", "")];
    let ran = action(inputs, workspace.path());
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("$(touch pwned)") && said.contains("--sandbox=none"), "{said}");
    assert!(!workspace.path().join("pwned").exists());
}

#[test]
fn the_hooks_pass_what_holds_and_fail_what_drifted() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let entries: BTreeSet<_> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: ")).collect();
    assert!(!entries.is_empty());
    let notes = folder(&[("plain.md", "No code.\n"), ("right.md", RIGHT), ("wrong.md", WRONG)]);
    for entry in entries {
        let status = |file: &str| {
            let words: Vec<_> = entry.split(' ').chain([file]).collect();
            command(&words, notes.path()).run().unwrap().status.code()
        };
        assert_eq!(["plain.md", "right.md", "wrong.md"].map(status), [Some(0), Some(0), Some(1)], "{entry}");
    }
}

#[test]
fn bash_completes_commands_flags_and_values() {
    let completed = |words: &str, last: &str| {
        let script = format!(
            "source <(recant completions bash); COMP_WORDS=({words} '{last}'); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _recant recant '{last}' \"${{COMP_WORDS[-2]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let ran = command(&["bash", "-c", &script], Path::new(".")).run().unwrap();
        assert!(ran.stderr.is_empty(), "{}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(completed("recant", "expl"), ["explain"]);
    assert_eq!(completed("recant check", "--stri"), ["--strict"]);
    assert_eq!(completed("recant check --sandbox", "la"), ["landlock"]);
    assert_eq!(completed("recant config", "s"), ["show"]);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let ran = command(&["recant", "man", "man1"], folder.path()).run().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
    let pages: BTreeSet<_> =
        fs::read_dir(folder.path().join("man1")).unwrap().map(|entry| name(entry.unwrap())).collect();
    let reference = fs::read_to_string("docs/commands.md").unwrap();
    let command = |line: &str| Some(line.strip_prefix("## `")?.strip_suffix('`')?.replace(' ', "-") + ".1");
    assert_eq!(pages, reference.lines().filter_map(command).collect());
    let check = fs::read_to_string(folder.path().join("man1/recant-check.1")).unwrap();
    assert!(check.contains("\\fBrecant check\\fR") && check.contains("strict"), "{check}");
}
