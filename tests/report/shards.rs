//! The parts of a check that several machines did, put together again.

use recant::notes::{self, Document};
use recant::pipeline::{self, Study};
use recant::report::{self, Blob, BlobError, Look, MergeError, Report, Shard};
use recant::sandbox::Level;

use super::{Pretend, Sample, prints};

/// Every format of a report.
fn formats(report: &Report, documents: &[&Document]) -> [String; 9] {
    [
        report::terminal(report, Look { columns: 100, quiet: false, links: None }),
        report::json(report),
        report::json_lines(report),
        report::junit(report),
        report::sarif(report),
        report::github(report, ""),
        report::markdown(report),
        report::html(report, documents),
        report::tap(report),
    ]
}

/// Two notes with sessions, output blocks, claims that drift and code that stands twice.
fn studies() -> Vec<Study> {
    let guide = std::fs::read("tests/report/guide.md").unwrap();
    let session = "```python\nx = 3\n```\n\n```python\nprint(x)\n```\n\nOutput:\n\n```\n4\n```\n\n";
    let several = (0..12).map(|n| format!("```python\nprint({n}) # => 3\n```\n\n")).collect::<Vec<_>>().concat();
    let texts = [("guide.md", guide), ("more.md", format!("{session}{several}{several}").into_bytes())];
    texts.map(|(path, text)| pipeline::study(notes::read(path, text))).into()
}

/// What one shard hands on.
fn blob(shard: Shard) -> Blob {
    let runner = Pretend(|_: &_| Ok(prints("3\n")));
    let studies = studies();
    let groups = pipeline::groups(&studies, &runner);
    let place = |study: &Study| usize::from(study.document.path != "guide.md");
    let wanted = |study: &Study, snippet: usize| shard.takes(groups[place(study)][snippet]);
    let found = studies.iter().map(|study| study.snippets.len()).sum();
    let checked = pipeline::check(studies, &runner, &wanted, &|_| ());
    let report = pipeline::report(&checked, Level::Full, &wanted);
    let note = |document: &Document| (document.path.clone(), document.text().to_owned());
    let notes = checked.iter().map(|checked| note(&checked.study.document)).collect();
    Blob { shard, found, only_files: false, failed: false, report, notes }
}

fn four() -> Vec<Blob> {
    (1..=4).map(|number| Blob::read(&blob(Shard { of: 4, number }).write()).unwrap()).collect()
}

#[test]
fn four_shards_merged_are_one_run_byte_for_byte() {
    let whole = blob(Shard::WHOLE);
    let shards = four();
    let sizes: Vec<_> = shards.iter().map(|blob| blob.report.snippets.len()).collect();
    assert!(sizes.iter().all(|size| *size > 0 && *size < whole.found), "each has a part: {sizes:?}");
    let mut turned = shards;
    turned.rotate_left(1);
    let merged = report::merge(turned).unwrap();
    let (documents, again) = (whole.documents(), merged.documents());
    let expected = formats(&whole.report, &documents.iter().collect::<Vec<_>>());
    let made = formats(&merged.report, &again.iter().collect::<Vec<_>>());
    for (expected, made) in expected.iter().zip(&made) {
        assert_eq!(expected, made);
    }
}

#[test]
fn a_blob_leaves_nothing_out() {
    let Sample { report, checked } = Sample::guide();
    let documents: Vec<_> = checked.iter().map(|checked| &checked.study.document).collect();
    let notes = documents.iter().map(|document| (document.path.clone(), document.text().to_owned())).collect();
    let blob = Blob { shard: Shard::WHOLE, found: 1, only_files: true, failed: true, report, notes };
    let again = Blob::read(&blob.clone().write()).unwrap();
    assert_eq!(format!("{again:?}"), format!("{blob:?}"));
    let reread = again.documents();
    assert_eq!(
        formats(&again.report, &reread.iter().collect::<Vec<_>>()),
        formats(&blob.report, &documents),
        "the page is made of the notes as they were read"
    );
}

#[test]
fn a_group_is_in_one_shard_whole() {
    let runner = Pretend(|_: &_| Ok(prints("3\n")));
    let study = studies().swap_remove(1);
    let groups = pipeline::groups(std::slice::from_ref(&study), &runner).swap_remove(0);
    assert_eq!(groups[1], groups[2], "a program and its output");
    assert_ne!(groups[0], groups[1], "what only lends a definition has its own verdict");
}

#[test]
fn a_group_stays_in_its_shard_while_the_note_around_it_changes() {
    let runner = Pretend(|_: &_| Ok(prints("3\n")));
    let of = |text: String| pipeline::groups(&[pipeline::study(notes::read("note.md", text.into_bytes()))], &runner);
    let block = "```python\nprint(1)\n```\n";
    let (before, after) = (of(block.into()), of(format!("# More\n\n```python\nprint(2)\n```\n\nText.\n\n{block}")));
    assert_eq!(before[0][0], after[0][1]);
}

#[test]
fn shards_that_saw_different_notes_are_not_merged() {
    let mut blobs = four();
    blobs[2].notes[0].1.push_str("more");
    assert!(matches!(report::merge(blobs), Err(MergeError::Notes { .. })));
}

#[test]
fn a_block_that_is_in_no_shard_or_in_two_is_not_passed_over() {
    let mut blobs = four();
    let line = blobs[2].report.snippets.pop().unwrap();
    assert!(matches!(report::merge(blobs.clone()), Err(MergeError::Shares { .. })));
    blobs[2].report.snippets.extend([line.clone(), line]);
    assert!(matches!(report::merge(blobs), Err(MergeError::Shares { .. })));
}

#[test]
fn a_blob_of_another_version_is_refused_by_name() {
    let text = blob(Shard::WHOLE).write();
    let other = text.replacen(env!("CARGO_PKG_VERSION"), "0.0.1", 1);
    assert!(matches!(Blob::read(&other), Err(BlobError::OtherVersion { wrote }) if wrote == "0.0.1"));
    assert!(matches!(Blob::read("{}"), Err(BlobError::Damaged(_))));
    assert!(matches!(Blob::read(&text[..text.len() / 2]), Err(BlobError::Damaged(_))));
}
