//! Whole files through [`read`](super::read), and what holds for any file.

mod notebook;
mod walk;

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{Document, Format, Side, read};

/// The document as a person can check it: each text with the line and column where it begins.
fn shown(document: &Document) -> String {
    let mut shown = format!("{:?}\n", document.format);
    for notice in &document.notices {
        let line = notice.line.map_or(String::new(), |line| format!(" (line {line})"));
        writeln!(shown, "notice{line}: {}", notice.message).unwrap();
    }
    for (place, part) in document.parts() {
        let annotation = &document.annotations[place.annotation];
        if place.side == Side::Quote || annotation.quote.is_none() {
            let known: Vec<_> = [&annotation.id, &annotation.uri].into_iter().flatten().map(String::as_str).collect();
            writeln!(shown, "annotation {} {}", place.annotation, known.join(" ")).unwrap();
        }
        let at = document.position(part.passage.source(0));
        writeln!(shown, "  {:?}, {:?}, from {}:{}", place.side, part.markup, at.line, at.column).unwrap();
        let mut cells = annotation.cells.iter().peekable();
        for line in part.passage.lines() {
            if let Some(cell) = cells.next_if(|cell| place.side == Side::Body && cell.range.start == line.start) {
                let at = document.position(part.passage.source(line.start));
                writeln!(shown, "  {:?}, from {}:{}", cell.kind, at.line, at.column).unwrap();
            }
            let shown_line = part.passage.text()[line].replace(|odd: char| odd.is_control(), "\u{fffd}");
            writeln!(shown, "    |{shown_line}").unwrap();
        }
    }
    shown
}

#[test]
fn every_format_is_told_by_content_and_taken_apart() {
    insta::glob!("../../tests/notes", "*.note", |path| {
        // The ending hides what kind of file it is; the name hints where there is one inside.
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        insta::assert_snapshot!(shown(&read(&name, std::fs::read(path).unwrap())));
    });
}

#[test]
fn the_notes_of_this_project_are_partial_and_say_so() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/snippets/hypothesis-2018-2019/notes.txt");
    let document = read("notes.txt", std::fs::read(path).unwrap());
    let quotes = document.annotations.iter().filter(|annotation| annotation.quote.is_some()).count();
    assert_eq!((document.format, document.annotations.len(), quotes), (Format::ActivityOutline, 131, 131));
    assert!(document.notices[0].message.contains("had 135 annotations and 131 are here"), "{:?}", document.notices);
}

#[test]
fn a_name_decides_what_content_does_not() {
    let markup = |name| read(name, b"# a heading, or a comment\n".to_vec()).annotations[0].body.clone().unwrap().markup;
    assert_eq!(
        format!("{:?}", ["a.md", "a.rst", "a.txt", "a"].map(markup)),
        "[Markdown, ReStructuredText, Plain, Plain]"
    );
}

#[test]
fn an_empty_file_holds_nothing() {
    for content in ["", "\u{feff}"] {
        let document = read("a.md", content.into());
        assert_eq!(document.parts().count(), 0);
        assert_eq!(document.notices, []);
    }
}

#[test]
fn columns_are_characters_wherever_the_line_ends() {
    let long = "中".repeat(5000);
    let document = read("a.md", format!("\u{feff}ab\r\n{long}c\n").into());
    let place = |byte| (document.position(byte).line, document.position(byte).column);
    assert_eq!(place(3), (1, 1));
    assert_eq!(place(4), (1, 2));
    assert_eq!(place(7 + 15_000), (2, 5001));
    assert_eq!(document.line_text(1), "ab");
    assert_eq!(document.annotations[0].body.as_ref().unwrap().passage.text(), format!("ab\n{long}c\n"));
}

#[test]
fn an_export_that_stops_half_way_is_not_read_as_something_else() {
    let export = br#"{"annotations": [{"target": [{"selector": [{"type": "TextQuoteSelector", "exa"#;
    let document = read("a.json", export.to_vec());
    assert_eq!((document.format, document.annotations.len()), (Format::HypothesisJson, 0));
    assert!(document.notices[0].message.contains("cut off or damaged"), "{:?}", document.notices);
}

#[test]
fn an_export_without_annotations_is_still_an_export() {
    for empty in [r#"{"export_userid": "a", "annotations": []}"#, r#"{"total": 0, "rows": []}"#] {
        assert_eq!(read("a", empty.into()).format, Format::HypothesisJson);
    }
    assert_eq!(read("a", "[]".into()).format, Format::Plain);
}

#[test]
fn a_million_short_lines_and_one_long_one_are_read_in_time() {
    for content in ["```\n".repeat(1_000_000), "a ".repeat(4_000_000), "{\"a\":".repeat(100_000), "[".repeat(1_000_000)]
    {
        let bytes = content.len();
        let document = read("a", content.into());
        assert_eq!(document.text().len(), bytes);
        assert_eq!(document.position(bytes).line, document.line(bytes));
    }
}

/// Files of the shapes that readers look for, with odd bytes among them.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "3 Matching Annotations\n",
        "  1. Nov 2019\n",
        "    1. quote 引\n",
        "      body\r\n",
        "\n",
        "\r\n",
        "  ",
        "\t",
        "reader\n05 Mar 2024\n",
        "Visit annotations in context\n",
        "Tags\n",
        "URL\nhttps://a\n",
        "```go\n",
        ".. code::\n",
        "{\"annotations\": [",
        "{\"uri\": \"u\", \"text\": \"a\\n\\u4e2d\\ud83d\\ude00\\r\\nb\"}",
        ",",
        "]}",
        "[",
        "\u{feff}",
        "{\"target\": [{\"selector\": [{\"type\": \"TextQuoteSelector\", \"exact\": \"x\"}]}]}\n",
        "\u{1a}",
        "Total annotations: 2\n",
        "Annotation 1:\n",
        "Annotation 2:\n",
        "Quote: \"a \"中\"\n",
        "Comment: ```go\n",
        "URL,Quote,Body\n",
        "a,\"b \"\"\n\",",
        "\"",
        "<article><h2>Annotation 1:</h2>",
        "<td>Quote:</td><td><blockquote>a &lt; b</blockquote></td>",
        "<td>Comment:</td><td><pre>a &amp; b\n\tc",
        "</td>",
        "[source,go]\n----\n",
        "#+begin_src go\n",
    ]);
    let piece = prop_oneof![8 => pieces.prop_map(|piece| piece.as_bytes().to_vec()), 1 => prop::collection::vec(any::<u8>(), 0..4)];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_passage_maps_back_to_the_bytes_of_its_file(bytes in file()) {
        let document = read("note", bytes.clone());
        prop_assert_eq!(document.text().len(), bytes.len());
        for (_, part) in document.parts() {
            for (run, source) in part.passage.runs() {
                let (text, file) = (&part.passage.text()[run.clone()], &bytes[source..]);
                let decoded = match document.format {
                    Format::HypothesisJson => file[0] == b'\\',
                    Format::HypothesisHtml => file[0] == b'&',
                    _ => false,
                };
                let replaced = text.contains(super::decode::SUBSTITUTE);
                prop_assert!(decoded || replaced || file.starts_with(text.as_bytes()), "{:?} at {}", text, source);
            }
            let places: Vec<_> = (0..part.passage.text().len()).map(|at| part.passage.source(at)).collect();
            prop_assert!(places.is_sorted(), "{:?}", places);
            prop_assert!(places.iter().all(|place| *place < bytes.len()));
        }
    }

    #[test]
    fn a_position_is_always_one_of_the_file(bytes in file(), byte in 0_usize..600) {
        let document = read("note.md", bytes.clone());
        let position = document.position(byte);
        prop_assert!(position.line <= document.text().matches('\n').count() + 1);
        let width = document.line_text(position.line).chars().count();
        // The line end itself, of one or two characters, has columns too; odd files end lines in many `\r`.
        let ends = document.text().matches('\r').count() + 1;
        prop_assert!((1..=width + ends + 1).contains(&position.column), "{:?} of {}", position, width);
    }
}
