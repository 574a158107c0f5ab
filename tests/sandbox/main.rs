//! The sandbox, run for real: these need a kernel that lets it be built, and bash, Python and gcc
//! below `/usr`.

#![cfg(target_os = "linux")]

mod attacks;
mod common;
mod compare;
mod copies;
mod faults;
mod kept;
mod limits;
mod network;
mod programs;
mod recorder;
mod speed;
mod table;
