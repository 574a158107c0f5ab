//! Text of notes made fit for a page. All that reaches the page from a note goes through here.

use std::fmt::Write;

use crate::report::text::visible;

/// The text with nothing in it that is markup, and with everything visible that deceives a reader.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    // A page may go to a log, where a CI service obeys these.
    if out.contains("::") || out.contains("##") { out.replace("::", "&#58;:").replace("##", "&#35;#") } else { out }
}

/// An address that a page may link to, escaped: of the web, and nothing that runs.
pub(super) fn address(text: &str) -> Option<String> {
    let is_of_the_web = ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    (is_of_the_web && is_plain).then(|| escape(text))
}

/// A link to an address, or the text alone where it is none.
pub(super) fn link(out: &mut String, target: &str, text: &str) {
    let text = escape(text);
    let _ = match address(target) {
        Some(target) => write!(out, "<a href=\"{target}\" rel=\"noreferrer nofollow\">{text}</a>"),
        None => write!(out, "{text}"),
    };
}

#[cfg(test)]
mod tests {
    use super::{address, escape};

    #[test]
    fn nothing_in_a_note_becomes_markup() {
        assert_eq!(escape("<b a='x' c=\"y\">&amp;"), "&lt;b a=&#39;x&#39; c=&quot;y&quot;&gt;&amp;amp;");
        assert_eq!(escape("a\u{202e}b\u{0}"), "a\\u{202e}b\\x00");
        assert_eq!(escape("::error::x\n##[group]"), "&#58;:error&#58;:x\n&#35;#[group]");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(
            address("HTTPS://a.example/?b=1&c=\"2\""),
            Some("HTTPS://a.example/?b=1&amp;c=&quot;2&quot;".into())
        );
        for other in ["javascript:alert(1)", " https://a", "java\nscript:x", "data:text/html,x", "//a", "https", ""] {
            assert_eq!(address(other), None, "{other:?}");
        }
    }
}
