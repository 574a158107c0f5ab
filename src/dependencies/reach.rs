//! What a package manager may reach from its sandbox: what its own configuration names, and nothing else.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::netrc;
use super::trouble::Trouble;
use crate::config::Endpoint;
use crate::sandbox::{Access, Bind, File};

/// Registries that hand out their files from another host.
const STOREHOUSES: [(&str, &str); 3] = [
    ("pypi.org", "files.pythonhosted.org"),
    ("test.pypi.org", "test-files.pythonhosted.org"),
    ("proxy.golang.org", "storage.googleapis.com"),
];

/// Variables by which people name authorities of their own to all kinds of programs.
const AUTHORITIES: [&str; 5] =
    ["SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"];

/// Folders that every sandbox shows.
const SHOWN: [&str; 4] = ["/usr", "/etc/ssl", "/etc/pki", "/etc/ca-certificates"];

/// The way out of a sandbox, and what of the user's configuration is needed there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// The ports of hosts that may be connected to.
    pub(super) hosts: BTreeSet<Endpoint>,
    /// Folders and files of the host that are shown read-only.
    shown: BTreeSet<PathBuf>,
    /// The configuration, as variables.
    pub(super) environment: Vec<(String, String)>,
    /// The configuration, as files of the home directory.
    pub(super) files: Vec<File>,
}

impl Reach {
    /// Opens the way to what an address stands for: a host, or a folder of this machine.
    pub(super) fn open(&mut self, address: &str) -> Result<(), Trouble> {
        let (rest, port) = match (address.strip_prefix("https://"), address.strip_prefix("http://")) {
            (Some(rest), _) => (rest, 443),
            (_, Some(rest)) => (rest, 80),
            // What is no address of a registry may be a folder.
            _ => {
                let folder = address.strip_prefix("file://").map_or_else(|| address.to_owned(), decoded);
                self.show(Path::new(&folder));
                return Ok(());
            }
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.rsplit_once('@').map_or(host, |(_credentials, host)| host);
        let endpoint = if host.contains(':') { host.parse() } else { Endpoint::new(host, port) };
        let endpoint = endpoint.map_err(|why| Trouble::Stopped(format!("its registry cannot be reached: {why}")))?;
        let storehouse = STOREHOUSES.iter().find(|(registry, _)| *registry == endpoint.host());
        self.hosts.extend(storehouse.and_then(|(_, other)| Endpoint::new(other, 443).ok()));
        self.hosts.insert(endpoint);
        Ok(())
    }

    /// Shows a file or a folder, where it is there and not in view anyway.
    pub(super) fn show(&mut self, path: &Path) {
        if path.is_absolute() && path.exists() && !SHOWN.iter().any(|shown| path.starts_with(shown)) {
            self.shown.insert(path.to_owned());
        }
    }

    /// Sets a variable.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// Lays a file of configuration into the home directory.
    pub(super) fn lay(&mut self, path: &str, text: String) {
        self.files.push(File::plain(path, text));
    }

    /// Adds what does not depend on the package manager: the user's authorities, and the credentials for just
    /// these hosts.
    pub(super) fn complete(mut self) -> Self {
        for name in AUTHORITIES {
            if let Ok(path) = std::env::var(name) {
                self.show(Path::new(&path));
                self.set(name, &path);
            }
        }
        let credentials = netrc::of_hosts(|host| self.hosts.iter().any(|endpoint| endpoint.host() == host));
        if !credentials.is_empty() {
            self.lay(netrc::FILE, credentials);
        }
        self
    }

    /// What is shown, each at its own place.
    pub(super) fn view(&self) -> impl Iterator<Item = Bind> {
        self.shown.iter().map(|path| Bind { source: path.clone(), target: path.clone(), access: Access::ReadOnly })
    }
}

/// A path as it is meant where `%20` stands for a space (RFC 3986, 2.1).
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = std::str::from_utf8(behind.get(..2).unwrap_or_default()).ok().filter(|_| *first == b'%');
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Reach;

    fn opened(address: &str) -> String {
        let mut reach = Reach::default();
        match reach.open(address) {
            Ok(()) => reach.hosts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            Err(trouble) => format!("{trouble:?}"),
        }
    }

    #[test]
    fn an_address_opens_its_host_and_the_one_that_has_its_files() {
        assert_eq!(opened("https://pypi.org/simple"), "files.pythonhosted.org:443 pypi.org:443");
        assert_eq!(opened("http://me:secret@Index.example:3141/root?x=@y"), "index.example:3141");
        assert_eq!(opened("https://127.0.0.1:8080/"), "127.0.0.1:8080");
    }

    #[test]
    fn what_is_no_host_opens_nothing() {
        assert_eq!(opened("/nowhere at all"), "");
        assert_eq!(opened("ssh://example.com"), "");
        assert!(opened("https://10.0.0.1/").contains("give the host by its name"));
    }

    #[test]
    fn a_folder_is_shown_where_it_is() {
        let folder = tempfile::Builder::new().prefix("a b").tempdir().unwrap();
        let mut reach = Reach::default();
        reach.open(&format!("file://{}", folder.path().display()).replace(' ', "%20")).unwrap();
        assert_eq!(reach.view().next().unwrap().source, folder.path());
    }
}
