//! Programs that a keeper serves, one after the other: each finds what the first one finds, and nothing of
//! those before it.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use recant::sandbox::{Access, Bind, Level, Sandbox, Task, WORK_DIRECTORY};

use crate::common::{bash, file, only, printed, python, sandbox, task};

fn run(sandbox: &Sandbox, task: &Task) -> String {
    printed(&only(sandbox.execute(task, None).expect("the task is run")))
}

/// What each of several programs prints that run one after the other in sandboxes of a kind.
fn one_after_the_other(scripts: &[&str]) -> Vec<String> {
    let sandbox = sandbox(Level::Full);
    scripts.iter().map(|script| run(&sandbox, &task(vec![python(script)]))).collect()
}

/// By what a program can tell that it is kept: its `/proc` lies over the keeper's.
const IS_KEPT: &str = "print(sum(line.split()[1] == '/proc' for line in open('/proc/self/mounts')))\n";

#[test]
fn all_but_the_first_of_a_kind_are_kept() {
    assert_eq!(one_after_the_other(&[IS_KEPT; 3]), ["1\n", "2\n", "2\n"]);
}

#[test]
fn what_is_kept_finds_the_surroundings_of_the_first() {
    let look = "import os, resource, socket\n\
         print(os.getpid(), os.getppid(), os.getsid(0), os.getpgrp(), os.getuid(), os.getgid(), os.getgroups())\n\
         print(os.getcwd(), [sorted(os.listdir(place)) for place in ('.', '/', '/tmp', '/dev', '/dev/shm', '/etc')])\n\
         print(os.umask(0), sorted(os.environ.items()), os.uname().nodename, socket.if_nameindex())\n\
         print([(name, resource.getrlimit(value)) for name, value in vars(resource).items() if name[:6] == 'RLIMIT'])\n\
         wanted = ['Cap', 'NoNewPrivs', 'Seccomp', 'Sig', 'Shd', 'Threads', 'Groups', 'NStgid', 'Uid', 'Gid', 'Umask']\n\
         print([line for line in open('/proc/self/status').read().splitlines() if line.startswith(tuple(wanted))])\n\
         print([os.statvfs(place)[:3] for place in ('/tmp', '/home/note', '/dev/shm')], sorted(os.listdir('/proc/sys')))\n";
    let [first, second, third]: [String; 3] = one_after_the_other(&[look; 3]).try_into().expect("three were run");
    assert_eq!((&first, &first), (&second, &third));
    assert!(first.contains("RLIMIT_CPU"), "{first}");
}

#[test]
fn what_a_program_leaves_behind_is_not_there_for_the_next() {
    let leave = "import os, socket, sys\n\
         for place in ('/tmp', '/home/note', '/dev/shm'): open(place + '/left', 'w').write('x')\n\
         if os.fork() == 0:\n os.setsid()\n s = socket.socket(socket.AF_UNIX)\n s.bind('\\0left')\n s.listen()\n s.accept()\n\
         print('done', flush=True)\nos._exit(0)\n";
    let look = "import os, socket\n\
         print([os.path.exists(place + '/left') for place in ('/tmp', '/home/note', '/dev/shm')])\n\
         print(socket.socket(socket.AF_UNIX).connect_ex('\\0left') != 0, [p for p in os.listdir('/proc') if p.isdigit()])\n";
    let found = one_after_the_other(&[look, look, leave, look, look]);
    assert_eq!(found[0], "[False, False, False]\nTrue ['1', '2']\n");
    let looked: Vec<_> = [1, 3, 4].into_iter().map(|index| &found[index]).collect();
    assert_eq!((looked, &*found[2]), (vec![&found[0]; 3], "done\n"));
}

#[test]
fn connections_of_one_program_do_not_linger_in_the_network_of_the_next() {
    let talk = "import socket\n\
         server = socket.socket()\nserver.bind(('127.0.0.1', 4000))\nserver.listen()\n\
         client = socket.create_connection(('127.0.0.1', 4000))\npeer, _ = server.accept()\n\
         peer.close()\nclient.close()\n\
         print(len(open('/proc/net/tcp').readlines()) > 2, open('/proc/net/dev').read().split('lo:')[1].split()[0] != '0')\n";
    // A server that does not ask to share its address cannot have one that a connection lingers at.
    assert_eq!(one_after_the_other(&[talk; 4]), vec!["True True\n"; 4]);
    let silent =
        "print(open('/proc/net/dev').read().split('lo:')[1].split()[0], len(open('/proc/net/tcp').readlines()))\n";
    assert_eq!(one_after_the_other(&[silent, silent, talk, silent, silent])[3..], ["0 1\n", "0 1\n"]);
}

#[test]
fn what_is_written_over_is_as_it_was_for_the_next() {
    let folder = tempfile::tempdir().expect("a folder is made");
    std::fs::write(folder.path().join("file"), "host\n").expect("it is written");
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).expect("it is opened");
    let look = format!("{COUNT}; cat .cache/file; echo note > .cache/file; cat .cache/file; ls .cache plain");
    let mut task = task(vec![bash(&look)]);
    let target = |name: &str| Path::new(WORK_DIRECTORY).join(name);
    task.policy.view = vec![
        Bind { source: folder.path().into(), target: target(".cache"), access: Access::Overlay },
        Bind { source: folder.path().into(), target: target("plain"), access: Access::ReadOnly },
    ];
    let sandbox = sandbox(Level::Full);
    let found = [(); 3].map(|()| run(&sandbox, &task));
    let each = ["1", "2", "2"].map(|count| format!("{count}\nhost\nnote\n.cache:\nfile\n\nplain:\nfile\n"));
    assert_eq!(found, each);
    assert_eq!(std::fs::read_to_string(folder.path().join("file")).expect("it is there"), "host\n");
}

/// By what a shell can tell that it is kept.
const COUNT: &str = "grep -c ' /proc ' /proc/self/mounts";

#[test]
fn kinds_take_turns() {
    let sandbox = sandbox(Level::Full);
    for round in 0..3 {
        for kind in 0..6 {
            let mut task = task(vec![bash("echo $KIND; cat file")]);
            task.policy.environment.push(("KIND".to_owned(), kind.to_string()));
            task.files.push(file("file", &format!("{round}\n")));
            assert_eq!(run(&sandbox, &task), format!("{kind}\n{round}\n"));
        }
    }
}
