//! The user's own proxy, through which recant connects to registries where the environment names one.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::config::Endpoint;
use crate::sandbox::Forwarder;

/// How long a proxy may take for each step, and how much it may say of itself.
const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST: usize = 8 << 10;

/// The ways to hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Upstream {
    secure: Option<Via>,
    plain: Option<Via>,
    /// Hosts, with all below them, that are reached without it; `*` is all of them.
    exempt: Vec<String>,
}

/// A proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Via {
    address: String,
    /// The header that lets the user in; empty where there are no credentials.
    pub(super) authorization: String,
}

impl Upstream {
    /// What `https_proxy` and the other variables of this kind say.
    pub(super) fn of_user(variable: impl Fn(&str) -> Option<String>) -> Self {
        let either = |name: &str| variable(name).or_else(|| variable(&name.to_uppercase()));
        let all = || either("all_proxy");
        let exempt = either("no_proxy").unwrap_or_default();
        let exempt = exempt.split(',').map(|host| host.trim().trim_start_matches("*.").trim_start_matches('.'));
        Self {
            secure: either("https_proxy").or_else(all).and_then(|address| Via::at(&address)),
            plain: either("http_proxy").or_else(all).and_then(|address| Via::at(&address)),
            exempt: exempt.filter(|host| !host.is_empty()).map(str::to_ascii_lowercase).collect(),
        }
    }

    /// The proxy that requests in clear text go through.
    pub(super) fn for_plain(&self, endpoint: &Endpoint) -> Option<&Via> {
        self.plain.as_ref().filter(|_| !self.is_exempt(endpoint))
    }

    /// A connection to a host, through the proxy where there is one for it.
    pub(super) fn tunnel(&self, endpoint: &Endpoint) -> io::Result<TcpStream> {
        let Some(via) = self.secure.as_ref().filter(|_| !self.is_exempt(endpoint)) else {
            return Forwarder::connect(endpoint);
        };
        let mut stream = via.connect()?;
        write!(stream, "CONNECT {endpoint} HTTP/1.1\r\nHost: {endpoint}\r\n{}\r\n", via.authorization)?;
        let head = head(&stream)?;
        let is_open = head.split(|byte| *byte == b' ').nth(1) == Some(b"200".as_slice());
        if is_open { Ok(stream) } else { Err(io::ErrorKind::ConnectionRefused.into()) }
    }

    fn is_exempt(&self, endpoint: &Endpoint) -> bool {
        let is_below = |host: &String| {
            endpoint.host().strip_suffix(host.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        endpoint.loopback().is_some() || self.exempt.iter().any(|host| host == "*" || is_below(host))
    }
}

impl Via {
    /// A proxy at an address: `http://me:secret@proxy.example:3128`.
    fn at(address: &str) -> Option<Self> {
        let rest = address.strip_prefix("http://").or_else(|| (!address.contains("://")).then_some(address))?;
        let rest = rest.split('/').next().filter(|rest| !rest.is_empty())?;
        let (credentials, host) = rest.rsplit_once('@').map_or((None, rest), |(own, host)| (Some(own), host));
        let authorization = credentials.map(|own| format!("Proxy-Authorization: Basic {}\r\n", STANDARD.encode(own)));
        let address = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
        Some(Self { address, authorization: authorization.unwrap_or_default() })
    }

    /// A connection to the proxy itself: the user's word stands for whatever address that is.
    pub(super) fn connect(&self) -> io::Result<TcpStream> {
        let mut failure = io::ErrorKind::AddrNotAvailable.into();
        for address in self.address.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, PATIENCE) {
                Ok(stream) => return Ok(stream),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }
}

/// The head of a message of HTTP: all up to the first empty line.
pub(super) fn head(mut stream: &TcpStream) -> io::Result<Vec<u8>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut head = Vec::new();
    // One byte at a time: what follows the head is not for us.
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
        if head.len() > LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    stream.set_read_timeout(None)?;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::Upstream;
    use crate::config::Endpoint;

    fn upstream(variables: &[(&str, &str)]) -> Upstream {
        let find =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Upstream::of_user(find)
    }

    #[test]
    fn a_proxy_of_the_user_s_is_known_with_its_credentials() {
        let upstream = upstream(&[("HTTPS_PROXY", "http://me:secret@proxy.example:8080/")]);
        let via = upstream.secure.unwrap();
        assert_eq!(via.address, "proxy.example:8080");
        assert_eq!(via.authorization, "Proxy-Authorization: Basic bWU6c2VjcmV0\r\n");
        assert_eq!(upstream.plain, None);
    }

    #[test]
    fn hosts_that_are_exempt_are_reached_without_it() {
        let upstream = upstream(&[("all_proxy", "proxy:1"), ("no_proxy", ".corp.example, other.example")]);
        let through = |host: &str| upstream.for_plain(&Endpoint::new(host, 80).unwrap()).is_some();
        assert!(through("pypi.org") && through("notcorp.example"));
        assert!(!through("a.corp.example") && !through("corp.example") && !through("127.0.0.1"));
    }
}
