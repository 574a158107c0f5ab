//! The sandbox of Linux: namespaces, Landlock, seccomp and resource limits, set up by a helper process.

mod allow_list;
mod capture;
mod client;
mod command;
mod confinement;
mod failure;
mod forward;
mod handover;
mod helper;
mod identity;
mod keeper;
mod keepers;
mod kept;
mod landlock;
mod late;
mod layers;
mod network;
mod outer;
mod outfit;
mod overlay;
mod place;
mod probe;
mod processor;
mod root;
mod seccomp;
mod serve;
mod spawn;
mod supervisor;
mod syscalls;
mod system;
mod template;
mod tracee;
mod tree;
mod view;
mod wire;

pub(super) use client::Helpers;
pub use client::Watch;
pub use forward::Forwarder;
pub use helper::helper_main;
pub(super) use layers::all as layers;
pub use serve::Serve;

use super::{Command, Exit, Finished, Layer, Level, SandboxError, Task, WORK_DIRECTORY, policy, task};
