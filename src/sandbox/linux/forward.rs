//! Hands connections of programs on to the hosts that they are meant for.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};

use super::policy::Listener;
use crate::config::Endpoint;

/// How long a host may take to answer, and to take what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);

/// Connects programs with the very hosts and ports that listeners stand for, and hands bytes on
/// untouched in both directions, up to an amount. Its [`Forwarder::serve`] is what
/// [`crate::sandbox::Sandbox::execute_serving`] takes.
#[derive(Debug)]
pub struct Forwarder {
    left: AtomicU64,
}

impl Forwarder {
    /// One that hands on `most` bytes in all.
    #[must_use]
    pub const fn new(most: u64) -> Self {
        Self { left: AtomicU64::new(most) }
    }

    /// Serves one connection. Where the host cannot be reached it is closed.
    pub fn serve(&self, listener: &Listener, inner: &TcpStream) {
        // Both sides see a failure as the end of the connection, as over any network.
        let _ = Self::connect(&listener.endpoint).and_then(|outer| self.pump(inner, &outer));
    }

    /// A connection to the very host and port that are meant.
    ///
    /// # Errors
    /// Where it cannot be made in time.
    pub fn connect(endpoint: &Endpoint) -> io::Result<TcpStream> {
        connect(endpoint)
    }

    /// How many bytes may still be handed on.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.left.load(Ordering::Relaxed)
    }

    /// Hands on what one side says, until it ends.
    ///
    /// # Errors
    /// Where a side is gone, or the amount is used up.
    pub fn hand_over(&self, mut from: &TcpStream, mut to: &TcpStream) -> io::Result<()> {
        to.set_write_timeout(Some(PATIENCE))?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = from.read(&mut buffer)?;
            if read == 0 {
                return to.shutdown(Shutdown::Write);
            }
            self.spend(read)?;
            to.write_all(&buffer[..read])?;
        }
    }

    /// Hands bytes on until both sides have nothing more to say, or one is gone.
    ///
    /// # Errors
    /// Where a side is gone, or the amount is used up.
    pub fn pump(&self, inner: &TcpStream, outer: &TcpStream) -> io::Result<()> {
        for side in [inner, outer] {
            side.set_write_timeout(Some(PATIENCE))?;
        }
        let mut buffer = vec![0; 1 << 16];
        let directions = [(inner, outer), (outer, inner)];
        let mut speaks = [true; 2];
        while speaks.contains(&true) {
            let asked = |speaks| if speaks { PollFlags::IN } else { PollFlags::empty() };
            let mut polled = [PollFd::new(inner, asked(speaks[0])), PollFd::new(outer, asked(speaks[1]))];
            while let Err(rustix::io::Errno::INTR) = poll(&mut polled, None) {}
            let ready = [polled[0].revents(), polled[1].revents()];
            for (index, (from, mut to)) in directions.into_iter().enumerate() {
                if speaks[index] && !ready[index].is_empty() {
                    let read = { from }.read(&mut buffer)?;
                    self.spend(read)?;
                    to.write_all(&buffer[..read])?;
                    if read == 0 {
                        speaks[index] = false;
                        to.shutdown(Shutdown::Write)?;
                    }
                } else if ready[index].intersects(PollFlags::HUP | PollFlags::ERR) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn spend(&self, bytes: usize) -> io::Result<()> {
        let bytes = bytes as u64;
        let spent = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(bytes));
        spent.map(drop).map_err(|_| io::ErrorKind::QuotaExceeded.into())
    }
}

fn connect(endpoint: &Endpoint) -> io::Result<TcpStream> {
    let found = (endpoint.host(), endpoint.port()).to_socket_addrs()?;
    let mut failure = io::ErrorKind::AddrNotAvailable.into();
    for address in found.filter(|address| is_meant(endpoint, address)) {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return Ok(stream),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

/// Whether a name may stand for an address: one that others can make stand for this machine, or for
/// what only this machine can reach, does not open these.
fn is_meant(endpoint: &Endpoint, address: &SocketAddr) -> bool {
    let is_loopback = match address.ip().to_canonical() {
        IpAddr::V4(ip) if ip.is_link_local() || ip == Ipv4Addr::UNSPECIFIED || ip.is_broadcast() => return false,
        IpAddr::V6(ip) if ip.is_unicast_link_local() || ip.is_unspecified() => return false,
        ip => ip.is_loopback(),
    };
    is_loopback == endpoint.loopback().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(host: &str, address: &str) -> bool {
        let endpoint = Endpoint::new(host, 80).expect("it is one");
        is_meant(&endpoint, &SocketAddr::new(address.parse().expect("it is one"), 80))
    }

    #[test]
    fn a_name_does_not_open_this_machine_or_its_neighbours_on_the_link() {
        for address in
            ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::", "169.254.169.254", "fe80::1"]
        {
            assert!(!meant("example.com", address), "{address}");
        }
        assert!(meant("example.com", "93.184.215.14") && meant("example.com", "2606:2800:220:1::1"));
    }

    #[test]
    fn this_machine_is_meant_where_it_is_named_and_nothing_else_is_then() {
        assert!(meant("localhost", "127.0.0.1") && meant("127.0.0.1", "127.0.0.1"));
        assert!(!meant("localhost", "93.184.215.14"));
    }

    #[test]
    fn what_is_handed_on_has_an_end() {
        let forwarder = Forwarder::new(10);
        assert!(forwarder.spend(10).is_ok() && forwarder.spend(1).is_err());
    }
}
