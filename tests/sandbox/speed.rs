//! What a sandbox costs.

use std::time::{Duration, Instant};

use recant::sandbox::Level;

use crate::common::{ISOLATED, command, file, sandbox, task};

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

const PROGRAMS: usize = 200;

/// The processor time of this process and of the children that it has waited for.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("it can be read");
    let fields = stat.rsplit(')').next().expect("there is a name").split_whitespace();
    let ticks: u64 = fields.skip(11).take(4).map(|field| field.parse::<u64>().expect("it is a number")).sum();
    Duration::from_millis(ticks * 10)
}

/// Wall and processor time of each of many programs.
fn cost(work: impl Fn()) -> (Duration, Duration) {
    let (wall, cpu) = (Instant::now(), processor_time());
    work();
    let count = u32::try_from(PROGRAMS).expect("they are few");
    (wall.elapsed() / count, processor_time().saturating_sub(cpu) / count)
}

#[test]
#[ignore = "it measures, which takes a quiet machine"]
fn copies_of_an_interpreter_cost_less_than_starting_it() {
    let python = "/usr/bin/python3";
    let folder = tempfile::tempdir().expect("a folder is made");
    std::fs::write(folder.path().join("main.py"), "print(6 * 7)\n").expect("it is written");
    let plainly = |arguments: &[&str]| {
        for _ in 0..PROGRAMS {
            let mut command = std::process::Command::new(python);
            let output = command.args(arguments).current_dir(&folder).output().expect("it runs");
            assert_eq!(output.stdout, b"42\n");
        }
    };
    let boxed = |copied: bool| {
        // Dropped at the end: the helpers' time counts when they have been waited for.
        let sandbox = sandbox(Level::Full);
        let mut task = task(vec![command(python, &["main.py"])]);
        for number in 0..PROGRAMS {
            task.files = vec![file("main.py", &format!("print(6 * 7 + {number})\n"))];
            let execution = if copied { sandbox.execute_copied(&task, None) } else { sandbox.execute(&task, None) };
            let finished = execution.expect("it runs").finished;
            assert_eq!(finished[0].stdout.bytes, format!("{}\n", 42 + number).as_bytes());
        }
    };
    let ways: [(&str, &dyn Fn()); 5] = [
        ("python3 -S", &|| plainly(&["-S", "main.py"])),
        ("python3", &|| plainly(&["main.py"])),
        ("started in a sandbox", &|| boxed(false)),
        ("copied in a sandbox", &|| boxed(true)),
        ("python3 -S again", &|| plainly(&["-S", "main.py"])),
    ];
    for (name, way) in ways {
        let (wall, cpu) = cost(way);
        println!("{name:<22} {wall:>10.1?} on the clock {cpu:>10.1?} of the processor");
    }
}
