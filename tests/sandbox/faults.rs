//! What happens when parts of the machinery fail, or when there is less of it.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use recant::sandbox::{Access, File, Level, Request, Sandbox, SandboxError, layers_with};

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

use crate::common::{
    ISOLATED, bash, bind, command, execute, file, is_root, printed, run, runs_somewhere, sandbox, task,
};

const HELPER: &str = env!("CARGO_BIN_EXE_recant");

/// Runs one test of this program anew, by way of another program that changes what is around it.
fn again(by_way_of: &[&str], test: &str, marker: &str) -> Child {
    let own = std::env::current_exe().expect("this program has a path").to_string_lossy().into_owned();
    let words = [by_way_of, &[&own, "--exact", "--include-ignored", test]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).env("MARKER", marker).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("it starts")
}

fn marker(kind: u32) -> String {
    format!("{kind}{:07}", std::process::id())
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !holds() {
        assert!(Instant::now() < deadline, "{what} in vain");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The helpers that a process has started, by id.
fn helpers_of(parent: u32) -> Vec<i32> {
    let processes = std::fs::read_dir("/proc").expect("there is /proc").flatten();
    let stats = processes.filter_map(|process| std::fs::read_to_string(process.path().join("stat")).ok());
    let children = stats.filter_map(|stat| {
        let (pid, rest) = (stat.split(' ').next()?.parse().ok()?, stat.rsplit(')').next()?.to_owned());
        (rest.split_whitespace().nth(1)?.parse::<u32>().ok()? == parent).then_some(pid)
    });
    children
        .filter(|pid: &i32| std::fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| line.ends_with(b"helper\0")))
        .collect()
}

/// Not a test of its own: a tool that has something running for long, to be killed.
#[test]
#[ignore = "run by other tests"]
fn a_tool_at_work() {
    let Ok(marker) = std::env::var("MARKER") else { return };
    std::thread::scope(|scope| {
        for level in ISOLATED {
            let task = task(vec![bash(&format!("setsid sleep {marker} & sleep {marker}"))]);
            scope.spawn(move || execute(level, &task));
        }
    });
}

#[test]
fn t15_a_helper_that_is_killed_takes_its_sandbox_along() {
    let marker = marker(8);
    let mut tool = again(&["env"], "faults::a_tool_at_work", &marker);
    wait_until("waited for the sandboxes", || runs_somewhere(&marker) && helpers_of(tool.id()).len() == 2);
    std::thread::sleep(Duration::from_millis(300));
    for pid in helpers_of(tool.id()) {
        Command::new("kill").args(["-KILL", &pid.to_string()]).status().expect("kill runs");
    }
    wait_until("waited for the tool to notice", || tool.try_wait().expect("it can be waited for").is_some());
    wait_until("waited for the programs to end", || !runs_somewhere(&marker));
    assert!(!left_behind(tool.id()));
}

#[test]
fn t16_a_tool_that_is_killed_leaves_nothing_behind() {
    let marker = marker(9);
    let mut tool = again(&["env"], "faults::a_tool_at_work", &marker);
    wait_until("waited for the sandboxes", || runs_somewhere(&marker) && helpers_of(tool.id()).len() == 2);
    std::thread::sleep(Duration::from_millis(300));
    tool.kill().expect("it is killed");
    tool.wait().expect("it is gone");
    wait_until("waited for the programs to end", || !runs_somewhere(&marker));
    wait_until("waited for the directories to go", || !left_behind(tool.id()));
}

fn left_behind(tool: u32) -> bool {
    let names = std::fs::read_dir(std::env::temp_dir()).expect("it can be listed").flatten();
    names.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with(&format!("recant-{tool}-")))
}

/// Not a test of its own: other tests of this process have sandboxes at work meanwhile.
#[test]
#[ignore = "run by other tests"]
fn a_tool_with_odd_trees() {
    let scripts = [
        "python3 -c 'import os\nfor _ in range(1500): os.mkdir(\"deeply\"); os.chdir(\"deeply\")' && echo deep",
        "mkdir -p locked/in; touch locked/in/file; chmod 000 locked/in; chmod 555 locked; echo deep",
        "mkfifo fifo; ln -s / root; ln -s loop loop; mkdir many; cd many; seq 3000 | xargs touch; echo deep",
    ];
    for level in ISOLATED {
        for script in scripts {
            assert_eq!(printed(&run(level, &task(vec![bash(script)]))), "deep\n", "{level:?}");
        }
    }
}

#[test]
fn t08_t09_t10_no_tree_of_files_stays_behind() {
    let mut tool = again(&["env"], "faults::a_tool_with_odd_trees", "");
    assert!(tool.wait().expect("it can be waited for").success());
    assert!(!left_behind(tool.id()));
}

#[test]
fn t17_a_cache_cannot_be_poisoned() {
    let cache = tempfile::tempdir_in("/var/tmp").expect("a directory is made");
    std::fs::write(cache.path().join("object"), "sound").expect("it is written");
    let path = cache.path().to_string_lossy().into_owned();
    let poison = format!(
        "echo bad > {path}/object; rm -f {path}/object; echo bad > {path}/new; mv {path}/object {path}/moved; true"
    );
    for level in ISOLATED {
        for access in [Access::ReadOnly, Access::Overlay] {
            let mut task = task(vec![bash(&poison)]);
            task.policy.view.push(bind(&path, access));
            run(level, &task);
        }
    }
    let names: Vec<_> =
        std::fs::read_dir(cache.path()).expect("it is there").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(names, ["object"]);
    assert_eq!(std::fs::read_to_string(cache.path().join("object")).expect("it is there"), "sound");
}

#[test]
fn t18_paths_that_leave_the_work_directory_are_refused() {
    for path in ["../x", "/etc/x", "a/../../x", ""] {
        let mut task = task(vec![bash("true")]);
        task.files.push(file(path, "x"));
        let error = sandbox(Level::Full).execute(&task, None).expect_err("it is refused");
        assert!(error.to_string().contains("into the work directory"), "{path}: {error}");
    }
}

#[test]
fn t18_odd_names_and_arguments_arrive_as_they_are() {
    let odd = "--opt\n;$(id) \u{202e}'\"";
    let mut task = task(vec![command("/bin/cat", &["--", odd]), command("/bin/echo", &[odd])]);
    task.files.push(file(odd, "hi\n"));
    let finished = execute(Level::Full, &task).finished;
    assert_eq!(finished.iter().map(printed).collect::<String>(), format!("hi\n{odd}\n"));
    task.commands = vec![command("/bin/echo", &["a\0b"])];
    assert!(matches!(sandbox(Level::Full).execute(&task, None), Err(SandboxError::Setup(_))));
}

#[test]
fn large_files_travel_whole() {
    let contents: Vec<u8> =
        (0..20 << 20).map(|number: u32| number.to_le_bytes()[0] ^ number.to_le_bytes()[2]).collect();
    let mut task = task(vec![command("/usr/bin/sha256sum", &["large"])]);
    task.files.push(File { path: "large".into(), contents: contents.clone(), executable: false });
    task.collect.push("large".into());
    task.policy.limits.output = 32 << 20;
    assert!(execute(Level::Full, &task).collected[0].1 == contents);
}

#[test]
fn a_helper_that_is_none_is_an_error_and_not_a_hang() {
    for helper in ["/bin/true", "/bin/cat", "/no/such/program"] {
        let opened = Sandbox::open_with(Request::Best, helper.into());
        assert!(matches!(opened, Err(SandboxError::TooWeak(_))), "{helper}");
    }
}

/// Not a test of its own: asks for sandboxes where there are no user namespaces.
#[test]
#[ignore = "run by other tests"]
fn without_user_namespaces() {
    let best = Sandbox::open_with(Request::Best, HELPER.into()).expect("Landlock is left");
    assert_eq!(best.level(), Level::Landlock);
    let full = Sandbox::open_with(Request::Level(Level::Full), HELPER.into()).expect_err("it is not to be had");
    assert!(matches!(&full, SandboxError::TooWeak(why) if why.contains("create namespaces")), "{full}");
    assert_eq!(printed(&run(Level::Landlock, &task(vec![bash("echo hi")]))), "hi\n");
    let layers = layers_with(HELPER.into());
    let user = layers.iter().find(|layer| layer.name == "user namespace").expect("it is among them");
    assert!(!user.enforced && user.fix.as_deref().is_some_and(|fix| fix.contains("max_user_namespaces")), "{user:?}");
}

#[test]
fn less_is_had_and_said_where_there_are_no_user_namespaces() {
    let script = "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"";
    let way = ["unshare", "--user", "--map-root-user", "sh", "-c", script, "sh"];
    let status = again(&way, "faults::without_user_namespaces", "").wait().expect("it ends");
    assert!(status.success());
}

/// Not a test of its own: runs where there is no room for temporary files.
#[test]
#[ignore = "run by other tests"]
fn without_room() {
    let mut task = task(vec![bash("true")]);
    task.files.push(File { path: "large".into(), contents: vec![0; 1 << 20], executable: false });
    let sandbox = Sandbox::open_with(Request::Level(Level::Landlock), HELPER.into()).expect("the sandbox opens");
    let error = sandbox.execute(&task, None).expect_err("there is no room");
    assert!(error.to_string().contains("No space left"), "{error}");
    let left = || std::fs::read_dir(std::env::temp_dir()).expect("it can be listed").count();
    wait_until("waited for what was written to be removed", || left() == 0);
    task.files.clear();
    sandbox.execute(&task, None).expect("the sandbox goes on");
}

#[test]
fn a_full_disk_is_said_and_cleaned_up() {
    if !is_root() {
        return;
    }
    let script = "mount -t tmpfs -o size=256k,mode=1777 none /mnt && TMPDIR=/mnt exec \"$@\"";
    let status = again(&["unshare", "--mount", "sh", "-c", script, "sh"], "faults::without_room", "").wait();
    assert!(status.expect("it ends").success());
}

/// What Docker's default profile forbids a process that lacks `CAP_SYS_ADMIN` (moby/profiles,
/// `seccomp/default.json`), put on this thread and on all that it starts.
fn enter_container() {
    const CLONE_OF_NAMESPACES: u64 = 0x7e02_0000;
    let forbidden = [
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_mount,
        libc::SYS_umount2,
        libc::SYS_pivot_root,
        libc::SYS_open_tree,
        libc::SYS_move_mount,
        libc::SYS_fsopen,
        libc::SYS_fsconfig,
        libc::SYS_fsmount,
        libc::SYS_mount_setattr,
        libc::SYS_sethostname,
        libc::SYS_keyctl,
        libc::SYS_bpf,
    ];
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = forbidden.iter().map(|call| (*call, Vec::new())).collect();
    let namespaces = (0..64).map(|bit| 1 << bit).filter(|flag| CLONE_OF_NAMESPACES & flag != 0).map(|flag: u64| {
        let asked = SeccompCondition::new(0, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(flag), flag);
        SeccompRule::new(vec![asked.expect("it is a condition")]).expect("it is a rule")
    });
    rules.insert(libc::SYS_clone, namespaces.collect());
    let arch = std::env::consts::ARCH.try_into().expect("it is known");
    let forbid = SeccompAction::Errno(1);
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, forbid, arch).expect("it is a filter");
    let program: BpfProgram = filter.try_into().expect("it compiles");
    seccompiler::apply_filter(&program).expect("it is installed");
}

fn doctor(arguments: &[&str]) -> std::process::Output {
    Command::new(HELPER).arg("doctor").args(arguments).output().expect("the tool runs")
}

#[test]
fn on_this_machine_doctor_finds_the_full_level() {
    let said = doctor(&["--format", "json", "--sandbox=full"]);
    let findings: serde_json::Value = serde_json::from_slice(&said.stdout).expect("it is JSON");
    assert_eq!((findings["level"].as_str(), said.status.code()), (Some("full"), Some(0)));
}

#[test]
fn in_a_container_doctor_finds_the_landlock_level_and_says_how_to_get_more() {
    let container = std::thread::spawn(|| {
        enter_container();
        let said = doctor(&["--format", "json", "--sandbox=landlock"]);
        let findings: serde_json::Value = serde_json::from_slice(&said.stdout).expect("it is JSON");
        assert_eq!((findings["level"].as_str(), said.status.code()), (Some("landlock"), Some(0)), "{findings:#}");
        let layers = findings["layers"].as_array().expect("there are layers");
        let namespace = layers.iter().find(|layer| layer["name"] == "user namespace").expect("it is among them");
        assert_eq!(namespace["enforced"], false);
        assert!(namespace["fix"].as_str().is_some_and(|fix| fix.contains("docker run --security-opt")), "{namespace}");
        assert_eq!(doctor(&["--sandbox=full"]).status.code(), Some(1));
        assert_eq!(printed(&run(Level::Landlock, &task(vec![bash("echo hi")]))), "hi\n");
        let full = Sandbox::open_with(Request::Level(Level::Full), HELPER.into());
        assert!(matches!(full, Err(SandboxError::TooWeak(_))), "{full:?}");
    });
    container.join().expect("all holds in the container");
}

#[test]
fn each_layer_is_told_of() {
    let layers = layers_with(HELPER.into());
    let broken: Vec<_> = layers.iter().filter(|layer| !layer.enforced).collect();
    assert!(broken.is_empty(), "{broken:?}");
    let attacks: Vec<_> = layers.iter().filter(|layer| layer.name.starts_with("attack")).collect();
    assert_eq!((attacks.len(), layers.len()), (6, 23), "{layers:#?}");
}
