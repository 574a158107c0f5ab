//! A proxy through which package managers in a sandbox reach the hosts of their registries and no others.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::upstream::{Upstream, head};
use crate::config::Endpoint;
use crate::sandbox::{Forwarder, Listener};

/// Where it listens in a sandbox.
pub(super) const PORT: u16 = 3128;

/// Connects whoever asks with one of its hosts: by `CONNECT` (RFC 9110, 9.3.6), where what then passes is
/// encrypted between the two, or by handing on a request in clear text.
#[derive(Debug)]
pub(super) struct Proxy {
    hosts: BTreeSet<Endpoint>,
    upstream: Upstream,
    forwarder: Forwarder,
    most: u64,
    refused: Mutex<BTreeSet<Endpoint>>,
    silent: Mutex<BTreeSet<Endpoint>>,
    exhausted: AtomicBool,
}

/// What a client asks a proxy for.
enum Ask {
    /// A connection.
    Tunnel(Endpoint),
    /// What a host has at a path: the request for the host itself, and for a proxy.
    Plain { host: Endpoint, request: String, absolute: String },
}

impl Proxy {
    /// A proxy to these hosts that hands on `most` bytes in all.
    pub(super) fn new(hosts: BTreeSet<Endpoint>, upstream: Upstream, most: u64) -> Self {
        let (refused, silent) = (Mutex::default(), Mutex::default());
        let exhausted = AtomicBool::new(false);
        Self { hosts, upstream, forwarder: Forwarder::new(most), most, refused, silent, exhausted }
    }

    /// Serves one connection: as a proxy, or as one of its hosts that is on this machine.
    pub(super) fn serve(&self, listener: &Listener, client: &TcpStream) {
        // A client that is gone need not be told.
        let _ = if listener.endpoint.port() == PORT {
            match head(client).ok().and_then(|head| asked(&head)) {
                Some(ask) => self.answer(client, &ask),
                None => tell(client, "400 Only CONNECT and GET are understood"),
            }
        } else {
            self.reach(&listener.endpoint).and_then(|host| self.pass(self.forwarder.pump(client, &host)))
        };
    }

    /// How many bytes have passed.
    pub(super) fn passed(&self) -> u64 {
        self.most - self.forwarder.left()
    }

    /// Whether more was to pass than may.
    pub(super) fn is_exhausted(&self) -> bool {
        self.exhausted.load(Ordering::Relaxed)
    }

    /// A host that was asked for and is none of the registries'.
    pub(super) fn refused(&self) -> Option<Endpoint> {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).first().cloned()
    }

    /// A host that could not be connected to.
    pub(super) fn silent(&self) -> Option<Endpoint> {
        self.silent.lock().unwrap_or_else(PoisonError::into_inner).first().cloned()
    }

    fn answer(&self, client: &TcpStream, ask: &Ask) -> io::Result<()> {
        let (Ask::Tunnel(host) | Ask::Plain { host, .. }) = ask;
        if !self.hosts.contains(host) {
            self.refused.lock().unwrap_or_else(PoisonError::into_inner).insert(host.clone());
            return tell(client, "403 Not a host of the registries that are configured");
        }
        let open = match ask {
            Ask::Tunnel(host) => self.reach(host),
            Ask::Plain { host, request, absolute } => self.request(host, request, absolute),
        };
        let Ok(outer) = open else { return tell(client, "502 The registry cannot be reached") };
        match ask {
            Ask::Tunnel(_) => {
                tell(client, "200 Connection established")?;
                self.pass(self.forwarder.pump(client, &outer))
            }
            // One request, one answer: what else the client may say is not heard.
            Ask::Plain { .. } => self.pass(self.forwarder.hand_over(&outer, client)),
        }
    }

    fn reach(&self, host: &Endpoint) -> io::Result<TcpStream> {
        self.noting(host, self.upstream.tunnel(host))
    }

    /// A connection on which a host has been asked for what it has at a path.
    fn request(&self, host: &Endpoint, request: &str, absolute: &str) -> io::Result<TcpStream> {
        let (stream, words) = match self.upstream.for_plain(host) {
            Some(via) => (via.connect(), format!("{absolute}{}\r\n", via.authorization)),
            None => (Forwarder::connect(host), format!("{request}\r\n")),
        };
        let mut stream = self.noting(host, stream)?;
        stream.write_all(words.as_bytes())?;
        Ok(stream)
    }

    fn noting(&self, host: &Endpoint, stream: io::Result<TcpStream>) -> io::Result<TcpStream> {
        if stream.is_err() {
            self.silent.lock().unwrap_or_else(PoisonError::into_inner).insert(host.clone());
        }
        stream
    }

    fn pass(&self, passed: io::Result<()>) -> io::Result<()> {
        if passed.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::QuotaExceeded) {
            self.exhausted.store(true, Ordering::Relaxed);
        }
        passed
    }
}

fn tell(mut client: &TcpStream, status: &str) -> io::Result<()> {
    write!(client, "HTTP/1.1 {status}\r\n\r\n")
}

fn asked(head: &[u8]) -> Option<Ask> {
    let head = std::str::from_utf8(head).ok()?;
    let (line, headers) = head.split_once("\r\n")?;
    let mut words = line.split(' ');
    let (method, target) = (words.next()?, words.next()?);
    if method == "CONNECT" {
        return target.parse().ok().map(Ask::Tunnel);
    }
    if !["GET", "HEAD"].contains(&method) {
        return None;
    }
    let rest = target.strip_prefix("http://")?;
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = if host.contains(':') { host.parse() } else { Endpoint::new(host, 80) }.ok()?;
    // Between the two the connection is for this one answer, and the client's words to a proxy are for us.
    let kept = headers.lines().filter(|line| {
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        !line.is_empty() && name != "connection" && !name.starts_with("proxy-")
    });
    let headers: String = kept.map(|line| format!("{line}\r\n")).chain(["Connection: close\r\n".to_owned()]).collect();
    let request = format!("{method} {} HTTP/1.1\r\n{headers}", if path.is_empty() { "/" } else { path });
    Some(Ask::Plain { host, request, absolute: format!("{method} {target} HTTP/1.1\r\n{headers}") })
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};

    use super::{Endpoint, Listener, PORT, Proxy, Upstream};

    /// What a client is answered that sends this to a proxy to 127.0.0.1, behind which a host says "hello",
    /// and what the proxy then knows of the hosts that it did not connect to.
    fn answered(request: &str, upstream: &Upstream) -> (String, String) {
        let host = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = host.local_addr().unwrap().port();
        let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = TcpStream::connect(proxy.local_addr().unwrap()).unwrap();
        client.write_all(request.replace("PORT", &port.to_string()).as_bytes()).unwrap();
        let (served, _) = proxy.accept().unwrap();
        let listener = Listener::for_each([Endpoint::new("localhost", PORT).unwrap()]).remove(0);
        let hosts = [Endpoint::new("127.0.0.1", port), Endpoint::new("nowhere.invalid", 443)].map(Result::unwrap);
        let known = Proxy::new(hosts.into(), upstream.clone(), 1 << 20);
        std::thread::scope(|scope| {
            scope.spawn(|| known.serve(&listener, &served));
            if request.contains("127.0.0.1") {
                host.accept().unwrap().0.write_all(b"hello").unwrap();
            }
            client.shutdown(std::net::Shutdown::Write).unwrap();
        });
        drop(served);
        let mut text = String::new();
        client.read_to_string(&mut text).unwrap();
        (text, format!("{:?} {:?}", known.refused().map(|host| host.to_string()), known.silent().is_some()))
    }

    fn direct(request: &str) -> (String, String) {
        answered(request, &Upstream::default())
    }

    #[test]
    fn a_host_of_the_registries_is_reached() {
        let (text, _) = direct("CONNECT 127.0.0.1:PORT HTTP/1.1\r\nHost: x\r\n\r\n");
        assert_eq!(text, "HTTP/1.1 200 Connection established\r\n\r\nhello");
        assert_eq!(direct("GET http://127.0.0.1:PORT/simple HTTP/1.1\r\n\r\n").0, "hello");
    }

    #[test]
    fn no_other_host_or_port_is_reached_and_nothing_else_is_done() {
        for request in ["CONNECT example.com:443", "CONNECT nowhere.invalid:22", "GET http://example.com/"] {
            let (text, known) = direct(&format!("{request} HTTP/1.1\r\n\r\n"));
            assert!(text.starts_with("HTTP/1.1 403 ") && known.starts_with("Some("), "{text} {known}");
        }
        for request in ["POST http://nowhere.invalid:443/", "GET /", "CONNECT nowhere.invalid"] {
            assert!(direct(&format!("{request} HTTP/1.1\r\n\r\n")).0.starts_with("HTTP/1.1 400 "));
        }
    }

    #[test]
    fn a_host_that_cannot_be_reached_is_noted() {
        let (text, known) = direct("CONNECT nowhere.invalid:443 HTTP/1.1\r\n\r\n");
        assert!(text.starts_with("HTTP/1.1 502 "), "{text}");
        assert_eq!(known, "None true");
    }

    #[test]
    fn no_more_is_handed_on_than_may_be() {
        let host = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = Endpoint::new("127.0.0.1", host.local_addr().unwrap().port()).unwrap();
        let server = std::thread::spawn(move || host.accept().unwrap().0.write_all(b"hello"));
        let inner = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(inner.local_addr().unwrap()).unwrap();
        let proxy = Proxy::new([endpoint.clone()].into(), Upstream::default(), 3);
        proxy.serve(&Listener::for_each([endpoint]).remove(0), &inner.accept().unwrap().0);
        assert!(proxy.is_exhausted() && proxy.passed() == 0);
        server.join().unwrap().unwrap();
        drop(client);
    }

    #[test]
    fn the_user_s_own_proxy_is_asked_to_connect() {
        let outer = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://me:x@{}", outer.local_addr().unwrap());
        let upstream = Upstream::of_user(|name| (name == "https_proxy").then(|| address.clone()));
        let asked = std::thread::spawn(move || {
            let (mut client, _) = outer.accept().unwrap();
            let words = super::head(&client).unwrap();
            client.write_all(b"HTTP/1.1 200 OK\r\n\r\nhello from afar").unwrap();
            String::from_utf8(words).unwrap()
        });
        let (text, _) = answered("CONNECT nowhere.invalid:443 HTTP/1.1\r\n\r\n", &upstream);
        assert_eq!(text, "HTTP/1.1 200 Connection established\r\n\r\nhello from afar");
        let asked = asked.join().unwrap();
        assert!(asked.starts_with("CONNECT nowhere.invalid:443 ") && asked.contains("Basic bWU6eA=="), "{asked}");
    }
}
