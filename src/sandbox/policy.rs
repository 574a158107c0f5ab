//! What a program may see and use: plain data, which travels to the helper as it is.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::config::Endpoint;

/// What a sandbox shows and allows; by default nothing of the host besides the system's own files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// What of the host is in view, besides the system's own read-only files.
    pub view: Vec<Bind>,
    /// Names and contents of files in `/etc` that no host has; at the full level only, the others show
    /// the host's own.
    pub etc: Vec<(String, String)>,
    /// The whole environment: nothing is inherited.
    pub environment: Vec<(String, String)>,
    /// What network there is.
    pub network: Network,
    /// How much may be used.
    pub limits: Limits,
}

/// A directory or file of the host that is in view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bind {
    /// Where it is on the host.
    pub source: PathBuf,
    /// Where the program sees it.
    pub target: PathBuf,
    /// What the program may do with it.
    pub access: Access,
}

/// What a program may do with what is in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Read and execute it.
    ReadOnly,
    /// Write over it, into memory that vanishes with the sandbox. Where no overlay can be had, as
    /// `ReadOnly`.
    Overlay,
}

/// What network a program has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Network {
    /// None at all.
    None,
    /// A loopback of its own.
    #[default]
    Loopback,
    /// A loopback of its own on which someone outside listens; at the full level only.
    Served(Vec<Listener>),
}

/// A port of the sandbox's loopback at which someone outside of it listens. Inside, the host's name
/// stands for the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listener {
    /// The host and the port that programs inside take it for.
    pub endpoint: Endpoint,
    /// The address that the name stands for.
    pub address: Ipv4Addr,
}

/// The first of the addresses that hosts are given: all of 127.0.0.0/8 is the loopback's.
const FIRST: u32 = Ipv4Addr::new(127, 0, 1, 1).to_bits();

impl Listener {
    /// A listener for each of some endpoints. Each host has an address of its own; those of the
    /// loopback keep theirs.
    #[must_use]
    pub fn for_each(endpoints: impl IntoIterator<Item = Endpoint>) -> Vec<Self> {
        let mut listeners: Vec<Self> = Vec::new();
        let mut next = FIRST;
        for endpoint in endpoints {
            if listeners.iter().any(|listener| listener.endpoint == endpoint) {
                continue;
            }
            let known = listeners.iter().find(|known| known.endpoint.host() == endpoint.host());
            let known = known.map(|known| known.address).or_else(|| endpoint.loopback());
            let address = known.unwrap_or_else(|| {
                next += 1;
                Ipv4Addr::from_bits(next - 1)
            });
            listeners.push(Self { endpoint, address });
        }
        listeners
    }
}

impl Network {
    /// Who listens on the loopback from outside.
    #[must_use]
    pub fn listeners(&self) -> &[Listener] {
        match self {
            Self::Served(listeners) => listeners,
            Self::None | Self::Loopback => &[],
        }
    }
}

/// How much a program may use. Each limit that ends it is reported as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Wall-clock time of one command.
    pub wall: Duration,
    /// Processor time of one process, in whole seconds.
    pub cpu: Duration,
    /// Memory of the whole tree, in bytes; of each process where there is no cgroup to be had.
    pub memory: u64,
    /// Processes and threads at one time.
    pub processes: u64,
    /// Open files of one process.
    pub open_files: u64,
    /// Size of the work directory, `/tmp` and `/dev/shm`, each, in bytes.
    pub disk: u64,
    /// Files and directories in each of them.
    pub inodes: u64,
    /// Bytes of standard output and standard error together; what is over is cut out in the middle.
    pub output: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            wall: Duration::from_secs(10),
            cpu: Duration::from_secs(20),
            memory: 2 << 30,
            processes: 256,
            open_files: 1024,
            disk: 256 << 20,
            inodes: 16_384,
            output: 1 << 20,
        }
    }
}
