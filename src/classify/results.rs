//! Values that a note shows right behind code: what the code gives, though they would also be code.

use super::weigh::kind_of;
use super::{Class, Kind};
use crate::extract::{Block, FoundBy};
use crate::languages::parse::parse;

/// How sure it is that such a value is a result and not one more statement.
const RESULT: f32 = 0.8;

/// Makes output of blocks that are nothing but a value, and stand right behind the code of their part.
pub(super) fn mark(blocks: &[Block], classes: &mut [Class]) {
    for index in 1..blocks.len() {
        let (above, below) = (&blocks[index - 1], &blocks[index]);
        let follows = above.part == below.part && above.outer.end == below.outer.start;
        let unmarked = [above, below].iter().all(|block| block.found_by == FoundBy::Prose && block.session.is_empty());
        if follows && unmarked && classes[index - 1].kind == Kind::Code && is_value(below, &classes[index]) {
            let evidence = vec!["it is a value and nothing else, right behind code".to_owned()];
            classes[index] = Class { kind: Kind::Output, language: None, confidence: RESULT, evidence };
        }
    }
}

/// Whether a block's code is one list, tuple or dictionary: a statement that does nothing.
fn is_value(block: &Block, class: &Class) -> bool {
    let Some(lang) = class.language.filter(|lang| kind_of(*lang) == Kind::Code) else { return false };
    let Some(tree) = parse(lang, block.code.text()) else { return false };
    let root = tree.root_node();
    let statement = root.named_child(0).filter(|_| root.named_child_count() == 1 && !root.has_error());
    let value = statement.and_then(|statement| statement.named_child(0).filter(|_| statement.named_child_count() == 1));
    value.is_some_and(|value| matches!(value.kind(), "list" | "tuple" | "dictionary" | "set" | "array"))
}
