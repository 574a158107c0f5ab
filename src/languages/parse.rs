//! Parsing with a language's grammar, guarded against input that grammars do not survive.
//!
//! Grammars hold scanners written in C by hand: some take minutes on odd bytes, one aborts the
//! process on deep nesting. Nothing is parsed that [`fit_to_parse`] refuses.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::ControlFlow;

use tree_sitter::{Node, ParseOptions, Parser, Tree, TreeCursor};

use super::Lang;

/// The largest text that is parsed, in bytes: an example in a note is far smaller.
pub const LARGEST: usize = 64 * 1024;

/// The longest line, in bytes, and the most lines: the YAML scanner counts both in 16 bits.
const LONGEST: usize = i16::MAX as usize;

/// The deepest nesting by brackets, by indentation and by `- ` within a line: the YAML scanner keeps
/// its indents in 1,014 bytes, four for each, and aborts the process behind that.
const DEEPEST_TEXT: usize = 200;

/// The deepest syntax tree that is handed out, so that whoever walks it may recurse.
const DEEPEST_TREE: usize = 500;

/// Steps of the parser for each byte, behind which it gives up: ordinary text takes fewer than three.
const STEPS_PER_BYTE: usize = 40;

/// Steps of the parser between two calls of its progress callback (`parser.c`).
const STEPS_PER_CALL: usize = 100;

thread_local! {
    static PARSERS: RefCell<HashMap<&'static str, Parser>> = RefCell::default();
}

/// The syntax tree of `text`, with ERROR and MISSING nodes where it is not of the language; `None`
/// where the language has no grammar, or the text is not fit to parse or takes too long.
#[must_use]
pub fn parse(lang: Lang, text: &str) -> Option<Tree> {
    if !fit_to_parse(text) {
        return None;
    }
    let tree = PARSERS.with_borrow_mut(|parsers| {
        let parser = match parsers.entry(lang.name()) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => {
                let mut parser = Parser::new();
                parser.set_language(&lang.grammar()?).ok()?;
                new.insert(parser)
            }
        };
        parse_within_budget(parser, text)
    })?;
    (depth(&tree) <= DEEPEST_TREE).then_some(tree)
}

fn parse_within_budget(parser: &mut Parser, text: &str) -> Option<Tree> {
    let mut calls_left = 100 + text.len() * STEPS_PER_BYTE / STEPS_PER_CALL;
    let mut count = |_: &tree_sitter::ParseState| {
        calls_left = calls_left.saturating_sub(1);
        if calls_left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = ParseOptions::new().progress_callback(&mut count);
    let bytes = text.as_bytes();
    let tree = parser.parse_with_options(&mut |at, _| bytes.get(at..).unwrap_or_default(), None, Some(options));
    if tree.is_none() {
        // Else the next text would be taken for the rest of this one.
        parser.reset();
    }
    tree
}

/// Whether grammars survive the text: not too large or deep, and no control bytes but line ends and tabs.
#[must_use]
pub fn fit_to_parse(text: &str) -> bool {
    text.len() <= LARGEST && !text.bytes().any(is_control) && text.lines().count() <= LONGEST && is_shallow(text)
}

/// The first control character of a text for which it is not parsed.
#[must_use]
pub fn control(text: &str) -> Option<char> {
    text.bytes().find(|byte| is_control(*byte)).map(char::from)
}

fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r')
}

fn is_shallow(text: &str) -> bool {
    let mut brackets = 0_usize;
    let mut indents: Vec<usize> = Vec::new();
    for line in text.lines() {
        let body = line.trim_start();
        if line.len() > LONGEST {
            return false;
        }
        if !body.is_empty() {
            let indent = line.len() - body.len();
            indents.truncate(indents.partition_point(|outer| *outer < indent));
            indents.push(indent);
        }
        let mut dashes = 0;
        for pair in body.as_bytes().windows(2) {
            dashes += usize::from(matches!(pair, b"- " | b"? " | b": " | b"-\t" | b"?\t" | b":\t"));
        }
        for byte in body.bytes() {
            match byte {
                b'(' | b'[' | b'{' => brackets += 1,
                b')' | b']' | b'}' => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            if brackets > DEEPEST_TEXT {
                return false;
            }
        }
        if indents.len() + dashes > DEEPEST_TEXT {
            return false;
        }
    }
    true
}

/// The depth of a tree, or as much as it can be at most where that is little.
fn depth(tree: &Tree) -> usize {
    let nodes = tree.root_node().descendant_count();
    if nodes <= DEEPEST_TREE {
        return nodes;
    }
    let mut deepest = 0;
    walk(tree, |cursor| {
        deepest = deepest.max(cursor.depth() as usize);
        deepest <= DEEPEST_TREE
    });
    deepest
}

/// Bytes of the text that the grammar did not understand: those of outermost ERROR nodes, and one for
/// each MISSING token.
#[must_use]
pub fn error_bytes(tree: &Tree) -> usize {
    let mut bytes = 0;
    walk(tree, |cursor| {
        let node = cursor.node();
        if node.is_error() {
            bytes += node.byte_range().len();
        }
        bytes += usize::from(node.is_missing());
        node.has_error() && !node.is_error()
    });
    bytes
}

/// Visits the nodes of a tree from the first to the last, parents before children, with no recursion;
/// leaves a node's children out where `visit` says no.
pub fn walk<'tree>(tree: &'tree Tree, mut visit: impl FnMut(&TreeCursor<'tree>) -> bool) {
    let mut cursor = tree.walk();
    loop {
        if visit(&cursor) && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
        }
    }
}

/// Where a node's code ends: where line ends may end statements, a statement reaches over the comments
/// behind it.
pub(crate) fn code_end(node: Node<'_>) -> usize {
    let mut node = node;
    loop {
        let (mut last, mut code) = (None, None);
        let mut cursor = node.walk();
        for child in node.children(&mut cursor).filter(|child| !child.byte_range().is_empty()) {
            last = Some(child);
            code = if is_comment(&child) { code } else { last };
        }
        match code {
            Some(code) if code.end_byte() == node.end_byte() || last != Some(code) => node = code,
            _ => return node.end_byte(),
        }
    }
}

/// Whether a node is a comment, in any grammar.
pub(crate) fn is_comment(node: &Node<'_>) -> bool {
    node.kind().ends_with("comment")
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, error_bytes, fit_to_parse, parse};
    use crate::languages::Lang;

    fn lang(name: &str) -> Lang {
        Lang::named(name).unwrap()
    }

    #[test]
    fn a_text_of_the_language_has_no_error_bytes() {
        let tree = parse(lang("go"), "func f() int {\n\treturn 1\n}\n").unwrap();
        assert_eq!(error_bytes(&tree), 0);
    }

    #[test]
    fn what_the_grammar_does_not_understand_is_counted_in_bytes() {
        let tree = parse(lang("go"), "x := 1\n这 不是 ，，， 代码\n").unwrap();
        assert!(error_bytes(&tree) > 10);
    }

    #[test]
    fn a_missing_closer_counts_as_one_byte() {
        let tree = parse(lang("go"), "func f() {\n\tg()\n").unwrap();
        assert_eq!(error_bytes(&tree), 1);
    }

    #[test]
    fn text_that_kills_grammars_is_refused() {
        let killers = [
            "\0".repeat(40_000),
            "- ".repeat(5_000),
            "(".repeat(10_000),
            "a".repeat(LARGEST + 1),
            "\n".repeat(40_000),
            (0..300).map(|depth| " ".repeat(depth) + "- a:\n").collect(),
        ];
        for killer in killers {
            assert!(!fit_to_parse(&killer), "{:?}…", &killer[..20]);
        }
    }

    #[test]
    fn a_deep_tree_is_not_handed_out() {
        assert!(parse(lang("go"), &format!("x = {}1", "!".repeat(5_000))).is_none());
    }

    #[test]
    fn a_parser_that_gave_up_parses_the_next_text() {
        let deep = format!("x = {}1", "-".repeat(5_000));
        let _ = parse(lang("python"), &deep);
        let tree = parse(lang("python"), "x = 1\n").unwrap();
        assert!(!tree.root_node().has_error());
    }
}
