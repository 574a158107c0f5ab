//! The sandbox, run for real: these need a kernel that lets it be built, and bash, Python and gcc
//! below `/usr`.

mod attacks;
mod common;
mod faults;
mod limits;
mod programs;
mod speed;
mod table;
