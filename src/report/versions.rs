//! What several versions of a toolchain make of the same code, in words.

use super::{Counts, Report, VersionLine};
use crate::reasons::Reason;

/// What each version makes of it, where they do not all make the same.
pub(super) fn each(versions: &[VersionLine]) -> Option<String> {
    let words = |version: &VersionLine| version.verdict.as_ref().map_or("", |verdict| verdict.word());
    if !versions.windows(2).any(|pair| words(&pair[0]) != words(&pair[1])) {
        return None;
    }
    let said = |version: &VersionLine| {
        let why = version.reason.map_or_else(String::new, |reason| format!(" ({reason})"));
        format!("{} {}{why}", version.toolchain, words(version))
    };
    Some(versions.iter().map(said).collect::<Vec<_>>().join(", "))
}

/// The versions that were asked for and are not installed, in words.
pub(super) fn missing(report: &Report) -> Vec<&str> {
    let versions = report.snippets.iter().flat_map(|line| &line.versions);
    let missing = versions.filter(|version| version.reason == Some(Reason::MissingToolchain));
    let mut said: Vec<&str> = missing.filter_map(|version| version.detail.as_deref()).collect();
    said.sort_unstable();
    said.dedup();
    said
}

/// The blocks by verdict on each version, in the order in which the versions first ran.
pub(super) fn counted(report: &Report) -> Vec<(&str, Counts)> {
    let mut all: Vec<(&str, Counts)> = Vec::new();
    for version in report.snippets.iter().flat_map(|line| &line.versions) {
        let Some(verdict) = &version.verdict else { continue };
        if let Some((_, counts)) = all.iter_mut().find(|(toolchain, _)| *toolchain == version.toolchain) {
            counts.add(verdict);
        } else {
            let mut counts = Counts::default();
            counts.add(verdict);
            all.push((&version.toolchain, counts));
        }
    }
    all
}
