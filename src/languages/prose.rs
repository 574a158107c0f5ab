//! What people write to people: sentences, which code holds only in its comments.

use super::clues::{Clue, clue};

/// Lines that speak for prose.
pub const CLUES: &[Clue] = &[
    clue(r"^\s*[A-Z][a-z']+ ([a-z'-]+,? ){3,}[^;{}=]*$", 2.6, "a sentence"),
    clue(r"[a-z]\. [A-Z][a-z]|^\s*[A-Z][^;{}=<>]*[a-z]{2}[.!?]\s*$", 2.0, "a sentence ends"),
    clue(r"^[^\x00-\x7F]{2}[^={};()#]*$|^\s*\d+\. ?[^\x00-\x7F]", 2.0, "a line begins in another script"),
    clue(r"\xE3\x80\x82|\xEF\xBC[\x8C\x9A\x9B\x9F]", 1.2, "punctuation of Chinese"),
    clue(
        r"(?x)\b(the|of|to|and|you|your|that|this|with|which|are|can|will|should|have|not)\b\ [a-z]+\ .*\b(the
            | of|to|and|a|is|in|for|be|it|on|as)\b",
        1.6,
        "common words",
    ),
    clue(r"^\s*(\*|-|\d+[.)]) [A-Z]?[a-z]+ [a-z]+ [a-z]+", 1.2, "an item in words"),
    clue(r"^#{2,}( |$)", 0.3, "a heading"),
    clue(r"^\s*(//|#|/\*|\*|--|<!--|;)", -1.6, "a comment"),
    clue(r"[;{}]\s*$|\w\(.*\)|[=!<>]=|:=|=>|->|\w = \w|^\s*[\w$]+\.\w+", -1.5, "code"),
    clue(r"^\s*</?\w+.*>|^\s*\x22.*\x22:|^\s*\w+:\s*$", -1.2, "markup"),
];
