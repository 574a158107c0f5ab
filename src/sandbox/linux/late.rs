//! What of the view is put in place last: what a program writes over, and what lies where it writes.

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use super::failure::{During, Failure};
use super::overlay;
use super::policy::{Access, Limits};
use super::root::{WRITABLE, show};
use super::view::{self, Part};

/// A part of the view that lies aside until its place is there.
pub(super) struct Late {
    /// Below the root; a program's own memory comes to lie over it.
    aside: String,
    pub(super) target: PathBuf,
    pub(super) is_directory: bool,
    access: Access,
}

impl Late {
    /// Whether a part has to wait.
    pub(super) fn is_one(part: &Part) -> bool {
        part.access == Access::Overlay || WRITABLE.iter().any(|(own, _)| part.target.starts_with(own))
    }

    /// Lays a part aside, under a number.
    pub(super) fn lay_aside(root: &OwnedFd, part: &Part, number: usize) -> Result<Self, Failure> {
        let aside = format!("tmp/{number}");
        show(root, part, Path::new(&aside))?;
        Ok(Self { aside, target: part.target.clone(), is_directory: part.is_directory, access: part.access })
    }

    /// What is to be mounted in its place.
    pub(super) fn take_up(&self, root: &OwnedFd, limits: &Limits) -> Result<OwnedFd, Failure> {
        match self.access {
            Access::ReadOnly => {
                view::again(root, Path::new(&self.aside)).during(format_args!("show {}", self.target.display()))
            }
            Access::Overlay => overlay::over(root, &self.aside, limits)
                .during(format_args!("lay memory over {}", self.target.display())),
        }
    }
}
