//! What a sandbox adds to the start of a program, next to a plain spawn and to bubblewrap with the
//! same view. `cargo bench --bench start` prints it; run it as an ordinary user.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use recant::sandbox::{Command as Step, Level, Policy, Request, Sandbox, Task};

const ROUNDS: usize = 500;

/// The same view as recant's: system files read-only, the rest in memory, all namespaces.
const BUBBLEWRAP: &str = "--unshare-all --die-with-parent --new-session --clearenv --cap-drop ALL \
    --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib \
    --symlink usr/lib64 /lib64 --ro-bind /etc/ssl /etc/ssl --ro-bind /etc/alternatives /etc/alternatives \
    --proc /proc --dev /dev --tmpfs /tmp --tmpfs /dev/shm --tmpfs /home/note --chdir /home/note /bin/true";

fn task() -> Task {
    let policy = Policy::default();
    let step = Step { program: "/bin/true".into(), arguments: Vec::new(), stdin: Vec::new(), may_fail: false };
    Task { policy, files: Vec::new(), commands: vec![step], collect: Vec::new() }
}

fn spawn(program: &str, arguments: &str) -> bool {
    let mut command = Command::new(program);
    command.args(arguments.split_whitespace()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// One way to start a program; whether it worked.
type Way<'a> = (&'a str, Box<dyn Fn() -> bool + 'a>);

fn main() {
    let task = task();
    let open = |level| Sandbox::open_with(Request::Level(level), env!("CARGO_BIN_EXE_recant").into());
    let sandboxes: Vec<_> = [("recant, landlock", Level::Landlock), ("recant, full", Level::Full)]
        .into_iter()
        .filter_map(|(name, level)| Some((name, open(level).ok()?)))
        .collect();
    let mut ways: Vec<Way<'_>> = vec![("plain spawn", Box::new(|| spawn("/bin/true", "")))];
    for (name, sandbox) in &sandboxes {
        ways.push((name, Box::new(|| sandbox.execute(&task, None).is_ok())));
    }
    ways.push(("bubblewrap", Box::new(|| spawn("bwrap", BUBBLEWRAP))));
    // The first run of each is the one that finds out whether it can be had.
    ways.retain(|(name, run)| {
        run() || {
            println!("{name:<18}cannot be had here");
            false
        }
    });
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); ways.len()];
    for _ in 0..ROUNDS {
        // In turns, so that all meet the same disturbances.
        for ((_, run), times) in ways.iter().zip(&mut times) {
            let began = Instant::now();
            run();
            times.push(began.elapsed());
        }
    }
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let plain = median(&mut times[0]);
    println!("median of {ROUNDS} interleaved starts of /bin/true");
    for ((name, _), times) in ways.iter().zip(&mut times) {
        let median = median(times);
        let over = milliseconds(median) - milliseconds(plain);
        println!("{name:<18}{:>7.2} ms  {over:>+7.2} ms over a plain spawn", milliseconds(median));
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
