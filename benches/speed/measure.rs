//! Running recant and looking at the clock.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::cost::{Cost, cost_of, median};
use super::notes::Place;

/// recant over the notes of a place, with a cache of its own.
pub(crate) fn recant(place: &Place, arguments: &[&str]) -> Command {
    recant_on(place, arguments, "")
}

/// recant over one of them.
pub(crate) fn recant_on(place: &Place, arguments: &[&str], note: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recant"));
    command
        .args(arguments)
        .arg(Path::new("notes").join(note))
        .current_dir(place.notes().parent().unwrap_or(Path::new("/")));
    command.env("XDG_CACHE_HOME", place.cache()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// How long something takes.
pub(crate) fn time(act: impl FnOnce()) -> Duration {
    let began = Instant::now();
    act();
    began.elapsed()
}

/// How long a command takes that has to end well.
pub(crate) fn time_of(mut command: Command) -> Duration {
    time(|| assert!(command.status().is_ok_and(|status| status.success()), "{command:?} did not end well"))
}

/// The median costs of several commands that have to end well, which take turns.
pub(crate) fn costs(rounds: usize, ways: &[Box<dyn Fn() -> Command + '_>]) -> Vec<Cost> {
    let mut costs = vec![Vec::new(); ways.len()];
    for _ in 0..rounds {
        for (way, costs) in ways.iter().zip(&mut costs) {
            costs.push(cost_of(|| _ = time_of(way())));
        }
    }
    costs.iter().map(|costs| median(costs)).collect()
}

/// The median times of several ways, which take turns.
pub(crate) fn interleaved<const N: usize>(rounds: usize, ways: [&mut dyn FnMut() -> Duration; N]) -> [Duration; N] {
    let mut times = [const { Vec::new() }; N];
    let mut ways = ways;
    for _ in 0..rounds {
        for (way, times) in ways.iter_mut().zip(&mut times) {
            times.push(way());
        }
    }
    times.map(|mut times| {
        times.sort_unstable();
        times[times.len() / 2]
    })
}

/// The most memory that a command takes, in bytes, as the kernel tells while it runs.
pub(crate) fn peak(mut command: Command) -> u64 {
    let mut child = command.spawn().expect("recant starts");
    let mut most = 0;
    while matches!(child.try_wait(), Ok(None)) {
        most = most.max(high_water(&child).unwrap_or(0));
        std::thread::sleep(Duration::from_micros(200));
    }
    most
}

fn high_water(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

pub(crate) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "figures for people")]
pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
