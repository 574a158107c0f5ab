//! What commands cost, on the clock and of the processors' time.

use std::fs;
use std::time::{Duration, Instant};

/// How long something took, and how much of the processors' time.
#[derive(Clone, Copy, Default)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
}

/// What work costs that is done by children which have ended when it ends.
pub(crate) fn cost_of(work: impl FnOnce()) -> Cost {
    let (began, before) = (Instant::now(), of_children());
    work();
    Cost { wall: began.elapsed(), cpu: of_children().saturating_sub(before) }
}

/// The median of each.
pub(crate) fn median(costs: &[Cost]) -> Cost {
    let middle = |of: fn(&Cost) -> Duration| {
        let mut all: Vec<Duration> = costs.iter().map(of).collect();
        all.sort_unstable();
        all[all.len() / 2]
    };
    Cost { wall: middle(|cost| cost.wall), cpu: middle(|cost| cost.cpu) }
}

/// The processor time of this process's children that have ended, to the hundredth of a second in which Linux
/// counts.
fn of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the process may hold anything; behind it, user and system time of children are the 16th
    // and 17th of its fields.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(13).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
