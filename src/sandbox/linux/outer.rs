//! What a program may use at the Landlock level, where the host is around it.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::path::{Path, PathBuf};

use super::failure::{During, Failure};
use super::identity;
use super::landlock::Rights;
use super::policy::Policy;

/// What of the host may be read besides what the policy names. None of it tells of the user.
const READABLE: [&str; 28] = [
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/proc",
    "/etc/alternatives",
    "/etc/ssl",
    "/etc/pki",
    "/etc/ca-certificates",
    "/etc/crypto-policies",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/timezone",
    "/etc/mime.types",
    "/etc/protocols",
    "/etc/services",
    "/etc/nsswitch.conf",
    "/etc/hosts",
    "/etc/passwd",
    "/etc/group",
    "/dev/zero",
    "/dev/random",
    "/dev/urandom",
];

/// Makes the directory that is the only one to be written to, for whoever the program runs as.
pub(super) fn make_scratch(scratch: &Path, for_program: bool) -> Result<(), Failure> {
    let step = format!("make {}", scratch.display());
    let directories = [scratch.to_owned(), scratch.join("note"), scratch.join("tmp")];
    for directory in &directories {
        fs::DirBuilder::new().mode(0o700).create(directory).during(&step)?;
        if let (true, Some(owner)) = (for_program, identity::owner_outside()) {
            chown(directory, Some(owner), Some(owner)).during(&step)?;
        }
    }
    Ok(())
}

/// Rights in view of the host.
pub(super) fn rights(policy: &Policy, scratch: &Path) -> Rights {
    let java = fs::read_dir("/etc").into_iter().flatten().flatten().map(|entry| entry.path());
    let java = java.filter(|path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"java")));
    let readable: Vec<PathBuf> = READABLE.iter().map(PathBuf::from).chain(java).collect();
    Rights {
        readable: readable.into_iter().chain(policy.view.iter().map(|bind| bind.source.clone())).collect(),
        writable: vec![scratch.join("note"), scratch.join("tmp")],
        devices: ["/dev/null", "/dev/full"].map(Into::into).into(),
    }
}
