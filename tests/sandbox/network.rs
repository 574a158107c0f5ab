//! What can be reached from inside where someone outside listens, and what cannot.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use recant::config::Endpoint;
use recant::sandbox::{Exit, Finished, Forwarder, Level, Listener, Network, SandboxError, Task};

use crate::attacks::{Host, attack_task};
use crate::common::{printed, python, sandbox, task};

fn endpoint(text: &str) -> Endpoint {
    text.parse().expect("it is an endpoint")
}

fn served(mut task: Task, endpoints: &[&str]) -> Task {
    task.policy.network = Network::Served(Listener::for_each(endpoints.iter().map(|text| endpoint(text))));
    task
}

fn run_serving(task: &Task, serve: &(dyn Fn(&Listener, &TcpStream) + Sync)) -> Finished {
    let execution = sandbox(Level::Full).execute_serving(task, serve, None).expect("the task is run");
    let [finished] = execution.finished.try_into().expect("one command was run");
    finished
}

/// A service of the host that answers each line with the same line, once.
fn echo() -> (TcpListener, String) {
    let service = TcpListener::bind("127.0.0.1:0").expect("a service listens");
    let port = service.local_addr().expect("it has an address").port();
    (service, format!("127.0.0.1:{port}"))
}

fn answer_one(service: &TcpListener) {
    let (mut stream, _) = service.accept().expect("someone comes");
    let mut line = String::new();
    BufReader::new(stream.try_clone().expect("it is cloned")).read_line(&mut line).expect("it is read");
    stream.write_all(line.as_bytes()).expect("it is answered");
}

#[test]
fn what_was_granted_is_reached_and_nothing_else() {
    let host = Host::new();
    let (service, granted) = echo();
    let mut arguments = host.arguments();
    arguments.push(granted.clone());
    let task = served(attack_task("n01_network_with_a_grant", &arguments), &[&granted]);
    let forwarder = Forwarder::new(1 << 20);
    let finished = std::thread::scope(|scope| {
        scope.spawn(|| answer_one(&service));
        run_serving(&task, &|listener, stream| forwarder.serve(listener, stream))
    });
    assert!(printed(&finished).ends_with("held\n"), "{}", printed(&finished));
}

#[test]
fn descriptors_of_listeners_are_not_inherited() {
    let task = served(attack_task("a37_a38_descriptors", &[]), &["one.example:80", "two.example:443"]);
    assert!(printed(&run_serving(&task, &|_, _| {})).ends_with("held\n"));
}

#[test]
fn each_host_has_a_name_an_address_and_its_ports() {
    let names = ["a.example:80", "a.example:443", "b.example:80", "localhost:8080"];
    let script = "import socket\nfor name, port in [('a.example', 80), ('a.example', 443), ('b.example', 80), \
                  ('localhost', 8080)]:\n  s = socket.create_connection((name, port))\n  print(s.getpeername()[0], \
                  s.makefile().read())";
    let asked = Mutex::new(BTreeSet::new());
    let finished = run_serving(&served(task(vec![python(script)]), &names), &|listener, mut stream| {
        asked.lock().expect("nobody fails").insert(listener.endpoint.to_string());
        let _ = write!(stream, "{}", listener.endpoint);
    });
    let expected =
        "127.0.1.1 a.example:80\n127.0.1.1 a.example:443\n127.0.1.2 b.example:80\n127.0.0.1 localhost:8080\n";
    assert_eq!(printed(&finished), expected);
    assert_eq!(asked.into_inner().expect("nobody fails").into_iter().collect::<Vec<_>>(), {
        let mut names = names;
        names.sort_unstable();
        names
    });
}

#[test]
fn what_was_sent_before_the_end_is_still_served_and_nobody_is_waited_for() {
    let script = "import socket\nopen_ = socket.create_connection(('a.example', 80))\n\
                  socket.create_connection(('a.example', 80)).sendall(b'last words')";
    let heard = Mutex::new(Vec::new());
    let began = Instant::now();
    let finished = run_serving(&served(task(vec![python(script)]), &["a.example:80"]), &|_, mut stream| {
        let mut words = String::new();
        let _ = stream.read_to_string(&mut words);
        heard.lock().expect("nobody fails").push(words);
    });
    let mut heard = heard.into_inner().expect("nobody fails");
    heard.sort();
    assert_eq!(
        (finished.exit, heard.as_slice()),
        (Exit::Status(0), [String::new(), "last words".to_owned()].as_slice())
    );
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[test]
fn a_program_that_is_ended_is_cut_off_from_what_it_reached() {
    let (service, granted) = echo();
    let (host, port) = granted.split_once(':').expect("it has a port");
    let script = format!("import socket, time\ns = socket.create_connection(('{host}', {port}))\ntime.sleep(100)");
    let mut task = served(task(vec![python(&script)]), &[&granted]);
    task.policy.limits.wall = Duration::from_millis(500);
    let forwarder = Forwarder::new(1 << 20);
    let cut_off = std::thread::scope(|scope| {
        // The service says nothing and waits.
        let waiting = scope.spawn(|| service.accept().expect("someone comes").0.read(&mut [0]));
        run_serving(&task, &|listener, stream| forwarder.serve(listener, stream));
        waiting.join().expect("it ends")
    });
    assert_eq!(cut_off.ok(), Some(0));
}

#[test]
fn below_the_full_level_nothing_is_run_with_hosts_to_reach() {
    for level in [Level::Landlock, Level::None] {
        let task = served(task(vec![python("print('ran')")]), &["a.example:80"]);
        let result = sandbox(level).execute_serving(&task, &|_, _| {}, None);
        assert!(matches!(result, Err(SandboxError::TooWeak(_))), "{level:?} {result:?}");
    }
}

#[test]
fn more_listeners_than_can_be_had_are_told_of() {
    let many: Vec<_> = (1..=65).map(|port| format!("a.example:{port}")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let task = served(task(vec![python("print('ran')")]), &many);
    let result = sandbox(Level::Full).execute_serving(&task, &|_, _| {}, None);
    assert!(matches!(&result, Err(SandboxError::Setup(why)) if why.contains("more than 64")), "{result:?}");
}
