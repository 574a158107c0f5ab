//! How the time that a document takes grows with it: tests that quadratic work fails.

use std::time::Instant;

use super::classify;
use crate::extract::extract;

/// How much larger the larger document is.
const TIMES: usize = 8;

/// Of work that grows with the square of the document the larger one takes `TIMES` squared as long.
const TOO_MUCH: f64 = 32.0;

/// The smaller document, in bytes: long enough to be measured, short enough to be read by a quadratic
/// stage without a patient reader.
const SMALL: usize = 12_000;

/// Seconds that this thread has spent on a processor, so that whatever else the machine does counts
/// for nothing; where the system does not tell, seconds of the clock.
fn spent(began: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| began.elapsed().as_secs_f64(), |spent| spent / 1e9)
}

/// What extracting and classifying a unit over and over takes.
fn cost(path: &str, unit: &str, bytes: usize) -> f64 {
    let document = crate::notes::read(path, unit.repeat(bytes / unit.len()).into_bytes());
    let began = Instant::now();
    let before = spent(began);
    let snippets = classify(&document, extract(&document));
    let after = spent(began);
    assert!(snippets.len() <= document.text().len());
    after - before
}

#[test]
fn time_grows_no_faster_than_the_document() {
    let units = [
        "```\ndef f(x):\n    return x\n```\n\nThe text in between.\n\n",
        "```\n>>> f(1)\n2\n```\n",
        "x := f(1)\n\nSome prose about it stands here.\n\n",
        "x := f(1)\n['a', 1]\n",
        "answer = ask(question)\n\n中文的句子在这里出现了。\n\n",
        "$ ls -l\n中文的句子在这里出现了。\n\n",
        "• ls -l\n",
        "Output:\n\n1 2\n\na b\n\n",
        "Call f(\"a\") or run `git add x` first. ",
        "`a ",
        "(",
        "{ ",
        "Go ",
        "QUJD",
    ];
    // Whatever is built once is built before anything is measured.
    cost("a.md", "```\nx := 1\n```\n", SMALL);
    for unit in units {
        for path in ["a.md", "a.txt"] {
            let small = cost(path, unit, SMALL);
            let large = cost(path, unit, SMALL * TIMES);
            assert!(large < TOO_MUCH * small.max(0.004), "{path} {unit:?}: {small:.3} s grew to {large:.3} s");
        }
    }
}
