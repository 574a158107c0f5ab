//! What authors tell other tools of a block, and what that means to recant.

/// Behind a fence: rustdoc, mdBook and Deno, pytest-markdown-docs, R Markdown.
const WORDS: [(&str, &str); 8] = [
    ("ignore", "skip"),
    ("notest", "skip"),
    ("eval=FALSE", "skip"),
    ("no_run", "no-run"),
    ("compile_fail", "compile-fail"),
    ("should_panic", "fails"),
    ("error=TRUE", "fails"),
    ("continuation", "continue"),
];

/// The header arguments of Org's blocks, which have a value behind a space.
const ARGUMENTS: [(&str, &str, &str); 2] = [(":eval", "no", "skip"), (":eval", "never", "skip")];

/// In a comment in front of a block: Sybil, doccmd, pytest-codeblocks, phmdoctest, mdx.
const COMMENTS: [(&str, &str); 8] = [
    ("skip: next", "skip"),
    ("skip doccmd[all]: next", "skip"),
    ("pytest-codeblocks:skip", "skip"),
    ("pytest.mark.skip", "skip"),
    ("phmdoctest-skip", "skip"),
    ("$MDX skip", "skip"),
    ("pytest-codeblocks:cont", "continue"),
    ("pytest-codeblocks:expect-error", "fails"),
];

/// In a comment at the top of a notebook's cell: nbval, Quarto.
const CELL_COMMENTS: [(&str, &str); 4] = [
    ("NBVAL_SKIP", "skip"),
    ("NBVAL_RAISES_EXCEPTION", "fails"),
    ("| eval: false", "skip"),
    ("| error: true", "fails"),
];

/// As a tag of a notebook's cell: nbclient and Jupyter Book, nbval.
const TAGS: [(&str, &str); 3] = [("skip-execution", "skip"), ("nbval-skip", "skip"), ("raises-exception", "fails")];

/// The directive that a word behind a fence stands for.
pub(super) fn of_word(word: &str) -> Option<&'static str> {
    find(&WORDS, word.trim_start_matches('.'))
}

/// The directive that a header argument and the word behind it stand for.
pub(super) fn of_argument(argument: &str, value: &str) -> Option<&'static str> {
    let found = ARGUMENTS.iter().find(|(own, of, _)| *own == argument && *of == value);
    found.map(|(.., directive)| *directive)
}

/// The directive that a comment in front of a block stands for.
pub(super) fn of_comment(text: &str) -> Option<&'static str> {
    find(&COMMENTS, &text.replace("codeblocks: ", "codeblocks:"))
}

/// The directive that a comment at the top of a cell stands for.
pub(super) fn of_cell_comment(text: &str) -> Option<&'static str> {
    find(&CELL_COMMENTS, text)
}

/// The directive that a tag of a cell stands for.
pub(super) fn of_tag(tag: &str) -> Option<&'static str> {
    find(&TAGS, tag)
}

fn find(table: &[(&str, &'static str)], text: &str) -> Option<&'static str> {
    table.iter().find(|(other, _)| *other == text).map(|(_, directive)| *directive)
}
