//! What ends a program that takes too much, and what is said about it.

use std::time::{Duration, Instant};

use recant::sandbox::{Exit, Finished, Level, LimitHit, Limits, Task};

use crate::common::{ISOLATED, bash, execute, printed, python, run, runs_somewhere, task};

fn limited(level: Level, mut task: Task, limit: impl FnOnce(&mut Limits)) -> (Finished, Duration) {
    limit(&mut task.policy.limits);
    let began = Instant::now();
    let finished = run(level, &task);
    (finished, began.elapsed())
}

#[test]
fn a12_a_fork_bomb_runs_into_the_limit() {
    let bomb = python(
        "import os, time\nwhile True:\n  try:\n    if os.fork() == 0: time.sleep(5); os._exit(0)\n  except BlockingIOError: print('refused', flush=True); os._exit(1)",
    );
    let (finished, took) = limited(Level::Full, task(vec![bomb]), |limits| limits.processes = 64);
    assert_eq!((printed(&finished).as_str(), finished.limit), ("refused\n", Some(LimitHit::Processes)));
    assert!(took < Duration::from_secs(4), "{took:?}");
}

#[test]
fn a12_a_fork_bomb_among_the_hosts_processes_is_ended() {
    let script = format!(": {}; bomb() {{ bomb | bomb & }}; bomb; sleep 5", std::process::id());
    let bomb = bash(&script);
    let (finished, _) = limited(Level::Landlock, task(vec![bomb]), |limits| {
        limits.processes = 64;
        limits.wall = Duration::from_secs(5);
    });
    assert_eq!(finished.limit, Some(LimitHit::Processes));
    assert!(!runs_somewhere(&script));
}

#[test]
fn a13_a_memory_bomb_is_ended_and_named() {
    for level in ISOLATED {
        let bomb = python("held = []\nwhile True: held.append(bytearray(b'x' * (16 << 20)))");
        let (finished, _) = limited(level, task(vec![bomb]), |limits| limits.memory = 256 << 20);
        assert_eq!(finished.limit, Some(LimitHit::Memory), "{level:?} {}", printed(&finished));
    }
}

#[test]
fn a13_memory_is_counted_over_all_processes() {
    let bomb =
        python("import os, time\nfor _ in range(8): os.fork()\nheld = bytearray(b'x' * (4 << 20))\ntime.sleep(5)");
    let (finished, took) = limited(Level::Full, task(vec![bomb]), |limits| {
        limits.memory = 256 << 20;
        limits.processes = 512;
    });
    assert_eq!(finished.limit, Some(LimitHit::Memory), "{}", printed(&finished));
    assert!(took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn a14_a15_a44_full_file_systems_are_named() {
    for directory in ["$HOME", "/tmp", "/dev/shm"] {
        let (finished, _) =
            limited(Level::Full, task(vec![bash(&format!("cat /dev/zero > {directory}/zeros"))]), |limits| {
                limits.disk = 16 << 20;
            });
        assert_eq!(finished.limit, Some(LimitHit::Disk), "{directory}: {}", printed(&finished));
    }
}

#[test]
fn a14_one_file_is_bounded_where_the_file_system_is_the_hosts() {
    let (finished, _) =
        limited(Level::Landlock, task(vec![bash("exec cat /dev/zero > zeros")]), |limits| limits.disk = 1 << 20);
    assert_eq!(finished.limit, Some(LimitHit::Disk), "{}", printed(&finished));
}

#[test]
fn a16_a_flood_of_files_is_refused() {
    let flood =
        python("try:\n  for i in range(20000): open(str(i), 'w').close()\nexcept OSError as e: print(e.strerror)");
    let (finished, _) = limited(Level::Full, task(vec![flood]), |_| {});
    assert_eq!((printed(&finished).as_str(), finished.limit), ("No space left on device\n", Some(LimitHit::Files)));
}

#[test]
fn a17_a18_what_does_not_end_is_ended() {
    for level in ISOLATED {
        for script in ["trap '' TERM INT HUP; while :; do :; done", "sleep 1000", "exec >&- 2>&-; sleep 1000"] {
            let (finished, took) =
                limited(level, task(vec![bash(script)]), |limits| limits.wall = Duration::from_millis(300));
            assert_eq!((finished.exit, finished.limit), (Exit::Signal(9), Some(LimitHit::Wall)), "{level:?} {script}");
            assert!(took < Duration::from_secs(2), "{level:?} {script}: {took:?}");
        }
    }
}

#[test]
fn processor_time_is_limited_and_named() {
    for script in ["while :; do :; done", "trap '' XCPU; while :; do :; done"] {
        let (finished, _) =
            limited(Level::Full, task(vec![bash(script)]), |limits| limits.cpu = Duration::from_secs(1));
        assert_eq!(finished.limit, Some(LimitHit::Cpu), "{script} {:?}", finished.exit);
    }
}

#[test]
fn a19_a_daemon_does_not_outlive_its_sandbox() {
    for level in ISOLATED {
        let marker = format!("7{:06}", std::process::id());
        let script = format!(
            "setsid sh -c 'setsid sleep {marker} & exec sleep {marker}' >/dev/null 2>&1 < /dev/null & sleep 0.2"
        );
        run(level, &task(vec![bash(&script)]));
        std::thread::sleep(Duration::from_millis(100));
        assert!(!runs_somewhere(&marker), "{level:?}");
    }
}

#[test]
fn a20_one_that_holds_the_output_open_is_not_waited_for() {
    for level in ISOLATED {
        let (finished, _) = limited(level, task(vec![bash("sleep 1000 & echo done")]), |_| {});
        assert_eq!((printed(&finished).as_str(), finished.exit), ("done\n", Exit::Status(0)), "{level:?}");
        assert!(finished.wall < Duration::from_millis(400), "{level:?} {:?}", finished.wall);
    }
}

#[test]
fn a20_one_that_goes_on_printing_is_not_waited_for() {
    for level in ISOLATED {
        let (finished, _) = limited(level, task(vec![bash("yes >&2 & echo done")]), |_| {});
        assert_eq!(
            (finished.stdout.bytes.as_slice(), finished.exit),
            (b"done\n".as_slice(), Exit::Status(0)),
            "{level:?}"
        );
        assert!(finished.wall < Duration::from_millis(400), "{level:?} {:?}", finished.wall);
    }
}

#[test]
fn a45_killing_group_0_kills_no_one_else() {
    for level in ISOLATED {
        assert_eq!(run(level, &task(vec![bash("kill -TERM 0; sleep 5")])).exit, Exit::Signal(15), "{level:?}");
    }
}

#[test]
fn t01_output_without_end_is_read_cut_and_ended() {
    for level in ISOLATED {
        let (finished, took) = limited(level, task(vec![bash("echo first; yes >&2")]), |limits| limits.output = 4000);
        assert_eq!(finished.limit, Some(LimitHit::Output), "{level:?}");
        assert_eq!(finished.stdout.bytes, b"first\n");
        assert_eq!(finished.stderr.bytes.len(), 2000);
        assert!(finished.stderr.cut.is_some_and(|(at, missing)| at == 1000 && missing > 4000));
        assert!(took < Duration::from_secs(5), "{took:?}");
    }
}

#[test]
fn t04_output_is_bytes() {
    assert_eq!(run(Level::Full, &task(vec![bash(r"printf '\xff\x00\xc3'")])).stdout.bytes, [0xff, 0, 0xc3]);
}

#[test]
fn t14_the_programs_own_status_is_not_mistaken() {
    for level in ISOLATED {
        for status in [124, 125, 126, 127, 137, 255] {
            let finished = run(level, &task(vec![bash(&format!("exit {status}"))]));
            assert_eq!((finished.exit, finished.limit), (Exit::Status(status), None), "{level:?}");
        }
        assert_eq!(run(level, &task(vec![bash("kill -KILL $$")])).exit, Exit::Signal(9));
    }
}

#[test]
fn a_limit_ends_the_command_and_not_the_task_where_it_may_fail() {
    let mut slow = bash("sleep 1000");
    slow.may_fail = true;
    let mut task = task(vec![slow, bash("echo next")]);
    task.policy.limits.wall = Duration::from_millis(300);
    let finished = execute(Level::Full, &task).finished;
    assert_eq!(finished[0].limit, Some(LimitHit::Wall));
    assert_eq!(printed(&finished[1]), "next\n");
}
