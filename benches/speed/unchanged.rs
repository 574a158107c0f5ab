//! A check of notes of which nothing has changed.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::measure::{interleaved, megabytes, milliseconds, peak, recant, time, time_of};
use super::notes::{self, Place};

pub(super) fn print() {
    println!("## When nothing changed\n");
    println!("| blocks | `recant check` | a file changed | all from outcomes | read and hash alone | memory |");
    println!("| ---: | ---: | ---: | ---: | ---: | ---: |");
    for blocks in [135, 10_000, 100_000] {
        let place = Place::new();
        notes::write(&place.notes(), blocks);
        time_of(recant(&place, &["check"]));
        let (rounds, mut edits) = (if blocks > 50_000 { 9 } else { 21 }, 0);
        let times = interleaved(
            rounds,
            [
                &mut || time_of(recant(&place, &["check"])),
                &mut || {
                    edits += 1;
                    edit(&place, edits);
                    time_of(recant(&place, &["check"]))
                },
                &mut || time(|| read_and_hash(&place.notes())),
            ],
        );
        let outcomes = if blocks > 50_000 { None } else { Some(from_outcomes(&place)) };
        let shown = |time: Duration| format!("{:.1} ms", milliseconds(time));
        println!(
            "| {blocks} | {} (×{:.1}) | {} | {} | {} | {:.0} MB |",
            shown(times[0]),
            times[0].as_secs_f64() / times[2].as_secs_f64(),
            shown(times[1]),
            outcomes.map_or_else(|| "–".to_owned(), shown),
            shown(times[2]),
            megabytes(peak(recant(&place, &["check"])))
        );
    }
    println!();
}

/// Changes the prose of one file.
fn edit(place: &Place, edits: usize) {
    let file = place.notes().join("000/00000.md");
    let text = fs::read_to_string(&file).expect("there is a first file");
    let (head, rest) = text.split_once('\n').expect("it has a heading");
    let heading = head.split(" again").next().unwrap_or(head);
    fs::write(&file, format!("{heading} again {edits}\n{rest}")).expect("it can be written");
}

/// A check for which every document is looked into, since it does not want all that is in it, and every
/// program's outcome is known.
fn from_outcomes(place: &Place) -> Duration {
    let all = || recant(place, &["check", "--language=json,sh,python"]);
    time_of(all());
    let [time] = interleaved(5, [&mut || time_of(all())]);
    time
}

/// What no tool can do without that looks at all notes.
fn read_and_hash(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_and_hash(&path);
        } else {
            std::hint::black_box(blake3::hash(&fs::read(&path).unwrap_or_default()));
        }
    }
}
