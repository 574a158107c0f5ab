//! Certificates for the hosts that a recorder stands in for, by an authority that is made for one
//! run of one program and that nobody else has ever heard of.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
};
use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::PrivateKeyDer};
use tempfile::NamedTempFile;

use crate::sandbox::{Access, Bind};

/// Where systems keep the authorities that programs trust.
const BUNDLES: [&str; 2] = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"];

/// Where programs find them on a system that has none.
const OWN_BUNDLE: &str = "/etc/recant/authorities.pem";

/// The variables by which programs are told of a file of authorities: OpenSSL and Go, curl, Python's
/// requests, pip, Node.js, git, and the AWS tools.
const VARIABLES: [&str; 7] = [
    "SSL_CERT_FILE",
    "CURL_CA_BUNDLE",
    "REQUESTS_CA_BUNDLE",
    "PIP_CERT",
    "NODE_EXTRA_CA_CERTS",
    "GIT_SSL_CAINFO",
    "AWS_CA_BUNDLE",
];

/// An authority with the one certificate that it has signed.
#[derive(Debug)]
pub(super) struct Authority {
    server: Arc<ServerConfig>,
    /// The authorities that programs are to trust: those that the system has, and this one.
    bundle: NamedTempFile,
}

impl Authority {
    /// One that vouches for hosts.
    pub(super) fn over<'h>(hosts: impl Iterator<Item = &'h str>) -> Result<Self, Box<dyn Error>> {
        let key = KeyPair::generate()?;
        let mut own = CertificateParams::new([])?;
        own.distinguished_name.push(DnType::CommonName, "recant's recorder");
        own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        own.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let certificate = own.self_signed(&key)?.pem();
        let issuer = Issuer::new(own, key);

        let key = KeyPair::generate()?;
        let mut hosts: Vec<String> = hosts.map(str::to_owned).collect();
        hosts.dedup();
        let mut leaf = CertificateParams::new(hosts)?;
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        leaf.use_authority_key_identifier_extension = true;
        let chain = vec![leaf.signed_by(&key, &issuer)?.der().clone()];
        let key = PrivateKeyDer::try_from(key.serialize_der())?;

        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let mut server = builder.with_no_client_auth().with_single_cert(chain, key)?;
        server.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { server: Arc::new(server), bundle: write_bundle(&certificate)? })
    }

    /// What makes programs trust it: a file of the sandbox, and variables that name it.
    pub(super) fn trust(&self) -> (Bind, Vec<(String, String)>) {
        let target = system_bundle().unwrap_or_else(|| OWN_BUNDLE.into());
        let named = VARIABLES.map(|name| (name.to_owned(), target.to_string_lossy().into_owned()));
        (Bind { source: self.bundle.path().to_owned(), target, access: Access::ReadOnly }, named.into())
    }

    /// Accepts a connection over TLS.
    pub(super) fn accept<'c>(
        &self,
        connection: &'c TcpStream,
    ) -> Result<StreamOwned<ServerConnection, &'c TcpStream>, rustls::Error> {
        Ok(StreamOwned::new(ServerConnection::new(Arc::clone(&self.server))?, connection))
    }
}

fn system_bundle() -> Option<PathBuf> {
    BUNDLES.iter().map(Path::new).find(|path| path.is_file()).map(Path::to_owned)
}

/// Writes a file that programs of any user can read; nothing in it is a secret.
fn write_bundle(certificate: &str) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::with_prefix("recant-authorities-")?;
    if let Some(system) = system_bundle() {
        file.write_all(&fs::read(system)?)?;
    }
    file.write_all(certificate.as_bytes())?;
    file.flush()?;
    #[cfg(unix)]
    fs::set_permissions(file.path(), std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
    Ok(file)
}
