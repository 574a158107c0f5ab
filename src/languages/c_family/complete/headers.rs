//! The headers that declare what code names: the tables of the standards.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::standard::{C, CPP, CPP20};

/// A line of a table: a header and the names that it declares, with blanks between.
pub(super) type Header = (&'static str, &'static str);

static C_NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| by_name(C));
static CPP_NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| by_name(CPP));

/// The header of C that declares a name.
pub(super) fn of_c(name: &str) -> Option<&'static str> {
    C_NAMES.get(name).copied()
}

/// The header of C++ that declares a name in `std`: one of its own, or what C++ makes of C's.
pub(super) fn of_std(name: &str) -> Option<String> {
    let own = CPP_NAMES.get(name).map(|header| (*header).to_owned());
    own.or_else(|| of_c(name).map(as_cpp))
}

/// Whether a name is C++'s own, so that it is found in `std` alone.
pub(super) fn is_only_in_std(name: &str) -> bool {
    CPP_NAMES.contains_key(name)
}

/// Whether a header or a name of `std` came with C++20.
pub(super) fn is_of_cpp20(name: &str) -> bool {
    CPP20.split_ascii_whitespace().any(|new| new == name)
}

/// A header of C as C++ calls it: `stdio.h` is `cstdio`; those of POSIX keep their names.
pub(super) fn as_cpp(header: &str) -> String {
    const POSIX: [&str; 3] = ["pthread.h", "unistd.h", "strings.h"];
    match header.strip_suffix(".h") {
        Some(stem) if !header.contains('/') && !POSIX.contains(&header) => format!("c{stem}"),
        _ => header.to_owned(),
    }
}

/// The first header of several that declare a name counts.
fn by_name(table: &'static [Header]) -> HashMap<&'static str, &'static str> {
    let mut names = HashMap::new();
    for (header, declares) in table {
        for name in declares.split_ascii_whitespace() {
            names.entry(name).or_insert(*header);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{as_cpp, of_c, of_std};

    #[test]
    fn a_name_is_declared_where_the_standard_says() {
        assert_eq!(of_c("printf"), Some("stdio.h"));
        assert_eq!(of_c("size_t"), Some("stddef.h"));
        assert_eq!(of_c("vector"), None);
        assert_eq!(of_std("vector").as_deref(), Some("vector"));
        assert_eq!(of_std("printf").as_deref(), Some("cstdio"));
    }

    #[test]
    fn headers_of_posix_keep_their_names_in_cpp() {
        assert_eq!(as_cpp("unistd.h"), "unistd.h");
        assert_eq!(as_cpp("sys/wait.h"), "sys/wait.h");
        assert_eq!(as_cpp("string.h"), "cstring");
    }
}
