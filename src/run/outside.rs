//! What answers a program from outside of its sandbox: hosts that were granted, and the recorder.

use std::net::TcpStream;

use super::recorder::Recorder;
use super::{Grants, Request};
use crate::complete::Wants;
use crate::reasons::Because;
use crate::sandbox::{Forwarder, Level, Listener, Task};

/// How many bytes one program may exchange with all hosts that were granted.
const MOST_FORWARDED: u64 = 256 << 20;

/// What answers one program from outside of its sandbox.
#[derive(Debug)]
pub(super) struct Outside {
    forwarder: Forwarder,
    recorder: Option<Recorder>,
}

impl Outside {
    /// What a program wants to be answered by, and what the user grants it.
    pub(super) fn new(wants: &Wants) -> Result<Self, Because> {
        Ok(Self { forwarder: Forwarder::new(MOST_FORWARDED), recorder: Recorder::new(wants)? })
    }

    /// Lays the way to it into a task.
    pub(super) fn equip(&self, task: &mut Task, grants: &Grants, level: Level) {
        let recorded = self.recorder.iter().flat_map(Recorder::endpoints).cloned();
        task.policy.network = grants.network(level, recorded);
        if let Some(recorder) = &self.recorder {
            let (file, variables) = recorder.trust();
            task.policy.view.push(file);
            task.policy.environment.extend(variables);
        }
    }

    /// Serves a connection. Where a recorder stands in for a host, the host itself is not contacted.
    pub(super) fn serve(&self, listener: &Listener, connection: &TcpStream) {
        match &self.recorder {
            Some(recorder) if recorder.endpoints().contains(&listener.endpoint) => {
                recorder.serve(listener, connection);
            }
            _ => self.forwarder.serve(listener, connection),
        }
    }

    /// What the recorder was sent.
    pub(super) fn into_requests(self) -> Vec<Request> {
        self.recorder.map_or_else(Vec::new, Recorder::into_requests)
    }
}
