//! Drift that is known: a list with which a team adopts recant on old notes, so that only new drift fails.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{FileNotice, Line, Place, Report};
use crate::compare::Verdict;

const HEADER: &str = "# Written by `recant check --write-known`: what was wrong then, and does not fail a check with\n\
                      # `--known`. Take out what you mend.\n";

/// What is known to be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    #[serde(default, rename = "known", skip_serializing_if = "Vec::is_empty")]
    entries: Vec<Entry>,
}

/// A claim that drifted, or code that fails.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    /// The id of the code.
    snippet: String,
    /// The claim in the note's own words; none where the code fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<String>,
}

impl Known {
    /// All that is wrong in a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let entries = report.snippets.iter().flat_map(|line| {
            let claims = line.claims.iter().filter(|claim| claim.verdict == Some(Verdict::Drifted));
            let drifted = claims.map(|claim| entry(line, Some(&claim.quote)));
            drifted.chain((line.verdict == Some(Verdict::Fails)).then(|| entry(line, None)))
        });
        Self { entries: entries.collect() }
    }

    /// The same list with other names for its files.
    #[must_use]
    pub fn renamed(mut self, name: &dyn Fn(&str) -> String) -> Self {
        for entry in &mut self.entries {
            entry.path = name(&entry.path);
        }
        self
    }

    /// Reads the list.
    ///
    /// # Errors
    /// Where the text is no such list; in words, with the line.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }

    /// The list as a file.
    #[must_use]
    pub fn text(&self) -> String {
        let text = toml::to_string(self).unwrap_or_else(|_| unreachable!("strings are what TOML can write"));
        format!("{HEADER}\n{text}")
    }

    /// Marks in a report what is known, and notes what is no longer wrong. `whole` says whether all of a
    /// file was checked: of others nothing can be said.
    pub fn mark(self, report: &mut Report, whole: &dyn Fn(&str) -> bool) {
        let mut stale: Vec<Entry> = self.taken(&mut report.snippets);
        stale.retain(|entry| whole(&entry.path));
        stale.sort_by(|one, other| {
            (&one.path, &one.claim, &one.snippet).cmp(&(&other.path, &other.claim, &other.snippet))
        });
        report.notices.extend(stale.into_iter().map(notice));
        report.summary.known = report.snippets.iter().map(known_of).sum();
    }

    /// Marks in lines of the ledger what is known.
    pub fn mark_lines(self, lines: &mut [Line]) {
        self.taken(lines);
    }

    /// Marks what is known, and gives back what is in the list and no longer wrong.
    fn taken(self, lines: &mut [Line]) -> Vec<Entry> {
        let mut left: HashMap<Entry, usize> = HashMap::new();
        for entry in self.entries {
            *left.entry(entry).or_default() += 1;
        }
        // First what is as it was, then claims whose code was edited since.
        for line in &mut *lines {
            mark_line(line, &mut |line, claim| take(&mut left, &entry(line, claim)));
        }
        let mut loose: HashMap<(String, Option<String>), Vec<Entry>> = HashMap::new();
        for (entry, count) in left {
            let place = loose.entry((entry.path.clone(), entry.claim.clone())).or_default();
            place.extend(std::iter::repeat_n(entry, count));
        }
        for line in &mut *lines {
            mark_line(line, &mut |line, claim| {
                let same = claim.and_then(|claim| loose.get_mut(&(line.path.clone(), Some(claim.to_owned()))));
                same.is_some_and(|entries| entries.pop().is_some())
            });
        }
        settle(lines);
        loose.into_values().flatten().collect()
    }
}

impl Report {
    /// Whether something is wrong that is not known.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.snippets.iter().any(|line| {
            let fails = line.verdict == Some(Verdict::Fails) && !line.known;
            fails || line.claims.iter().any(|claim| claim.verdict == Some(Verdict::Drifted) && !claim.known)
        })
    }
}

fn entry(line: &Line, claim: Option<&str>) -> Entry {
    Entry { path: line.path.clone(), snippet: line.id.clone(), claim: claim.map(str::to_owned) }
}

/// Marks what is wrong of a block and is not marked yet, as far as `is_known` knows it.
fn mark_line(line: &mut Line, is_known: &mut dyn FnMut(&Line, Option<&str>) -> bool) {
    if line.verdict == Some(Verdict::Fails) && !line.known {
        line.known = is_known(line, None);
    }
    for index in 0..line.claims.len() {
        let claim = &line.claims[index];
        if claim.verdict == Some(Verdict::Drifted) && !claim.known {
            let known = is_known(line, Some(&claim.quote));
            line.claims[index].known = known;
        }
    }
}

/// A block is known to be wrong where all of its claims that are wrong are, and an output block where the
/// claim is that it makes.
fn settle(lines: &mut [Line]) {
    let known =
        |line: &Line| line.claims.iter().filter(|claim| claim.known).map(|claim| claim.place).collect::<Vec<_>>();
    let places: HashSet<(String, Place)> =
        lines.iter().flat_map(|line| known(line).into_iter().map(|place| (line.path.clone(), place))).collect();
    for line in lines.iter_mut().filter(|line| line.verdict == Some(Verdict::Drifted)) {
        let mut wrong = line.claims.iter().filter(|claim| claim.verdict == Some(Verdict::Drifted)).peekable();
        line.known = match wrong.peek() {
            Some(_) => wrong.all(|claim| claim.known),
            None => places.contains(&(line.path.clone(), line.place)),
        };
    }
}

/// Takes one of an entry, where there is one left.
fn take(left: &mut HashMap<Entry, usize>, entry: &Entry) -> bool {
    let Some(count) = left.get_mut(entry) else { return false };
    *count -= 1;
    if *count == 0 {
        left.remove(entry);
    }
    true
}

/// How much is wrong of a block and known to be.
pub(super) fn known_of(line: &Line) -> usize {
    let fails = line.known && line.verdict == Some(Verdict::Fails);
    usize::from(fails) + line.claims.iter().filter(|claim| claim.known).count()
}

fn notice(entry: Entry) -> FileNotice {
    let what = match &entry.claim {
        Some(claim) => format!("the claim \"{}\"", claim.lines().next().unwrap_or_default()),
        None => "the code".to_owned(),
    };
    let message = format!(
        "{what} of {} is listed as known to be wrong, and is so no more; take it out of the list, or write that anew",
        entry.snippet
    );
    FileNotice { path: entry.path, line: None, message }
}
