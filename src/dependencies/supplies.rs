//! Supplies programs with their packages: from the store, or by fetching them where that is allowed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::lock::Lock;
use super::order::{Bounds, Order};
use super::package::Package;
use super::provision::Provision;
use super::refusal::Refusal;
use super::request::{Request, Resolved};
use super::store::{Entry, Store};
use super::trouble::Trouble;
use super::wanted::Needs;
use super::{go, maven, npm, pypi};
use crate::cache::Standing;
use crate::complete::Program;
use crate::config::Prepare;
use crate::reasons::{Because, Reason};
use crate::sandbox::{Sandbox, Task};
use crate::toolchains::{Ecosystem, Toolchain, Toolchains};

/// How many packages a program may want; those that they build on in turn are not counted.
const MOST: usize = 64;

/// What may be fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// On whose word.
    pub prepare: Prepare,
    /// Whether nothing may be fetched at all: what is in the store already is used.
    pub offline: bool,
    /// Whether what was fetched and pinned before is fetched anew.
    pub update: bool,
    /// Packages that a configuration declares: those of them that a program imports are its dependencies.
    pub declared: BTreeSet<Package>,
    /// How much one set of packages may take.
    pub bounds: Bounds,
}

/// What is told while packages are fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// These are being fetched.
    Fetching(Request),
    /// So many bytes of them have come so far.
    Coming(Request, u64),
    /// They are there.
    Fetched(Request, Entry),
    /// They could not be had.
    Failed(Request, Because),
}

/// Fills a folder with what answers a request.
type Fetch<'a> = &'a dyn Fn(&Order<'_>) -> Result<Vec<Resolved>, Trouble>;

/// Hears what is told.
type Hear = Box<dyn Fn(&News) + Send + Sync>;

/// Where programs get their packages from.
pub struct Supplies {
    store: Store,
    terms: Terms,
    lock: Lock,
    hear: Hear,
    /// What became of each request so far.
    known: Mutex<HashMap<Request, Result<Entry, Refusal>>>,
}

impl fmt::Debug for Supplies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Supplies").field("store", &self.store).field("terms", &self.terms).finish_non_exhaustive()
    }
}

impl Supplies {
    /// Supplies from a store, on these terms, with what a lock file pins.
    #[must_use]
    pub fn new(store: Store, terms: Terms, lock: Lock, hear: impl Fn(&News) + Send + Sync + 'static) -> Self {
        Self { store, terms, lock, hear: Box::new(hear), known: Mutex::default() }
    }

    /// None at all: nothing is fetched, and what a store holds is not used.
    #[must_use]
    pub fn none() -> Self {
        let terms = Terms { prepare: Prepare::None, offline: true, ..Terms::default() };
        Self::new(Store::new("/nonexistent".into()), terms, Lock::default(), |_| {})
    }

    /// What a program needs that is to run on a toolchain.
    ///
    /// # Errors
    /// Where a declaration is none, or names an ecosystem whose toolchain is not installed.
    pub fn needs(&self, program: &Program, toolchain: &Toolchain, toolchains: &Toolchains) -> Result<Needs, Because> {
        Needs::of(program, toolchain, toolchains, &self.terms, &self.lock)
    }

    /// Has at hand, once and for all, what several programs need.
    pub fn gather<'n>(&self, needs: impl IntoIterator<Item = &'n Needs>, sandbox: &Sandbox) {
        let requests: BTreeMap<_, _> = needs.into_iter().flat_map(|needs| &needs.requests).collect();
        requests.into_par_iter().for_each(|(request, toolchain)| {
            // Why it cannot be had is told by the program that cannot run without it.
            let _ = self.supply(request, sandbox, &|order| fetch(order, toolchain));
        });
    }

    /// What a program sees of its packages.
    ///
    /// # Errors
    /// Where one cannot be had, with the reason.
    pub fn provide(&self, needs: &Needs, sandbox: &Sandbox) -> Result<Provision, Because> {
        let mut provision = Provision::default();
        for (request, toolchain) in &needs.requests {
            let entry = self.supply(request, sandbox, &|order| fetch(order, toolchain))?;
            provision.add(request.ecosystem, &entry).map_err(|error| Trouble::System(error).because(request))?;
        }
        Ok(provision)
    }

    /// What a program sees of what it fetches by itself, as `task` has it do.
    ///
    /// # Errors
    /// Where it was not tried before, and cannot be.
    pub fn rehearse(&self, task: &Task, sandbox: &Sandbox) -> Result<Provision, Because> {
        let mut hasher = blake3::Hasher::new();
        for file in &task.files {
            hasher.update(file.path.as_os_str().as_encoded_bytes()).update(&[0]).update(&file.contents).update(&[0]);
        }
        let request = Request {
            ecosystem: Ecosystem::Maven,
            platform: "java".to_owned(),
            packages: BTreeSet::new(),
            rehearsal: Some(hasher.finalize().to_hex()[..32].to_owned()),
        };
        let entry = self.supply(&request, sandbox, &|order| maven::rehearse(order, task.clone()))?;
        let mut provision = Provision::default();
        provision.add(request.ecosystem, &entry).map_err(|error| Trouble::System(error).because(&request))?;
        Ok(provision)
    }

    /// What a program that lacks a module is told beside that: which packages it may be, and who fetches them.
    #[must_use]
    pub fn hint(&self, needs: &Needs) -> Option<String> {
        let first = needs.ungranted.first()?;
        let names: Vec<_> = needs.ungranted.iter().map(|package| format!("`{}`", package.name)).collect();
        let (names, place) = (names.join(", "), first.ecosystem.name());
        Some(format!("`--prepare=imports`, or `recant prepare --prepare=imports` ahead, fetches {names} from {place}"))
    }

    /// On what it stands that these needs were not met: on the first one that was not, as the others were not
    /// looked at. `None` where they were, and where the next try may end otherwise.
    #[must_use]
    pub fn refusal(&self, needs: &Needs) -> Option<Standing> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let refused = needs.requests.keys().find_map(|request| known.get(request)?.as_ref().err());
        refused?.standing.clone()
    }

    /// What became of each request so far, in order.
    #[must_use]
    pub fn all(&self) -> Vec<(Request, Result<Entry, Because>)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let told = |result: &Result<Entry, Refusal>| result.clone().map_err(|refusal| refusal.because);
        let mut all: Vec<_> = known.iter().map(|(request, result)| (request.clone(), told(result))).collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all
    }

    /// The lock file with all that was supplied.
    #[must_use]
    pub fn pinned(&self) -> Lock {
        let mut lock = self.lock.clone();
        for (request, entry) in self.all() {
            if let Ok(entry) = entry {
                lock.pin(&request, &entry.resolved);
            }
        }
        lock
    }

    /// What answers a request: as it was before, from the store, or fetched.
    fn supply(&self, request: &Request, sandbox: &Sandbox, fetch: Fetch<'_>) -> Result<Entry, Because> {
        let told = |result: &Result<Entry, Refusal>| result.clone().map_err(|refusal| refusal.because);
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(request) {
            return told(known);
        }
        let supplied = self.find_or_fetch(request, sandbox, fetch);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        told(known.entry(request.clone()).or_insert(supplied))
    }

    fn find_or_fetch(&self, request: &Request, sandbox: &Sandbox, fetch: Fetch<'_>) -> Result<Entry, Refusal> {
        let pins = self.lock.pins(request).filter(|_| !self.terms.update);
        if self.terms.update {
            self.store.forget(request);
        }
        if let Some(entry) = self.store.find(request, pins) {
            return Ok(entry);
        }
        let place = || self.store.place_of(request, pins);
        self.terms.permit(request).map_err(|because| Refusal::of_terms(because, place()))?;
        (self.hear)(&News::Fetching(request.clone()));
        let bounds = self.terms.bounds;
        let so_far = |bytes| (self.hear)(&News::Coming(request.clone(), bytes));
        let obtained = self.store.obtain(request, pins, |folder| {
            within(fetch, &Order { sandbox, request, pins, folder, bounds, so_far: &so_far })
        });
        let obtained = obtained.map_err(Trouble::System).and_then(|obtained| obtained);
        let obtained = obtained.map_err(|trouble| Refusal::of_trouble(&trouble, request));
        (self.hear)(&match &obtained {
            Ok(entry) => News::Fetched(request.clone(), entry.clone()),
            Err(refusal) => News::Failed(request.clone(), refusal.because.clone()),
        });
        obtained
    }
}

impl Terms {
    /// Whether a request may be fetched, or why not.
    fn permit(&self, request: &Request) -> Result<(), Because> {
        let forbidden = match self.prepare {
            _ if self.offline => Some("`--offline`"),
            Prepare::None => Some("`--prepare=none`"),
            Prepare::Declared | Prepare::Imports => None,
        };
        if let Some(flag) = forbidden {
            let (what, place) = (request.shown(), request.ecosystem.name());
            let detail = format!(
                "{what} ({place}) is not in recant's store, and {flag} forbids fetching; `recant prepare` fetches it"
            );
            return Err(Because::new(Reason::MissingDependency, detail));
        }
        if request.packages.len() > MOST {
            let over = format!("it wants more than {MOST} packages");
            return Err(Trouble::Stopped(over).because(request));
        }
        Ok(())
    }
}

/// Has the ecosystem's own tool fill a folder.
fn fetch(order: &Order<'_>, toolchain: &Toolchain) -> Result<Vec<Resolved>, Trouble> {
    match order.request.ecosystem {
        Ecosystem::Pypi => pypi::fetch(order, toolchain),
        Ecosystem::Go => go::fetch(order, toolchain),
        Ecosystem::Npm => npm::fetch(order, toolchain),
        Ecosystem::Maven => maven::fetch(order, toolchain),
    }
}

/// What was fetched, if it is what is pinned, and no more than may be.
fn within(fetch: Fetch<'_>, order: &Order<'_>) -> Result<Vec<Resolved>, Trouble> {
    let resolved = fetch(order)?;
    let count = packages(&resolved);
    if count > order.bounds.packages {
        return Err(Trouble::Stopped(order.bounds.too_many(count)));
    }
    match order.pins.and_then(|pins| changed(pins, &resolved)) {
        Some(change) => Err(Trouble::Changed(change)),
        None => Ok(resolved),
    }
}

/// How many packages there are: of Go's modules each is listed with its manifest.
fn packages(resolved: &[Resolved]) -> usize {
    resolved.iter().filter(|package| !package.version.ends_with("/go.mod")).count()
}

/// What of the packages that were fetched is not as it is pinned, in words.
fn changed(pins: &[Resolved], resolved: &[Resolved]) -> Option<String> {
    let other = resolved.iter().find(|package| !pins.contains(package));
    let other = other.or_else(|| pins.iter().find(|pin| !resolved.contains(pin)))?;
    let (name, version) = (&other.name, &other.version);
    Some(format!("{name} {version} is not what {} pins; `recant prepare --update` pins anew", super::LOCK_FILE))
}
