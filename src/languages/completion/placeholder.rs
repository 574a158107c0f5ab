//! Words that stand for something else: `xxx`, `YOUR_TOKEN`, `variable_name`.

use tree_sitter::Node;

use super::{Obstacle, Parsed, walk};
use crate::reasons::Reason;

/// Whether a name is one that people write where the reader is to put another.
///
/// What a note itself defines is none, whatever it is called: callers ask for other names only.
pub(in crate::languages) fn placeholder(name: &str) -> bool {
    is_crosses(name) || mixes_scripts(name) || is_yours(name) || names_its_role(name)
}

/// Refuses blocks in which a name of these kinds of nodes stands for something else.
///
/// # Errors
/// The first such name.
pub(in crate::languages) fn refuse_placeholders(
    blocks: &[Parsed],
    is_name: impl Fn(&Node<'_>) -> bool,
) -> Result<(), Obstacle> {
    for (index, block) in blocks.iter().enumerate() {
        let mut names = walk(block.tree.root_node()).filter(&is_name);
        if let Some(node) = names.find(|node| placeholder(&block.text[node.byte_range()])) {
            let detail = format!("`{}` stands for something else", &block.text[node.byte_range()]);
            return Err(Obstacle::new(Reason::Placeholder, detail).at(index, node.start_byte()));
        }
    }
    Ok(())
}

/// `xxx`, `XXXX`.
fn is_crosses(name: &str) -> bool {
    name.len() >= 3 && (name.bytes().all(|b| b == b'x') || name.bytes().all(|b| b == b'X'))
}

/// A name of ASCII letters and Chinese or Japanese ones: a description, not a name.
fn mixes_scripts(name: &str) -> bool {
    let wide = |c: char| ('\u{3040}'..='\u{9fff}').contains(&c);
    name.chars().any(wide) && name.chars().any(|c| c.is_ascii_alphabetic())
}

/// `YOUR_TOKEN`, `your-api-key`.
fn is_yours(name: &str) -> bool {
    let rest = name.strip_prefix("YOUR").or_else(|| name.strip_prefix("your"));
    rest.is_some_and(|rest| rest.len() > 1 && rest.starts_with(['_', '-']))
}

/// `key_data_type`, `vname1`, `function_name`: a name that says what kind of thing stands there.
fn names_its_role(name: &str) -> bool {
    const KINDS: [&str; 12] = [
        "array", "class", "field", "func", "function", "method", "module", "package", "slice", "struct", "var",
        "variable",
    ];
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut words = stem.rsplitn(2, '_');
    match (words.next(), words.next()) {
        (Some("type"), Some(kind)) => {
            matches!(kind, "v" | "data" | "return") || kind.ends_with("data") || KINDS.contains(&kind)
        }
        (Some("name"), Some(kind)) => kind == "v" || KINDS.contains(&kind),
        (Some("vname" | "vtype"), None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn words_that_stand_for_something_else_are_told_from_names() {
        for name in ["xxx", "XXXX", "pkg包名", "YOUR_TOKEN", "key_data_type", "v_type2", "vname1", "function_name"] {
            assert!(placeholder(name), "{name}");
        }
        for name in ["x", "xx", "foo", "max", "content_type", "file_name", "名字", "yours", "your", "type", "user_name"]
        {
            assert!(!placeholder(name), "{name}");
        }
    }
}
