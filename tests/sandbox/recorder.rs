//! The recorder, as ordinary clients meet it.

use std::path::Path;
use std::sync::Arc;

use recant::cache::{Cache, Wanted};
use recant::complete::Program;
use recant::config::Allowance;
use recant::notes;
use recant::pipeline;
use recant::run::{Outcome, Outcomes, Runner, SandboxRunner};
use recant::sandbox::Level;
use recant::snippets::Answer;
use recant::toolchains::Toolchains;

use crate::common::sandbox;

fn runner(level: Level) -> SandboxRunner {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache").join("recant");
    let mut limits = Allowance::default();
    limits.flag_text("timeout=60s").expect("it is a limit");
    SandboxRunner::new(sandbox(level), Toolchains::load(None).expect("the recipes are read"), limits, cache)
}

/// A program as a person would store it: this text, for which hosts are stood in.
fn program(runner: &SandboxRunner, text: &str, hosts: &[&str]) -> Program {
    let document = notes::read("notes.md", b"```sh\necho started\n```\n".to_vec());
    let study = pipeline::study(document);
    let mut program = pipeline::prepare(&study, runner).programs.remove(0);
    text.clone_into(&mut program.text);
    program.wants.hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
    program
}

fn run(text: &str, hosts: &[&str]) -> Outcome {
    let runner = runner(Level::Full);
    let program = program(&runner, text, hosts);
    runner.run(&program, None).expect("it is run")
}

/// What was sent: method, host, path and length of each request.
fn sent(outcome: &Outcome) -> Vec<String> {
    let line = |request: &recant::run::Request| {
        format!("{} {} {} {}", request.method, request.host, request.path, request.body_len)
    };
    outcome.requests.iter().map(line).collect()
}

fn words(outcome: &Outcome) -> String {
    format!("{}{}", String::from_utf8_lossy(&outcome.stdout), String::from_utf8_lossy(&outcome.stderr))
}

#[test]
fn clients_reach_the_recorder_in_the_place_of_hosts_over_tls_too() {
    let outcome = run(
        "curl -sS -X PUT -H 'X-Kind: a' --data hello http://api.example.com/items?id=1\n\
         curl -sS https://api.example.com/secure\n\
         wget -qO- https://files.example.com/file\n\
         curl -sS http://files.example.com:8080/odd\n\
         python3 -c 'import urllib.request as r; print(r.urlopen(\"https://api.example.com/python\").status)'",
        &["api.example.com", "files.example.com", "files.example.com:8080"],
    );
    let expected = [
        "PUT api.example.com /items?id=1 5",
        "GET api.example.com /secure 0",
        "GET files.example.com /file 0",
        "GET files.example.com /odd 0",
        "GET api.example.com /python 0",
    ];
    assert_eq!(sent(&outcome), expected, "{}", words(&outcome));
    assert!(outcome.requests[0].headers.contains(&("X-Kind".into(), "a".into())), "{:?}", outcome.requests[0]);
    assert_eq!(words(&outcome), "recorded by recant\n".repeat(4) + "200\n");
}

#[test]
fn a_body_that_a_client_changes_is_seen_as_it_was_sent() {
    let outcome = run(
        "printf 'one\\ntwo\\n' > file\ncurl -sS -d @file http://a.example/d\n\
         curl -sS --data-binary @file http://a.example/binary\ncurl -sS -T file http://a.example/upload",
        &["a.example"],
    );
    assert_eq!(sent(&outcome), ["POST a.example /d 6", "POST a.example /binary 8", "PUT a.example /upload 8"]);
    let whole = blake3::hash(b"one\ntwo\n").to_hex();
    let hashes: Vec<_> = outcome.requests.iter().map(|request| request.body_blake3 == whole.as_str()).collect();
    assert_eq!(hashes, [false, true, true]);
}

#[test]
fn a_large_body_that_waits_for_leave_is_taken_whole() {
    let outcome = run("head -c 5000000 /dev/zero > file; curl -sS -T file https://a.example/large", &["a.example"]);
    assert_eq!(sent(&outcome), ["PUT a.example /large 5000000"], "{}", words(&outcome));
}

#[test]
fn the_answer_is_what_the_program_wants_it_to_be() {
    let runner = runner(Level::Full);
    let mut program = program(&runner, "curl -sS -w '%{http_code}' https://a.example/", &["a.example"]);
    program.wants.answer = Some(Answer { status: 503, headers: Vec::new(), body: "busy ".into() });
    assert_eq!(words(&runner.run(&program, None).expect("it is run")), "busy 503");
}

#[test]
fn other_hosts_are_as_unreachable_as_ever() {
    let outcome = run("curl -sS http://b.example/", &["a.example"]);
    assert!(!outcome.succeeded() && outcome.requests.is_empty(), "{}", words(&outcome));
}

#[test]
fn below_the_full_level_nothing_stands_in_and_nothing_is_run() {
    for level in [Level::Landlock, Level::None] {
        let runner = runner(level);
        let program = program(&runner, "echo ran", &["a.example"]);
        let because = runner.run(&program, None).expect_err("it is not run");
        assert_eq!(because.reason.code(), "denied");
    }
}

#[test]
fn a_host_that_cannot_be_one_is_told_of() {
    let runner = runner(Level::Full);
    let program = program(&runner, "echo ran", &["a.example\n127.0.0.1 b.example"]);
    let because = runner.run(&program, None).expect_err("it is not run");
    assert!(because.detail.contains("no name of a host"), "{}", because.detail);
}

#[test]
fn what_was_sent_is_remembered_as_long_as_the_recorder_answers_the_same() {
    let folder = tempfile::tempdir().expect("there is room");
    let asked = |answer: &str| {
        let cache = Arc::new(Cache::open(&folder.path().join("outcomes")).expect("it can be written"));
        let runner = runner(Level::Full).remembering(Some(Outcomes::in_cache(cache, Wanted::default())));
        // What is asked for is another thing each time.
        let mut program = program(&runner, "curl -s http://a.example/$(date +%N)\n", &["a.example"]);
        program.wants.answer = Some(Answer { body: answer.into(), ..Answer::default() });
        let outcome = runner.run(&program, None).expect("it is run");
        assert_eq!(String::from_utf8_lossy(&outcome.stdout), answer);
        assert!(outcome.standing.is_some(), "nothing outside of recant has a part in it");
        sent(&outcome)
    };
    let first = asked("one");
    assert_eq!(first.len(), 1);
    assert_eq!(asked("one"), first);
    assert_ne!(asked("two"), first);
}
