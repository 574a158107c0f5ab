//! Places as links, for terminals that follow them.

use std::fmt::Write;

use super::terminal::Look;

/// A text that leads to a line of a file where it is followed, by the sequence that terminals have agreed on
/// (OSC 8, <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>).
pub(super) fn linked(text: &str, path: &str, line: usize, look: Look<'_>) -> String {
    let Some(base) = look.links else { return text.to_owned() };
    let target = encoded(&base.join(path).to_string_lossy());
    format!("\x1b]8;;file://{target}#{line}\x1b\\{text}\x1b]8;;\x1b\\")
}

/// A path as it stands in a URL: nothing in it can end the sequence, or begin another one.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Look, linked};
    use std::path::Path;

    #[test]
    fn a_place_leads_to_its_line_and_nothing_in_a_path_ends_the_link() {
        let look = Look { columns: 80, quiet: false, links: Some(Path::new("/home/ann")) };
        let told = linked("a.md:3", "a b\x1b\\.md", 3, look);
        assert_eq!(told, "\x1b]8;;file:///home/ann/a%20b%1B%5C.md#3\x1b\\a.md:3\x1b]8;;\x1b\\");
        assert_eq!(linked("a.md:3", "a.md", 3, Look { links: None, ..look }), "a.md:3");
    }
}
