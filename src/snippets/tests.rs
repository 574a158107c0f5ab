//! The corpus through [`write`](super::write()) and [`read`](super::read()).

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::fixtures::fixtures;
use super::{Changes, Corpus, home, read, write};
use crate::claims::{Claim, Expectation, Notation, Strength, Subject};
use crate::classify::{Kind, Snippet};
use crate::extract::{Block, Directives, FoundBy};
use crate::languages::Lang;
use crate::notes::{self, PartOf, Side};

/// A folder with a file of notes and the corpus of it.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("docs")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes the corpus of notes whose paragraphs are Python code; a last line `# => 3` is a claim.
    fn extract(&self, paragraphs: &[&str]) -> Changes {
        let path = self.path("docs/guide.md");
        fs::write(&path, paragraphs.join("\n\n")).unwrap();
        let document = notes::read(path.to_str().unwrap(), fs::read(&path).unwrap());
        let passage = &document.annotations[0].body.as_ref().unwrap().passage;
        let (mut snippets, mut claims, mut at) = (Vec::new(), Vec::new(), 0);
        for paragraph in paragraphs {
            let outer = at..at + paragraph.len();
            at = outer.end + 2;
            if let Some(place) = paragraph.find("# => ") {
                claims.push(claim(snippets.len(), &paragraph[place..], outer.start + place..outer.end));
            }
            snippets.push(snippet(passage.slice(outer.clone()), outer));
        }
        write(&self.path("snippets/guide"), &document, &snippets, &claims).unwrap()
    }

    /// Every file of the corpus, with what stands in it.
    fn shown(&self) -> String {
        let mut shown = String::new();
        for entry in ignore::WalkBuilder::new(self.path("snippets")).sort_by_file_path(Path::cmp).build() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                let name = entry.path().strip_prefix(self.folder.path()).unwrap().display().to_string();
                writeln!(shown, "== {name}\n{}", fs::read_to_string(entry.path()).unwrap()).unwrap();
            }
        }
        shown
    }
}

fn snippet(code: notes::Passage, outer: std::ops::Range<usize>) -> Snippet {
    let part = PartOf { annotation: 0, side: Side::Body };
    let found_by = FoundBy::Fence;
    let block = Block {
        part,
        outer,
        code,
        found_by,
        label: None,
        directives: Directives::default(),
        session: Vec::new(),
        lossy: false,
    };
    Snippet { block, kind: Kind::Code, language: Lang::named("python"), confidence: 1.0, evidence: Vec::new() }
}

fn claim(snippet: usize, quote: &str, span: std::ops::Range<usize>) -> Claim {
    Claim {
        snippet,
        subject: Subject::Program,
        expectation: Expectation::Value(quote.trim_start_matches("# => ").into()),
        strength: Strength::Strong,
        notation: Notation::TrailingComment,
        quote: quote.into(),
        code_span: span.clone(),
        span,
        within: None,
        output: None,
    }
}

fn moves(changes: &Changes) -> Vec<(&str, &str)> {
    changes.moved.iter().map(|moved| (moved.from.as_str(), moved.to.as_str())).collect()
}

const FIRST: &str = "import math\nmath.sqrt(9)  # => 3.0";
const SECOND: &str = "words = 'a b'.split()\nlen(words)  # => 2";
const THIRD: &str = "print('done')";

#[test]
fn a_corpus_shows_what_was_found_and_where() {
    let project = Project::new();
    let changes = project.extract(&[FIRST, THIRD]);
    assert_eq!(changes.written, ["001-import-math-sqrt", "002-print-done"]);
    insta::assert_snapshot!(project.shown());
}

#[test]
fn the_same_notes_give_the_same_bytes() {
    let project = Project::new();
    project.extract(&[FIRST, SECOND]);
    let before = project.shown();
    let changes = project.extract(&[FIRST, SECOND]);
    let unchanged = vec!["001-import-math-sqrt".to_owned(), "002-words-split-len".to_owned()];
    assert_eq!(changes, Changes { unchanged, ..Changes::default() });
    assert_eq!(project.shown(), before);
}

#[test]
fn a_persons_files_go_where_their_snippet_goes() {
    let project = Project::new();
    project.extract(&[FIRST, SECOND, THIRD]);
    project.put("snippets/guide/001-import-math-sqrt/completion.toml", "");
    let changes = project.extract(&[SECOND, FIRST, "new_one()", THIRD]);
    assert_eq!(
        moves(&changes),
        [
            ("002-words-split-len", "001-words-split-len"),
            ("001-import-math-sqrt", "002-import-math-sqrt"),
            ("003-print-done", "004-print-done"),
        ]
    );
    assert_eq!(changes.written, ["003-new-one"]);
    assert_eq!(project.get("snippets/guide/002-import-math-sqrt/completion.toml"), "");
    assert_eq!(read(&project.path("snippets/guide")).unwrap().len(), 4);
}

#[test]
fn code_that_was_edited_in_the_notes_keeps_its_folder_and_its_name() {
    let project = Project::new();
    project.extract(&[FIRST, SECOND, THIRD]);
    project.put("snippets/guide/002-words-split-len/program.py", "mine");
    let edited = SECOND.replace("words", "parts");
    let changes = project.extract(&[FIRST, &edited, THIRD]);
    assert_eq!(changes.written, ["002-words-split-len"]);
    assert_eq!(changes.orphaned, [""; 0]);
    assert_eq!(project.get("snippets/guide/002-words-split-len/snippet.py"), edited);
    assert_eq!(project.get("snippets/guide/002-words-split-len/program.py"), "mine");
}

#[test]
fn what_the_notes_no_longer_hold_is_named_and_kept() {
    let project = Project::new();
    project.extract(&[FIRST, SECOND]);
    project.put("snippets/guide/001-import-math-sqrt/program.py", "mine");
    let changes = project.extract(&[SECOND]);
    assert_eq!(changes.orphaned, ["001-import-math-sqrt"]);
    assert_eq!(project.get("snippets/guide/001-import-math-sqrt/program.py"), "mine");
    // It is still known when it comes back.
    let changes = project.extract(&[SECOND, FIRST]);
    assert_eq!(moves(&changes), [("001-import-math-sqrt", "002-import-math-sqrt")]);
    assert_eq!(changes.orphaned, [""; 0]);
}

#[test]
fn a_name_that_an_orphan_has_is_not_taken_from_it() {
    let project = Project::new();
    project.extract(&[THIRD]);
    let changes = project.extract(&["print('done', 1, 2, 3, 4, 5, 6, 7, 8, 9)"]);
    assert_eq!(
        (&changes.orphaned[..], &changes.written[..]),
        (&["001-print-done".to_owned()][..], &["001-print-done-2".to_owned()][..])
    );
}

#[test]
fn code_that_a_person_edited_in_the_corpus_is_not_written_over() {
    let project = Project::new();
    project.extract(&[FIRST]);
    project.put("snippets/guide/001-import-math-sqrt/snippet.py", "mine");
    for notes in [&[FIRST][..], &[THIRD, FIRST]] {
        let changes = project.extract(notes);
        assert_eq!(changes.edited.len(), 1, "{changes:?}");
        assert_eq!(project.get(&format!("snippets/guide/{}", changes.edited[0])), "mine");
    }
}

#[test]
fn names_that_were_left_on_their_way_are_taken_up_again() {
    let project = Project::new();
    project.extract(&[FIRST, SECOND]);
    let corpus = project.path("snippets/guide");
    fs::rename(corpus.join("001-import-math-sqrt"), corpus.join("001-import-math-sqrt.moving")).unwrap();
    let changes = project.extract(&[FIRST, SECOND]);
    assert_eq!(moves(&changes), [("001-import-math-sqrt.moving", "001-import-math-sqrt")]);
}

#[test]
fn the_snippets_of_other_notes_in_the_same_folder_are_left_alone() {
    let project = Project::new();
    project.extract(&[FIRST]);
    let file = "snippets/guide/001-import-math-sqrt/snippet.toml";
    project.put("docs/other.md", "");
    project.put(file, &project.get(file).replace("guide.md", "other.md"));
    let changes = project.extract(&[FIRST]);
    assert_eq!((changes.orphaned.len(), &changes.written[..]), (0, &["001-import-math-sqrt-2".to_owned()][..]));
}

#[test]
fn an_unknown_key_is_an_error_that_names_file_and_key() {
    let project = Project::new();
    project.extract(&[FIRST]);
    let folder = "snippets/guide/001-import-math-sqrt";
    project.put(&format!("{folder}/completion.toml"), "[[program]]\nfile = \"program.py\"\nneeds = []\n");
    let error = read(&project.path("snippets/guide")).unwrap_err().to_string();
    insta::assert_snapshot!(error.replace(project.folder.path().to_str().unwrap(), "…"));
}

#[test]
fn a_completion_is_read_with_its_claims() {
    let project = Project::new();
    project.extract(&[FIRST]);
    project.put(
        "snippets/guide/001-import-math-sqrt/completion.toml",
        r#"
            [repair]
            replace = "9"
            with = "16"
            why = "because"

            [[program]]
            file = "program.py"
            dependencies = ["eventlet==0.36.1"]
            claim = [{ quote = "a copy", expectation = { prints = "1\n" } }, { quote = "refused", expectation = { exits = 2 } }]
        "#,
    );
    insta::assert_debug_snapshot!(read(&project.path("snippets/guide")).unwrap()[0].completion);
}

#[test]
fn notes_are_at_home_where_they_stand_or_where_they_are_named() {
    let project = Project::new();
    project.extract(&[FIRST]);
    fs::rename(project.path("snippets/guide"), project.path("snippets/chosen")).unwrap();
    fs::create_dir(project.path("snippets/mine")).unwrap();
    fs::create_dir(project.path("snippets/other")).unwrap();
    project.put("snippets/mine/notes.txt", "");
    project.put("docs/other.md", "");
    let root = project.path("snippets");
    let name = |notes: &str| home(&root, &project.path(notes)).unwrap().file_name().unwrap().to_owned();
    assert_eq!(name("snippets/mine/notes.txt"), "mine");
    assert_eq!(name("docs/guide.md"), "chosen");
    assert_eq!(name("docs/other.md"), "docs-other");
    assert!(home(&root, Path::new("stdin")).unwrap_err().to_string().contains("is not a file"));
}

#[test]
#[cfg(unix)]
fn a_link_is_neither_followed_nor_written_through() {
    let project = Project::new();
    project.extract(&[FIRST]);
    let code = project.path("snippets/guide/001-import-math-sqrt/snippet.py");
    project.put("outside", "precious");
    fs::remove_file(&code).unwrap();
    std::os::unix::fs::symlink(project.path("outside"), &code).unwrap();
    let changes = project.extract(&[FIRST]);
    assert_eq!(changes.edited, ["001-import-math-sqrt/snippet.py"]);
    assert_eq!(project.get("outside"), "precious");
}

#[test]
fn extracting_again_leaves_the_programs_of_words_without_code_alone() {
    let project = Project::new();
    project.extract(&[FIRST]);
    fs::create_dir(project.path("snippets/guide/002-says")).unwrap();
    project.put("snippets/guide/002-says/completion.toml", "anchor = \"import\"\n");
    let changes = project.extract(&[FIRST, "y = 2"]);
    assert_eq!(changes.written, ["002"]);
    assert_eq!(project.get("snippets/guide/002-says/completion.toml"), "anchor = \"import\"\n");
}

#[test]
fn the_corpus_of_notes_is_found_where_they_stand_or_where_they_are_named() {
    let project = Project::new();
    project.extract(&[FIRST]);
    let guide = project.path("docs/guide.md");
    let root = project.path("snippets");
    let own = project.path("snippets/guide");
    assert_eq!(Corpus::open([root.as_path()]).folder_of(&guide), Some(own.clone()));
    assert_eq!(Corpus::open([own.as_path()]).folder_of(&guide), Some(own.clone()));
    assert_eq!(Corpus::default().folder_of(&guide), None);
    project.put("snippets/guide/notes.txt", "");
    assert_eq!(Corpus::default().folder_of(&own.join("notes.txt")), Some(own));
}

#[test]
#[cfg(unix)]
fn what_a_link_leads_to_is_not_laid_into_a_sandbox() {
    let project = Project::new();
    let folder = project.path("snippet");
    fs::create_dir_all(folder.join("files/etc")).unwrap();
    project.put("snippet/files/etc/own", "mine");
    project.put("outside", "precious");
    std::os::unix::fs::symlink(project.path("outside"), folder.join("files/etc/link")).unwrap();
    let paths: Vec<_> = fixtures(&folder).unwrap().into_iter().map(|fixture| fixture.path).collect();
    assert_eq!(paths, [Path::new("/etc/own")]);
}

/// A paragraph of notes: one of a few codes, so that some are equal and some alike.
fn paragraph() -> impl Strategy<Value = String> {
    (0..4_u8, 0..3_u8).prop_map(|(name, value)| format!("step_{name}(value, other)\nprint({value})"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_becomes_of_the_notes_nothing_of_a_persons_is_lost(
        versions in prop::collection::vec(prop::collection::vec(paragraph(), 1..8), 1..5),
    ) {
        let project = Project::new();
        let corpus = project.path("snippets/guide");
        for (version, paragraphs) in versions.iter().enumerate() {
            let paragraphs: Vec<_> = paragraphs.iter().map(String::as_str).collect();
            project.extract(&paragraphs);
            let again = project.extract(&paragraphs);
            prop_assert_eq!(again.unchanged.len(), paragraphs.len(), "{:?}", again);

            let entries = read(&corpus).unwrap();
            let kept = entries.iter().filter(|entry| corpus.join(&entry.name).join("program.py").exists()).count();
            prop_assert_eq!(kept, version);
            let free = entries.iter().find(|entry| !corpus.join(&entry.name).join("program.py").exists());
            // Where every folder has one already, a new snippet brings a new folder.
            match free {
                Some(entry) => fs::write(corpus.join(&entry.name).join("program.py"), "mine").unwrap(),
                None => break,
            }
        }
    }
}
