//! Serves what programs in a sandbox connect to, from outside of it.

use std::collections::BTreeMap;
use std::io::{self, PipeReader};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Scope};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::policy::Listener;

/// Serves a connection that a program in a sandbox has made to a listener, on a thread of its own.
/// When it returns, or the sandbox ends, the connection is shut.
pub type Serve<'a> = &'a (dyn Fn(&Listener, &TcpStream) + Sync);

/// How many connections of a sandbox are served at one time; those beyond are closed.
const MOST_AT_ONCE: usize = 64;

/// A listener, and its socket in the sandbox.
pub(super) type Open<'a> = (&'a Listener, TcpListener);

/// Serves connections while `work` is under way, and returns when the last has been served.
pub(super) fn while_doing<T>(open: &[Open<'_>], serve: Serve<'_>, work: impl FnOnce() -> T) -> io::Result<T> {
    let (stop, working) = io::pipe()?;
    for (_, socket) in open {
        socket.set_nonblocking(true)?;
    }
    let connections = Connections::default();
    Ok(thread::scope(|scope| {
        scope.spawn(|| {
            accept_until(&stop, open, &connections, serve, scope);
            connections.shut();
        });
        let result = work();
        drop(working);
        result
    }))
}

/// The connections that are being served, each by a number.
#[derive(Default)]
struct Connections(Mutex<BTreeMap<u64, TcpStream>>);

impl Connections {
    /// Keeps hold of a connection, unless there are too many already.
    fn add(&self, number: u64, connection: &TcpStream) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(own) = connection.try_clone().ok().filter(|_| all.len() < MOST_AT_ONCE) else { return false };
        all.insert(number, own);
        true
    }

    fn remove(&self, number: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&number);
    }

    /// Shuts all of them. What has arrived can still be read.
    fn shut(&self) {
        for connection in self.0.lock().unwrap_or_else(PoisonError::into_inner).values() {
            // One that is shut already needs no more.
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

/// Accepts connections until `stop` is closed, and then those that were made before.
fn accept_until<'scope, 'env>(
    stop: &PipeReader,
    open: &'env [Open<'env>],
    connections: &'env Connections,
    serve: Serve<'env>,
    scope: &'scope Scope<'scope, 'env>,
) {
    let mut number = 0;
    let mut stopped = false;
    while !stopped {
        let sockets = open.iter().map(|(_, socket)| PollFd::new(socket, PollFlags::IN));
        let mut polled: Vec<_> = std::iter::once(PollFd::new(stop, PollFlags::IN)).chain(sockets).collect();
        match poll(&mut polled, None) {
            Ok(_) | Err(Errno::INTR) => {}
            // Without memory for it nobody can be served any more.
            Err(_) => return,
        }
        stopped = !polled[0].revents().is_empty();
        for (listener, socket) in open {
            while let Ok((connection, _)) = socket.accept() {
                number += 1;
                if connections.add(number, &connection) {
                    scope.spawn(move || {
                        serve(listener, &connection);
                        connections.remove(number);
                    });
                }
            }
        }
    }
}
