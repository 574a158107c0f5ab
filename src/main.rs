//! The `recant` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    recant::cli::main()
}
