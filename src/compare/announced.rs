//! Code that is shown because it is wrong: the note says that it fails, beside it or in a comment.

use crate::classify::Snippet;
use crate::extract::Block;
use crate::notes::Document;

// How a comment says that what it stands at fails: nothing else, or as its first words.
pattern!(
    COMMENT,
    r"(?i)(?:^|\s)(?://|#|/\*|--)\s*(?:[✗✘❌×]|(?:(?:this|it|that|here|this line|这里?|此处|这样?|会|将)\s*)*(?:(?:compil\w+|syntax|runtime|type)[ -]?(?:time )?errors?\b|errors?\s*(?:[:：!！(（]|$)|illegal\b|invalid\b|wrong\b|not allowed|forbidden|overflows?\b|(?:won['’]?t|will not|does(?:n['’]?t| not)|cannot|can['’]?t)\b|panics?\b|fails?\b|crash(?:es)?\b|throws?\b|raises?\b|错误|报错|出错|编译(?:错误|失败|不|无法|报错|器报错)|不能|不可|无法|非法|异常|溢出|会?崩溃))"
);

// How a sentence says it.
pattern!(
    SENTENCE,
    r"(?i)\b(?:errors?|illegal|invalid|incorrect(?:ly)?|wrong(?:ly)?|unacceptable|fail(?:s|ed|ure)?|panic(?:s|ked)?|crash(?:es|ed)?|rais(?:e|es|ing)|throws?|(?:won['’]?t|will not|do(?:es)?(?:n['’]?t| not)|cannot|can['’]?t|not) (?:compile|work|run|build|allowed?|possible)|exceptions?|forbidden|bugs?|buggy|typo)\b|报错|错误|出错|不能|无法|非法|失败|无效|异常|崩溃|不允许|不通过|不合法|死锁|有问题|编译不|编译通不过|溢出|抛出|panic|[✗✘❌]"
);

/// Lines of prose on each side of a block that speak of it.
const MAX_LINES: usize = 3;

/// Longer lines are nobody's remark on a block.
const MAX_LINE: usize = 1_000;

/// Whether the note says that a block fails.
pub(super) fn says_it_fails(document: &Document, snippet: &Snippet) -> bool {
    let block = &snippet.block;
    let comment = |line: &str| line.len() <= MAX_LINE && COMMENT.is_match(line);
    block.code.text().lines().any(comment) || around(document, block).is_some_and(|says| says)
}

fn around(document: &Document, block: &Block) -> Option<bool> {
    let text = document.part(block.part)?.passage.text();
    let (above, below) = (text.get(..block.outer.start)?, text.get(block.outer.end..)?);
    Some(paragraph(above.lines().rev()) || paragraph(below.lines()))
}

/// Whether the paragraph that these lines begin with says so.
fn paragraph<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let lines = lines.map(str::trim).skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty());
    lines.take(MAX_LINES).any(|line| line.len() <= MAX_LINE && SENTENCE.is_match(line))
}

#[cfg(test)]
mod tests {
    use super::{COMMENT, SENTENCE};

    #[test]
    fn a_comment_says_that_what_it_stands_at_fails() {
        for line in [
            "let c = a; // error: use of moved value",
            "x = 3 // illegal",
            "int *p = 3; // 编译错误",
            "s[0] = 'a'  # raises an exception",
            "let b = a << 8; // overflow",
            "f(); // 这里会报错",
            "a.b(); // ✗",
        ] {
            assert!(COMMENT.is_match(line), "{line}");
        }
        for line in
            ["if err != nil { // error handling", "// an error is returned", "x = 3  # no wrong answer", "# not so"]
        {
            assert!(!COMMENT.is_match(line), "{line}");
        }
    }

    #[test]
    fn a_sentence_says_that_the_code_beside_it_fails() {
        for line in
            ["下面的代码会崩溃：", "This does not compile:", "would raise a :exc:`KeyError`", "如果超出，则会报错"]
        {
            assert!(SENTENCE.is_match(line), "{line}");
        }
        for line in ["来看个小例子:", "An example that prints the sum:", "This compiles and works."] {
            assert!(!SENTENCE.is_match(line), "{line}");
        }
    }
}
