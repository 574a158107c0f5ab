//! The sandbox in which package managers run: like a program's, but for a proxy to the registries, and for
//! what is taken out of it in the end.

use std::collections::BTreeSet;
use std::io;
use std::net::TcpStream;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::archive::unpack;
use super::order::{Bounds, Order};
use super::proxy::{PORT, Proxy};
use super::reach::Reach;
use super::trouble::Trouble;
use super::upstream::Upstream;
use crate::config::Endpoint;
use crate::sandbox::{
    Command, Execution, Exit, Finished, LimitHit, Limits, Listener, Network, Sandbox, SandboxError, Task,
};

/// The archive in which files leave the sandbox.
const ARCHIVE: &str = ".recant.tar";

/// How often is told how far it is.
const INTERVAL: Duration = Duration::from_secs(2);

/// How many files may be made.
const FILES: u64 = 200_000;

/// What a package manager may use within its bounds: it is larger than a note's program, and what it
/// fetches lies there twice, packed and unpacked.
const fn limits(bounds: Bounds) -> Limits {
    Limits {
        wall: bounds.time,
        cpu: bounds.time,
        memory: 4 << 30,
        processes: 1024,
        open_files: 4096,
        disk: bounds.bytes * 2,
        inodes: FILES,
        output: 1 << 30,
    }
}

/// Runs a task that may reach what `reach` names, and puts the files and folders `kept` of its work
/// directory, as far as they are there, into the order's folder.
pub(super) fn run(order: &Order<'_>, mut task: Task, reach: &Reach, kept: &[&str]) -> Result<(), Trouble> {
    let (local, far): (BTreeSet<_>, BTreeSet<_>) =
        reach.hosts.iter().cloned().partition(|endpoint| endpoint.loopback().is_some());
    equip(&mut task, reach, local)?;
    task.policy.limits = limits(order.bounds);
    task.commands.push(pack(kept));
    task.collect = vec![ARCHIVE.into()];
    let upstream = Upstream::of_user(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let proxy = Proxy::new(far, upstream, order.bounds.bytes);
    let execution = telling(order, &proxy, || execute(order.sandbox, &task, &proxy));
    let execution = execution.map_err(|error| Trouble::Stopped(error.to_string()))?;
    for (command, finished) in task.commands.iter().zip(&execution.finished) {
        match (finished.exit, why(finished, &proxy, order.bounds)) {
            (Exit::Status(0), _) => {}
            // It had all that it wanted, and failed by itself.
            (_, Trouble::Said(_)) if command.may_fail => {}
            (_, trouble) => return Err(trouble),
        }
    }
    match execution.collected.first() {
        Some((_, archive)) => Ok(unpack(archive, order.folder)?),
        None => Err(Trouble::Stopped(order.bounds.too_large())),
    }
}

/// Gives a task its way out, and the user's configuration for what is behind it.
fn equip(task: &mut Task, reach: &Reach, local: BTreeSet<Endpoint>) -> Result<(), Trouble> {
    let proxy = Endpoint::new("localhost", PORT).map_err(io::Error::other)?;
    let address = format!("http://{proxy}");
    // Services of this machine are at their own place, as many clients use no proxy for these.
    let direct: BTreeSet<_> = local.iter().map(|endpoint| endpoint.host().to_owned()).collect();
    let direct = direct.into_iter().collect::<Vec<_>>().join(",");
    let ways = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"].map(|name| (name, address.clone()));
    let ways = ways.into_iter().chain(["no_proxy", "NO_PROXY"].map(|name| (name, direct.clone())));
    task.policy.environment.extend(ways.map(|(name, value)| (name.to_owned(), value)));
    task.policy.environment.extend(reach.environment.iter().cloned());
    task.policy.view.extend(reach.view());
    task.files.extend(reach.files.iter().cloned());
    task.policy.network = Network::Served(Listener::for_each(std::iter::once(proxy).chain(local)));
    Ok(())
}

fn execute(sandbox: &Sandbox, task: &Task, proxy: &Proxy) -> Result<Execution, SandboxError> {
    let serve = |listener: &Listener, client: &TcpStream| proxy.serve(listener, client);
    sandbox.execute_serving(task, &serve, None)
}

/// Does work, and tells now and then how far it is.
fn telling<T>(order: &Order<'_>, proxy: &Proxy, work: impl FnOnce() -> T) -> T {
    let (done, waiting) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            while waiting.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                (order.so_far)(proxy.passed());
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// Why a command did not do its work: what recant did not let it do, or else its own words.
fn why(finished: &Finished, proxy: &Proxy, bounds: Bounds) -> Trouble {
    match finished.limit {
        _ if proxy.is_exhausted() => return Trouble::Stopped(bounds.too_large()),
        Some(LimitHit::Wall | LimitHit::Cpu) => return Trouble::Stopped(bounds.too_slow()),
        Some(LimitHit::Disk) => return Trouble::Stopped(bounds.too_large()),
        Some(LimitHit::Files) => return Trouble::Stopped(format!("there are more files to fetch than {FILES}")),
        Some(limit) => return Trouble::Stopped(format!("its package manager ran into a limit: {limit:?}")),
        None => {}
    }
    if let Some(host) = proxy.silent() {
        return Trouble::Silent(host);
    }
    if let Some(host) = proxy.refused() {
        let why = format!("it is to come from {host}, and your configuration names no registry there");
        return Trouble::Stopped(why);
    }
    let said = [&finished.stdout.bytes, &finished.stderr.bytes];
    Trouble::Said(said.map(|bytes| String::from_utf8_lossy(bytes)).concat())
}

/// The command that packs what is to be kept.
fn pack(kept: &[&str]) -> Command {
    let script = format!(
        "for name in {}; do if [ -e $name ]; then set -- \"$@\" $name; fi; done; exec tar -cf {ARCHIVE} -T /dev/null \"$@\"",
        kept.join(" ")
    );
    Command { program: "/bin/sh".into(), arguments: vec!["-c".into(), script], stdin: Vec::new(), may_fail: false }
}
