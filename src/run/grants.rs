//! What the user lets programs have beyond a plain sandbox.

use crate::config::Endpoint;
use crate::sandbox::{Level, Listener, Network};

/// What the user lets programs have beyond a plain sandbox. Neither a note nor a repository can.
#[derive(Clone, Debug, Default)]
pub struct Grants {
    /// What they may reach.
    pub network: Vec<Endpoint>,
}

impl Grants {
    /// The network of a program at a level, which also `more` listen on. Below the full level there
    /// is none that anything could be granted in.
    pub(super) fn network(&self, level: Level, more: impl IntoIterator<Item = Endpoint>) -> Network {
        let granted = self.network.iter().filter(|_| level == Level::Full).cloned();
        let listeners = Listener::for_each(granted.chain(more));
        if listeners.is_empty() { Network::Loopback } else { Network::Served(listeners) }
    }
}
