//! The same payloads in other sandboxes, side by side: `tests/attacks/compare.sh` runs this and says
//! how the others are called.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use recant::sandbox::Level;

use crate::attacks::{ATTACKS, Host, is_held, payload};
use crate::common::is_root;

/// Another sandbox: its name, and the words before the program's, with `{work}` for its work directory.
struct Other {
    name: String,
    words: Vec<String>,
}

/// A payload that does no harm: who does not run it has not been started.
const HARMLESS: &str = "p02_ordinary_programs";

/// The others, one a line of the variable `SANDBOXES`: a name, a colon, and the words. They are called
/// as an ordinary user, as recant's programs run as one.
fn others(host: &Host) -> Vec<Other> {
    let lines = std::env::var("SANDBOXES").unwrap_or_default();
    let other = |line: &str| {
        let (name, words) = line.split_once(':')?;
        let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"];
        let stepped_down = if is_root() { nobody.as_slice() } else { &[] };
        let words = stepped_down.iter().copied().chain(words.split_whitespace()).map(str::to_owned).collect();
        Some(Other { name: name.trim().to_owned(), words })
    };
    let (run, idle): (Vec<_>, Vec<_>) = lines.lines().filter_map(other).partition(|other| other.holds(HARMLESS, host));
    for other in idle {
        eprintln!("{} does not run an ordinary program here: left out", other.name);
    }
    run
}

impl Other {
    fn holds(&self, attack: &str, host: &Host) -> bool {
        let work = tempfile::tempdir_in("/var/tmp").expect("a directory is made");
        fs::set_permissions(work.path(), fs::Permissions::from_mode(0o777)).expect("it is opened");
        for name in ["attack.py", &format!("{attack}.py")] {
            fs::copy(payload(name), work.path().join(name)).expect("it is copied");
        }
        let path = work.path().to_string_lossy();
        let output = Command::new("timeout")
            .args(["--kill-after=1", "20"])
            .args(self.words.iter().map(|word| word.replace("{work}", &path)))
            .args(["/usr/bin/python3", "-B", &format!("{attack}.py")])
            .args(host.arguments())
            .current_dir(work.path())
            .env("SECRET_TOKEN", "hunter2")
            // What a caller left open, and what it could type.
            .stdin(fs::File::open(payload("attack.py")).map_or_else(|_| Stdio::null(), Stdio::from))
            .output()
            .expect("timeout runs");
        String::from_utf8_lossy(&output.stdout).ends_with("held\n")
    }
}

#[test]
#[ignore = "it prints a table for tests/attacks/compare.sh"]
fn side_by_side() {
    let host = Host::new();
    let others = others(&host);
    let names: Vec<_> = ["recant full", "recant landlock"]
        .map(str::to_owned)
        .into_iter()
        .chain(others.iter().map(|other| other.name.clone()))
        .collect();
    println!("| payload | {} |\n|{}", names.join(" | "), " --- |".repeat(names.len() + 1));
    let mut held = vec![0; names.len()];
    for attack in ATTACKS {
        let own = [Level::Full, Level::Landlock].map(|level| is_held(level, attack, &host).0);
        let all: Vec<bool> = own.into_iter().chain(others.iter().map(|other| other.holds(attack, &host))).collect();
        for (count, holds) in held.iter_mut().zip(&all) {
            *count += usize::from(*holds);
        }
        let words: Vec<_> = all.iter().map(|holds| if *holds { "holds" } else { "**no**" }).collect();
        println!("| {attack} | {} |", words.join(" | "));
    }
    let counts: Vec<_> = held.iter().map(|count| format!("{count} of {}", ATTACKS.len())).collect();
    println!("| all | {} |", counts.join(" | "));
}
