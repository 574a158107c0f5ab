//! Copies of an interpreter that waits: they behave as one that is started anew, are isolated as
//! strongly, and know nothing of each other.

use recant::sandbox::{Exit, Finished, Level, LimitHit, Sandbox, Task};

use crate::common::{command, file, only, printed, sandbox, task};

/// Whether processes can be copied here.
const COPIES: bool = cfg!(target_arch = "x86_64");

fn program(text: &str) -> Task {
    Task { files: vec![file("main.py", text)], ..task(vec![command("/usr/bin/python3", &["main.py"])]) }
}

/// What comes of a program that a copy may run.
fn copied(sandbox: &Sandbox, task: &Task) -> Finished {
    only(sandbox.execute_copied(task, None).expect("the task is run"))
}

fn started(sandbox: &Sandbox, task: &Task) -> Finished {
    only(sandbox.execute(task, None).expect("the task is run"))
}

/// By what a program can tell that it is a copy: the parent of one is out of its sight.
const IS_COPY: &str = "import os\nprint(os.getppid() == 0)\n";

fn is_copied(sandbox: &Sandbox, task: &Task) -> bool {
    let told = Task { files: vec![file("main.py", IS_COPY)], ..task.clone() };
    printed(&copied(sandbox, &told)) == "True\n"
}

/// A sandbox in which programs such as this task's are run by copies.
fn ready(task: &Task) -> Sandbox {
    let sandbox = sandbox(Level::Full);
    assert!(!is_copied(&sandbox, task), "the first of a kind is not");
    assert_eq!(is_copied(&sandbox, task), COPIES);
    sandbox
}

/// What a program prints as a copy, which it has to be, and what one prints that is started anew.
fn both(text: &str) -> [String; 2] {
    let task = program(text);
    let sandbox = ready(&task);
    let copied = copied(&sandbox, &task);
    assert_eq!(is_copied(&sandbox, &task), COPIES, "the interpreter still waits");
    [copied, started(&sandbox, &task)].map(|finished| format!("{:?} {}", finished.exit, printed(&finished)))
}

#[track_caller]
fn assert_same(text: &str) {
    let [copied, started] = both(text);
    assert_eq!(copied, started);
}

#[test]
fn a_copy_finds_the_surroundings_of_a_program_that_is_started() {
    assert_same(
        "import os, resource, sys\n\
         print(os.getpid(), os.getsid(0), os.getpgrp(), os.getuid(), os.getgid(), os.getgroups())\n\
         print(os.getcwd(), sorted(os.listdir('.')), sorted(os.listdir('/')), sorted(os.listdir('/tmp')), os.umask(0))\n\
         print(sys.argv, sys.path, sys.flags, sys.executable, __file__, __name__, sorted(os.environ.items()))\n\
         print([(name, resource.getrlimit(value)) for name, value in vars(resource).items() if name[:6] == 'RLIMIT'])\n\
         print(sorted(set(sys.modules) - {'resource'}), sys.stdin, sys.stdout, sys.stderr, sys.getrecursionlimit())\n\
         print(os.readlink('/proc/self/exe'), os.uname().nodename, open('/proc/self/cmdline').read())\n",
    );
}

#[test]
fn a_copy_is_confined_as_a_program_that_is_started() {
    assert_same(
        "wanted = ['Cap', 'NoNewPrivs', 'Seccomp', 'Sig', 'Shd', 'Threads', 'Groups', 'NStgid', 'Uid', 'Gid', 'Umask']\n\
         lines = open('/proc/self/status').read().splitlines()\n\
         print([line for line in lines if any(line.startswith(word) for word in wanted)])\n\
         import os\n\
         mounts = [line.split()[1:4] for line in open('/proc/self/mounts')]\n\
         print([[mount for mount in mounts if mount[0] == place][-1] for place in ('/proc', '/tmp', '/home/note', '/dev/shm', '/usr')])\n\
         print(sorted(map(int, os.listdir('/proc/self/fd')))[:3], len(os.listdir('/proc/self/fd')))\n\
         print([name for name in os.listdir('/proc') if name.isdigit()])\n\
         print(os.stat(0).st_mode, os.stat(1).st_mode, os.stat('/proc/self/environ').st_uid, os.path.exists('/proc/kcore'))\n\
         print(open('/proc/sys/user/max_user_namespaces').read(), os.access('/proc/1/root', os.R_OK))\n\
         for attempt in (lambda: os.open('/proc/1/environ', 0), lambda: os.open('/proc/sys/kernel/hostname', 1), lambda: os.readlink('/proc/1/exe'),\n\
                         lambda: os.mkdir('/usr/x'), lambda: os.listdir('/root'), lambda: os.kill(1, 9), lambda: os.open('/proc/1/mem', 2)):\n\
         \x20   try: print(attempt())\n\
         \x20   except OSError as error: print(error)\n",
    );
}

#[test]
fn a_copy_may_call_what_a_program_may_that_is_started() {
    // What reaches beyond a program's own, by its number on x86-64, and two calls that do not exist.
    assert_same(
        "import ctypes\n\
         libc = ctypes.CDLL(None, use_errno=True)\n\
         for number in (101, 155, 161, 164, 165, 166, 167, 169, 170, 175, 246, 250, 272, 298, 303, 304, 308, 310, 311, 319, 321,\n\
                        323, 425, 428, 429, 430, 435, 438, 442, 0x40000027, 5000):\n\
         \x20   ctypes.set_errno(0)\n\
         \x20   print(number, libc.syscall(number, 0, 0, 0, 0, 0), ctypes.get_errno())\n\
         for family in (1, 2, 10, 16, 17, 38, 40): print(family, libc.socket(family, 2, 0) > 0, ctypes.get_errno())\n\
         print(libc.unshare(0x10000000), libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0), ctypes.get_errno())\n",
    );
}

#[test]
fn a_copy_ends_as_a_program_that_is_started() {
    for text in [
        "import atexit\natexit.register(print, 'bye')\nclass A:\n def __del__(self): print('gone')\na = A()\n1/0\n",
        "import sys\nsys.stdout.write('no line end')\nsys.exit(124)\n",
        "raise SystemExit('said')\n",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n",
        "import os\nprint('lost?', end='')\nos._exit(3)\n",
        "import os\nos.abort()\n",
        "import threading\nthreading.Thread(target=print, args=['thread']).start()\n",
        "def f(): f()\nf()\n",
        "print(input())\n",
        "print('\u{e9}\u{4f60}')\nprint(open('main.py', 'rb').read(), __import__('locale').getpreferredencoding())\n",
        "# -*- coding: latin-1 -*-\nprint(1\n",
        "import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', 'print(6 * 7)'], capture_output=True))\n",
        "import multiprocessing\nif __name__ == '__main__':\n with multiprocessing.Pool(2) as pool: print(pool.map(abs, [-1, 2]))\n",
        "import socket\na = socket.create_server(('127.0.0.1', 0))\nb = socket.create_connection(a.getsockname())\nprint(b.getpeername()[0])\n",
    ] {
        assert_same(text);
    }
}

#[test]
fn copies_know_nothing_of_each_other_nor_of_what_they_were_copied_from() {
    let leave = "import os, sys, json\n\
        for place in ('.', '/tmp', '/dev/shm'): open(place + '/left', 'w').write('x')\n\
        sys.modules['left'] = json; import builtins; builtins.left = 1; os.environ['LEFT'] = '1'\n\
        if not os.fork():\n os.setsid()\n import time; time.sleep(60)\n\
        print('done')\n";
    let look = "import os, sys, builtins\n\
        print([os.path.exists(place + '/left') for place in ('.', '/tmp', '/dev/shm')])\n\
        print('left' in sys.modules, hasattr(builtins, 'left'), 'LEFT' in os.environ, 'json' in sys.modules)\n\
        print([name for name in os.listdir('/proc') if name.isdigit()])\n";
    let sandbox = ready(&program(""));
    assert_eq!(printed(&copied(&sandbox, &program(leave))), "done\n");
    let seen = printed(&copied(&sandbox, &program(look)));
    assert_eq!(seen, "[False, False, False]\nFalse False False False\n['1', '2']\n");
}

#[test]
fn limits_end_copies_and_the_next_is_none_the_worse() {
    let mut task = program("");
    task.policy.limits.wall = std::time::Duration::from_secs(2);
    task.policy.limits.memory = 200 << 20;
    task.policy.limits.disk = 1 << 20;
    let sandbox = ready(&task);
    let ends = [
        ("import time\ntime.sleep(60)\n", Some(LimitHit::Wall)),
        (
            "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass\n",
            Some(LimitHit::Wall),
        ),
        ("a = []\nwhile True: a.append(bytearray(b'x') * 1000000)\n", Some(LimitHit::Memory)),
        ("import os, time\nwhile True:\n if not os.fork(): time.sleep(60)\n", Some(LimitHit::Processes)),
        ("open('x', 'wb').write(bytes(2 << 20))\n", Some(LimitHit::Disk)),
        ("print('fine')\n", None),
    ];
    for (text, limit) in ends {
        let task = Task { files: vec![file("main.py", text)], ..task.clone() };
        assert_eq!(copied(&sandbox, &task).limit, limit, "{text}");
        assert_eq!(is_copied(&sandbox, &task), COPIES, "after {text}");
    }
}

#[test]
fn what_an_interpreter_has_looked_for_already_is_not_kept_from_it() {
    let mut task = program("import usercustomize\nprint(usercustomize.__file__)\n");
    let sandbox = ready(&program(""));
    let version = printed(&started(&sandbox, &program("import site\nprint(site.getusersitepackages())\n")));
    let folder = version.trim().strip_prefix("/home/note/").expect("it lies at home").to_owned();
    task.files.push(file(&format!("{folder}/usercustomize.py"), "print('customised')\n"));
    let (copied, started) = (copied(&sandbox, &task), started(&sandbox, &task));
    assert!(printed(&started).starts_with("customised\n"));
    assert_eq!(printed(&copied), printed(&started));
}

#[test]
fn a_module_beside_the_program_is_found() {
    let mut task = program("import beside\n");
    let sandbox = ready(&task);
    task.files.push(file("beside.py", "print(__name__, __file__)\n"));
    assert_eq!(printed(&copied(&sandbox, &task)), "beside /home/note/beside.py\n");
}

#[test]
fn a_program_of_another_kind_gets_an_interpreter_of_its_own() {
    let sandbox = ready(&program(""));
    let mut other = program("import os\nprint(os.environ['NAME'], os.getppid())\n");
    other.policy.environment.push(("NAME".to_owned(), "other".to_owned()));
    assert_eq!(printed(&copied(&sandbox, &other)), "other 1\n");
    assert_eq!(printed(&copied(&sandbox, &other)), format!("other {}\n", i32::from(!COPIES)));
}

#[test]
fn what_is_no_interpreter_with_a_program_runs_as_ever() {
    let sandbox = sandbox(Level::Full);
    for _ in 0..3 {
        let task = task(vec![command("/bin/echo", &["hello"])]);
        assert_eq!(printed(&copied(&sandbox, &task)), "hello\n");
        let task = Task { files: vec![file("a", "x")], ..crate::common::task(vec![command("/bin/cat", &["a"])]) };
        assert_eq!(copied(&sandbox, &task).exit, Exit::Status(0));
        let task = Task { files: vec![file("a", "x")], ..crate::common::task(vec![command("/bin/echo", &["a"])]) };
        assert_eq!(printed(&copied(&sandbox, &task)), "a\n");
    }
}

#[test]
fn nothing_of_an_interpreter_that_waits_outlives_the_sandbox() {
    let mut task = program("");
    task.commands[0].arguments.push("recant-copy-mark".to_owned());
    let sandbox = ready(&task);
    assert_eq!(crate::common::runs_somewhere("recant-copy-mark"), COPIES);
    drop(sandbox);
    assert!(!crate::common::runs_somewhere("recant-copy-mark"));
}
