//! A proxy through which package managers in a sandbox reach the hosts of their registries and no others.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use crate::config::Endpoint;
use crate::sandbox::{Forwarder, Listener};

/// Where it listens in a sandbox.
pub(super) const PORT: u16 = 3128;

/// How long it waits to be told where to connect to, and how much it reads of that.
const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST: usize = 8 << 10;

/// Connects whoever asks with one of its hosts, by `CONNECT` (RFC 9110, 9.3.6): what then passes is
/// encrypted between the two.
#[derive(Debug)]
pub(super) struct Proxy {
    hosts: Vec<String>,
    forwarder: Forwarder,
}

impl Proxy {
    /// A proxy to these hosts that hands on `most` bytes in all.
    pub(super) fn new(hosts: Vec<String>, most: u64) -> Self {
        Self { hosts, forwarder: Forwarder::new(most) }
    }

    /// Serves one connection. Failures are told to the client as far as it listens.
    pub(super) fn serve(&self, client: &TcpStream) {
        let told = match target(client) {
            Some(target) if self.hosts.iter().any(|host| host == target.host()) => {
                let address = Ipv4Addr::LOCALHOST;
                answer(client, "200 Connection established")
                    .map(|()| self.forwarder.serve(&Listener { endpoint: target, address }, client))
            }
            Some(_) => answer(client, "403 Not a host of the registries that are configured"),
            None => answer(client, "400 Only CONNECT is understood"),
        };
        // A client that is gone need not be told.
        let _ = told;
    }
}

fn answer(mut client: &TcpStream, status: &str) -> io::Result<()> {
    write!(client, "HTTP/1.1 {status}\r\n\r\n")
}

/// Where a client wants to be connected to.
fn target(mut client: &TcpStream) -> Option<Endpoint> {
    client.set_read_timeout(Some(PATIENCE)).ok()?;
    let mut head = Vec::new();
    // One byte at a time: what follows the head belongs to the host.
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        client.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
        if head.len() > LONGEST {
            return None;
        }
    }
    client.set_read_timeout(None).ok()?;
    asked(&head)
}

fn asked(head: &[u8]) -> Option<Endpoint> {
    let line = std::str::from_utf8(head).ok()?.lines().next()?;
    line.strip_prefix("CONNECT ")?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};

    use super::Proxy;

    /// What a client is answered that sends this to a proxy to 127.0.0.1, behind which a host says "hello".
    fn answered(request: &str) -> String {
        let host = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = host.local_addr().unwrap().port();
        let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = TcpStream::connect(proxy.local_addr().unwrap()).unwrap();
        client.write_all(request.replace("PORT", &port.to_string()).as_bytes()).unwrap();
        let (served, _) = proxy.accept().unwrap();
        std::thread::scope(|scope| {
            scope.spawn(|| Proxy::new(vec!["127.0.0.1".into()], 1 << 20).serve(&served));
            if request.contains("127.0.0.1") {
                host.accept().unwrap().0.write_all(b"hello").unwrap();
            }
            client.shutdown(std::net::Shutdown::Write).unwrap();
        });
        drop(served);
        let mut text = String::new();
        client.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_host_of_the_registries_is_reached() {
        let text = answered("CONNECT 127.0.0.1:PORT HTTP/1.1\r\nHost: x\r\n\r\n");
        assert_eq!(text, "HTTP/1.1 200 Connection established\r\n\r\nhello");
    }

    #[test]
    fn no_other_host_is_reached_and_nothing_else_is_done() {
        assert!(answered("CONNECT example.com:443 HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 403 "));
        assert!(answered("GET http://example.com/ HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 400 "));
    }
}
