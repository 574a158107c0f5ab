//! A port of a host, as `--allow-net` and `allow-net` name it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The port of a host that stands in no doubt: a name, or an address of the loopback.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Endpoint {
    host: String,
    port: u16,
}

/// The longest name that DNS has (RFC 1035, 2.3.4), written without its last dot.
const LONGEST: usize = 253;

impl Endpoint {
    /// A port of a host.
    ///
    /// # Errors
    /// Where the host is neither a name nor an address of the loopback, in words.
    pub fn new(host: &str, port: u16) -> Result<Self, String> {
        let host = host.to_ascii_lowercase();
        // Whatever is let through here may end up in a line of /etc/hosts.
        let is_label = |label: &str| {
            let plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
            plain && !label.is_empty() && label.len() < 64 && !label.starts_with('-')
        };
        match host.parse::<IpAddr>() {
            Ok(IpAddr::V4(address)) if address.is_loopback() => {}
            Ok(_) => return Err(format!("{host} is an address; give the host by its name, or 127.0.0.1 for your own")),
            Err(_) if host.len() <= LONGEST && host.split('.').all(is_label) => {}
            Err(_) => return Err(format!("\"{}\" is no name of a host", host.escape_default())),
        }
        if port == 0 { Err("0 is no port".to_owned()) } else { Ok(Self { host, port }) }
    }

    /// The name or address of the host, in small letters.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The address of the loopback that is named, if one is: reaching the machine's own services
    /// takes its own word.
    #[must_use]
    pub fn loopback(&self) -> Option<Ipv4Addr> {
        if self.host == "localhost" { Some(Ipv4Addr::LOCALHOST) } else { self.host.parse().ok() }
    }
}

impl FromStr for Endpoint {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const EXPECTED: &str = "it has to be written HOST:PORT, as in db.example.com:5432";
        let (host, port) = text.rsplit_once(':').ok_or(EXPECTED)?;
        Self::new(host, port.parse().map_err(|_| EXPECTED)?)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    fn read(text: &str) -> Result<String, String> {
        text.parse::<Endpoint>().map(|endpoint| endpoint.to_string())
    }

    #[test]
    fn a_host_and_a_port_are_read_in_small_letters() {
        assert_eq!(read("DB.example-1.com:5432").as_deref(), Ok("db.example-1.com:5432"));
        assert_eq!(read("127.0.0.1:80").as_deref(), Ok("127.0.0.1:80"));
    }

    #[test]
    fn what_could_mean_more_than_one_host_and_port_is_refused() {
        let wrong = [
            "example.com",
            "example.com:",
            "example.com:0",
            "example.com:99999",
            ":80",
            "*.example.com:80",
            "a..b:80",
            "10.0.0.1:80",
            "[::1]:80",
            "a b:80",
            "a\n127.0.0.1 b:80",
            "-a:80",
            "http://a:80",
        ];
        for text in wrong {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read(&format!("{}:80", "a.".repeat(127) + "a")).is_err());
    }

    #[test]
    fn the_loopback_is_meant_only_where_it_is_named() {
        let loopback = |text: &str| text.parse::<Endpoint>().unwrap().loopback().is_some();
        assert!(loopback("localhost:1") && loopback("127.0.0.53:1") && !loopback("localhost.example.com:1"));
    }
}
