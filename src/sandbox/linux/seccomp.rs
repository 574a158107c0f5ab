//! Which system calls a program may make: an allow-list after Docker's default profile
//! (moby/profiles, `seccomp/default.json`), less what a sandbox of this kind never needs.
//!
//! Two filters lie over each other. What the first does not name does not exist (`ENOSYS`, so that
//! libraries fall back as on an older kernel, and the x32 calls are gone with it). What the second
//! names is forbidden (`EPERM`, so that a program says so). Where both refuse, the one that was
//! installed last decides on the error.

use std::collections::BTreeMap;

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen::Dword, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};

use super::allow_list;
use super::failure::{During, Failure};
use super::syscalls::{ALLOWED, FORBIDDEN};

/// Whom a program could talk to, if it were let.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Company {
    /// Only its own processes.
    Own,
    /// The host's: no sockets but connected pairs, and nothing that is shared by name.
    Host,
}

/// What is shared by name between all processes of a machine, and stays when they end.
const BY_NAME: [libc::c_long; 4] = [libc::SYS_mq_open, libc::SYS_msgget, libc::SYS_semget, libc::SYS_shmget];

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// The filters, in the order in which they are to be installed.
pub(super) fn filters(company: Company) -> Result<[BpfProgram; 2], Failure> {
    Ok([allow_list::compile(&ALLOWED, libc::ENOSYS)?, forbid(forbidden(company).during(STEP)?)?])
}

const STEP: &str = "compile the system call filter";

fn forbid(rules: Rules) -> Result<BpfProgram, Failure> {
    let arch = TargetArch::try_from(std::env::consts::ARCH).during(STEP)?;
    let forbidden = SeccompAction::Errno(libc::EPERM.cast_unsigned());
    SeccompFilter::new(rules, SeccompAction::Allow, forbidden, arch).and_then(TryInto::try_into).during(STEP)
}

fn forbidden(company: Company) -> Result<Rules, seccompiler::BackendError> {
    let mut rules: Rules = FORBIDDEN.iter().map(|call| (*call, Vec::new())).collect();
    // Terminal input typed for the user, and the console's own commands.
    rules.insert(libc::SYS_ioctl, vec![is(1, libc::TIOCSTI)?, is(1, libc::TIOCLINUX)?]);
    rules.insert(libc::SYS_clone, namespaces().map(has).collect::<Result<_, _>>()?);
    // Personalities switch mitigations off; asking and the default are harmless.
    rules.insert(libc::SYS_personality, vec![none_of(0, &[0, 0xffff_ffff])?]);
    let families =
        [libc::AF_UNIX, libc::AF_INET, libc::AF_INET6, libc::AF_NETLINK].map(i32::cast_unsigned).map(u64::from);
    match company {
        Company::Own => rules.insert(libc::SYS_socket, vec![none_of(0, &families)?]),
        Company::Host => rules.insert(libc::SYS_socket, Vec::new()),
    };
    if company == Company::Host {
        rules.extend(BY_NAME.map(|call| (call, Vec::new())));
    }
    Ok(rules)
}

/// The flags of `clone` that ask for new namespaces.
fn namespaces() -> impl Iterator<Item = u64> {
    let flags = [
        libc::CLONE_NEWNS,
        libc::CLONE_NEWUSER,
        libc::CLONE_NEWPID,
        libc::CLONE_NEWNET,
        libc::CLONE_NEWIPC,
        libc::CLONE_NEWUTS,
        libc::CLONE_NEWCGROUP,
    ];
    flags.into_iter().map(|flag| u64::from(flag.cast_unsigned()))
}

fn is(argument: u8, value: u64) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(vec![SeccompCondition::new(argument, Dword, SeccompCmpOp::Eq, value)?])
}

fn has(flag: u64) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(vec![SeccompCondition::new(0, Dword, SeccompCmpOp::MaskedEq(flag), flag)?])
}

fn none_of(argument: u8, values: &[u64]) -> Result<SeccompRule, seccompiler::BackendError> {
    let conditions = values.iter().map(|value| SeccompCondition::new(argument, Dword, SeccompCmpOp::Ne, *value));
    SeccompRule::new(conditions.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_call_is_both_allowed_and_forbidden() {
        assert!(FORBIDDEN.iter().all(|call| !ALLOWED.contains(call)));
    }

    #[test]
    fn both_filters_compile_and_fit_the_kernel() {
        for company in [Company::Own, Company::Host] {
            for filter in filters(company).expect("the filters compile") {
                assert!((1..=4096).contains(&filter.len()), "{} instructions", filter.len());
            }
        }
    }
}
