//! What HTML and XML have in common.

use super::clues::{Clue, clue};

pub(super) const CLUES: &[Clue] = &[
    clue(r"^\s*</?[a-zA-Z][\w:.-]*(\s[^<>]*)?/?>", 1.4, "a tag begins the line"),
    clue(r"</[a-zA-Z][\w:.-]*>\s*$", 1.6, "a closing tag ends the line"),
    clue(r"^\s*<[a-zA-Z][\w:.-]*\s*$", 1.6, "a tag goes on"),
    clue(r"<!--|-->", 2.2, "a comment `<!-- -->`"),
    clue(r"\s[\w:@-]+=\x22[^\x22]*\x22\s*/?>?", 0.9, "an attribute in quotes"),
    clue(r"^\s*</[\w:.-]+>\s*$", 1.2, "a closing tag alone"),
    clue(r"(?i)^\s*<(script|style|head|html|body)\b", 2.0, "a page of HTML begins"),
];
