//! What languages with braces and semicolons have in common.

use super::clues::{Clue, clue};

pub(super) const CLUES: &[Clue] = &[
    clue(r";\s*(//.*|/\*.*)?$", 1.0, "a statement ends in a semicolon"),
    clue(r"^\s*//", 1.0, "a comment `//`"),
    clue(r"\S\s+// ?\S", 0.8, "a comment `//` behind code"),
    clue(r"^\s*(\}|\)|\};|\}\);?|\}\)\(\);)\s*(//.*)?$", 0.5, "a closing brace alone"),
    clue(r"^\s*/\*|\*/\s*$", 0.6, "a comment `/* */`"),
    clue(r"\)\s*\{\s*(//.*)?$", 0.6, "a brace opens a body"),
    clue(r"^\s*(\} )?else( if\s*\(.*\))? \{", 0.8, "`else {`"),
];
