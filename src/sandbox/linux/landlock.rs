//! Landlock: which files a program may use, enforced by path, whoever it is.

use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreated, RulesetCreatedAttr, RulesetError, Scope,
};

use super::failure::{During, Failure};

/// The newest version whose rights are handled; on older kernels less of them is.
const NEWEST: ABI = ABI::V6;

/// What may be read, and what may be written too.
#[derive(Default)]
pub(super) struct Rights {
    pub(super) readable: Vec<PathBuf>,
    pub(super) writable: Vec<PathBuf>,
    /// Devices, which are written but not created.
    pub(super) devices: Vec<PathBuf>,
}

/// Rules for a program that sees only what is its own: a second wall behind the mounts.
pub(super) fn inner(rights: &Rights) -> Result<RulesetCreated, Failure> {
    rules(Ruleset::default().handle_access(AccessFs::from_all(NEWEST)), rights)
}

/// Rules for a program that sees the host: no network, and no signals or sockets beyond its own
/// processes as far as the kernel can tell.
pub(super) fn outer(rights: &Rights) -> Result<RulesetCreated, Failure> {
    let ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))
        .map(|ruleset| ruleset.set_compatibility(CompatLevel::BestEffort))
        .and_then(|ruleset| ruleset.handle_access(AccessFs::from_all(NEWEST)))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(NEWEST)))
        .and_then(|ruleset| ruleset.scope(Scope::from_all(NEWEST)));
    rules(ruleset, rights)
}

fn rules(ruleset: Result<Ruleset, RulesetError>, rights: &Rights) -> Result<RulesetCreated, Failure> {
    let read = AccessFs::from_read(NEWEST);
    let device = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::Truncate | AccessFs::IoctlDev | AccessFs::ReadDir;
    let created = ruleset
        .and_then(Ruleset::create)
        .and_then(|created| add(created, &rights.readable, read))
        .and_then(|created| add(created, &rights.writable, AccessFs::from_all(NEWEST)))
        .and_then(|created| add(created, &rights.devices, device));
    created.during("make the Landlock rules")
}

/// Grants access to what is below the paths; those that are not there need no rule.
fn add(created: RulesetCreated, paths: &[PathBuf], access: BitFlags<AccessFs>) -> Result<RulesetCreated, RulesetError> {
    created.add_rules(paths.iter().filter_map(|path| rule(path, access)))
}

fn rule(path: &Path, access: BitFlags<AccessFs>) -> Option<Result<PathBeneath<PathFd>, RulesetError>> {
    let is_directory = std::fs::metadata(path).ok()?.is_dir();
    let access = if is_directory { access } else { access & AccessFs::from_file(NEWEST) };
    Some(Ok(PathBeneath::new(PathFd::new(path).ok()?, access)))
}
