//! Dependencies: the packages that programs want, fetched once by their ecosystems' own tools into a store
//! of recant's own, and shown to programs from there, which never reach a registry themselves.
//!
//! Who grants what: packages that a person declared are fetched unless nothing is; those that only the
//! imports of a note name are fetched where the user says so, or where the lock file agrees.

mod archive;
mod go;
mod holdings;
mod imports;
mod inside;
mod lock;
mod manager;
mod maven;
mod mode;
mod netrc;
mod npm;
mod order;
mod outside;
mod package;
mod provision;
mod proxy;
mod pypi;
mod reach;
mod refusal;
mod request;
mod seal;
mod store;
mod supplies;
mod trouble;
mod upstream;
mod wanted;

pub use holdings::Holding;
pub use lock::{FILE as LOCK_FILE, Lock, LockError};
pub(crate) use mode::set_mode;
pub use order::Bounds;
pub use package::Package;
pub use provision::Provision;
pub use request::{Request, Resolved};
pub use store::{Entry, Store};
pub use supplies::{News, Supplies, Terms};
pub use wanted::Needs;
