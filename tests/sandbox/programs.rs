//! What must go on working inside.

use std::path::Path;
use std::time::Duration;

use recant::sandbox::{Access, Bind, Exit, Level};

use crate::common::{ISOLATED, bash, bind, command, execute, file, is_root, printed, python, run, task};

#[test]
fn a_shell_runs_in_its_own_home_as_a_made_up_user() {
    let finished = run(Level::Full, &task(vec![bash("id -un; pwd; echo $HOME; echo hi > f && cat f; exit 3")]));
    assert_eq!(printed(&finished), "note\n/home/note\n/home/note\nhi\n");
    assert_eq!((finished.exit, finished.limit), (Exit::Status(3), None));
}

#[test]
fn without_isolation_programs_run_all_the_same() {
    let finished = run(Level::None, &task(vec![bash("test $PWD = $HOME && echo hi > f && cat f")]));
    assert_eq!((printed(&finished).as_str(), finished.exit), ("hi\n", Exit::Status(0)));
}

#[test]
fn an_interpreter_in_a_home_that_is_not_in_view_runs() {
    let prefix = "/root/.pyenv/versions/3.11.7";
    if !is_root() || !Path::new(prefix).exists() {
        return;
    }
    let mut task = task(vec![command(format!("{prefix}/bin/python3"), &["-c", "import ssl, sys; print(sys.prefix)"])]);
    task.policy.view.push(bind(prefix, Access::ReadOnly));
    assert_eq!(printed(&run(Level::Full, &task)), format!("{prefix}\n"));
}

#[test]
fn compiled_and_interpreted_programs_run_at_both_levels() {
    for level in ISOLATED {
        let mut task = task(vec![
            command("/usr/bin/gcc", &["main.c", "-o", "main"]),
            command("./main", &[]),
            command("/usr/bin/java", &["Main.java"]),
            command("/usr/bin/node", &["-e", "console.log('node')"]),
            command("/usr/bin/sqlite3", &[":memory:", "select 'sqlite'"]),
        ]);
        task.commands.retain(|command| !command.program.is_absolute() || command.program.exists());
        task.files.push(file("main.c", "#include <stdio.h>\nint main(void) { puts(\"c\"); }\n"));
        let java = "public class Main { public static void main(String[] a) { System.out.println(\"java\"); } }\n";
        task.files.push(file("Main.java", java));
        task.policy.limits.wall = Duration::from_secs(60);
        let finished = execute(level, &task).finished;
        assert_eq!(
            finished.len(),
            task.commands.len(),
            "{level:?}: {}",
            finished.iter().map(printed).collect::<String>()
        );
        assert!(
            finished.iter().all(|finished| finished.exit == Exit::Status(0) && finished.limit.is_none()),
            "{level:?}"
        );
    }
}

#[test]
fn go_builds_over_the_cache_of_the_host() {
    if !Path::new("/usr/local/go/bin/go").exists() {
        return;
    }
    let mut task = task(vec![command("/usr/local/go/bin/go", &["run", "main.go"])]);
    task.files.push(file("main.go", "package main\n\nfunc main() { println(\"hi\") }\n"));
    let cache = std::env::home_dir().expect("there is a home").join(".cache/go-build");
    let cache = if cache.is_dir() { cache.to_str().expect("it is text").to_owned() } else { "/tmp/cache".to_owned() };
    if cache != "/tmp/cache" {
        task.policy.view.push(bind(&cache, Access::Overlay));
    }
    let settings = [("GOCACHE", cache.as_str()), ("GOPATH", "/tmp/go"), ("GOPROXY", "off"), ("GOTOOLCHAIN", "local")];
    task.policy.environment.extend(settings.map(|(name, value)| (name.to_owned(), value.to_owned())));
    // Without a cache, Go compiles its own library first.
    task.policy.limits.wall = Duration::from_secs(120);
    task.policy.limits.cpu = Duration::from_secs(120);
    let finished = run(Level::Full, &task);
    assert_eq!(printed(&finished), "hi\n", "{:?} {:?}", finished.exit, finished.limit);
}

#[test]
fn what_is_written_over_an_overlay_vanishes_with_the_sandbox() {
    let host = tempfile::tempdir_in("/var/tmp").expect("a directory is made");
    std::fs::create_dir(host.path().join("sub")).expect("it is made");
    std::fs::write(host.path().join("sub/old"), "old").expect("it is written");
    let path = host.path().to_str().expect("it is text").to_owned();
    let mut task = task(vec![bash(&format!(
        "cd {path}/sub && echo new > new && echo changed > old && cat old new && rm old && ls"
    ))]);
    task.policy.view.push(bind(&path, Access::Overlay));
    assert_eq!(printed(&run(Level::Full, &task)), "changed\nnew\nnew\n");
    assert_eq!(std::fs::read_to_string(host.path().join("sub/old")).expect("it is there"), "old");
    assert!(!host.path().join("sub/new").exists());
}

#[test]
fn a_directory_can_be_shown_elsewhere() {
    let host = tempfile::tempdir_in("/var/tmp").expect("a directory is made");
    std::fs::write(host.path().join("data"), "hi\n").expect("it is written");
    let mut task = task(vec![bash("cat /data/shown/data; echo x > /data/shown/data")]);
    task.policy.view.push(Bind { source: host.path().into(), target: "/data/shown".into(), access: Access::ReadOnly });
    let finished = run(Level::Full, &task);
    assert_eq!(String::from_utf8_lossy(&finished.stdout.bytes), "hi\n");
    assert!(String::from_utf8_lossy(&finished.stderr.bytes).contains("Read-only file system"));
}

#[test]
fn paths_mean_the_same_at_each_level() {
    let host = tempfile::tempdir_in("/var/tmp").expect("a directory is made");
    std::fs::set_permissions(host.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("it is opened");
    std::fs::write(host.path().join("data"), "shown\n").expect("it is written");
    for level in [Level::Full, Level::Landlock, Level::None] {
        let mut task =
            task(vec![command("/bin/cat", &["/home/note/file", "/data/data"]), bash("cat $HOME/file $DATA/data")]);
        task.files.push(file("file", "laid in\n"));
        task.policy.view.push(Bind { source: host.path().into(), target: "/data".into(), access: Access::ReadOnly });
        task.policy.environment.extend(
            [("HOME", "/home/note"), ("DATA", "/data")].map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        let finished = execute(level, &task).finished;
        assert_eq!(finished.iter().map(printed).collect::<String>(), "laid in\nshown\n".repeat(2), "{level:?}");
    }
}

#[test]
fn the_first_command_that_fails_is_the_last_unless_it_may() {
    for level in ISOLATED {
        let mut commands = vec![bash("exit 1"), bash("echo second")];
        assert_eq!(execute(level, &task(commands.clone())).finished.len(), 1);
        commands[0].may_fail = true;
        let finished = execute(level, &task(commands)).finished;
        assert_eq!(finished.iter().map(printed).collect::<String>(), "second\n");
    }
}

#[test]
fn a_server_started_by_one_command_serves_the_next() {
    let server = bash("python3 -m http.server --bind 127.0.0.1 8000 >/dev/null 2>&1 & sleep 1");
    let client = python("import urllib.request as r; print(r.urlopen('http://localhost:8000/').status)");
    let finished = execute(Level::Full, &task(vec![server, client])).finished;
    assert_eq!(finished.iter().map(printed).collect::<String>(), "200\n");
}

#[test]
fn standard_input_is_what_was_given() {
    let mut task = task(vec![command("/bin/cat", &[])]);
    assert_eq!(printed(&run(Level::Full, &task)), "");
    task.commands[0].stdin = b"typed".into();
    assert_eq!(printed(&run(Level::Full, &task)), "typed");
}

#[test]
fn a_program_that_is_not_there_fails_as_in_a_shell() {
    for level in ISOLATED {
        assert_eq!(run(level, &task(vec![command("/usr/bin/no-such-program", &[])])).exit, Exit::Status(127));
        assert_eq!(run(level, &task(vec![command("/usr", &[])])).exit, Exit::Status(126));
    }
}

#[test]
fn files_that_are_made_up_for_etc_are_seen_there_and_nowhere_else() {
    let script = "cat /etc/greeting /etc/other; (echo >> /etc/greeting) 2> /dev/null || echo shut; cat /usr/other";
    let mut task = task(vec![bash(script)]);
    task.policy.etc = ["greeting", "../usr/other"].map(|name| (name.to_owned(), format!("{name}\n"))).into();
    let printed = printed(&run(Level::Full, &task));
    assert_eq!(printed, "greeting\n../usr/other\nshut\ncat: /usr/other: No such file or directory\n");
}

#[test]
fn output_is_seen_as_it_comes() {
    let (mut seen, mut watch) = (Vec::new(), Vec::new());
    let began = std::time::Instant::now();
    let mut note = |_, bytes: &[u8]| {
        seen.extend_from_slice(bytes);
        watch.push(began.elapsed());
    };
    let task = task(vec![bash("echo one; sleep 0.5; echo two >&2")]);
    let execution = crate::common::sandbox(Level::Full).execute(&task, Some(&mut note)).expect("the task is run");
    assert_eq!(String::from_utf8_lossy(&seen), "one\ntwo\n");
    assert!(watch[1] > watch[0] + Duration::from_millis(300), "{watch:?}");
    assert_eq!(printed(&execution.finished[0]), "one\ntwo\n");
}

#[test]
fn files_are_collected_as_far_as_they_are_regular_and_small() {
    for level in ISOLATED {
        let script = "echo hi > made; mkdir d; echo deep > d/deep; ln -s /etc/passwd link; ln -s d linked; mkfifo fifo; \
                      head -c 2000000 /dev/zero > large";
        let mut task = task(vec![bash(script)]);
        task.collect = ["made", "d/deep", "link", "linked/deep", "fifo", "large", "absent", "d", "../../etc/passwd"]
            .map(Into::into)
            .into();
        let collected = execute(level, &task).collected;
        assert_eq!(collected, [("made".into(), b"hi\n".to_vec()), ("d/deep".into(), b"deep\n".to_vec())]);
    }
}

#[test]
fn many_sandboxes_run_at_once() {
    let sandbox = crate::common::sandbox(Level::Full);
    std::thread::scope(|scope| {
        for number in 0..16 {
            let sandbox = &sandbox;
            scope.spawn(move || {
                let task = task(vec![bash(&format!("echo {number} > f; sleep 0.1; cat f"))]);
                let execution = sandbox.execute(&task, None).expect("the task is run");
                assert_eq!(printed(&execution.finished[0]), format!("{number}\n"));
            });
        }
    });
}
