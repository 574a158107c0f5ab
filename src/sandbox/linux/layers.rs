//! What `recant doctor` says of the sandbox: which layers hold, and what to do about the others.

use std::fs;

use super::client::Helpers;
use super::probe::Probe;
use super::{Command, Exit, Finished, Layer, Level, SandboxError, Task, system};

/// Tries each layer, and the levels as a whole.
pub(in crate::sandbox) fn all(helpers: &Helpers) -> Vec<Layer> {
    let answers = match helpers.probe() {
        Ok(answers) => answers,
        Err(error) => return vec![Layer { name: "helper", enforced: false, why: error.to_string(), fix: None }],
    };
    let mut layers: Vec<Layer> = answers.into_iter().map(|(probe, answer)| layer(probe, answer.err())).collect();
    layers.extend([
        Layer {
            name: "resource limits",
            enforced: true,
            why: "setrlimit(2) needs no privileges".to_owned(),
            fix: None,
        },
        Layer {
            name: "memory accounting",
            enforced: true,
            why: "the memory of all processes together is looked at every 10 ms".to_owned(),
            fix: None,
        },
    ]);
    for (name, level) in [("level `landlock`", Level::Landlock), ("level `full`", Level::Full)] {
        let (enforced, why) = match helpers.run(level, &Task::rehearsal(), false, &|_, _| {}, None) {
            Ok(_) => (true, "a sandbox was built, tried on and taken down".to_owned()),
            Err(SandboxError::Setup(why) | SandboxError::TooWeak(why)) => (false, why),
        };
        if enforced {
            layers.extend(attack(helpers, level));
        }
        layers.push(Layer { name, enforced, why, fix: None });
    }
    layers
}

/// What a program might try first, as shell scripts that succeed where it does: with the user's
/// home and this process as arguments. The lowest process ids are also those of the sandbox's own.
const ATTACKS: [(&str, &str); 3] = [
    ("attack: list the home", r#"ls "$1""#),
    ("attack: write outside", r#"touch "$1/.recant-attack" || touch /usr/.recant-attack || echo >> /etc/passwd"#),
    ("attack: read secrets", r#"cat "/proc/$2/environ" | grep -q . && test "$2" -gt 100"#),
];

/// Tries the attacks at a level.
fn attack(helpers: &Helpers, level: Level) -> Vec<Layer> {
    // Some containers give `/` for a home, which is there in a sandbox too.
    let home = std::env::home_dir().filter(|home| home.parent().is_some()).unwrap_or_else(|| "/root".into());
    let home = home.to_string_lossy().into_owned();
    let mut task = Task::rehearsal();
    task.commands = ATTACKS
        .iter()
        .map(|(_, script)| Command {
            program: "/bin/sh".into(),
            arguments: vec![
                "-c".into(),
                (*script).to_owned(),
                "sh".into(),
                home.clone(),
                std::process::id().to_string(),
            ],
            stdin: Vec::new(),
            may_fail: true,
        })
        .collect();
    let finished =
        helpers.run(level, &task, false, &|_, _| {}, None).map_or_else(|_| Vec::new(), |execution| execution.finished);
    let outcome = |((name, _), finished): (&(&'static str, &str), Finished)| {
        let enforced = finished.exit != Exit::Status(0);
        let said = String::from_utf8_lossy(&finished.stderr.bytes).lines().next().unwrap_or_default().to_owned();
        let why = if enforced { said } else { "it succeeded; please report this".to_owned() };
        Layer { name, enforced, why: format!("{level:?} level: {why}"), fix: None }
    };
    ATTACKS.iter().zip(finished).map(outcome).collect()
}

fn layer(probe: Probe, error: Option<String>) -> Layer {
    let (name, keeps) = described(probe);
    let fix = error.as_ref().and_then(|error| fix(probe, error));
    let enforced = error.is_none();
    let keeps = match probe {
        Probe::Landlock => format!("{keeps} (version {})", system::landlock_version()),
        _ => keeps.to_owned(),
    };
    Layer { name, enforced, why: error.unwrap_or(keeps), fix }
}

const fn described(probe: Probe) -> (&'static str, &'static str) {
    match probe {
        Probe::UserNamespace => ("user namespace", "programs have no rights over what is outside"),
        Probe::MountNamespace => ("mount namespace", "programs see a file system of their own"),
        Probe::ProcessNamespace => ("process id namespace", "programs see and signal only their own processes"),
        Probe::NetworkNamespace => ("network namespace", "programs reach no network"),
        Probe::Loopback => ("loopback", "servers and clients in one sandbox reach each other"),
        Probe::IpcNamespace => ("ipc namespace", "shared memory ends with the sandbox"),
        Probe::HostnameNamespace => ("uts namespace", "the host's name is not told"),
        Probe::CgroupNamespace => ("cgroup namespace", "the host's control groups are not told"),
        Probe::Proc => ("/proc of its own", "the host's processes are not told of"),
        Probe::Overlay => ("overlay", "build caches are used without being changed"),
        Probe::NoNewPrivileges => ("no_new_privs", "programs such as sudo give no privileges"),
        Probe::Seccomp => ("seccomp", "system calls beyond those of ordinary programs are refused"),
        Probe::Landlock => ("landlock", "files beyond those in view are refused, whatever is mounted"),
    }
}

/// What to do about a layer that does not hold, judged by the settings of the kernel.
fn fix(probe: Probe, error: &str) -> Option<String> {
    let setting =
        |name: &str| fs::read_to_string(format!("/proc/sys/{name}")).map(|value| value.trim().to_owned()).ok();
    match probe {
        Probe::Seccomp | Probe::NoNewPrivileges => None,
        Probe::Landlock => Some("add `landlock` to the kernel's `lsm=` parameter (Linux 5.13 or newer)".to_owned()),
        Probe::Overlay => {
            Some("Linux 5.11 or newer mounts overlays without root; caches are read-only until then".to_owned())
        }
        _ if setting("user/max_user_namespaces").as_deref() == Some("0") => {
            Some("sudo sysctl -w user.max_user_namespaces=15000".to_owned())
        }
        _ if setting("kernel/unprivileged_userns_clone").as_deref() == Some("0") => {
            Some("sudo sysctl -w kernel.unprivileged_userns_clone=1".to_owned())
        }
        _ if setting("kernel/apparmor_restrict_unprivileged_userns").as_deref() == Some("1") => {
            Some(apparmor_profile())
        }
        Probe::Proc => Some("docker run --security-opt systempaths=unconfined …".to_owned()),
        _ if error.contains("not permitted") || error.contains("denied") => {
            Some("docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined …".to_owned())
        }
        _ => None,
    }
}

/// The profile that lets this very program make user namespaces (Ubuntu 23.10 and newer).
fn apparmor_profile() -> String {
    let program = std::env::current_exe().map_or_else(|_| "/usr/bin/recant".into(), |path| path.display().to_string());
    format!(
        "sudo tee /etc/apparmor.d/recant <<'END' && sudo apparmor_parser -r /etc/apparmor.d/recant\n\
         abi <abi/4.0>,\n\
         include <tunables/global>\n\
         profile recant \"{program}\" flags=(unconfined) {{\n  userns,\n}}\n\
         END\n\
         # or, for all programs: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
    )
}
