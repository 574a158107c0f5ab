//! How time and memory grow with the notes.

use std::time::Duration;

use super::measure::{interleaved, megabytes, milliseconds, peak, recant, time_of};
use super::notes::{self, Place};

/// How many blocks the smallest and the largest notes have.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

pub(super) fn print() {
    println!("## Growth\n");
    println!("| blocks | `recant list` | a block | memory | `recant check`, unchanged | a block | memory |");
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for blocks in SIZES {
        let place = Place::new();
        notes::write(&place.notes(), blocks);
        time_of(recant(&place, &["check"]));
        let [list, check] =
            interleaved(5, [&mut || time_of(recant(&place, &["list"])), &mut || time_of(recant(&place, &["check"]))]);
        let each = |time: Duration| milliseconds(time) * 1000.0 / f64::from(u32::try_from(blocks).unwrap_or(u32::MAX));
        println!(
            "| {blocks} | {:.0} ms | {:.1} µs | {:.0} MB | {:.1} ms | {:.1} µs | {:.0} MB |",
            milliseconds(list),
            each(list),
            megabytes(peak(recant(&place, &["list"]))),
            milliseconds(check),
            each(check),
            megabytes(peak(recant(&place, &["check"]))),
        );
    }
    println!();
}
