//! The recorder: a small HTTP server that stands in for the hosts that a program calls, and keeps
//! what it was sent. The real hosts are never contacted.

mod http;
mod tls;

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::{Mutex, PoisonError};

use super::Request;
use crate::complete::Wants;
use crate::config::Endpoint;
use crate::reasons::{Because, Reason};
use crate::sandbox::{Bind, Listener};
use crate::snippets::Answer;
use tls::Authority;

/// The ports of the web, which are meant where no port is named.
const PORTS: [u16; 2] = [80, 443];

/// How many requests of one program are kept.
const MOST: usize = 1000;

/// The first byte of every TLS connection: a record that is a handshake (RFC 8446, 5.1).
const HANDSHAKE: u8 = 22;

/// Stands in for hosts.
#[derive(Debug)]
pub(super) struct Recorder {
    endpoints: Vec<Endpoint>,
    answer: Answer,
    authority: Authority,
    requests: Mutex<Vec<Request>>,
}

impl Recorder {
    /// One for the hosts that a program wants it for: `example.com`, or with a port
    /// `example.com:8080`. None where it wants it for no host.
    pub(super) fn new(wants: &Wants) -> Result<Option<Self>, Because> {
        if wants.hosts.is_empty() {
            return Ok(None);
        }
        let endpoints = wants.hosts.iter().map(|host| endpoints(host)).collect::<Result<Vec<_>, _>>();
        let endpoints = endpoints.map_err(|why| Because::new(Reason::Incomplete, why))?.concat();
        let authority = Authority::over(endpoints.iter().map(Endpoint::host));
        let authority = authority.map_err(|why| {
            Because::new(Reason::NoSandbox, format!("there can be no certificates for the recorder: {why}"))
        })?;
        let (answer, requests) = (wants.answer.clone().unwrap_or_default(), Mutex::default());
        Ok(Some(Self { endpoints, answer, authority, requests }))
    }

    /// The ports of hosts that it stands in for.
    pub(super) fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    /// What programs need so that they take its word over TLS: a file, and variables that name it.
    pub(super) fn trust(&self) -> (Bind, Vec<(String, String)>) {
        self.authority.trust()
    }

    /// Serves a connection: over TLS where the program speaks that, whatever the port.
    pub(super) fn serve(&self, listener: &Listener, connection: &TcpStream) {
        let host = listener.endpoint.host();
        let mut first = [0];
        match connection.peek(&mut first) {
            Ok(1) if first[0] == HANDSHAKE => {
                if let Ok(stream) = self.authority.accept(connection) {
                    self.converse(host, stream);
                }
            }
            Ok(1) => self.converse(host, connection),
            _ => {}
        }
    }

    /// Answers one request after the other until the program has no more.
    fn converse(&self, host: &str, stream: impl Read + Write) {
        let mut stream = BufReader::new(stream);
        // What is no HTTP, or breaks off, ends the conversation; the program sees its end.
        while let Ok(Some(head)) = http::read_head(&mut stream) {
            let body = http::read_body(&mut stream, &head);
            let goes_on = body.whole && head.keeps_open;
            let answered = body.whole && http::answer(stream.get_mut(), &head, &self.answer, goes_on).is_ok();
            let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
            if requests.len() == MOST {
                return;
            }
            requests.push(Request {
                method: head.method,
                host: host.to_owned(),
                path: head.path,
                headers: head.headers,
                body_len: body.length,
                body_blake3: body.hash,
            });
            if !(goes_on && answered) {
                return;
            }
        }
    }

    /// What it was sent.
    pub(super) fn into_requests(self) -> Vec<Request> {
        self.requests.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The ports of a host, or the one that stands behind its name.
fn endpoints(host: &str) -> Result<Vec<Endpoint>, String> {
    if host.contains(':') {
        return Ok(vec![host.parse()?]);
    }
    PORTS.iter().map(|port| Endpoint::new(host, *port)).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Seek, SeekFrom};

    use super::*;

    /// What a program sends, and behind it what it is answered.
    struct Wire(Cursor<Vec<u8>>, Vec<u8>);

    impl Read for &mut Wire {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0.read(buffer)
        }
    }

    impl Write for &mut Wire {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.1.write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    /// What is recorded of what a program sends, and what it is answered.
    fn recorded(sent: &[u8], answer: Option<Answer>) -> (Vec<Request>, String) {
        let wants = Wants { hosts: vec!["a.example".into()], answer, ..Wants::default() };
        let recorder = Recorder::new(&wants).unwrap().unwrap();
        let mut wire = Wire(Cursor::new(sent.to_vec()), Vec::new());
        wire.0.seek(SeekFrom::Start(0)).unwrap();
        recorder.converse("a.example", &mut wire);
        (recorder.into_requests(), String::from_utf8(wire.1).unwrap())
    }

    fn hash(body: &str) -> String {
        blake3::hash(body.as_bytes()).to_hex().to_string()
    }

    #[test]
    fn a_request_is_recorded_as_it_was_sent_and_answered() {
        let (requests, answer) =
            recorded(b"PUT /a?b=c HTTP/1.1\r\nHost: a.example\r\nContent-Length: 5\r\n\r\nhello", None);
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let expected = Request {
            method: "PUT".into(),
            host: "a.example".into(),
            path: "/a?b=c".into(),
            headers: vec![header("Host", "a.example"), header("Content-Length", "5")],
            body_len: 5,
            body_blake3: hash("hello"),
        };
        assert_eq!(requests, [expected]);
        assert!(
            answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\nrecorded by recant\n"),
            "{answer}"
        );
    }

    #[test]
    fn a_connection_carries_several_requests_in_either_framing() {
        let sent =
            b"POST /1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n\
                     GET /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\nConnection: close\r\n\r\nGET /4 HTTP/1.1\r\n\r\n";
        let (requests, answers) = recorded(sent, None);
        assert_eq!(requests.iter().map(|request| &*request.path).collect::<Vec<_>>(), ["/1", "/2", "/3"]);
        assert_eq!((requests[0].body_len, &requests[0].body_blake3), (5, &hash("abcde")));
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 3);
    }

    #[test]
    fn a_body_that_breaks_off_is_recorded_as_far_as_it_came() {
        for sent in [
            "POST / HTTP/1.1\r\nContent-Length: 99\r\n\r\nhalf",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n99\r\nhalf",
        ] {
            let (requests, answer) = recorded(sent.as_bytes(), None);
            assert_eq!((requests[0].body_len, &requests[0].body_blake3, &*answer), (4, &hash("half"), ""));
        }
    }

    #[test]
    fn the_answer_is_the_one_that_was_asked_for() {
        let headers = vec![("X-Kind".to_owned(), "test".to_owned())];
        let answer = Answer { status: 404, headers, body: "gone".into() };
        let (_, said) = recorded(b"GET / HTTP/1.1\r\n\r\n", Some(answer.clone()));
        assert!(
            said.starts_with("HTTP/1.1 404 Not Found\r\nX-Kind: test\r\n") && said.ends_with("\r\n\r\ngone"),
            "{said}"
        );
        let (_, said) = recorded(b"HEAD / HTTP/1.1\r\n\r\n", Some(answer));
        assert!(said.contains("Content-Length: 4\r\n") && said.ends_with("\r\n\r\n"), "{said}");
    }

    #[test]
    fn what_waits_for_leave_to_send_its_body_gets_it() {
        let (_, said) = recorded(b"PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx", None);
        assert!(said.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), "{said}");
    }

    #[test]
    fn what_is_no_http_is_not_recorded_and_takes_no_memory() {
        let endless = vec![b'x'; 1 << 20];
        for sent in [b"hello\r\n\r\n".as_slice(), b"GET / HTTP/1.1\r\nno header\r\n\r\n", b"", &endless] {
            assert_eq!(recorded(sent, None), (Vec::new(), String::new()));
        }
    }

    #[test]
    fn a_host_is_a_name_with_the_web_s_ports_or_with_its_own() {
        let ports = |host: &str| endpoints(host).map(|all| all.iter().map(Endpoint::port).collect::<Vec<_>>());
        assert_eq!(ports("a.example"), Ok(vec![80, 443]));
        assert_eq!(ports("a.example:8080"), Ok(vec![8080]));
        assert!(ports("a b").is_err() && ports("http://a").is_err());
    }
}
