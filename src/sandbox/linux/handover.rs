//! How someone outside comes to listen inside: a socket belongs to the network in which it was made,
//! whoever holds it. Process 1 makes the listening sockets, and passes them out over the socket that
//! its orders came in by.

use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::net::TcpListener;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags,
    recvmsg, sendmsg,
};

use super::failure::{During, Failure};
use super::policy::Listener;

/// How many listeners a sandbox may have. One message carries at most 253 descriptors
/// (`SCM_MAX_FD`).
pub(super) const MOST: usize = 64;

const SPACE: usize = rustix::cmsg_space!(ScmRights(MOST));

/// Listens on the loopback of this network, and passes the sockets to whoever is at the other end.
/// None of them is left in this process.
pub(super) fn listen(listeners: &[Listener], other_end: impl AsFd) -> Result<(), Failure> {
    const STEP: &str = "pass the listeners out";
    match listeners.len() {
        0 => return Ok(()),
        1..=MOST => {}
        _ => return Err(format!("there are more than {MOST}")).during(STEP),
    }
    let bind = |listener: &Listener| {
        let socket = TcpListener::bind((listener.address, listener.endpoint.port()));
        socket.during(format_args!("listen for {} on {}", listener.endpoint, listener.address))
    };
    let sockets = listeners.iter().map(bind).collect::<Result<Vec<_>, _>>()?;
    let descriptors: Vec<BorrowedFd<'_>> = sockets.iter().map(AsFd::as_fd).collect();
    let mut space = [MaybeUninit::uninit(); SPACE];
    let mut message = SendAncillaryBuffer::new(&mut space);
    if !message.push(SendAncillaryMessage::ScmRights(&descriptors)) {
        return Err("they do not fit into one message").during(STEP);
    }
    let sent = sendmsg(other_end, &[IoSlice::new(b"L")], &mut message, SendFlags::NOSIGNAL);
    sent.map(drop).during(STEP)
}

/// Receives as many listening sockets as were asked for.
pub(super) fn receive(count: usize, from: impl AsFd) -> io::Result<Vec<TcpListener>> {
    let mut space = [MaybeUninit::uninit(); SPACE];
    let mut message = RecvAncillaryBuffer::new(&mut space);
    let mut byte = [0];
    recvmsg(from, &mut [IoSliceMut::new(&mut byte)], &mut message, RecvFlags::CMSG_CLOEXEC)?;
    let descriptors = message.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(descriptors) => Some(descriptors),
        _ => None,
    });
    let sockets: Vec<TcpListener> = descriptors.flatten().map(|descriptor: OwnedFd| descriptor.into()).collect();
    if sockets.len() == count { Ok(sockets) } else { Err(io::ErrorKind::InvalidData.into()) }
}
