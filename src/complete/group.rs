//! Which blocks lend each other definitions, and which sessions continue each other.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::chunk::typed;
use crate::classify::{Kind, Snippet};
use crate::extract::FoundBy;
use crate::languages::completion::{Faith, Names};
use crate::notes::PartOf;

/// As many blocks one block may borrow from: a note that builds on more is read as a whole program.
const MOST_LENDERS: usize = 64;

/// A block that lends definitions to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Loan {
    /// The snippet that defines them.
    pub(super) from: usize,
    /// The names.
    pub(super) names: Vec<String>,
    /// A guess where several blocks define a name, or where the lender stands in another annotation; but
    /// not where all of them import the same.
    pub(super) faith: Faith,
}

/// A document's blocks with what each defines and wants.
pub(super) struct Groups<'a> {
    snippets: &'a [Snippet],
    loans: Vec<Vec<Loan>>,
    followers: HashMap<usize, Vec<usize>>,
    /// For a session that uses a name which nothing in front of it defines, the nearest session in front
    /// that imports all the names of a module.
    open: Vec<Option<usize>>,
}

impl<'a> Groups<'a> {
    /// Reads what each block defines and wants from its code.
    pub(super) fn of(snippets: &'a [Snippet], texts: &[Cow<'_, str>]) -> Self {
        let names: Vec<Names> = snippets.iter().zip(texts).map(|(snippet, text)| names_of(snippet, text)).collect();
        let mut definers = places(snippets, &names, defined);
        for (name, places) in places(snippets, &names, |names| names.locals.iter().collect()) {
            definers.entry(name).or_insert(places);
        }
        let loans: Vec<Vec<Loan>> =
            (0..snippets.len()).map(|index| loans_of(snippets, index, &names, &definers)).collect();
        let mut followers: HashMap<usize, Vec<usize>> = HashMap::new();
        for (index, loans) in loans.iter().enumerate() {
            // What a `main` lends is part of what it prints already.
            let follows = |loan: &&Loan| {
                loan.from > index && loan.names.iter().any(|name| names[loan.from].defines.contains(name))
            };
            for loan in loans.iter().filter(follows) {
                followers.entry(loan.from).or_default().push(index);
            }
        }
        let open = (0..snippets.len()).map(|index| open_session(snippets, index, &names, &definers)).collect();
        Self { snippets, loans, followers, open }
    }

    /// The blocks that a block borrows from, those that they borrow from included, in reading order.
    pub(super) fn lenders(&self, borrower: usize) -> BTreeMap<usize, Loan> {
        let mut found: BTreeMap<usize, Loan> = BTreeMap::new();
        let mut open = vec![borrower];
        while let Some(index) = open.pop() {
            for loan in &self.loans[index] {
                if loan.from != borrower && !found.contains_key(&loan.from) && found.len() < MOST_LENDERS {
                    found.insert(loan.from, loan.clone());
                    open.push(loan.from);
                }
            }
        }
        found
    }

    /// The blocks of the same annotation that stand in front of a block and use what it defines: a
    /// quote, where the note under it says what to run it on.
    pub(super) fn followers(&self, lender: usize) -> &[usize] {
        self.followers.get(&lender).map_or(&[], Vec::as_slice)
    }

    /// The sessions in the order in which they begin, each with those that continue it.
    pub(super) fn sessions(&self, candidates: &BTreeSet<usize>) -> Vec<Vec<usize>> {
        let mut leader: HashMap<usize, usize> = HashMap::new();
        let mut chains: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // The last cell so far of each notebook: its cells are typed into one interpreter.
        let mut notebooks: HashMap<PartOf, usize> = HashMap::new();
        for index in candidates.iter().copied().filter(|index| self.is_session(*index)) {
            let lent = self.loans[index].iter().filter_map(|loan| leader.get(&loan.from)).max().copied();
            let open = self.open[index].and_then(|session| leader.get(&session)).copied();
            let before = self.notebook(index).and_then(|part| notebooks.insert(part, index));
            let before = before.and_then(|cell| leader.get(&cell)).copied();
            let continued = || [lent, open, before].into_iter().flatten();
            let first = continued().min().unwrap_or(index);
            let joined: BTreeSet<usize> = continued().filter(|other| *other != first).collect();
            let joined: Vec<usize> =
                joined.into_iter().filter_map(|other| chains.remove(&other)).flatten().chain([index]).collect();
            leader.extend(joined.iter().map(|member| (*member, first)));
            chains.entry(first).or_default().extend(joined);
        }
        for chain in chains.values_mut() {
            chain.sort_unstable();
        }
        chains.into_values().collect()
    }

    /// The notebook that a block is a cell of.
    fn notebook(&self, index: usize) -> Option<PartOf> {
        let block = &self.snippets[index].block;
        (block.found_by == FoundBy::Cell).then_some(block.part)
    }

    /// Whether a block is a session.
    pub(super) fn is_session(&self, index: usize) -> bool {
        !self.snippets[index].block.session.is_empty()
    }
}

/// What a block defines; all names of a module are one, which has no letters.
fn defined(names: &Names) -> Vec<&String> {
    let all_of_a_module = names.imports.iter().map(|import| &import.name).filter(|name| name.is_empty());
    names.defines.iter().chain(all_of_a_module).collect()
}

/// For each language and name the blocks that have the name among `kind` of theirs.
fn places<'n>(
    snippets: &[Snippet],
    names: &'n [Names],
    kind: impl Fn(&'n Names) -> Vec<&'n String>,
) -> HashMap<(&'static str, &'n str), Vec<usize>> {
    let mut found: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (index, (snippet, names)) in snippets.iter().zip(names).enumerate() {
        let language = snippet.language.map_or("", |language| language.name());
        for name in kind(names) {
            let places = found.entry((language, name)).or_default();
            if places.last() != Some(&index) {
                places.push(index);
            }
        }
    }
    found
}

fn names_of(snippet: &Snippet, text: &str) -> Names {
    let completer = snippet.language.filter(|_| snippet.kind == Kind::Code).and_then(|language| language.completer());
    completer.map(|completer| completer.names(&typed(&snippet.block, text))).unwrap_or_default()
}

fn loans_of(
    snippets: &[Snippet],
    index: usize,
    names: &[Names],
    definers: &HashMap<(&str, &str), Vec<usize>>,
) -> Vec<Loan> {
    let language = snippets[index].language.map_or("", |language| language.name());
    let annotation = |of: usize| snippets[of].block.part.annotation;
    let mut loans: BTreeMap<usize, Loan> = BTreeMap::new();
    for name in &names[index].wants {
        let Some(places) = definers.get(&(language, name.as_str())) else { continue };
        // The nearest in front; in the same annotation, where a note explains a quote, also behind.
        let split = places.partition_point(|place| *place < index);
        let behind = places[split..].iter().copied().find(|place| *place != index);
        let behind = behind.filter(|place| annotation(*place) == annotation(index));
        let Some(from) = places[..split]
            .last()
            .copied()
            .filter(|place| behind.is_none() || annotation(*place) == annotation(index))
            .or(behind)
        else {
            continue;
        };
        let only = places.len() == 1 && annotation(from) == annotation(index);
        let sure = only || is_one_import(name, places, names);
        let loan = loans.entry(from).or_insert(Loan { from, names: Vec::new(), faith: Faith::Faithful });
        loan.names.push(name.clone());
        if !sure {
            loan.faith = Faith::Guess;
        }
    }
    loans.into_values().collect()
}

/// The session whose `from decimal import *` may be what defines a name that a session uses.
fn open_session(
    snippets: &[Snippet],
    index: usize,
    names: &[Names],
    definers: &HashMap<(&str, &str), Vec<usize>>,
) -> Option<usize> {
    let language = snippets[index].language.map_or("", |language| language.name());
    let annotation = snippets[index].block.part.annotation;
    let is_defined = |name: &String| {
        definers.get(&(language, name.as_str())).is_some_and(|places| places.iter().any(|p| *p < index))
    };
    if names[index].wants.iter().all(is_defined) {
        return None;
    }
    let places = definers.get(&(language, ""))?;
    let in_front = places[..places.partition_point(|place| *place < index)].iter().rev().copied();
    in_front
        .take_while(|place| snippets[*place].block.part.annotation == annotation)
        .find(|place| !snippets[*place].block.session.is_empty())
}

/// Whether every block that defines a name imports it, and all of them the same thing: it means that
/// wherever it stands.
fn is_one_import(name: &str, places: &[usize], names: &[Names]) -> bool {
    let targets = |place: &usize| names[*place].imports.iter().filter(move |import| import.name == name);
    let first = places.first().and_then(|place| targets(place).next()).map(|import| &import.target);
    first.is_some()
        && places.iter().all(|place| {
            let mut targets = targets(place).peekable();
            targets.peek().is_some() && targets.all(|import| Some(&import.target) == first)
        })
}
