//! The attacks, each with its payload in `tests/attacks/`, at every level.

use std::io::ErrorKind;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::{Path, PathBuf};
use std::time::Duration;

use recant::sandbox::{Exit, Finished, Level, Task};

use crate::common::{ISOLATED, command, execute, file, is_root, only, printed, run, sandbox, task};
use crate::table::landlock_exception;

/// The host around an attack: a home with a key, a daemon, a service.
pub(crate) struct Host {
    home: tempfile::TempDir,
    address: String,
    service: TcpListener,
    server_port: u16,
    name: String,
    _daemon: UnixListener,
    _abstract_daemon: UnixListener,
}

impl Host {
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir_in("/var/tmp").expect("a home is made");
        // Not for want of permission should the key be safe.
        std::fs::set_permissions(home.path(), PermissionsExt::from_mode(0o777)).expect("it is opened");
        std::fs::write(home.path().join("key"), "secret").expect("a key is written");
        std::fs::set_permissions(home.path().join("key"), PermissionsExt::from_mode(0o666)).expect("it is opened");
        let daemon = UnixListener::bind(home.path().join("docker.sock")).expect("a daemon listens");
        std::fs::set_permissions(home.path().join("docker.sock"), PermissionsExt::from_mode(0o777))
            .expect("it is opened");
        let name = home.path().file_name().expect("it has a name").to_string_lossy().into_owned();
        let abstract_address = SocketAddr::from_abstract_name(&name).expect("the name is short");
        let abstract_daemon = UnixListener::bind_addr(&abstract_address).expect("a daemon listens");
        let service = TcpListener::bind("0.0.0.0:0").expect("a service listens");
        let server_port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port is free").port();
        Self {
            home,
            address: own_address(),
            service,
            server_port,
            name,
            _daemon: daemon,
            _abstract_daemon: abstract_daemon,
        }
    }

    /// What an attack is told.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let port = self.service.local_addr().expect("it has an address").port();
        let home = self.home.path().to_string_lossy().into_owned();
        let pid = std::process::id().to_string();
        vec![home, self.address.clone(), port.to_string(), self.name.clone(), pid, self.server_port.to_string()]
    }
}

/// The host's address in its network, as far as it has one.
fn own_address() -> String {
    let route = UdpSocket::bind("0.0.0.0:0")
        .and_then(|socket| socket.connect("192.0.2.1:9").and_then(|()| socket.local_addr()));
    route.map_or_else(|_| "127.0.0.1".to_owned(), |address| address.ip().to_string())
}

pub(crate) fn payload(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks").join(name)
}

pub(crate) fn attack_task(name: &str, arguments: &[String]) -> Task {
    let read = |name: &str| std::fs::read_to_string(payload(name)).expect("the payload is there");
    let script = format!("{name}.py");
    let arguments: Vec<&str> = std::iter::once(script.as_str()).chain(arguments.iter().map(String::as_str)).collect();
    let mut attack = command("/usr/bin/python3", &[&["-B"], arguments.as_slice()].concat());
    attack.may_fail = true;
    let mut task = task(vec![attack]);
    // What lies beside it would be in the way of attacks that look at their directory.
    task.files = vec![file("attack.py", &read("attack.py")), file(&script, &read(&script))];
    task
}

/// Whether an attack was held off, by itself and behind another one of its kind, and what it says.
pub(crate) fn is_held(level: Level, name: &str, host: &Host) -> (bool, String) {
    let (sandbox, task) = (sandbox(level), attack_task(name, &host.arguments()));
    let runs = [(); 2].map(|()| only(sandbox.execute(&task, None).expect("the task is run")));
    let is_held = |run: &Finished| run.exit == Exit::Status(0) && printed(run).ends_with("held\n");
    (runs.iter().all(is_held), runs.iter().map(printed).collect())
}

/// Attacks by the names of their payloads.
macro_rules! attacks {
    ($($name:ident)*) => {
        /// The names of all of them.
        pub(crate) const ATTACKS: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                let (name, host) = (stringify!($name), Host::new());
                for level in ISOLATED {
                    let exception = landlock_exception(name).filter(|_| level == Level::Landlock);
                    let (held, said) = is_held(level, name, &host);
                    assert_eq!(held, exception.is_none(), "{level:?} {exception:?}: {said}");
                }
            }
        )*
    };
}

attacks! {
    a01_key_in_the_home
    a02_environment
    a03_environment_of_others
    a04_write_to_the_home
    a05_a08_network
    a09_socket_in_a_directory
    a10_abstract_socket
    a11_odd_sockets
    a22_a23_other_processes
    a24_terminal
    a25_privileges
    a26_a27_namespaces_and_mounts
    a28_kernel_settings
    a29_sys
    a30_devices
    a31_clock
    a32_core_dump
    a33_a35_kernel_interfaces
    a36_inotify
    a37_a38_descriptors
    a39_first_process
    a40_supervisor
    a42_identity_of_the_machine
    p02_ordinary_programs
    p03_terminal
}

#[test]
fn without_a_sandbox_the_attacks_succeed() {
    let host = Host::new();
    for name in [
        "a01_key_in_the_home",
        "a04_write_to_the_home",
        "a05_a08_network",
        "a09_socket_in_a_directory",
        "a10_abstract_socket",
        "a22_a23_other_processes",
    ] {
        let (held, said) = is_held(Level::None, name, &host);
        assert!(!held, "{name} proves nothing: {said}");
    }
}

#[test]
fn a41_a_server_inside_is_not_reached_from_outside() {
    for level in ISOLATED {
        let host = Host::new();
        let task = attack_task("a41_server", &host.arguments());
        std::thread::scope(|scope| {
            let attack = scope.spawn(|| run(level, &task));
            while !attack.is_finished() {
                let knock = TcpStream::connect(("127.0.0.1", host.server_port));
                assert_eq!(knock.expect_err("nobody is there").kind(), ErrorKind::ConnectionRefused, "{level:?}");
                std::thread::sleep(Duration::from_millis(50));
            }
            assert!(printed(&attack.join().expect("it ran")).ends_with("held\n"), "{level:?}");
        });
    }
}

#[test]
fn a43_shared_memory_does_not_outlive_its_sandbox() {
    let host = Host::new();
    for level in ISOLATED {
        for round in ["first", "second"] {
            let (held, said) = is_held(level, "a43_shared_memory", &host);
            assert!(held, "{level:?}, {round} run: {said}");
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[test]
fn a46_calls_by_the_path_of_another_architecture_are_fatal() {
    const SIGSYS: i32 = 31;
    let source = std::fs::read_to_string(payload("a46_other_architecture.c")).expect("the payload is there");
    for level in ISOLATED {
        let mut task = task(vec![command("/usr/bin/gcc", &["-o", "attack", "attack.c"]), command("./attack", &[])]);
        task.files.push(file("attack.c", &source));
        let finished = execute(level, &task).finished;
        assert_eq!(finished[1].exit, Exit::Signal(SIGSYS), "{level:?}: {}", printed(&finished[1]));
    }
}

#[test]
fn p01_a_server_and_its_client_share_a_sandbox() {
    let script = std::fs::read_to_string(payload("p01_server_and_client.sh")).expect("the payload is there");
    assert_eq!(printed(&run(Level::Full, &task(vec![crate::common::bash(&script)]))), "200\n");
}

#[test]
fn all_attacks_are_held_off_for_an_ordinary_user_too() {
    if !is_root() {
        return;
    }
    let tests = std::env::current_exe().expect("this program has a path");
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];
    let status = std::process::Command::new("setpriv").args(nobody).arg(tests).args(["attacks::", "limits::"]).status();
    assert!(status.expect("setpriv runs").success());
}
