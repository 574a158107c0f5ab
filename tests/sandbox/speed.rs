//! What a sandbox costs.

use std::time::{Duration, Instant};

use recant::sandbox::Level;

use crate::common::{ISOLATED, command, sandbox, task};

/// The most that a sandbox may add to the start of a program, at the median.
const MOST: Duration = Duration::from_millis(5);

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn time(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

fn start_plainly() {
    assert!(std::process::Command::new("/bin/true").status().expect("it starts").success());
}

#[test]
#[ignore = "it measures, which takes a quiet machine"]
fn a_sandbox_adds_little_to_the_start_of_a_program() {
    let task = task(vec![command("/bin/true", &[])]);
    for level in ISOLATED {
        let sandbox = sandbox(level);
        // In turns, so that both meet the same disturbances.
        let rounds =
            (0..400).map(|_| (time(start_plainly), time(|| drop(sandbox.execute(&task, None).expect("it runs")))));
        let (plain, boxed): (Vec<_>, Vec<_>) = rounds.unzip();
        let (plain, boxed) = (median(plain), median(boxed));
        println!("{level:?}: {plain:?} plainly, {boxed:?} in a sandbox");
        assert!(boxed < plain + MOST, "{level:?}: {plain:?} plainly, {boxed:?} in a sandbox");
    }
}

#[test]
#[ignore = "it measures, which takes a quiet machine"]
fn sandboxes_run_side_by_side() {
    let (sandbox, task) = (sandbox(Level::Full), task(vec![command("/bin/true", &[])]));
    let run = |times: usize| (0..times).for_each(|_| drop(sandbox.execute(&task, None).expect("it runs")));
    run(10);
    let alone = time(|| run(200));
    let together = time(|| std::thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(|| run(100))))));
    println!("200 one after the other: {alone:?}, two at a time: {together:?}");
    assert!(together < alone);
}
