//! Notebooks through [`read`].

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{Document, Format, read};

fn code(source: &Value, outputs: &[Value]) -> Value {
    json!({"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": outputs, "source": source})
}

fn notebook(cells: &[Value]) -> Value {
    let kernel = json!({"name": "python3", "language": "python"});
    json!({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})
}

/// The texts of the cells, without the line end that each has.
fn texts(document: &Document) -> Vec<&str> {
    let Some(annotation) = document.annotations.first() else { return Vec::new() };
    let text = annotation.body.as_ref().unwrap().passage.text();
    annotation.cells.iter().map(|cell| text[cell.range.clone()].strip_suffix('\n').unwrap()).collect()
}

#[test]
fn a_notebook_of_another_format_is_named_and_not_read() {
    let document = read("a.ipynb", br#"{"nbformat": 3, "worksheets": [{"cells": []}]}"#.to_vec());
    assert_eq!((document.format, document.annotations.len()), (Format::Notebook, 0));
    assert!(document.notices[0].message.contains("of format 3"), "{:?}", document.notices);
}

#[test]
fn a_notebook_that_stops_half_way_or_is_too_deep_is_not_read_as_something_else() {
    let deep = format!(r#"{{"nbformat": 4, "cells": [{{"cell_type": "code"}}], "metadata": {}"#, "[".repeat(200_000));
    for text in [r#"{"nbformat": 4, "cells": [{"cell_type": "code", "sour"#, &deep] {
        let document = read("a.ipynb", text.into());
        assert_eq!((document.format, document.annotations.len()), (Format::Notebook, 0));
        assert!(document.notices[0].message.contains("cut off or damaged"), "{:?}", document.notices);
    }
}

#[test]
fn a_cell_that_is_none_is_left_out_and_the_rest_is_read() {
    let document = read("a", notebook(&[json!(17), code(&json!("x = 1"), &[])]).to_string().into());
    assert_eq!(texts(&document), ["x = 1"]);
    assert!(document.notices[0].message.contains("are left out (1)"), "{:?}", document.notices);
}

#[test]
fn json_that_only_speaks_of_notebooks_is_none() {
    assert_eq!(read("a", r#"{"nbformat": "4"}"#.into()).format, Format::Plain);
}

#[test]
fn a_hundred_thousand_cells_are_read_in_time() {
    let cells = vec![code(&json!(["x\n", "y"]), &[json!({"output_type": "stream", "text": "z"})]); 100_000];
    let document = read("a", notebook(&cells).to_string().into());
    assert_eq!(document.annotations[0].cells.len(), 200_000);
}

/// A text of a notebook, whole or line by line.
fn text() -> impl Strategy<Value = (String, Value)> {
    let pieces = prop::sample::select(vec!["a", "中", "😀", "\n", "\"", "\\", "\t", "```\n", " ", "\u{7f}", "%"]);
    (prop::collection::vec(pieces, 1..12), any::<bool>()).prop_map(|(pieces, listed)| {
        let text = pieces.concat();
        let lines: Vec<_> = text.split_inclusive('\n').collect();
        let value = if listed { json!(lines) } else { json!(text) };
        (text, value)
    })
}

/// A file as one of the programs writes it that write notebooks.
fn written(notebook: &Value, pretty: bool, ascii: bool) -> String {
    let text = if pretty { serde_json::to_string_pretty(notebook) } else { serde_json::to_string(notebook) }.unwrap();
    if !ascii {
        return text;
    }
    let escaped = |unit: &mut u16| format!("\\u{unit:04x}");
    text.chars().fold(String::new(), |written, character| {
        if character.is_ascii() {
            return written + character.encode_utf8(&mut [0; 4]);
        }
        written + &character.encode_utf16(&mut [0; 2]).iter_mut().map(escaped).collect::<String>()
    })
}

proptest! {
    #[test]
    fn every_cell_is_what_its_json_says_and_maps_back_to_it(
        cells in prop::collection::vec((any::<bool>(), text(), text()), 1..6),
        pretty in any::<bool>(),
        ascii in any::<bool>(),
    ) {
        let mut expected = Vec::new();
        let rows: Vec<_> = cells.iter().map(|(is_code, (source, as_json), (printed, output))| {
            expected.push(source.as_str());
            if !is_code {
                return json!({"cell_type": "markdown", "metadata": {}, "source": as_json});
            }
            expected.push(printed.as_str());
            code(as_json, &[json!({"name": "stdout", "output_type": "stream", "text": output})])
        }).collect();
        let file = written(&notebook(&rows), pretty, ascii);
        let document = read("a", file.clone().into());
        let ended = |text: &str| text.strip_suffix('\n').unwrap_or(text).to_owned();
        prop_assert_eq!(texts(&document), expected.into_iter().map(ended).collect::<Vec<_>>());
        let annotation = &document.annotations[0];
        let passage = &annotation.body.as_ref().unwrap().passage;
        for (run, source) in passage.runs() {
            let (text, there) = (&passage.text()[run], &file[source..]);
            let is_end = text == "\n" && there.starts_with('"');
            prop_assert!(is_end || there.starts_with('\\') || there.starts_with(text), "{:?} at {}", text, source);
        }
        // A cell may stand in front of what it printed or behind it; each is in order by itself.
        for cell in &annotation.cells {
            let places: Vec<_> = cell.range.clone().map(|at| passage.source(at)).collect();
            prop_assert!(places.is_sorted(), "{:?} {:?}", cell, places);
        }
        let end = annotation.cells.iter().fold(0, |end, cell| if cell.range.start == end { cell.range.end } else { 0 });
        prop_assert_eq!(end, passage.text().len());
    }
}
