//! Which code prints.

use std::sync::LazyLock;

use regex::Regex;

/// What a statement begins with that prints, across languages.
const PRINTERS: [&str; 26] = [
    "print(",
    "print ",
    "println(",
    "printf(",
    "fmt.Print",
    "fmt.Fprint",
    "log.Print",
    "console.",
    "System.out.print",
    "System.err.print",
    "cout",
    "std::cout",
    "puts",
    "putchar(",
    "p ",
    "pp ",
    "pp(",
    "pprint",
    "echo",
    "println!",
    "print!",
    "eprintln!",
    "dbg!",
    "Console.Write",
    "logging.",
    "std::printf(",
];

/// An assignment of the shell, alone or behind `export` and the like.
static ASSIGNMENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:\w+\s+)?\w+\+?=").expect("a pattern of our own"));

/// Whether code begins by printing something.
pub(super) fn is_printer(code: &str) -> bool {
    let code = code.trim_start_matches("await ");
    PRINTERS.iter().any(|printer| code.starts_with(printer))
}

/// Whether a command of the shell only sets a variable.
pub(super) fn is_assignment(command: &str) -> bool {
    ASSIGNMENT.is_match(command)
}
