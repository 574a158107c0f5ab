//! Folders through [`walk`](super::super::walk).

use std::fs;
use std::path::{Path, PathBuf};

use super::super::{NotesError, Search, walk};

/// A folder with these files in it.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn search(base: &Path) -> Search {
    Search { base: base.to_owned(), exclude_root: base.to_owned(), ..Search::default() }
}

/// What is found at these paths of a folder, as shown, and what is wrong.
fn found(base: &Path, paths: &[&str]) -> (Vec<String>, Vec<String>) {
    let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
    let (sources, errors) = walk(&paths, &search(base));
    let shown = sources.iter().map(|source| source.shown().to_owned()).collect();
    (shown, errors.iter().map(ToString::to_string).collect())
}

const ANNOTATION: &str = r#"{"uri": "u", "text": "t", "target": []}"#;

#[test]
fn a_folder_gives_its_notes_in_order_and_nothing_else() {
    let folder = folder(&[
        ("b.md", "b"),
        ("a/z.rst", "z"),
        ("a/CMakeLists.txt", "project(x)"),
        ("a.txt", "a"),
        ("main.go", "package main"),
        (".hidden.md", "h"),
        ("NOTES", "```\ncode\n```\n"),
        ("Makefile", "all:\n\techo\n"),
        ("script", "#!/bin/sh\n# ```\n"),
        ("image.md", "\0\0"),
        ("package.json", "{\"uri\": 1}"),
        ("export.json", &format!("[{ANNOTATION}]")),
        ("export.jsonl", ANNOTATION),
        (".gitignore", "build/\n"),
        ("build/out.md", "out"),
        (".recantignore", "old.md\n"),
        ("old.md", "old"),
    ]);
    let (shown, errors) = found(folder.path(), &["."]);
    assert_eq!(shown, ["NOTES", "a/z.rst", "a.txt", "b.md", "export.json", "export.jsonl"]);
    assert_eq!(errors, [""; 0]);
}

#[test]
fn a_named_file_is_read_whatever_it_is_and_only_once() {
    let folder = folder(&[("main.go", "package main"), (".recantignore", "*\n"), ("docs/a.md", "")]);
    let absolute = folder.path().join("main.go");
    let (shown, errors) =
        found(folder.path(), &["./main.go", absolute.to_str().unwrap(), "docs/a.md", "docs/../main.go"]);
    assert_eq!(shown, ["main.go", "docs/a.md"]);
    assert_eq!(errors, [""; 0]);
}

#[test]
fn what_does_not_exist_is_an_error_and_the_rest_is_still_found() {
    let folder = folder(&[("a.md", "")]);
    let (shown, errors) = found(folder.path(), &["notes/x.md", "a.md"]);
    assert_eq!(shown, ["a.md"]);
    assert_eq!(errors, ["\"notes/x.md\" does not exist; check the spelling, or name a folder to search it for notes"]);
}

#[test]
fn the_corpus_gives_the_notes_that_it_names_and_no_snippets() {
    let folder = folder(&[
        ("docs/guide.md", ""),
        ("snippets/guide/source.toml", "notes = \"../../docs/guide.md\""),
        ("snippets/guide/001-x/snippet.toml", ""),
        ("snippets/guide/001-x/files/readme.md", ""),
        ("snippets/mine/notes.txt", ""),
        ("snippets/gone/source.toml", "notes = \"../../docs/gone.md\""),
        ("snippets/odd/source.toml", "notes = 1"),
        ("snippets/other/source.toml", "name = \"another tool's\""),
    ]);
    let (shown, errors) = found(folder.path(), &["snippets"]);
    assert_eq!(shown, ["docs/guide.md", "snippets/mine/notes.txt"]);
    insta::assert_snapshot!(errors.join("\n"));
}

#[test]
fn excluded_files_are_left_out_and_a_broken_pattern_is_an_error() {
    let folder = folder(&[("a.md", ""), ("vendor/b.md", ""), ("docs/vendor/c.md", "")]);
    let exclude = vec!["/vendor/".to_owned(), "a{".to_owned()];
    let (sources, errors) = walk(&[".".into()], &Search { exclude, ..search(folder.path()) });
    let shown: Vec<_> = sources.iter().map(super::super::Source::shown).collect();
    assert_eq!(shown, ["a.md", "docs/vendor/c.md"]);
    assert!(matches!(&errors[..], [NotesError::Exclude { glob, .. }] if glob == "a{"), "{errors:?}");
}

#[test]
#[cfg(unix)]
fn a_loop_of_links_ends() {
    let folder = folder(&[("docs/a.md", "")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("docs/loop")).unwrap();
    assert_eq!(found(folder.path(), &["."]).0, ["docs/a.md"]);
}

#[test]
fn a_file_above_the_limit_is_not_read() {
    let folder = folder(&[("a.md", "12345")]);
    let (sources, _) = walk(&["a.md".into()], &search(folder.path()));
    assert_eq!(sources[0].read(5).unwrap().text(), "12345");
    assert!(matches!(sources[0].read(4), Err(NotesError::TooLarge { limit: 4, .. })));
}

#[test]
fn the_standard_input_goes_by_the_name_it_is_given() {
    let search = Search { stdin_name: Some("draft.md".into()), ..Search::default() };
    let (sources, _) = walk(&["-".into()], &search);
    assert_eq!((sources[0].shown(), sources[0].path()), ("draft.md", None));
}
