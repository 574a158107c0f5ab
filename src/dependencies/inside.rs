//! The sandbox in which package managers run whose plugins are code: like a program's, but for a proxy to
//! the registries, and for what is taken out of it in the end.

use std::fs::{self, File};
use std::io::{self, Read};
use std::net::TcpStream;
use std::path::{Component, Path};
use std::time::Duration;

use super::proxy::{PORT, Proxy};
use super::trouble::Trouble;
use crate::config::Endpoint;
use crate::sandbox::{Command, Exit, Level, Limits, Listener, Network, Sandbox, Task};

/// The archive in which files leave the sandbox.
const ARCHIVE: &str = ".recant.tar";

/// What may be used: a package manager is larger than a note's program.
const LIMITS: Limits = Limits {
    wall: Duration::from_secs(600),
    cpu: Duration::from_secs(600),
    memory: 4 << 30,
    processes: 1024,
    open_files: 4096,
    disk: 2 << 30,
    inodes: 200_000,
    output: 1 << 30,
};

/// Runs a task that may reach these hosts, and puts the folders `kept` of its work directory, as far as
/// they are there, into `folder`. Returns whether its commands succeeded, and what they said.
pub(super) fn run(
    sandbox: &Sandbox,
    mut task: Task,
    hosts: Vec<String>,
    kept: &[&str],
    folder: &Path,
) -> Result<(bool, String), Trouble> {
    if sandbox.level() != Level::Full {
        let why =
            "its plugins are code that runs only at the full level of the sandbox, which this machine does not offer";
        return Err(Trouble::Stopped(why.to_owned()));
    }
    let endpoint = Endpoint::new("localhost", PORT).map_err(io::Error::other)?;
    task.policy.network = Network::Served(Listener::for_each([endpoint]));
    task.policy.limits = LIMITS;
    for command in &mut task.commands {
        command.may_fail = true;
    }
    task.commands.push(pack(kept));
    task.collect = vec![ARCHIVE.into()];
    let proxy = Proxy::new(hosts, LIMITS.disk);
    let serve = |_: &Listener, client: &TcpStream| proxy.serve(client);
    let execution = sandbox.execute_serving(&task, &serve, None);
    let execution = execution.map_err(|error| Trouble::Stopped(error.to_string()))?;
    let finished = &execution.finished[..execution.finished.len().saturating_sub(1)];
    let said = finished.iter().flat_map(|finished| [&finished.stdout.bytes, &finished.stderr.bytes]);
    let said = said.map(|bytes| String::from_utf8_lossy(bytes)).collect();
    if let Some((_, archive)) = execution.collected.first() {
        unpack(archive, folder)?;
    }
    Ok((finished.iter().all(|finished| finished.exit == Exit::Status(0)), said))
}

/// The command that packs what is to be kept.
fn pack(kept: &[&str]) -> Command {
    let script = format!("mkdir -p {0}; exec tar -cf {ARCHIVE} -- {0}", kept.join(" "));
    Command { program: "/bin/sh".into(), arguments: vec!["-c".into(), script], stdin: Vec::new(), may_fail: true }
}

/// Unpacks regular files, and nothing that would lead elsewhere: whoever made the archive ran strangers' code.
fn unpack(archive: &[u8], folder: &Path) -> Result<(), Trouble> {
    let mut archive = tar::Archive::new(archive);
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        let stays = path.components().all(|part| matches!(part, Component::Normal(_)));
        if !stays || entry.header().entry_type() != tar::EntryType::Regular {
            continue;
        }
        let target = folder.join(path);
        fs::create_dir_all(target.parent().unwrap_or(folder))?;
        io::copy(&mut entry.by_ref(), &mut File::create(target)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::unpack;

    #[test]
    fn an_archive_puts_files_into_its_folder_and_nowhere_else() {
        let mut builder = tar::Builder::new(Vec::new());
        let mut add = |path: &[u8], kind: tar::EntryType| {
            let mut header = tar::Header::new_gnu();
            header.as_mut_bytes()[..path.len()].copy_from_slice(path);
            header.set_entry_type(kind);
            header.set_link_name("/etc").unwrap();
            header.set_size(if kind == tar::EntryType::Regular { 2 } else { 0 });
            header.set_cksum();
            builder.append(&header, &b"ok"[..if kind == tar::EntryType::Regular { 2 } else { 0 }]).unwrap();
        };
        add(b"a/b.jar", tar::EntryType::Regular);
        add(b"../out", tar::EntryType::Regular);
        add(b"/out", tar::EntryType::Regular);
        add(b"link", tar::EntryType::Symlink);
        add(b"link/out", tar::EntryType::Regular);
        add(b"pipe", tar::EntryType::Fifo);
        let archive = builder.into_inner().unwrap();
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("in");
        std::fs::create_dir(&folder).unwrap();
        unpack(&archive, &folder).unwrap();
        let files: Vec<_> = glob::glob(&format!("{}/**/*", outer.path().display())).unwrap().flatten().collect();
        let files: Vec<_> =
            files.iter().filter(|path| !path.is_dir()).map(|path| path.strip_prefix(outer.path()).unwrap()).collect();
        assert_eq!(files, ["in/a/b.jar", "in/link/out"].map(std::path::Path::new));
        assert!(!folder.join("link").is_symlink());
    }
}
