//! What blocks are taken for. The cases stand in `tests/classify/`, a file for each language, with a
//! line of dashes between two of them.

use std::fmt::Write;

use super::{Kind, SURE, Snippet, classify, evidence, labels, weigh};
use crate::extract::{Block, Directives, FoundBy, Label};
use crate::languages::Lang;
use crate::notes::{Annotation, Document, Format, Markup, Part, PartOf, Passage, Side};

fn block(text: &str) -> Block {
    Block {
        part: PartOf { annotation: 0, side: Side::Body },
        outer: 0..text.len(),
        code: Passage::verbatim(text, 0),
        found_by: FoundBy::Fence,
        label: None,
        directives: Directives::default(),
        session: Vec::new(),
        lossy: false,
    }
}

fn labelled(label: &str, text: &str) -> Block {
    Block { label: Some(Label { language: label.to_owned(), words: Vec::new() }), ..block(text) }
}

fn document(text: &str) -> Document {
    let body = Part { passage: Passage::verbatim(text, 0), markup: Markup::Plain };
    let annotation = Annotation { body: Some(body), ..Annotation::default() };
    Document::new("notes.txt".to_owned(), Format::Plain, text.to_owned(), vec![annotation])
}

fn class_of(block: Block) -> Snippet {
    classify(&document(""), vec![block]).remove(0)
}

fn name(snippet: &Snippet) -> &'static str {
    match (snippet.language, snippet.kind) {
        (Some(lang), _) => lang.name(),
        (None, Kind::Output) => "output",
        (None, _) => "unknown",
    }
}

#[test]
fn blocks_are_told_by_what_they_hold() {
    insta::with_settings!({snapshot_path => "../../tests/classify/snapshots", prepend_module_to_snapshot => false}, {
        insta::glob!("../../tests/classify", "*.txt", |path| {
            let cases = std::fs::read_to_string(path).unwrap();
            let mut told = String::new();
            for case in cases.split("\n-----\n") {
                let snippet = class_of(block(case));
                let sure = if snippet.confidence >= SURE { "" } else { ", not sure" };
                writeln!(told, "{case}\n=> {}{sure}: {}\n", name(&snippet), snippet.evidence.join("; ")).unwrap();
            }
            insta::assert_snapshot!(told);
        });
    });
}

#[test]
fn the_cases_of_a_language_are_told_as_that_language() {
    let mut wrong = String::new();
    for file in std::fs::read_dir("tests/classify").unwrap() {
        let path = file.unwrap().path();
        let truth = match path.file_stem().unwrap().to_str().unwrap() {
            "others" | "snapshots" => continue,
            "prose" => "unknown".to_owned(),
            stem => stem.to_owned(),
        };
        for case in std::fs::read_to_string(&path).unwrap().split("\n-----\n") {
            let snippet = class_of(block(case));
            if name(&snippet) != truth {
                writeln!(wrong, "{case}\n=> {} instead of {truth}", name(&snippet)).unwrap();
            }
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn a_label_is_what_the_author_says() {
    let snippet = class_of(labelled("python", "total = 3\n"));
    assert_eq!((name(&snippet), snippet.kind), ("python", Kind::Code));
    assert_eq!(evidence(&snippet)[0], "the label says `python`");
    assert!(snippet.confidence > SURE);
}

#[test]
fn a_label_of_a_language_that_nobody_runs_names_it_all_the_same() {
    assert_eq!(name(&class_of(labelled("HS", "main = pure ()\n"))), "haskell");
}

#[test]
fn a_label_that_names_nothing_leaves_it_to_the_text() {
    assert_eq!(name(&class_of(labelled("example", "if err != nil {\n\treturn err\n}\n"))), "go");
}

#[test]
fn the_label_of_a_shell_around_a_traceback_gives_output() {
    let text = "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nValueError: no\n";
    let snippet = class_of(labelled("bash", text));
    assert_eq!((name(&snippet), snippet.kind), ("output", Kind::Output));
    assert_eq!(snippet.evidence.last().unwrap(), "though the label says `bash`");
}

#[test]
fn a_console_is_a_session_where_it_has_prompts_and_output_where_it_has_none() {
    assert_eq!(name(&class_of(labelled("console", "$ wc -l a.txt\n3 a.txt\n"))), "shell");
    assert_eq!(name(&class_of(labelled("console", "1\n2\n3\n"))), "output");
}

#[test]
fn text_is_output_unless_it_is_prose_or_a_session() {
    assert_eq!(class_of(labelled("text", "sum = 3\n")).kind, Kind::Output);
    assert_eq!(class_of(labelled("text", "The sum of the numbers is what you expect it to be.\n")).kind, Kind::Unknown);
    assert_eq!(name(&class_of(labelled("text", "$ cargo build --release\n"))), "shell");
}

#[test]
fn a_label_stands_though_the_text_looks_like_another_language() {
    let snippet = class_of(labelled("python", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tx := 1\n}\n"));
    assert_eq!(name(&snippet), "python");
    assert!(snippet.confidence < SURE);
    assert_eq!(snippet.evidence.last().unwrap(), "though it looks like go");
}

#[test]
fn a_label_that_is_believed_without_the_grammars_would_stand_with_them() {
    let mut believed = 0;
    for file in std::fs::read_dir("tests/classify").unwrap().filter(|file| file.as_ref().unwrap().path().is_file()) {
        let cases = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for (case, lang) in cases.split("\n-----\n").flat_map(|case| Lang::all().map(move |lang| (case, lang))) {
            let block = labelled(lang.name(), case);
            let (alone, asked) = (weigh::weigh(&block), weigh::weigh_all(&block));
            if let Some(settled) = alone.settled {
                let (alone, asked) = (labels::believed(settled), labels::class(&block, &asked));
                let same =
                    (alone.kind, alone.language, alone.confidence) == (asked.kind, asked.language, asked.confidence);
                assert!(same, "{lang:?}: {case}");
                assert_eq!(evidence(&class_of(block)), asked.evidence, "{lang:?}: {case}");
                believed += 1;
            }
        }
    }
    assert!(believed > 300, "{believed}");
}

#[test]
fn data_is_told_from_code() {
    assert_eq!(class_of(block("{\n  \"a\": [1, 2]\n}\n")).kind, Kind::Data);
    assert_eq!(class_of(block("FROM debian\nRUN true\n")).kind, Kind::Data);
    assert_eq!(class_of(block("SELECT * FROM t;\n")).kind, Kind::Code);
}

#[test]
fn a_program_that_lost_its_line_ends_is_told_by_its_pieces() {
    let flat = "func counter() func() int { i := 0 return func() int { i++ return i } }";
    let snippet = class_of(Block { found_by: FoundBy::Flattened, ..block(flat) });
    assert_eq!(name(&snippet), "go");
    let flat = "@cached def answer(question): return 42";
    assert_eq!(name(&class_of(Block { found_by: FoundBy::Flattened, ..block(flat) })), "python");
}

#[test]
fn what_a_comment_says_is_not_weighed() {
    let snippet = class_of(block("// import the module, then print each class in it\nfor (;;) {}\n"));
    assert_ne!(name(&snippet), "python");
}

#[test]
fn what_a_session_printed_is_not_weighed() {
    let snippet = class_of(block("$ cat main.go\npackage main\n\nfunc main() {\n\tx := 1\n}\n"));
    assert_eq!(name(&snippet), "shell");
}

#[test]
fn other_blocks_decide_what_a_block_leaves_open() {
    let open = "let items = load(path);\n";
    let others = |label: &str| {
        let blocks = vec![labelled(label, ""), labelled(label, ""), labelled(label, ""), block(open)];
        name(classify(&document(""), blocks).last().unwrap())
    };
    assert_eq!(others("rust"), "rust");
    assert_eq!(others("typescript"), "typescript");
}

#[test]
fn the_name_of_a_language_in_front_decides_what_a_block_leaves_open() {
    let text = "In TypeScript:\n\nlet items = load(path);\n";
    let code = Passage::verbatim(text, 0).slice(16..text.len());
    let snippet = classify(&document(text), vec![Block { outer: 16..text.len(), code, ..block("") }]).remove(0);
    assert_eq!(name(&snippet), "typescript");
}

/// What the last of some blocks is taken for, each a label and a text, all found among prose.
fn last_of(blocks: &[(&str, &str)]) -> Snippet {
    let of_pair = |(label, text): &(&str, &str)| {
        let block = if label.is_empty() { block(text) } else { labelled(label, text) };
        Block { found_by: FoundBy::Prose, ..block }
    };
    classify(&document(""), blocks.iter().map(of_pair).collect()).pop().unwrap()
}

#[test]
fn the_blocks_next_to_it_decide_what_a_line_leaves_open() {
    let goes = [("go", "x"), ("go", "x"), ("rust", "x"), ("rust", "x")];
    let pythons = [("go", "x"), ("go", "x"), ("python", "x"), ("python", "x")];
    let line = ("", "answer = ask(question)\n");
    assert_eq!(name(&last_of(&[&pythons[..], &[line]].concat())), "python");
    assert_ne!(name(&last_of(&[&goes[..], &[line]].concat())), "python");
}

#[test]
fn neighbours_never_outweigh_what_a_block_says_of_itself() {
    let sure = ("", "func f() error {\n\treturn nil\n}\n");
    assert_eq!(name(&last_of(&[("python", "x"), ("python", "x"), ("python", "x"), sure])), "go");
    let output = ("", "len=2 cap=9 slice=[0 1]\n");
    assert_ne!(last_of(&[("go", "x"), ("go", "x"), ("go", "x"), output]).kind, Kind::Code);
}

#[test]
fn what_a_call_gives_behind_an_arrow_is_no_arrow_function() {
    let calls = ("", "path(\"home\") => \"/\"\n");
    assert_eq!(name(&last_of(&[("python", "x"), ("python", "x"), calls])), "python");
}

#[test]
fn a_value_right_behind_code_is_what_the_code_gives() {
    let text = "words = split(line)\n# line is 'a b'\n['a', 'b']\n";
    let code = Passage::verbatim(text, 0);
    let piece = |range: std::ops::Range<usize>| Block {
        code: code.slice(range.clone()),
        outer: range,
        found_by: FoundBy::Prose,
        ..block("")
    };
    let kinds = |blocks| classify(&document(text), blocks).iter().map(|snippet| snippet.kind).collect::<Vec<_>>();
    assert_eq!(kinds(vec![piece(0..36), piece(36..47)]), [Kind::Code, Kind::Output]);
    assert_ne!(kinds(vec![piece(0..20), piece(36..47)])[1], Kind::Output);
}

#[test]
fn a_name_in_front_makes_no_code_of_prose() {
    let text = "About Python:\n\nIt is a language that people like to read and to write.\n";
    let code = Passage::verbatim(text, 0).slice(15..text.len());
    let snippet = classify(&document(text), vec![Block { outer: 15..text.len(), code, ..block("") }]).remove(0);
    assert_eq!(name(&snippet), "unknown");
}

#[test]
fn odd_text_is_classified_without_harm() {
    let odd = [
        String::new(),
        "\0".repeat(40_000),
        "- ".repeat(50_000),
        "{".repeat(100_000),
        "\n".repeat(1_000_000),
        "界".repeat(1_000_000),
        "if x { ".repeat(20_000),
        "\u{1b}[2J\r\n$ \r\n>>> ".repeat(1000),
    ];
    for text in odd {
        let snippets = [class_of(block(&text)), class_of(Block { found_by: FoundBy::Flattened, ..block(&text) })];
        assert!(snippets.iter().all(|snippet| (0.0..=1.0).contains(&snippet.confidence)));
    }
}
