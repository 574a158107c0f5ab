//! How much a program may use, and what is said when it wants more.

use crate::config::{Allowance, Limit, Wishes};
use crate::reasons::{Because, Reason};
use crate::sandbox::{LimitHit, Limits};

/// The limits of a sandbox for programs of a toolchain.
pub(super) fn granted(allowance: &Allowance, wishes: &Wishes) -> Limits {
    let grant = |limit| allowance.grant(limit, wishes);
    Limits {
        wall: grant(Limit::Timeout).time(),
        cpu: grant(Limit::Cpu).time(),
        memory: grant(Limit::Memory).amount,
        processes: grant(Limit::Processes).amount,
        disk: grant(Limit::Disk).amount,
        inodes: grant(Limit::Files).amount,
        output: grant(Limit::Output).amount,
        ..Limits::default()
    }
}

/// Why a program that ran into a limit did not come to an end of its own: the limit, and what raises it.
pub(super) fn overrun(hit: LimitHit, allowance: &Allowance, wishes: &Wishes) -> Because {
    let grant = |limit| allowance.grant(limit, wishes);
    let (reason, what, grant) = match hit {
        LimitHit::Wall => (Reason::TimeLimit, "it ran longer than", grant(Limit::Timeout)),
        LimitHit::Cpu => (Reason::CpuLimit, "it used more processor time than", grant(Limit::Cpu)),
        LimitHit::Memory => (Reason::MemoryLimit, "it used more memory than", grant(Limit::Memory)),
        LimitHit::Processes => (Reason::ProcessLimit, "it started more processes than", grant(Limit::Processes)),
        LimitHit::Disk => (Reason::DiskLimit, "it wrote more bytes than", grant(Limit::Disk)),
        LimitHit::Files => (Reason::DiskLimit, "it made more files than", grant(Limit::Files)),
        LimitHit::Output => (Reason::OutputLimit, "it printed more than", grant(Limit::Output)),
    };
    Because::new(reason, format!("{what} {}; {}", grant.shown(), grant.advice()))
}

#[cfg(test)]
mod tests {
    use super::{granted, overrun};
    use crate::config::{Allowance, Wishes};
    use crate::sandbox::{LimitHit, Limits};

    #[test]
    fn what_nobody_sets_is_what_a_sandbox_has_by_default() {
        assert_eq!(granted(&Allowance::default(), &Wishes::default()), Limits::default());
    }

    #[test]
    fn each_limit_says_how_much_there_is_and_what_raises_it() {
        let hits = [
            LimitHit::Wall,
            LimitHit::Cpu,
            LimitHit::Memory,
            LimitHit::Processes,
            LimitHit::Disk,
            LimitHit::Files,
            LimitHit::Output,
        ];
        let said = hits.map(|hit| {
            let because = overrun(hit, &Allowance::default(), &Wishes::default());
            format!("{}: {}", because.reason, because.detail)
        });
        insta::assert_snapshot!(said.join("\n"), @"
        time-limit: it ran longer than 10s; `timeout` in recant.toml or `--limit timeout=…` raises that
        cpu-limit: it used more processor time than 20s; `cpu` in recant.toml or `--limit cpu=…` raises that
        memory-limit: it used more memory than 2GB; `memory` in recant.toml or `--limit memory=…` raises that
        process-limit: it started more processes than 256; `processes` in recant.toml or `--limit processes=…` raises that
        disk-limit: it wrote more bytes than 256MB; `disk` in recant.toml or `--limit disk=…` raises that
        disk-limit: it made more files than 16384; `files` in recant.toml or `--limit files=…` raises that
        output-limit: it printed more than 1MB; `output` in recant.toml or `--limit output=…` raises that
        ");
    }
}
