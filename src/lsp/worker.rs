//! The thread that checks and runs, one thing after the other.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use lsp_server::{RequestId, Response};
use lsp_types::{MessageType, Uri};

use super::accept::keep;
use super::note::Note;
use super::places::path_of;
use super::run::run;
use super::server::Server;

/// Something to do.
pub(super) enum Job {
    /// Check the file at an address.
    Check(Uri),
    /// Run a program of a note, and answer a request with what it prints.
    Run(RequestId, Arc<Note>, usize),
    /// Keep in the corpus what was seen of a snippet, answer a request with where, and check the note again.
    Keep(RequestId, Uri, Arc<Note>, usize),
}

/// Does what is ordered until nobody orders any more.
pub(super) fn work(server: &Server, orders: &Receiver<Job>) {
    let mut waiting = VecDeque::new();
    while let Some(job) = waiting.pop_front().or_else(|| orders.recv().ok()) {
        waiting.extend(orders.try_iter());
        // Who saves three times while a check runs wants the last state checked.
        let again = |other: &Job| matches!((&job, other), (Job::Check(one), Job::Check(other)) if one == other);
        if waiting.iter().any(again) {
            continue;
        }
        if catch_unwind(AssertUnwindSafe(|| carry_out(server, job))).is_err() {
            server.say(MessageType::ERROR, "this is a defect of recant, not of your notes; please report it");
        }
    }
}

fn carry_out(server: &Server, job: Job) {
    match job {
        Job::Check(uri) => server.check(&uri),
        Job::Run(id, note, snippet) => {
            let text = run(&note, snippet, &*server.engine().runner);
            server.say(MessageType::INFO, &text);
            server.send(Response::new_ok(id, text));
        }
        Job::Keep(id, uri, note, snippet) => {
            let path = path_of(&uri).ok_or_else(|| "this note is in no file".to_owned());
            let kept = path.and_then(|path| keep(&note, &path, snippet, server.engine()));
            let (kind, message) = match kept {
                Ok(message) => (MessageType::INFO, message),
                Err(why) => (MessageType::WARNING, why),
            };
            server.say(kind, &message);
            server.send(Response::new_ok(id, message));
            server.check(&uri);
        }
    }
}
