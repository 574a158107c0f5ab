//! Cases of whole texts: each file under `tests/extract/` with what is found in it.

use std::fmt::Write as _;
use std::path::Path;

use super::{Block, Directives, extract, notices};
use crate::notes::{Annotation, Document, Format, Markup, Part, Passage};

const MARKUPS: [Markup; 7] = [
    Markup::Markdown,
    Markup::ReStructuredText,
    Markup::AsciiDoc,
    Markup::Org,
    Markup::Html,
    Markup::Rendered,
    Markup::Plain,
];

fn document(text: &str, markup: Markup) -> Document {
    let part = Part { passage: Passage::verbatim(text, 0), markup };
    let annotation = Annotation { body: Some(part), ..Annotation::default() };
    Document::new("case".to_owned(), Format::Plain, text.to_owned(), vec![annotation])
}

fn markup(path: &Path) -> Markup {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("md") => Markup::Markdown,
        Some("rst") => Markup::ReStructuredText,
        Some("adoc") => Markup::AsciiDoc,
        Some("org") => Markup::Org,
        Some("html") => Markup::Html,
        Some("page") => Markup::Rendered,
        _ => Markup::Plain,
    }
}

/// The block as a person would describe it: its lines, how it was found, and its text.
fn described(document: &Document, block: &Block) -> String {
    let last = block.outer.end.saturating_sub(1).max(block.outer.start);
    let mut told = format!("{}-{} {:?}", document.line(block.outer.start), document.line(last), block.found_by);
    if let Some(label) = &block.label {
        let _ = write!(told, " {:?} {:?}", label.language, label.words);
    }
    if block.directives != Directives::default() {
        let _ = write!(told, "\n    {:?}", block.directives);
    }
    told.push('\n');
    for line in block.code.text().lines() {
        let _ = writeln!(told, "    |{line}");
    }
    for entry in &block.session {
        let text = block.code.text();
        let input: Vec<&str> = entry.input.iter().map(|range| &text[range.clone()]).collect();
        let _ = writeln!(told, "    {:?} {input:?} -> {:?}", entry.prompt, &text[entry.output.clone()]);
    }
    told
}

#[test]
fn the_blocks_of_each_case_are_found() {
    insta::glob!("../../tests/extract", "*.{adoc,html,md,org,rst,page,txt}", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let document = document(&text, markup(path));
        let blocks = extract(&document);
        let mut told: String = blocks.iter().map(|block| described(&document, block)).collect();
        for notice in notices(&document, &blocks) {
            let _ = writeln!(told, "{}: {}", notice.line.unwrap(), notice.message);
        }
        insta::assert_snapshot!(told);
    });
}

#[test]
fn the_text_of_a_block_maps_back_to_its_lines() {
    let text = "1. list\n\n   ```go\n   a := 1\n   b := 2\n   ```\n";
    let document = document(text, Markup::Markdown);
    let blocks = extract(&document);
    let code = &blocks[0].code;
    assert_eq!(code.text(), "a := 1\nb := 2\n");
    assert_eq!(document.position(code.source(7)).line, 5);
    assert_eq!(document.position(code.source(7)).column, 4);
}

/// Texts made to be slow or to break a parser, each of one thing over and over.
fn hostile() -> Vec<String> {
    const COUNT: usize = 3_000;
    let units = [
        "```\n",
        "````x\n~~~\n",
        "> ",
        "- ",
        "    ",
        "\t",
        "a::\n\n  b\n",
        ">>> ",
        ">>> a >>> ",
        "$ cat <<E\n",
        "`",
        "\"",
        "'",
        "(",
        "a(",
        "a(1",
        "<pre>",
        "<br>",
        "&lt;",
        "\u{0}",
        "\u{feff}命令",
        "中 a: b -c /d\n",
        "x = 1\n\n\n",
        ".. code::\n\n",
        "{\n",
        "[a]: ",
        "| a ",
        "#",
        "=",
        "---\na: b\n",
        "`` a",
        "{{{{",
        "]]]]\r",
        "\\",
        "In [1]: ",
        "sqlite> ",
        "[source]\n",
        "[[",
        "----\n",
        "-----\n----\n",
        "<1> ",
        "#+begin_src\n",
        "#+results:\n",
        "#+results:\n\n: a\n",
        ",*\n: ",
        "(ref:",
    ];
    let nested: String = (0..1_000).flat_map(|depth| ["  ".repeat(depth), "- x\n".to_owned()]).collect();
    units.iter().map(|unit| unit.repeat(COUNT)).chain([nested]).collect()
}

#[test]
fn hostile_text_is_read_to_its_end() {
    for text in hostile() {
        for markup in MARKUPS {
            let mut end = 0;
            for block in extract(&document(&text, markup)) {
                assert!(block.outer.start >= end && block.outer.end <= text.len(), "{markup:?} {:?}", &text[..20]);
                end = block.outer.end;
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn blocks_and_their_steps_lie_inside_their_texts(
        pieces in proptest::collection::vec(
            proptest::sample::select(&[
                "\n", "\n\n", "    ", "```", "`", ">>> ", "... ", "$ ", "# ", "> ", "a = f(1)", "ls -l", "中文,", "：", "\"",
                "def f(x):", "{", "}", "::", ".. code:: go", "<pre>", "</pre>", "<br>", "&amp;", "\t", "é", "1. ", "- ", "\r\n",
                "sqlite> ", "In [1]: ", "Out[1]: ", "==> ", "[source,go]\n", "----\n", "....\n", "<1>", "#+begin_src go\n",
                "#+end_src\n", "#+RESULTS:\n", ": ", ",*", "(ref:a)", "#+begin_example\n", "#+end_example\n", "结果:", "...> ", "<<EOF", "---", "a: b",
            ][..]),
            0..40,
        )
    ) {
        let text = pieces.concat();
        for markup in MARKUPS {
            let mut end = 0;
            for block in extract(&document(&text, markup)) {
                proptest::prop_assert!(block.outer.start >= end && text.get(block.outer.clone()).is_some());
                end = block.outer.end;
                let code = block.code.text();
                proptest::prop_assert!(block.code.span().start >= block.outer.start && block.code.span().end <= block.outer.end);
                for entry in &block.session {
                    proptest::prop_assert!(code.get(entry.output.clone()).is_some());
                    proptest::prop_assert!(entry.input.iter().all(|range| code.get(range.clone()).is_some()));
                }
            }
        }
    }
}
