//! `.netrc`: the user's credentials for hosts, of which a package manager gets those for its registries.

use std::fmt::Write;
use std::path::PathBuf;

/// The file's name in a home directory.
pub(super) const FILE: &str = ".netrc";

/// What the user's own file says of the hosts that `is_wanted` knows, as such a file.
pub(super) fn of_hosts(is_wanted: impl Fn(&str) -> bool) -> String {
    let named = std::env::var_os("NETRC").map(PathBuf::from);
    let file = named.or_else(|| std::env::home_dir().map(|home| home.join(FILE)));
    let text = file.and_then(|file| std::fs::read_to_string(file).ok());
    select(&text.unwrap_or_default(), is_wanted)
}

/// The entries of some machines. An entry for all others and macros are left out.
fn select(text: &str, is_wanted: impl Fn(&str) -> bool) -> String {
    let mut selected = String::new();
    let mut words = text.split_whitespace();
    let mut is_of_wanted = false;
    while let Some(word) = words.next() {
        match word {
            "machine" => {
                let host = words.next().unwrap_or_default();
                is_of_wanted = is_wanted(host);
                if is_of_wanted {
                    let _ = writeln!(selected, "machine {host}");
                }
            }
            "login" | "password" | "account" => {
                let value = words.next().unwrap_or_default();
                if is_of_wanted {
                    let _ = writeln!(selected, "{word} {value}");
                }
            }
            _ => is_of_wanted = false,
        }
    }
    selected
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_entries_of_other_machines_stay_where_they_are() {
        let text =
            "machine a login me password 1\nmachine b.example\n  login you\n  password 2\ndefault login x password 3\n";
        assert_eq!(super::select(text, |host| host == "b.example"), "machine b.example\nlogin you\npassword 2\n");
    }
}
