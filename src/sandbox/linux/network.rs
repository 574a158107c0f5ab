//! A network namespace: what belongs to it, and whether it is as it was when it was made.

use std::fs;

use super::failure::{During, Failure};
use super::policy::{Network, Policy};
use super::system;

/// Brings up what a policy lets programs have in this process's own.
pub(super) fn bring_up(policy: &Policy) -> Result<(), Failure> {
    if policy.network == Network::None {
        return Ok(());
    }
    system::bring_up_loopback().during("bring up the loopback")
}

/// Whether nothing was ever sent over the loopback of this process's network namespace, and nobody has a
/// name there that others could call. What programs leave behind that can neither change its settings nor
/// open raw sockets is connections that linger, and all of these have sent something.
pub(super) fn is_untouched() -> bool {
    fs::read_to_string("/proc/net/dev").is_ok_and(|devices| is_silent(&devices))
        && fs::read_to_string("/proc/net/unix").is_ok_and(|sockets| is_nameless(&sockets))
}

/// Whether no device has received a byte, as `/proc/net/dev` has it: two lines of headings, then a name, a
/// colon and the count in front of others.
fn is_silent(devices: &str) -> bool {
    let mut devices = devices.lines().skip(2).map(|line| line.split_once(':').unwrap_or_default().1);
    devices.all(|counts| counts.split_whitespace().next() == Some("0"))
}

/// Whether no socket has a name, as `/proc/net/unix` has it: the eighth word of each line but the first.
fn is_nameless(sockets: &str) -> bool {
    sockets.lines().skip(1).all(|line| line.split_whitespace().nth(7).is_none())
}
